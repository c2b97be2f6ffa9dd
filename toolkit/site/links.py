"""Links of the handbook: written as relative paths to files, so that they work where the repository is browsed too, and
turned here into links to the pages that show those files."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.sources.paths import is_outside, target_of
from toolkit.sources.prose import Node, replace_nodes


def linked(
    blocks: tuple[Node, ...], page: str, pages: Mapping[str, str], url: Callable[[str], str]
) -> tuple[Node, ...]:
    """Returns the blocks with links to files turned into links to pages.

    `pages` maps repository paths to output paths; `url` makes an output path relative to the page. A link to a file that has
    no page becomes its text: the checks have told of it.
    """

    def change(node: Node) -> Node | str:
        href = node.get("href")
        if node.tag != "a" or is_outside(href):
            return node
        path, anchor = target_of(page, href)
        if path not in pages:
            return Node("span", (), node.children)
        target = url(pages[path]) + (f"#{anchor}" if anchor else "")
        return Node("a", (("href", target),), node.children)

    return replace_nodes(blocks, change)
