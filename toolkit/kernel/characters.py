"""Characters that may not stand in data, because they hide, reorder or break what a reader sees."""

from __future__ import annotations

import re
import unicodedata

FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""C0 and C1 controls but tab and line feed, line and paragraph separators, bidirectional controls, lone surrogates, no characters."""

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]"
)
"""Zero-width and default-ignorable characters: refused in ids, told of in text."""

COMPATIBILITY = re.compile(
    "[\uf900-\ufa0d\ufa10\ufa12\ufa15-\ufa1e\ufa20\ufa22\ufa25\ufa26\ufa2a-\ufa6d\ufa70-\ufad9\U0002f800-\U0002fa1d]"
)
"""CJK compatibility ideographs, which a normalisation would turn into another character."""

_UNSEEN = re.compile(f"{FORBIDDEN.pattern}|{INVISIBLE.pattern}|[\t\n]")


def name_of(character: str) -> str:
    """Returns `U+202E RIGHT-TO-LEFT OVERRIDE`, the way a message names a character that cannot be shown."""
    label = unicodedata.name(character, "")
    return f"U+{ord(character):04X}" + (f" {label}" if label else "")


def made_visible(text: str) -> str:
    """Returns `text` on one line, with what cannot be shown or seen written as `\\u202e`: for names and paths in messages."""
    return _UNSEEN.sub(lambda match: match.group().encode("unicode_escape").decode(), text)


def same_name(text: str) -> str:
    """Returns the form under which two ids or file names count as one on some file system: NFC, case-folded."""
    return unicodedata.normalize("NFC", text).casefold()
