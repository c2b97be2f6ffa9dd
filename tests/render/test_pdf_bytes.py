"""The same paper gives the same bytes everywhere, and the PDF is whole: fonts, tags, title, language, size."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest
from fontTools.cffLib import CFFFontSet

from toolkit.render import paper as paper_module
from toolkit.render.paper import Paper, PaperError
from toolkit.render.pdf import render_pdf

ROOT = Path(__file__).parents[2]
CSS = """
@page { size: A4; margin: 37mm 25mm 25mm 28mm; @bottom-center { content: "第 " counter(page) " 页 共 " counter(pages) " 页" } }
html { font: 12pt/1.5 "Song" } h1 { font: 20pt "Hei"; text-align: center } h2 { font: 12pt "Hei" }
p { margin: 0; text-indent: 2em } strong { font-family: "Hei"; font-weight: normal }
table { width: 100%; border-collapse: collapse; font-size: 10.5pt; table-layout: fixed } td, th { border: 0.5pt solid }
th { font-family: "Hei"; font-weight: normal }
"""
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60"><title>\xe8\xb6\x8b\xe5\x8a\xbf</title>'
    b'<rect width="50" height="40" fill="#0072b2"/><text x="60" y="30" font-family="Hei">88.37</text></svg>'
)
# 480 of the common characters, spread over the whole list.
COMMON = "".join(bytes([0xB0 + n // 94, 0xA1 + n % 94]).decode("gb2312") for n in range(0, 3384, 7))[:480]


def html(body: str) -> str:
    return f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"></head><body>{body}</body></html>'


def sentence(start: int, length: int, variety: int = 480) -> str:
    """A stretch of `variety` common characters with a comma now and then; another `start` gives another one."""
    letters = [COMMON[(start * 37 + n * (1 + start % 5)) % variety] for n in range(length)]
    return "，".join("".join(letters[n : n + 14]) for n in range(0, length, 14)) + "。"


def contract(variety: int = 480) -> Paper:
    """Own terms with a table, a picture and a link, and standard terms: nine pages of A4 in so many characters."""
    rows = "".join(
        f"<tr><th>{n}</th><td>{sentence(n, 18, variety)}</td><td>¥{n * 1000:,}.00</td></tr>" for n in range(1, 19)
    )
    own = (
        '<h1>经销合同</h1><p>甲方：杭州青屿饮品有限公司　乙方：绍兴堃喆商贸有限公司</p><img src="asset:///trend.svg" alt="趋势">'
        f'<table><tr><th>项</th><th>内容</th><th>数值</th></tr>{rows}</table><p>见<a href="#a3">第3条</a>。</p>'
        f"<p>{sentence(5, 300, variety)}</p>"
    )
    articles = "".join(
        f'<h2 id="a{n}">第{n}条</h2><p>{sentence(n, 60, variety)}<strong>★{sentence(n, 12, variety // 4)}</strong></p>'
        f"<p>{sentence(n + 40, 30, variety)}</p>"
        for n in range(1, 39)
    )
    parts = (html(own), html(f"<h1>通用条款</h1>{articles}"))
    assets = (("trend.svg", SVG),)
    return Paper(
        parts, (CSS,), assets, "zh", "经销合同 QY-CT-2026-0001", "QY-CT-2026-0001", "二〇二六年度", ("青屿", "经销")
    )


def save(data: bytes, folder: Path) -> str:
    (folder / "paper.pdf").write_bytes(data)
    return str(folder / "paper.pdf")


def told(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def digest_elsewhere(folder: Path, environment: dict[str, str]) -> str:
    """The digest of the contract's PDF as another process makes it, in another folder and environment."""
    program = (
        f"import sys, hashlib; sys.path[:0] = [{str(ROOT)!r}, {str(Path(__file__).parent)!r}]\n"
        "import test_pdf_bytes as t\n"
        "print(hashlib.sha256(t.render_pdf(t.contract())).hexdigest(), t.contract().key())\n"
    )
    known = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, env=known | environment, capture_output=True, check=True, text=True
    )
    return run.stdout.strip()


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Pacific/Kiritimati", "LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "1"},
        {"TZ": "Etc/GMT+12", "LANG": "ja_JP.UTF-8", "LANGUAGE": "ja:ko", "PYTHONHASHSEED": "77", "FC_LANG": "ja"},
        {"LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "random", "PANGO_LANGUAGE": "ko", "SOURCE_DATE_EPOCH": "0"},
        {
            "LC_ALL": "C",
            "PYTHONUTF8": "0",
            "FONTCONFIG_FILE": "/etc/fonts/fonts.conf",
            "XDG_CACHE_HOME": "/nonexistent",
        },
    ],
)
def test_same_paper_same_bytes_in_every_environment(environment: dict[str, str], tmp_path: Path) -> None:
    """Time zone, locale, hash seed, folder and font configuration change no byte, and not the key."""
    here = hashlib.sha256(render_pdf(contract())).hexdigest()
    assert digest_elsewhere(tmp_path, environment) == f"{here} {contract().key()}"


def test_every_font_is_embedded_cut_and_readable(tmp_path: Path) -> None:
    """pdffonts: embedded yes, subset yes, ToUnicode yes for each, and at most two subsets a family."""
    lines = told("pdffonts", save(render_pdf(contract()), tmp_path)).splitlines()[2:]
    assert 2 <= len(lines) <= 4
    assert all(re.search(r"\byes\s+yes\s+yes\s+\d+\s+0$", line) for line in lines)
    assert all(re.match(r"[A-Z]{6}\+(Song|Hei)-[0-9a-f]+ ", line) for line in lines)


