"""The server answers this machine, reads only, shows nothing but the site, and tells open pages what has changed."""

from __future__ import annotations

import re
import socket
import threading
from pathlib import Path

import pytest

from tests.serve.serve_scene import FIRST, OTHER, PAGE, SECOND, Site, change
from tests.workspace import lay
from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem
from toolkit.kernel.text import Text
from toolkit.serve.live import with_live
from toolkit.serve.panel import MOST, Shown, news
from toolkit.serve.preview import Preview
from toolkit.serve.running import listening
from toolkit.serve.server import POLICY


def test_the_root_leads_to_the_first_page(site: Site) -> None:
    """In the language of the command."""
    answer = site.ask("/")
    assert (answer.status, answer.headers["Location"]) == (302, "/site/zh/index.html")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (f"/{PAGE}", "text/html; charset=utf-8"),
        ("/site/zh/", "text/html; charset=utf-8"),
        ("/site/zh/dealers/?a=b", "text/html; charset=utf-8"),
        ("/site/assets/site.css", "text/css; charset=utf-8"),
        ("/site/assets/site.js", "text/javascript; charset=utf-8"),
        ("/site/assets/icon.svg", "image/svg+xml"),
        ("/site/zh/search/keys.js", "text/javascript; charset=utf-8"),
        ("/site/robots.txt", "text/plain; charset=utf-8"),
        ("/_live/live.js", "text/javascript; charset=utf-8"),
        ("/_live/live.css", "text/css; charset=utf-8"),
    ],
)
def test_what_the_site_has(site: Site, path: str, kind: str) -> None:
    """With its type, no cache, and the same policy as the pages have; HEAD says the same without the body."""
    answer, head = site.ask(path), site.ask(path, "HEAD")
    assert (answer.status, answer.headers["Content-Type"]) == (200, kind)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert len(answer.body) == int(answer.headers["Content-Length"]) > 0
    assert (head.status, head.body, head.headers["Content-Length"]) == (200, b"", answer.headers["Content-Length"])


def test_a_page_is_the_built_one_and_listens(site: Site, preview: Preview) -> None:
    """Two lines more than a build writes, at the end of the head; nothing inline."""
    page = preview.page(PAGE)
    assert page is not None
    served = site.ask(f"/{PAGE}").body
    added = re.search(
        rb'<link rel="stylesheet" href="/_live/live.css">\n<script src="/_live/live.js" [^>]*></script>\n', served
    )
    assert added is not None
    assert served.replace(added[0], b"") == page.data
    assert f'data-path="/{PAGE}" data-page="{page.digest}" defer'.encode() in added[0]
    assert served.index(added[0]) < served.index(b"</head>")
    assert b"<script>" not in served


SECRET = "content/company.yaml"
ATTEMPTS = (
    f"/../{SECRET}", f"/site/../{SECRET}", f"/site/../../{SECRET}", f"/site/zh/../../../{SECRET}", f"/%2e%2e/{SECRET}", f"/site/%2e%2e/{SECRET}",
    f"/..%2f{SECRET}", f"/site/..%2f..%2f{SECRET}", f"/%252e%252e/{SECRET}", f"/..%5c{SECRET}", f"/site/..\\..\\{SECRET}", f"//{SECRET}",
    f"///{SECRET}", f"/./{SECRET}", f"/{SECRET}", f"/site/{SECRET}", f"/site/zh/{SECRET}", "/etc/passwd", "//etc/passwd", "/../../../../etc/passwd",
    "/site/../../../../../../etc/passwd", "/site/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "/%00", "/site/zh/index.html%00.css", "/site/zh/index.html%00",
    "/site/assets/../zh/index.html", "/site/zh/./index.html", "/site//zh/index.html", "/site/zh/index.html/", "/site/zh/index.htm", "/SITE/zh/index.html",
    "/site", "/site/zh", "/site/assets", "/site/assets/", "/out/site/zh/index.html", "/templates/base/site.css", "/private/contacts.yaml",
    "/private.sample/contacts.yaml", "/.git/config", "/_live", "/_live/", "/_live/../content/company.yaml", "/_live/live.html", "/_live/%2e%2e/company.yaml",
    "/con", "/site/zh/index.html::$DATA", "/%c0%ae%c0%ae/etc/passwd", "/site/zh/%E5", "/~root", "/site/zh/index.html;a",
)  # fmt: skip


