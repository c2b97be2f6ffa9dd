"""Nothing is fetched while a paper is laid out, but the pictures of its own list."""

from __future__ import annotations

import base64
import struct
import subprocess
import threading
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from toolkit.render import pdf as pdf_module
from toolkit.render.paper import Paper, PaperError
from toolkit.render.pdf import render_pdf

CANARY = "canary-7391-鹦鹉"
CSS = '@page { size: A6 } html { font: 12pt "Song" }'
SVG = "http://www.w3.org/2000/svg"


def png(width: int, height: int, grey: int = 0) -> bytes:
    """A grey PNG of one bit or of eight bits a pixel."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = (b"\x00" + bytes([grey]) * ((width + 7) // 8)) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def paper(body: str, head: str = "", styles: str = "", assets: tuple[tuple[str, bytes], ...] = ()) -> Paper:
    html = f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
    return Paper((html,), (CSS + styles,), assets, "zh", title="抓取", identifier="FETCH-1")


# Where each stands: in the body, in the head, or in a style sheet; {url} is what it tries to fetch.
IN_BODY = {
    "img": '<img src="{url}" alt="x">',
    "img with white space": '<img src="\n {url} " alt="x">',
    "embed": '<embed src="{url}">',
    "embed as svg": '<embed type="image/svg+xml" src="{url}">',
    "object": '<object data="{url}">x</object>',
    "object as svg": '<object type="image/svg+xml" data="{url}">x</object>',
    "picture": '<picture><source srcset="{url}"><img src="{url}" alt="x"></picture>',
    "input image": '<input type="image" src="{url}" alt="x">',
    "style attribute background": '<p style="background: url({url})">x</p>',
    "style attribute content": '<p style="content: url({url})">x</p>',
    "style attribute list": '<ul><li style="list-style-image: url({url})">x</li></ul>',
    "border image": '<p style="border: 3px solid; border-image: url({url}) 1">x</p>',
    "mask border": '<p style="mask-border: url({url}) 1">x</p>',
    "style element": "<style>p {{ background-image: url({url}) }}</style><p>x</p>",
    "style import": "<style>@import url({url});</style>",
    "style import string": "<style>@import '{url}';</style>",
    "style font": "<style>@font-face {{ font-family: Q; src: url({url}) }} p {{ font-family: Q }}</style><p>x</p>",
    "style local font": "<style>@font-face {{ font-family: Q; src: local(Song), url({url}) }}</style><p>x</p>",
    "style colour profile": "<style>@color-profile --q {{ src: url({url}) }}</style><p>x</p>",
    "attachment link": '<a rel="attachment" href="{url}">x</a>',
    "link to a file": '<a href="{url}">x</a>',
    "svg image": f'<svg xmlns="{SVG}" width="9" height="9"><image href="{{url}}" width="9" height="9"/></svg>',
    "svg image xlink": f'<svg xmlns="{SVG}" width="9" height="9"><image xlink:href="{{url}}" width="9" height="9"/></svg>',
    "svg feImage": f'<svg xmlns="{SVG}"><filter id="f"><feImage href="{{url}}"/></filter><rect filter="url(#f)"/></svg>',
    "svg style import": f'<svg xmlns="{SVG}"><style>@import url({{url}});</style><rect/></svg>',
    "svg style font": f'<svg xmlns="{SVG}"><style>@font-face{{{{font-family:q;src:url({{url}})}}}}</style><rect/></svg>',
    "svg external use": f'<svg xmlns="{SVG}" width="9" height="9"><use href="{{url}}#a"/></svg>',
    "svg external fill": f'<svg xmlns="{SVG}" width="9" height="9"><rect width="9" height="9" fill="url({{url}}#a)"/></svg>',
    "iframe": '<iframe src="{url}"></iframe>',
    "video poster": '<video poster="{url}" src="{url}"></video>',
    "audio": '<audio src="{url}"></audio>',
    "table background": '<table background="{url}"><tr><td>x</td></tr></table>',
    "attr": '<style>p::before {{ content: attr(data-q url) }}</style><p data-q="{url}">x</p>',
    "script": '<script src="{url}"></script>',
    "form action": '<form action="{url}"><input type="submit"></form>',
}
IN_HEAD = {
    "link stylesheet": '<link rel="stylesheet" href="{url}">',
    "link attachment": '<link rel="attachment" href="{url}">',
    "link icon": '<link rel="icon" href="{url}">',
    "base and relative": '<base href="{url}">',
    "meta refresh": '<meta http-equiv="refresh" content="0; url={url}">',
}
IN_STYLES = {
    "sheet import": "@import url({url});",
    "sheet font": "@font-face {{ font-family: Q; src: url({url}) }} p {{ font-family: Q }}",
    "sheet background": "html {{ background: url({url}) }}",
    "sheet page background": "@page {{ background: url({url}) }}",
    "sheet margin box": "@page {{ @top-left {{ content: url({url}) }} }}",
    "sheet content": "p::before {{ content: url({url}) }}",
    "sheet counter style": "@counter-style q {{ system: cyclic; symbols: url({url}) }} ul {{ list-style: q }}",
    "sheet image set": "p {{ background: image-set(url({url}) 1x) }}",
    "sheet cross-fade": "p {{ background: cross-fade(url({url}), red) }}",
    "sheet shape": "p {{ float: left; shape-outside: url({url}) }}",
    "sheet cursor": "p {{ cursor: url({url}), auto }}",
    "sheet colour profile": "@color-profile --q {{ src: url({url}) }}",
}
WAYS = (
    [("body", name) for name in IN_BODY]
    + [("head", name) for name in IN_HEAD]
    + [("styles", name) for name in IN_STYLES]
)


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """A file that is an SVG, a style sheet and a text at once, and holds the canary."""
    path = tmp_path / "canary.svg"
    path.write_text(f'<svg xmlns="{SVG}" width="99" height="99"><text y="20">{CANARY}</text></svg>', encoding="utf-8")
    return path


@pytest.fixture
def visitors() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and the list of what was asked of it."""
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(CANARY.encode())

        def log_message(self, *_arguments: object) -> None:
            """Says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/canary.svg", asked
    server.shutdown()
    thread.join()
    server.server_close()


def attempt(place: str, name: str, url: str) -> Paper:
    """The paper in which something tries to fetch `url` in the way called `name`."""
    if place == "body":
        return paper(IN_BODY[name].format(url=url) + "<p>文</p>")
    if place == "head":
        return paper(
            '<p>文<img src="q.png" alt="x"></p>' if "base" in name else "<p>文</p>", IN_HEAD[name].format(url=url)
        )
    return paper("<p>文</p><ul><li>项</li></ul>", styles=IN_STYLES[name].format(url=url))


def outcome(attempted: Paper) -> tuple[set[str], bytes]:
    """The codes of the problems, or the bytes of the PDF."""
    try:
        return set(), render_pdf(attempted)
    except PaperError as failure:
        return {problem.code for problem in failure.problems}, b""


def content_of(data: bytes, folder: Path) -> bytes:
    """All objects and streams of a PDF, uncompressed, and its text."""
    (folder / "one.pdf").write_bytes(data)
    plain = ["qpdf", "--qdf", "--object-streams=disable", "--decode-level=all", str(folder / "one.pdf"), "-"]
    text = ["pdftotext", str(folder / "one.pdf"), "-"]
    return b"".join(subprocess.run(command, capture_output=True, check=True).stdout for command in (plain, text))


# The engine never asks for these, so the paper is made, without them.
UNHEARD = {
    "iframe", "video poster", "audio", "table background", "script", "form action", "link icon", "meta refresh",
    "svg style import", "svg external use", "svg external fill", "svg feImage", "input image", "style attribute content",
    "sheet counter style", "sheet cursor",
}  # fmt: skip


def test_there_are_enough_ways() -> None:
    """The table holds more than the 28 ways of the reliability bar."""
    assert len(WAYS) >= 28


@pytest.mark.parametrize(("place", "name"), WAYS)
def test_no_way_to_fetch_a_file(place: str, name: str, canary: Path, tmp_path: Path) -> None:
    """A file of the disk is never read: the paper is refused, or made without any trace of the file."""
    codes, data = outcome(attempt(place, name, canary.as_uri()))
    if name not in UNHEARD:
        assert codes, f"{name} must be refused"
        assert codes <= {"PDF021", "PDF032", "PDF033"}
    if data:
        content = content_of(data, tmp_path)
        assert CANARY.encode() not in content
        assert CANARY.encode("utf-16-be") not in content
        assert b"/EmbeddedFile" not in content


@pytest.mark.parametrize(("place", "name"), WAYS)
def test_no_way_to_ask_the_network(place: str, name: str, visitors: tuple[str, list[str]]) -> None:
    """A server is never asked, not even where the paper is made."""
    url, asked = visitors
    outcome(attempt(place, name, url))
    assert asked == []


def test_the_server_would_be_asked_if_nothing_refused(
    visitors: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guard of the tests above can fail: with the engine's own fetcher, the server hears of the picture."""
    url, asked = visitors
    monkeypatch.delattr(pdf_module._Manifest, "fetch")
    outcome(attempt("body", "img", url))
    assert asked == ["/canary.svg"]


