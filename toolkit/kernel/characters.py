"""Characters that may not stand in data, because they hide, reorder or break what a reader sees."""

from __future__ import annotations

import re
import unicodedata

FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""C0 and C1 controls but tab and line feed, line and paragraph separators, bidirectional controls, lone surrogates."""

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]"
)
"""Zero-width and default-ignorable characters: refused in ids, told of in text."""

COMPATIBILITY = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]")
"""CJK compatibility ideographs, which a normalisation would turn into another character."""


def name_of(character: str) -> str:
    """Returns `U+202E RIGHT-TO-LEFT OVERRIDE`, the way a message names a character that cannot be shown."""
    label = unicodedata.name(character, "")
    return f"U+{ord(character):04X}" + (f" {label}" if label else "")


def same_name(text: str) -> str:
    """Returns the form under which two ids or file names count as one on some file system: NFC, case-folded."""
    return unicodedata.normalize("NFC", text).casefold()
