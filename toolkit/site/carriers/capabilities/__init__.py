"""The capabilities, C1 to C80, in the order in which a dealer meets them; the platform under all of them comes last."""

from __future__ import annotations

from toolkit.site.carriers.capabilities.joining import JOINING
from toolkit.site.carriers.capabilities.platform import PLATFORM
from toolkit.site.carriers.capabilities.working import WORKING
from toolkit.site.carriers.carrier import Group

CAPABILITIES: tuple[Group, ...] = (*JOINING, *WORKING, *PLATFORM)