@pytest.mark.parametrize(
    "url",
    [
        "data:image/png;base64," + base64.b64encode(png(4, 4)).decode(),
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3Cimage href='file:///etc/hostname'/%3E%3C/svg%3E",
        "asset:///other.png",
        "asset:///../logo.png",
        "asset:///%6Cogo.png",
        "asset:///logo.png?x",
        "asset:///logo.png#x",
        "asset://logo.png",
        "ASSET:///logo.png",
        "asset:logo.png",
        "file:///etc/hostname",
        "/etc/hostname",
        "../logo.png",
        "//example.com/logo.png",
        "ftp://example.com/logo.png",
        "http://[::1/logo.png",
        "asset:///Song",
        "logo.png",
        "\\\\server\\share\\logo.png",
    ],
)
def test_only_the_exact_name_is_served(url: str) -> None:
    """A picture is served under one spelling of its name; every other URL is refused."""
    codes, _ = outcome(paper(f'<img src="{url}" alt="x">', assets=(("logo.png", png(4, 4)),)))
    assert codes
    assert codes <= {"PDF021", "PDF031", "PDF032"}


def test_pictures_of_the_list_are_drawn(tmp_path: Path) -> None:
    """PNG and SVG by name work in HTML and in style sheets, and stand in the PDF."""
    svg = f'<svg xmlns="{SVG}" width="40" height="20"><text y="12" font-family="Hei">印章</text></svg>'.encode()
    assets = (("seal/logo-1.png", png(4, 4)), ("name.svg", svg))
    body = '<img src="asset:///seal/logo-1.png" alt="标志"><img src="asset:///name.svg" alt="印">'
    data = render_pdf(paper(body, styles="p { background: url(asset:///seal/logo-1.png) }", assets=assets))
    (tmp_path / "one.pdf").write_bytes(data)
    images = subprocess.run(["pdfimages", "-list", str(tmp_path / "one.pdf")], capture_output=True, check=True).stdout
    assert images.count(b"image") >= 2
    assert "印章".encode() in content_of(data, tmp_path)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", png(8000, 8000)),
        ("a.png", png(4, 4)[:-20]),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"x" * 40),
        ("a.jpg", b"\xff\xd8\xff\xe0" + b"x" * 40),
        ("a.gif", b"GIF89a" + b"x" * 40),
        ("a.png", b""),
        ("A.png", png(4, 4)),
        ("../a.png", png(4, 4)),
        ("a.png", png(4, 4) + bytes(9_000_000)),
        ("a.svg", b"<html><p>x</p></html>"),
        ("a.svg", b"<svg"),
        (
            "a.svg",
            b'<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/hostname">]><svg xmlns="' + SVG.encode() + b'">&x;</svg>',
        ),
    ],
)
def test_an_unfit_picture_is_refused(name: str, data: bytes) -> None:
    """Too many pixels, too many bytes, cut off, misnamed or another format: an error that names the picture, no hole."""
    with pytest.raises(PaperError) as caught:
        render_pdf(paper(f'<img src="asset:///{name}" alt="x">', assets=((name, data),)))
    assert [problem.code for problem in caught.value.problems] == ["PDF022"]
    assert name in caught.value.problem.message.zh


@pytest.mark.parametrize(
    "scheme", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://a.cn", "x.html"]
)
def test_a_link_leads_to_no_other_scheme(scheme: str) -> None:
    """Links of a PDF are https, mailto, tel or within the paper."""
    codes, _ = outcome(paper(f'<a href="{scheme}">x</a>'))
    assert codes == {"PDF033"}
    for good in ("https://example.com/", "mailto:a@example.com", "tel:+8657112345678", "#here"):
        assert outcome(paper(f'<p id="here"><a href="{good}">x</a></p>'))[0] == set()
