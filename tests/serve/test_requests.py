"""Who is answered: a browser of this machine that was sent here by its user."""

from __future__ import annotations

import pytest

from toolkit.serve.requests import Asked, page_asked, path_of, refusal

PORT = 8420
OWN = ("127.0.0.1:8420",)


@pytest.mark.parametrize("hosts", [OWN, ("localhost:8420",), ("LocalHost:8420",)])
def test_this_machine_is_answered(hosts: tuple[str, ...]) -> None:
    """By its number and by its name."""
    assert refusal(Asked("GET", "/", hosts), PORT) is None
    assert refusal(Asked("HEAD", "/", hosts), PORT) is None


@pytest.mark.parametrize(
    "hosts",
    [(), ("",), ("evil.example",), ("evil.example:8420",), ("127.0.0.1",), ("127.0.0.1:80",), ("127.0.0.1:84200",), ("127.0.0.1:8420.evil.example",),
     ("localhost.evil.example:8420",), ("localhost:8420@evil.example",), ("evil.example", "127.0.0.1:8420"), ("127.0.0.1:8420",) * 2,
     ("127.0.0.1:8420, evil.example",), ("127.1:8420",), ("0.0.0.0:8420",), ("[::1]:8420",), ("2130706433:8420",), ("user@127.0.0.1:8420",)],
)  # fmt: skip
def test_another_name_is_refused(hosts: tuple[str, ...]) -> None:
    """DNS rebinding: a foreign name that leads to 127.0.0.1 comes with its own Host header."""
    assert refusal(Asked("GET", "/", hosts), PORT) == 403


@pytest.mark.parametrize("method", "POST PUT PATCH DELETE OPTIONS TRACE CONNECT get Get".split())
def test_nothing_but_reading(method: str) -> None:
    """A preview changes nothing, whoever asks."""
    assert refusal(Asked(method, "/", OWN), PORT) == 405


@pytest.mark.parametrize(
    ("site", "mode", "destination", "status"),
    [
        ("", "", "", None),
        ("none", "navigate", "document", None),
        ("same-origin", "no-cors", "script", None),
        ("cross-site", "navigate", "document", None),
        ("cross-site", "no-cors", "script", 403),
        ("cross-site", "no-cors", "image", 403),
        ("cross-site", "cors", "empty", 403),
        ("cross-site", "navigate", "iframe", 403),
        ("same-site", "no-cors", "script", 403),
        ("same-site", "navigate", "document", None),
        ("strange", "no-cors", "script", 403),
    ],
)
def test_a_foreign_page_loads_nothing(site: str, mode: str, destination: str, status: int | None) -> None:
    """The search data are scripts, which any page might load: only a link that a person follows is answered."""
    assert refusal(Asked("GET", "/", OWN, site, mode, destination), PORT) == status


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/", "/"),
        ("/site/zh/index.html?x=1#y", "/site/zh/index.html"),
        ("/site/zh/%E5%90%88.html", "/site/zh/合.html"),
        ("/a%2Fb", "/a/b"),
        ("/%2e%2e/x", "/../x"),
        ("/%252e", "/%2e"),
        ("/%", "/%"),
        ("/%ff", None),
        ("http://evil.example/", None),
        ("*", None),
        ("", None),
        ("evil.example:443", None),
    ],
)
def test_a_path_is_decoded_once(target: str, path: str | None) -> None:
    """And then looked up as it is; what is no path or no UTF-8 is none."""
    assert path_of(target) == path


@pytest.mark.parametrize(
    ("target", "page"),
    [
        ("/_live/events?page=/site/zh/index.html", "/site/zh/index.html"),
        ("/_live/events?page=%2Fsite%2Fzh%2Findex.html", "/site/zh/index.html"),
        ("/_live/events", ""),
        ("/_live/events?page=", ""),
        ("/_live/events?page=a&page=b", ""),
        ("/_live/events?page=site", ""),
        ("/_live/events?page=%ff", ""),
        ("/_live/events?a=1&b=2&c=3&d=4&page=/x", ""),
    ],
)
def test_news_are_of_one_page(target: str, page: str) -> None:
    """What names none, or several, is told nothing."""
    assert page_asked(target) == page