def test_glyph_numbers_mean_the_same_to_every_viewer() -> None:
    """In each embedded font the character identifiers are the glyph numbers: viewers that take one for the other agree."""
    with pikepdf.open(BytesIO(render_pdf(contract()))) as pdf:
        embedded = [each.FontFile3.read_bytes() for each in pdf.objects if _is(each, "/FontDescriptor")]
    assert len(embedded) >= 2
    for font in embedded:
        outlines = CFFFontSet()
        outlines.decompile(BytesIO(font), None)
        charset = outlines.topDictIndex[0].charset
        assert charset == [".notdef", *(f"cid{number:05d}" for number in range(1, len(charset)))]


def test_the_pdf_is_tagged_titled_and_in_its_language(tmp_path: Path) -> None:
    """Tagged, with title, subject, keywords and language, declared as PDF/UA-1, without dates, and sound to qpdf."""
    file = save(render_pdf(contract()), tmp_path)
    facts = told("pdfinfo", file)
    assert re.search(r"^Tagged: +yes$", facts, re.MULTILINE)
    assert re.search(r"^Title: +经销合同 QY-CT-2026-0001$", facts, re.MULTILINE)
    assert re.search(r"^Subject: +二〇二六年度$", facts, re.MULTILINE)
    assert re.search(r"^Keywords: +青屿, 经销$", facts, re.MULTILINE)
    assert "CreationDate" not in facts
    plain = _plain(file)
    assert b"/Lang (zh-CN)" in plain
    assert b'pdfuaid:part="1"' in plain
    assert b"/DisplayDocTitle true" in plain
    assert "No syntax or stream encoding errors" in told("qpdf", "--check", file)


def test_the_structure_of_the_html_is_in_the_tags(tmp_path: Path) -> None:
    """Headings, tables with their heads, pictures with their text: what a screen reader needs."""
    structure = told("pdfinfo", "-struct", save(render_pdf(contract()), tmp_path))
    for tag in ("H1", "H2", "Table", "TH", "TD", "P", "Figure", "Link"):
        assert re.search(rf"^\s*{tag}\b", structure, re.MULTILINE), tag


def test_text_comes_out_as_it_went_in(tmp_path: Path) -> None:
    """pdftotext gives the sentences of the contract, the counters of both parts, and amounts as written."""
    text = told("pdftotext", "-layout", save(render_pdf(contract()), tmp_path), "-")
    joined = re.sub(r"\s", "", text)
    assert "甲方：杭州青屿饮品有限公司乙方：绍兴堃喆商贸有限公司" in joined
    assert "¥18,000.00" in joined
    assert sentence(38, 60) in joined
    assert joined.count("第1页共") == 2


@pytest.mark.parametrize(("variety", "limit"), [(110, 62_000), (480, 150_000)])
def test_a_nine_page_contract_is_small(variety: int, limit: int) -> None:
    """Four fifths of a contract are the outlines of its glyphs, each once: 150 bytes a character in Song, 130 in Hei."""
    data = render_pdf(contract(variety))
    assert len(pdfium.PdfDocument(data)) == 9
    assert len(data) < limit


def test_english_papers_say_so(tmp_path: Path) -> None:
    """The paper's locale is the language of the PDF, and of a part that does not name its own."""
    part = "<!DOCTYPE html><html><head><title>other</title></head><body><p>Terms</p></body></html>"
    file = save(render_pdf(Paper((part,), (CSS,), (), "en", "Distribution agreement", "CT-1")), tmp_path)
    assert b"/Lang (en)" in _plain(file)
    assert re.search(r"^Title: +Distribution agreement$", told("pdfinfo", file), re.MULTILINE)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("parts", (html("<p>甲</p>"),)),
        ("styles", ()),
        ("assets", (("trend.svg", SVG + b" "),)),
        ("locale", "en"),
        ("title", "t"),
        ("identifier", "i"),
        ("subject", "s"),
        ("keywords", ()),
        ("base", 0),
    ],
)
def test_whatever_changes_the_bytes_changes_the_key(name: str, value: object) -> None:
    """Each input of the bytes is in the key; the names of fields, which only word a failure, are not."""
    inputs: dict[str, Any] = {name: value}
    changed = dataclasses.replace(contract(), **inputs)
    assert changed.key() != contract().key()
    assert dataclasses.replace(contract(), fields=(("a", "b"),)).key() == contract().key()


def test_another_engine_is_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """The versions of the engine, of its libraries and of the source fonts are in the key."""
    before = contract().key()
    versions = paper_module.engine_versions()
    assert {"weasyprint", "pango", "harfbuzz", "uharfbuzz", "fonttools", "fonts", "zlib", "room"} <= {
        n for n, _ in versions
    }
    assert "otf,sha256=" in dict(versions)["fonts"]
    for place in range(len(versions)):
        other = (*versions[:place], (versions[place][0], "another"), *versions[place + 1 :])
        monkeypatch.setattr(paper_module, "engine_versions", lambda other=other: other)
        assert contract().key() != before


def test_an_unknown_property_is_no_silent_change() -> None:
    """What the engine does not understand of a style sheet is an error each time, and not only the first."""
    wrong = dataclasses.replace(contract(), styles=(CSS, "p { colour: red }"))
    for _ in range(2):
        with pytest.raises(PaperError) as caught:
            render_pdf(wrong)
        assert [problem.code for problem in caught.value.problems] == ["PDF032"]
        assert "colour" in caught.value.problem.message.zh


def _plain(file: str) -> bytes:
    """All objects and streams of a PDF, uncompressed."""
    command = ["qpdf", "--qdf", "--object-streams=disable", file, "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout


def _is(each: pikepdf.Object, kind: str) -> bool:
    return isinstance(each, pikepdf.Dictionary) and each.get("/Type") == kind