@pytest.mark.parametrize("path", ATTEMPTS)
def test_no_path_leads_out_of_the_site(site: Site, root: Path, path: str) -> None:
    """No listing, no file of the workspace or the machine, no second spelling of a page; the answer repeats no path of ours."""
    answer = site.ask(path)
    assert answer.status in (400, 404)
    for told in (b"Qingyu Beverage", b"root:", b"legal_name", str(root).encode(), str(Path.cwd()).encode()):
        assert told not in answer.body


@pytest.mark.parametrize("method", "POST PUT PATCH DELETE OPTIONS TRACE".split())
def test_nothing_is_written(site: Site, method: str) -> None:
    """Every method but two is refused, whatever the path; the refusal says which are not."""
    answer = site.ask(f"/{PAGE}", method)
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


def test_a_foreign_name_is_refused(site: Site) -> None:
    """DNS rebinding: nothing of the site comes back, neither pages nor news."""
    for path in (f"/{PAGE}", "/_live/live.js", f"/_live/events?page=/{PAGE}", "/"):
        answer = site.ask(path, headers={"Host": f"evil.example:{site.port}"})
        assert (answer.status, answer.body) == (403, b"403 Forbidden\n")


def test_a_foreign_page_gets_no_script(site: Site) -> None:
    """The search data cannot be loaded by a page of another site, nor can anything else; a link that leads here works."""
    foreign = {"Host": f"127.0.0.1:{site.port}", "Sec-Fetch-Site": "cross-site"}
    asked = {**foreign, "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"}
    followed = {**foreign, "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert site.ask("/site/zh/search/keys.js", headers=asked).status == 403
    assert site.ask(f"/{PAGE}", headers=followed).status == 200


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.0\r\n\r\n",
        b"GET http://127.0.0.1/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n",
        b"NONSENSE\r\n\r\n",
        b"BREW / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /<script>alert(1)</script> HTTP/1.1\r\nHost: evil\r\n\r\n",
        b"\r\n",
        b"",
    ],
)
def test_what_is_no_request_is_refused_in_few_words(site: Site, request_bytes: bytes) -> None:
    """Nothing of it is repeated, nothing of the site is told, and the next request is answered."""
    answer = site.raw(request_bytes)
    assert b"200 OK" not in answer
    assert b"<" not in answer
    assert site.ask(f"/{PAGE}").status == 200


