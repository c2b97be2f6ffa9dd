"""Markdown keeps every letter, runs nothing, shows no comment, and ends in time: or it is an error at its line."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import strategies
from toolkit.render.blocks import html_of
from toolkit.sources.markdown_code import without_comments
from toolkit.sources.markdown_text import MAX_BYTES, read_markdown, read_prose, slug
from toolkit.sources.prose import Node

PATIENCE = 60
"""Seconds of work: what does not end, or grows with the square of its input, passes them; no machine is too slow for them."""

ROOT = Path(__file__).resolve().parents[2]
Outcome = str | list[tuple[str, int]]


def shown(body: str) -> Outcome:
    """The HTML that a body becomes, or the codes and lines of its problems."""
    prose, problems = read_prose("a.md", body)
    if prose is None:
        return [(p.code, p.origin.line) for p in problems]
    return html_of(prose.blocks).replace("\n", "")


CASES: dict[str, tuple[str, Outcome]] = {
    "M01 script": ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
    "M01 event": ("<img src=x onerror=alert(1)>", "<p>&lt;img src=x onerror=alert(1)&gt;</p>"),
    "M01 javascript": ("甲\n\n[x](javascript:alert(1))", [("MDN010", 3)]),
    "M01 case": ("[x](JaVaScRiPt:alert(1))", [("MDN010", 1)]),
    "M01 entity": ("[x](&#106;avascript:alert(1))", [("MDN010", 1)]),
    "M01 tab": ("[x](java\tscript:alert(1))", [("MDN007", 1)]),
    "M01 data": ("[x](data:text/html;base64,PHNjcmlwdD4=)", [("MDN010", 1)]),
    "M01 vbscript": ("[x](vbscript:x)", [("MDN010", 1)]),
    "M01 file": ("[x](file:///etc/passwd)", [("MDN010", 1)]),
    "M01 reference": ("[x]\n\n[x]: javascript:alert(1)", [("MDN010", 1)]),
    "M01 autolink": ("<javascript:alert(1)>", "<p>&lt;javascript:alert(1)&gt;</p>"),
    "M01 picture": ("![x](javascript:alert(1))", [("MDN010", 1)]),
    "M01 data picture": ("甲\n\n![x](data:image/png;base64,AA)", [("MDN010", 3)]),
    "M02": ('[a](https://x){ onclick="alert(1)" }', '<p><a href="https://x">a</a>{ onclick="alert(1)" }</p>'),
    "M02 heading": ("## 甲 {style=position:fixed}", '<h2 id="甲-stylepositionfixed">甲 {style=position:fixed}</h2>'),
    "M02 code": ("``` {.py onclick=x}\nx\n```", "<pre><code>x</code></pre>"),
    "M03": ("**甲方**{{party_a}}", "<p><strong>甲方</strong>{{party_a}}</p>"),
    "M04": ("一*甲**乙*丙", "<p>一*甲**乙*丙</p>"),
    "M05": (
        "公证 ____ 到期 {{notary_commission_expires}} 签 ____",
        "<p>公证 ____ 到期 {{notary_commission_expires}} 签 ____</p>",
    ),
    "M06": ("| a | b |\n|--|--|\n| x | y | EXTRA |", [("MDN005", 3)]),
    "M06 quoted": ("> | a | b |\n> |--|--|\n> | x | y | EXTRA |", [("MDN005", 3)]),
    "M07": ("[甲] [乙] [丙]\n\n[甲]: https://a\n[乙]: https://b\n[丙]: https://c", [("MDN007", 1)]),
    "M08": ("2024. 年报", [("MDN003", 1)]),
    "M08 jump": ("1. a\n2. b\n5. c", [("MDN003", 3)]),
    "M08 in order": ("1. a\n2. b\n3. c", "<ol><li>a</li><li>b</li><li>c</li></ol>"),
    "M08 all ones": ("1. a\n1. b", "<ol><li>a</li><li>b</li></ol>"),
    "M08 escaped": ("2024\\. 年报", "<p>2024. 年报</p>"),
    "M08 in a quotation": ("> 1. a\n> 5. b", [("MDN003", 2)]),
    "M08 by a tab": ("1. a\n\t1. b\n\t7. c", [("MDN003", 3)]),
    "M08 huge": ("1234567890. a\n1234567899. b", [("MDN003", 1), ("MDN003", 2)]),
    "M08 after a continued line": ("1. a\nb\n2. c", [("MDN004", 3)]),
    "M09": (
        '<div markdown="1">\n<div markdown="1">\n重要条款',
        '<p>&lt;div markdown="1"&gt;&lt;div markdown="1"&gt;重要条款</p>',
    ),
    "M10": ("前<!-- internal: margin 40% -->后", "<p>前后</p>"),
    "M10 over lines": ("前\n<!-- a\n\nb -->\n\n后", "<p>前</p><p>后</p>"),
    "M10 open": ("前\n\n后 <!-- internal", [("MDN006", 3)]),
    "M10 half a code span": ("`a\n\n<!-- secret -->\n\nb`", "<p>`a</p><p>b`</p>"),
    "M10 escaped backtick": ("\\`a <!-- secret --> b`", "<p>`a  b`</p>"),
    "M10 half a fence": ("```\n<!-- secret -->\n\nb", "<p>```</p><p>b</p>"),
    "M10 no fence": (" ```\n\n<!-- secret -->\n\n ```", "<p>```</p><p>```</p>"),
    "M10 in code": ("`<!-- shown -->`", "<p><code>&lt;!-- shown --&gt;</code></p>"),
    "M10 in a fence": ("~~~\n<!-- shown -->\n~~~", "<pre><code>&lt;!-- shown --&gt;</code></pre>"),
    "M11": ("甲\n\n" + "[" * 13_000, [("MDN001", 3)]),
    "M11 in lines": ("甲\n\n" + "[a\n" * 10_000, [("MDN001", 3)]),
    "M11 open links": ("[a](b\n" * 8_000, [("MDN001", 1)]),
    "M11 backticks": ("`" * 60_000, [("MDN001", 1)]),
    "M11 fences": ("~~~a\n" * 40_000, [("MDN001", 1)]),
    "M11 headings": ("## a\n" * 40_000, [("MDN001", 1)]),
    "M12": ("\n".join("   " * n + "- x" for n in range(40)), [("MDN002", n) for n in range(28, 41)]),
    "M12 on one line": ("- " * 60 + "x", [("MDN002", 1)]),
    "M12 quotations": ("> " * 25 + "x", [("MDN002", 1)]),
    "M12 definitions": ("a\n:   b\n" * 500, [("MDN002", 1)]),
    "M13": (
        '<link rel="attachment" href="file:///etc/passwd">',
        '<p>&lt;link rel="attachment" href="file:///etc/passwd"&gt;</p>',
    ),
    "M14": (
        "[TOC]\n\n## <img onerror=x>甲\n\n## 乙\n\n## 乙\n\n## 乙 2",
        '<p>[TOC]</p><h2 id="img-onerrorx甲">&lt;img onerror=x&gt;甲</h2>'
        '<h2 id="乙">乙</h2><h2 id="乙-2">乙</h2><h2 id="乙-2-2">乙 2</h2>',
    ),
    "M15": ("[guide](missing.md#nope)", '<p><a href="missing.md#nope">guide</a></p>'),
    "first-level heading": ("甲\n\n# 题目", [("MDN011", 3)]),
    "first-level heading, underlined": ("题目\n===", [("MDN011", 1)]),
    "tag that is one by accident": ("#新品 上市", [("MDN011", 1)]),
    "field in a link": ("[x](https://a/{{dealer.id}})", [("MDN007", 1)]),
    "field in code": ("`{{dealer.id}}`", "<p><code>{{dealer.id}}</code></p>"),
    "field with spaces": ("{{ dealer.id }}", "<p>{{dealer.id}}</p>"),
    "list without a gap": ("甲：\n- 乙", [("MDN004", 2)]),
    "list by two spaces": ("- 甲\n  - 乙", [("MDN009", 2)]),
    "alignment": ("| a |\n|:-:|\n| b |", '<table><thead><tr><th class="center">a</th></tr></thead><tbody><tr><td class="center">b</td></tr></tbody></table>'),
    "bidirectional, built of an entity": ("a&#x202e;b", "<p>a\u202eb</p>"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "outcome"), CASES.values(), ids=CASES)
def test_bad_inputs(body: str, outcome: Outcome) -> None:
    """Each known trap of Markdown is shown as it was written, or is an error at its line, and none takes minutes."""
    before = time.process_time()
    assert shown(body) == outcome
    assert time.process_time() - before < PATIENCE


SLOW = {
    "brackets": "[a",
    "pairs": "[a] ",
    "links": "[a](b) ",
    "pictures": "![a](",
    "stars": "*a **b ",
    "underscores": "_a __b ",
    "ticks": "`a ``b ",
    "fences": "```\n",
    "other fences": "~~~~a\n",
    "comments": "<!-- ",
    "ends of comments": "--> `",
    "tags": "<a b ",
    "entities": "&#1",
    "fields": "{{a ",
    "bars": "|a",
    "rules": "|-",
    "headings": "## a\n",
    "underlines": "a\n===\n",
    "items": "- a\n",
    "numbers": "1. a\n",
    "quotations": "> a\n",
    "definitions": "a\n\n:   b\n\n",
    "references": "[a]: b\n",
    "spaces": " ",
    "lines": "\n",
    "backslashes": "\\",
}


@pytest.mark.parametrize("unit", SLOW.values(), ids=SLOW)
def test_no_text_takes_long(unit: str) -> None:
    """A page of eight kilobytes of one construct is read, or refused, before patience ends."""
    slowest(unit, MAX_BYTES // 32)


@pytest.mark.slow
@pytest.mark.parametrize("unit", SLOW.values(), ids=SLOW)
def test_no_page_within_the_budget_takes_for_ever(unit: str) -> None:
    """The same for the largest page that is accepted at all."""
    slowest(unit, MAX_BYTES - 10)


def slowest(unit: str, size: int) -> None:
    """Reads texts of one construct, on one line, in lines and in paragraphs, until nobody would wait for it."""
    for joint in ("", "\n", "\n\n"):
        body = "x" + (unit + joint) * (size // len(unit + joint))
        before = time.process_time()
        read_prose("a.md", body)
        assert time.process_time() - before < PATIENCE, joint


class _Parts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.targets: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(tag, name) for name, _ in attrs}
        self.targets |= {value or "" for name, value in attrs if name in ("href", "src")}


HOSTILE = (
    "<svg/onload=alert(1)>", "<iframe src=javascript:alert(1)>", "<a href='javascript:alert(1)'>x</a>", "<style>*{}</style>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>", '"><script>alert(1)</script>', "<x onclick=a>",
    "[a](<javascript:alert(1)>)", "[a]( javascript:alert(1))", "![a](x onerror=alert(1))", '![a](x"onerror="alert(1))',
    "[a](https://x 'onclick=\"alert(1)')", '[a](https://x "\\"onclick=alert(1)")', "<https://x\"onclick=alert(1)>", "<base href=x>",
    "[a](\\javascript:alert(1))", "[a](//evil.cn)", "[a](/\\evil.cn)", "<!--><script>alert(1)</script>", "<![CDATA[<script>]]>",
    "&lt;script&gt;", "<span data-field='company.name'>", "[a](x.md){:onclick=x}", "## <script>", "| <script> |\n|--|\n| `<b>` |",
)  # fmt: skip


@given(
    st.lists(st.one_of(st.sampled_from(HOSTILE), strategies.scalars()), min_size=1, max_size=4),
    st.sampled_from(("", " ", "\n\n")),
)
def test_only_what_is_listed_comes_out(pieces: list[str], joint: str) -> None:
    """No tag, attribute or scheme outside the list is in the HTML, whatever the body tries."""
    html = shown(joint.join(pieces))
    if not isinstance(html, str):
        return
    parts = _Parts()
    parts.feed(html)
    assert parts.tags <= set(
        "p h2 h3 h4 h5 h6 ul ol li table thead tbody tr th td blockquote pre code strong em a img br hr dl dt dd".split()
    )
    assert {name for _, name in parts.attributes} <= {"href", "title", "src", "alt", "start", "id", "class"}
    schemes = {
        match.group(1).lower() for target in parts.targets if (match := re.match(r"\s*([a-zA-Z][\w+.-]*):", target))
    }
    assert schemes <= {"https", "http", "mailto", "tel"}


@given(st.one_of(strategies.safe_text(0, 80), st.text("ab*_`[]()<>!#|-=+ \n1.>{}\\&;:~", max_size=60)))
def test_no_text_raises(body: str) -> None:
    """Whatever stands below the front matter, there is prose or a located problem."""
    prose, problems = read_prose("a.md", body)
    assert (prose is None) == any(p.severity == "error" for p in problems)
    assert all(1 <= p.origin.line <= body.count("\n") + 1 for p in problems)


@given(
    st.lists(
        st.sampled_from(("`", "``", "```", "\n```\n", "~~~", "\n~~~\n", "<!--", "-->", "\\", "甲", "\n", "\n\n", " ")),
        max_size=12,
    )
)
def test_no_comment_is_shown_outside_code(pieces: list[str]) -> None:
    """However backticks, fences and comments are mixed, a comment is blanked, is code, or is an error."""
    prose, _ = read_prose("a.md", "".join(pieces))
    assert prose is None or not _shows_comment(prose.blocks)


def _shows_comment(nodes: tuple[Node | str, ...]) -> bool:
    return any(
        "<!--" in node if isinstance(node, str) else node.tag not in ("code", "pre") and _shows_comment(node.children)
        for node in nodes
    )


@given(st.text("`<!->甲\n ~", max_size=40))
def test_blanking_comments_keeps_the_lines(text: str) -> None:
    """A place found in what is left is the place in the file, and nothing but comments is blanked."""
    source, unclosed = without_comments(text)
    assert source.count("\n") == text.count("\n")
    if "<!--" not in text:
        assert (source, unclosed) == (text, None)


FILE = "---\ntitle: 甲\nlocale: zh\n---\n\n## 乙\n\n丙\n"


def test_a_file_has_front_matter_and_a_body() -> None:
    """Both are read, and both count for the digest: a page whose body changed is another page."""
    document, prose, problems = read_markdown("a.md", FILE.encode())
    assert document is not None
    assert prose is not None
    assert (document.data, prose.text(), prose.first_line, problems) == (
        {"title": "甲", "locale": "zh"},
        "乙\n丙",
        5,
        (),
    )
    changed, _, _ = read_markdown("a.md", FILE.replace("丙", "丁").encode())
    assert changed is not None
    assert changed.digest != document.digest
    assert read_markdown("a.md", FILE.replace("\n", "\r\n").encode())[0] == document


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("## 乙\n", [("MDN008", 1)]),
        ("---\ntitle: 甲\n\n丙", [("MDN008", 1)]),
        ("---\ntitle: 甲\ntitle: 乙\n---\n", [("YML002", 3)]),
        ("---\ntitle: 甲\n---\n丙\n\n2024. x\n", [("MDN003", 6)]),
        ("---\ntitle:\n---\n\n\n# x\n", [("YML011", 2), ("MDN011", 6)]),
        ("---\ntitle: 甲\n---\n丙\u200b\n\n\ufa19\n", [("SRC006", 4), ("SRC007", 6)]),
        ("---\ntitle: 甲\n---\n\n<!-- x\n", [("MDN006", 5)]),
    ],
)
def test_problems_stand_at_the_lines_of_the_file(text: str, problems: list[tuple[str, int]]) -> None:
    """Front matter and body count their lines from the top of the file."""
    assert [(p.code, p.origin.line) for p in read_markdown("a.md", text.encode())[2]] == problems


def test_a_page_beyond_the_budget_is_refused() -> None:
    """Size is looked at before anything is read."""
    assert [p.code for p in read_markdown("a.md", b"x" * (MAX_BYTES + 1))[2]] == ["SRC002"]


def test_prose_answers_what_checks_ask() -> None:
    """Headings with anchors, links, placeholders and places, in reading order."""
    prose, _ = read_prose(
        "a.md", "## 甲 乙\n\n[x](a.md) {{dealer.name}}\n\n### 丙\n\n![y](b.png) {{company.name}}", first_line=5
    )
    assert prose is not None
    assert [(h.level, h.anchor, h.text) for h in prose.headings()] == [(2, "甲-乙", "甲 乙"), (3, "丙", "丙")]
    assert (prose.links(), prose.fields()) == (("a.md", "b.png"), ("dealer.name", "company.name"))
    assert prose.line_of("{{company.name}}") == (11, 13)


@pytest.mark.parametrize(
    ("words", "anchor"),
    [("一、总则（试行）", "一总则试行"), ("A B  c", "a-b-c"), ("!?", "section"), ("Ⅱ 期", "ⅱ-期"), ("e\u0301", "é")],
)
def test_anchors(words: str, anchor: str) -> None:
    """An anchor holds letters and digits of any script; words without any still have one."""
    assert slug(words) == anchor
