"""What a page has when it is previewed: a script that listens for news, and the styles of what it shows."""

from __future__ import annotations

from html import escape

END_OF_HEAD = b"</head>"


def with_live(page: bytes, path: str, digest: str) -> bytes:
    """Returns a page that knows its own path and digest, and asks for news of them. A page without a head gets it at its end."""
    script = (
        '<link rel="stylesheet" href="/_live/live.css">\n'
        f'<script src="/_live/live.js" data-path="{escape(path)}" data-page="{escape(digest)}" defer></script>\n'
    ).encode()
    before, end, after = page.partition(END_OF_HEAD)
    return before + script + end + after
