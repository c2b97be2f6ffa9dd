"""Translations: whether a page in English still says what the Chinese original says."""

from __future__ import annotations

from toolkit.topics.handbook.records import Page

DIGITS = 16
"""How many digits of the original's digest a translation names."""


def is_stale(translation: Page, original: Page) -> bool:
    """Returns whether the original changed since it was translated; never for the original itself."""
    return translation.locale != original.locale and translation.translation_of != original_digest(original)


def original_digest(original: Page) -> str:
    """Returns the digest by which a translation names its original: that of the file's text, 16 digits."""
    return original.body.file_digest[:DIGITS]
