"""Links between files of a workspace: relative paths, as a forge that shows the repository follows them too."""

from __future__ import annotations

import posixpath

_OUTSIDE = ("https:", "http:", "mailto:", "tel:", "#")


def target_of(page: str, href: str) -> tuple[str, str]:
    """Returns the repository path and the anchor that a relative link in the file `page` names."""
    path, _, anchor = href.partition("#")
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path)), anchor


def is_outside(href: str) -> bool:
    """Returns whether a link leads out of the repository, or stays on its own page."""
    return href.startswith(_OUTSIDE)
