"""Cards: what a topic has to say about a dealer on the dealer's page. Topics make them, the site only arranges them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.kernel.text import NO_TEXT, Text


@dataclass(frozen=True, slots=True)
class Card:
    """A card of a dealer page: its anchor, title, template and context; `finding` says in a line what it shows.

    `wide` cards take the whole width. `folded` ones open on request. `order` is the place on the page, lowest first.
    """

    id: str
    title: Text
    template: str
    context: Mapping[str, object]
    finding: Text = NO_TEXT
    wide: bool = False
    folded: bool = False
    order: int = 50


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its unit, for the head of a page: what it is, its value as people read it, and how it stands.

    `mood` is `good`, `warn`, `bad` or empty; it is always said in words too, never by colour alone.
    """

    label: Text
    value: Text
    note: Text = NO_TEXT
    mood: str = ""
    target: str = ""