def test_only_this_machine_is_listened_to(site: Site, preview: Preview) -> None:
    """The socket is bound to 127.0.0.1, so that no other machine can reach it, whatever its headers say."""
    server = listening(preview, 0)
    try:
        assert server.socket.getsockname()[0] == "127.0.0.1"
    finally:
        server.server_close()
    others = {row[4][0] for row in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1"}
    for address in others:
        with socket.socket() as other:
            other.settimeout(2)
            assert other.connect_ex((str(address), site.port)) != 0


def test_a_taken_port_leads_to_the_next(site: Site, preview: Preview) -> None:
    """The next free one is used; where all are taken the system's error is raised."""
    server = listening(preview, site.port)
    try:
        assert site.port < server.server_port < site.port + 20
    finally:
        server.server_close()


def test_a_wrong_address_shows_the_page_for_it(site: Site) -> None:
    """With styles that are found from where one is, however deep."""
    answer = site.ask("/site/zh/dealers/nobody.html")
    assert answer.status == 404
    assert "找不到这一页" in answer.body.decode()
    assert b'href="/site/assets/site.css"' in answer.body
    assert b'data-path="/site/zh/dealers/nobody.html"' in answer.body


def test_hostile_addresses_are_only_text() -> None:
    """A path that is markup ends no attribute."""
    page = with_live(b"<head></head>", '/"><script>alert(1)</script>', "abc")
    assert b"<script>alert" not in page
    assert with_live(b"no head at all", "/", "abc").startswith(b"no head at all<link")


def test_an_open_page_hears_of_what_changed(site: Site, preview: Preview, root: Path) -> None:
    """At once how it stands; after a save another digest for the page that changed, the same for another page."""
    with site.news(PAGE) as news_of_first, site.news(OTHER) as news_of_second:
        first, second = next(news_of_first), next(news_of_second)
        assert (first["problems"], first["held"]) == ([], False)
        assert f'data-page="{first["page"]}"'.encode() in site.ask(f"/{PAGE}").body
        change(root, FIRST, "short_name: 第1商贸", "short_name: 澄湖商贸")
        preview.look()
        assert next(news_of_first)["page"] != first["page"]
        assert next(news_of_second) == second
        assert "澄湖商贸" in site.ask(f"/{PAGE}").body.decode()


def test_an_open_page_hears_what_is_wrong(site: Site, preview: Preview, root: Path) -> None:
    """Place, code, message and hint in both languages, and that the page is one from before; and when it is mended."""
    whole = (root / SECOND).read_text("utf-8")
    with site.news(PAGE) as news_of_page:
        before = next(news_of_page)
        (root / SECOND).write_text(whole.replace("name:", "nmae:", 1), "utf-8")
        preview.look()
        heard = next(news_of_page)
        assert heard["page"] == before["page"]
        assert heard["held"] is True
        wrong = {row["code"]: row for row in heard["problems"]}
        row = next(iter(wrong.values()))
        assert row["place"].startswith(f"{SECOND}:")
        assert row["message"]["zh"] != row["message"]["en"]
        (root / SECOND).write_text(whole, "utf-8")
        preview.look()
        assert next(news_of_page) == before


def test_a_page_that_is_not_there_hears_when_it_is(site: Site, preview: Preview, root: Path) -> None:
    """One keeps a wrong address open, adds the record, and the page comes."""
    path = "site/zh/dealers/D-2025-0005.html"
    with site.news(path) as heard:
        before = next(heard)
        lay(root, {"dealers/D-2025-0005/profile.yaml": (root / FIRST).read_text("utf-8").replace("MA27", "MA28")})
        preview.look()
        after = next(heard)
    if site.ask(f"/{path}").status == 200:
        assert after["page"] != before["page"]
    else:
        assert after["problems"]


def test_news_are_one_line_of_text() -> None:
    """Nothing that a message quotes ends the event or hides; of very many problems the first are told, the rest counted."""
    message = Text("坏\n\ndata: {}\u202e", "bad\r\n\u2028")
    problems = tuple(Problem("AAA001", "error", message, Origin("a\nb.yaml", n, 1)) for n in range(1, MOST + 8))
    event = news(Shown(b"", 200, "abc", problems))
    assert event.startswith(b"data: ")
    assert event.endswith(b"}\n\n")
    assert event.count(b"\n") == 2
    assert b"\r" not in event
    assert b'"more": 7' in event
    assert b"202e" in event.replace(b"\\\\u", b"")


def test_an_event_without_a_page_is_refused(site: Site) -> None:
    """There is nothing to tell."""
    assert site.ask("/_live/events").status == 400
    assert site.ask(f"/_live/events?page=/{PAGE}", "HEAD").status == 400


def test_the_end_leaves_nothing(preview: Preview) -> None:
    """Open pages, a silent connection and half a request: all are ended at once, and every thread with them."""
    before = set(threading.enumerate())
    server = listening(preview, 0)
    answering = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    answering.start()
    site = Site(server.server_port)
    silent = socket.create_connection(("127.0.0.1", server.server_port))
    half = socket.create_connection(("127.0.0.1", server.server_port))
    half.sendall(b"GET / HTTP/1.1\r\nHost: ")
    with site.news(PAGE) as heard:
        next(heard)
        server.end()
        assert list(heard) == []
    answering.join(10)
    silent.close()
    half.close()
    started = [thread for thread in threading.enumerate() if thread not in before]
    for thread in started:
        thread.join(5)
    assert [thread for thread in started if thread.is_alive()] == []
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", site.port), timeout=2)
