"""Closed lists of codes with their names, such as the channels or the lifecycle states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from toolkit.kernel.text import Text


class Vocabulary:
    """A named, ordered, closed list of ASCII codes, each with a Chinese and an English name."""

    __slots__ = ("_labels", "name")

    def __init__(self, name: str, labels: Mapping[str, tuple[str, str]]) -> None:
        self.name = name
        self._labels = {code: Text(*words) for code, words in labels.items()}

    def __contains__(self, code: object) -> bool:
        return code in self._labels

    def __iter__(self) -> Iterator[str]:
        return iter(self._labels)

    def __len__(self) -> int:
        return len(self._labels)

    def label(self, code: str) -> Text:
        """Returns the name of `code`; raises KeyError for a code that is not in the list."""
        return self._labels[code]

    def rank(self, code: str) -> int:
        """Returns the place of `code` in the list, from 0."""
        return list(self._labels).index(code)


def nearest(word: str, choices: Iterator[str] | list[str] | tuple[str, ...]) -> str:
    """Returns the choice that `word` was probably meant to be, or an empty text when none is near."""
    found = get_close_matches(word, list(choices), n=1, cutoff=0.6)
    return found[0] if found else ""
