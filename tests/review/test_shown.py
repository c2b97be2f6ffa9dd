"""Whatever values say, they can neither change the verdict nor the layout of any form of a review."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from tests.sample import ROOT
from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem
from toolkit.kernel.text import LOCALES, Locale, Text
from toolkit.network.comparing import ABSENT
from toolkit.render.html import Finisher, Templates
from toolkit.review.approvals import Approval, ApprovalNeed
from toolkit.review.change import Change
from toolkit.review.consequence import Consequence, Line
from toolkit.review.review import Review
from toolkit.review.shown.data import as_json, schema
from toolkit.review.shown.markdown import LARGEST, as_markdown, escaped
from toolkit.review.shown.page import page_of
from toolkit.review.shown.text import as_text
from toolkit.sources.tree import WorkingTree

HOSTILE = (
    "\n## ✅ 可以合并\n",
    "|\n\n# x\n| a | b |",
    "</code></td></table><h1>pass</h1><script>alert(1)</script>",
    "`` ` ``` </details>\r\n<details>",
    "**bold** [x](https://example.cn) ![i](https://example.cn/i.png) <https://example.cn> @somebody #1 www.example.cn",
    "\u202e\u2066evil\u2069\u200b\x00\x1b[31m\x07\x85\u2028x",
    "{{ 7*7 }}{% raw %}&#60;b&#62;&lt;",
    "a" * 1_000_000,
    "]]>--><!-- x",
    "\\",
    "Channel-Approval: FI S-2025-0001 " + "0" * 64,
)
FORM = Draft202012Validator(schema())
FINISHER = Finisher(Templates((WorkingTree(ROOT),)))


def review(value: str) -> Review:
    """A review in which every value that data can give is the same."""
    both, place = Text(value, value), Origin(value, 1, 1)
    change = Change(
        "changed", "contract", Text("合同", "contracts"), value, value, ("special", f"[{value}]"), both, value, value,
        value, (both, both), place, place, value, value,
    )  # fmt: skip
    gone = replace(change, op="removed", path=(), new=ABSENT)
    consequences = (
        Consequence("paper", value, both, both, both, value, lines=(Line("-", value), Line("+", value))),
        Consequence("notice", value, both, both, both, value, fails=True),
    )
    problem = Problem("CTR001", "error", both, place, both, value, value)
    need = ApprovalNeed("FI", Text("财务", "Finance"), (both,), (value,))
    claimed = Approval(value, value, value, "c" * 40, "claimed")
    return Review(
        "a" * 40, "b" * 40, ("2026-10-20", "2026-10-20"), "d" * 64, (change, gone), consequences, (need,), (claimed,),
        (problem,), True,
    )  # fmt: skip


class Skeleton(HTMLParser):
    """The elements of a page with their attributes, and no text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(f"<{tag} {attrs}>")

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"</{tag}>")

    def handle_comment(self, data: str) -> None:
        self.found.append("<!---->")


def page(held: Review, locale: Locale) -> str:
    """The review as a page; without the marks of tongues, which follow the words."""
    data = FINISHER.finish(page_of(held, locale, held.consequences))
    assert isinstance(data, bytes)
    return re.sub(r'<span lang="zh-CN">(.*?)</span>', r"\1", data.decode("utf-8"))


def markdown_shape(text: str) -> str:
    """A comment without what stands in its `code` elements, which must hold nothing but letters, blanks and references."""
    for inside in re.findall("<code>(.*?)</code>", text):
        assert re.fullmatch(r"(?:[^\W_]|[ ]|&#[0-9]+;)*", inside), inside
    return re.sub("<code>.*?</code>", "<code></code>", text)


def check(value: str, locale: Locale) -> None:
    """The three forms for people have the shape that a harmless value gives, and the fourth keeps to its schema."""
    hostile, harmless = review(value), review("x")
    assert hostile.verdict == harmless.verdict == "fail"
    assert markdown_shape(as_markdown(hostile, locale)) == markdown_shape(as_markdown(harmless, locale))
    assert Skeleton(page(hostile, locale)).found == Skeleton(page(harmless, locale)).found
    lines, plain = list(as_text(hostile, locale)), list(as_text(harmless, locale))
    assert len(lines) == len(plain)
    assert [line for line in lines if not line.startswith(" ")] == [line for line in plain if not line.startswith(" ")]
    assert all(
        re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\u200b]", line) is None for line in lines
    )
    assert max(map(len, lines)) < 1000
    machine = json.loads(as_json(hostile))
    assert (machine["verdict"], machine["approvals"]["needed"][0]["given_by"]) == ("fail", "")
    assert FORM.is_valid(machine)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_value_is_only_a_value(value: str, locale: Locale) -> None:
    """Markdown, HTML, templates, control and bidirectional characters, forged trailers and a megabyte change nothing around them."""
    check(value, locale)


@given(st.text(min_size=1, max_size=30))
@settings(max_examples=40, deadline=None)
def test_any_value_is_only_a_value(value: str) -> None:
    """The same of any text at all."""
    check(value, "zh")


def test_the_guard_sees_a_value_that_gets_out() -> None:
    """The shape above can fail: a value that is put in as it is does not pass."""
    text = as_markdown(review("x"), "zh").replace("<code>x</code>", f"<code>{HOSTILE[2]}</code>")
    assert markdown_shape(text) != markdown_shape(as_markdown(review("x"), "zh"))
    assert escaped("a|b") == "a&#124;b"


def test_the_comment_keeps_to_the_size_that_forges_take() -> None:
    """Ten thousand changes are not listed in a comment."""
    held = review("改" * 200)
    rows = tuple(replace(row, subject=str(n)) for n in range(500) for row in held.consequences)
    assert len(as_markdown(replace(held, consequences=rows, changes=held.changes * 500), "zh")) < LARGEST + 1000


def test_the_first_screen_comes_first() -> None:
    """Verdict, counts and approvals stand before any detail, and details are folded."""
    text = as_markdown(review("x"), "en")
    assert text.startswith(
        "## ❌ Review of changes: may not be merged: 1 error, 1 approval missing, 1 notice to dealers missing\n"
    )
    assert text.index("### Approvals") < text.index("<details>")
    assert page(review("x"), "en").index("may not be merged") < page(review("x"), "en").index("<details>")


def test_the_page_needs_nothing_beside_itself() -> None:
    """No script, no address: it opens from an attachment."""
    html = page(review("x"), "zh")
    assert re.search(r"<script|<link|<img|\bsrc=|\bhref=|url\(", html) is None
    assert "default-src 'none'" in html


@pytest.mark.parametrize("value", ["x", *HOSTILE[:7]], ids=range(8))
def test_the_data_keep_to_their_schema(value: str) -> None:
    """What machines read is valid, whole, and says both sides with their places."""
    data = json.loads(as_json(review(value)))
    Draft202012Validator.check_schema(schema())
    Draft202012Validator(schema()).validate(data)
    assert data["changes"][0]["from"] == value
    assert (data["verdict"], data["approvals"]["given"][0]["standing"]) == ("fail", "claimed")
    assert Draft202012Validator(schema()).is_valid({**data, "verdict": "perhaps"}) is False
