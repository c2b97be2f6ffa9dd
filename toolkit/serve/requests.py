"""Which requests are answered: reading, by this machine, of pages that this machine's user opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qs, unquote_to_bytes

METHODS = ("GET", "HEAD")
ADDRESS = "127.0.0.1"
_OWN = ("same-origin", "none")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came: method, target, and the values of the headers that decide."""

    method: str
    target: str
    hosts: Sequence[str] = ()
    site: str = ""
    mode: str = ""
    destination: str = ""


def refusal(asked: Asked, port: int) -> HTTPStatus | None:
    """Returns why a request is refused, None when it is answered.

    The Host header must name this machine: a page of another site whose name was made to lead to 127.0.0.1 (DNS rebinding)
    sends its own name. What a page of another site loads from here is refused, be it a script or a picture; a link that leads
    here is followed.
    """
    if asked.method not in METHODS:
        return HTTPStatus.METHOD_NOT_ALLOWED
    if len(asked.hosts) != 1 or asked.hosts[0].lower() not in _names(port):
        return HTTPStatus.FORBIDDEN
    followed = asked.mode == "navigate" and asked.destination == "document"
    if asked.site and asked.site not in _OWN and not followed:
        return HTTPStatus.FORBIDDEN
    return None


def _names(port: int) -> tuple[str, ...]:
    names = (ADDRESS, "localhost")
    return (*(f"{name}:{port}" for name in names), *(names if port == 80 else ()))


def path_of(target: str) -> str | None:
    """Returns the path that a request names, decoded once and otherwise as it was written; None when it is no path.

    It is looked up among the planned paths as it is, so nothing is made of `..` or of a second layer of percent signs.
    """
    path = target.partition("#")[0].partition("?")[0]
    if not path.startswith("/"):
        return None
    try:
        return unquote_to_bytes(path.encode("latin-1")).decode("utf-8")
    except UnicodeError:
        return None


def page_asked(target: str) -> str:
    """Returns the path that a request for news names as its page; an empty one when it names none."""
    try:
        values = parse_qs(target.partition("?")[2], max_num_fields=4, errors="strict").get("page", [])
    except (ValueError, UnicodeError):
        return ""
    return values[0] if len(values) == 1 and values[0].startswith("/") else ""
