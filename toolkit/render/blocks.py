"""The block tree of a Markdown text, and charts, as HTML. The only place that turns nodes into markup."""

from __future__ import annotations

from html import escape

from toolkit.sources.prose import FIELD, VOID, Node

_ATTRIBUTES = frozenset(
    {"href", "title", "src", "alt", "id", "class", "start", "scope", "lang", "rel", "loading", "width", "height"}
)


def html_of(content: Node | str | tuple[Node | str, ...]) -> str:
    """Returns the HTML of a node, of text, or of both in a row; every text and value is escaped."""
    if isinstance(content, str):
        return escape(content, quote=False)
    if isinstance(content, tuple):
        return "".join(html_of(part) for part in content)
    if content.tag == FIELD:
        return escape("{{" + content.get("name") + "}}")
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in content.attrs if name in _ATTRIBUTES)
    if content.tag in VOID:
        return f"<{content.tag}{attributes}>"
    return f"<{content.tag}{attributes}>{html_of(content.children)}</{content.tag}>"
