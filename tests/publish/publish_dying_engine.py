"""An engine whose loading ends the process, as a broken native library does."""

from __future__ import annotations

import os

os._exit(9)
