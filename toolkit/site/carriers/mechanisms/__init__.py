"""The mechanisms, M1 to M121, in the order of the sections that ask for them."""

from __future__ import annotations

from toolkit.site.carriers.carrier import Group
from toolkit.site.carriers.mechanisms.cooperation import COOPERATION
from toolkit.site.carriers.mechanisms.development import DEVELOPMENT
from toolkit.site.carriers.mechanisms.relations import RELATIONS

MECHANISMS: tuple[Group, ...] = (*DEVELOPMENT, *COOPERATION, *RELATIONS)
