"""Words in the two languages of the product, Chinese first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Locale = Literal["zh", "en"]
LOCALES: tuple[Locale, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence or a name in Chinese and in English; `en` falls back to `zh` where nobody translated it."""

    zh: str
    en: str = ""

    def within(self, locale: Locale) -> str:
        """Returns the wording for `locale`; Chinese when the English one is missing."""
        return self.en if locale == "en" and self.en else self.zh

    def filled(self, values: Mapping[str, object]) -> Text:
        """Returns the text with its `{name}` places filled; a value that is a Text is put in by language."""
        return Text(*(self._fill(locale, values) for locale in LOCALES))

    def _fill(self, locale: Locale, values: Mapping[str, object]) -> str:
        wording = self.within(locale)
        if "{" not in wording:
            return wording
        return wording.format(**{k: v.within(locale) if isinstance(v, Text) else v for k, v in values.items()})

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)


NO_TEXT = Text("", "")
