"""From pages to entries to files: blocks, own words, pieces, and data that want to be code."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from toolkit.kernel.text import Text
from toolkit.plan.artifact import Artifact, BytesJob, PageJob
from toolkit.plan.card import Card, Figure
from toolkit.site.dealers import DealerHead
from toolkit.site.frame import Frame
from toolkit.site.search import files
from toolkit.site.search.blocks import lines, sections
from toolkit.site.search.dealers import dealer_entries
from toolkit.site.search.entries import entries
from toolkit.site.search.entry import Entry, Passage
from toolkit.site.search.files import search_files
from toolkit.site.search.own_words import MOST_SHARED, is_code, is_phrase, words_of
from toolkit.sources.prose import Heading, blocks_of

TEXT = """
<p>第一段，<strong>有重点</strong><br>和换行。</p>
<ul><li>一项<ul><li>里面的一项</li></ul></li><li><p>二项</p></li></ul>
<table><thead><tr><th>词</th><th>意思</th></tr></thead><tbody><tr><td>档</td><td>返利的 台阶</td></tr></tbody></table>
<pre><code>build check
build site</code></pre>
<blockquote><p>引文</p></blockquote>
"""


def test_a_line_for_each_block() -> None:
    """Paragraphs, items, rows and lines of code are lines of their own; a row's cells are parted, so that no match crosses them."""
    said = [line for block in blocks_of(TEXT) for line in lines(block) if line.strip()]
    assert said == [
        "第一段，有重点 和换行。", "一项", "里面的一项", "二项", "词 · 意思", "档 · 返利的 台阶", "build check", "build site", "引文",
    ]  # fmt: skip


def test_sections_begin_at_headings() -> None:
    """What stands before the first heading belongs to the page, the rest to the heading above it."""
    found = list(sections(blocks_of('<p>a</p><h2 id="x">X</h2><p>b</p><h3 id="y">Y</h3><h2>no anchor</h2>')))
    assert [(heading.get("id") if heading else None, len(under)) for heading, under in found] == [
        (None, 1),
        ("x", 1),
        ("y", 1),
    ]


@pytest.mark.parametrize("text", ["TK-2026-0018", "91320506MA3L6AYT2U", "QY-JX-2025-0001", "JY13205060015520"])
def test_codes(text: str) -> None:
    """Numbers of records, licences and companies are looked for."""
    assert is_code(text)


@pytest.mark.parametrize(
    "text", ["2026", "good", "S-A", "¥1,200.00", "13.5%", "ABCDEFGHI", "contracts/x.pdf", "d-2025-0001"]
)
def test_what_is_no_code(text: str) -> None:
    """Amounts, words of the program and paths are not."""
    assert not is_code(text)


def test_phrases() -> None:
    """Six Chinese characters or five words say something of their own; labels do not."""
    assert is_phrase("一箱茶饮瓶盖喷码模糊")
    assert is_phrase("Blurred codes on the caps")
    assert not is_phrase("按时付款")
    assert not is_phrase("In time, 12,000.00")


def card(name: str, context: Mapping[str, object], finding: str = "") -> Card:
    return Card(name, Text("卡片"), "x.html", context, Text(finding))


def test_words_of_a_card() -> None:
    """Texts are found however deep they lie, in the page's language, each once; figures with value and note."""
    deep = {
        "rows": ((Text("标签", "Label"), Text("昆山仓按区域扫码出库", "Scan what leaves the store")),),
        "mood": "good",
        "n": 3,
    }
    figure = Figure(Text("总分"), Text("89"), Text("新品、新区域优先征询"))
    shown = card("a", {**deep, "again": "昆山仓按区域 扫码出库", "figures": (figure,), "id": "TK-2026-0018"})
    assert words_of(shown, "zh") == (
        "昆山仓按区域扫码出库",
        "昆山仓按区域 扫码出库",
        "新品、新区域优先征询",
        "TK-2026-0018",
    )
    assert words_of(shown, "en")[0] == "Scan what leaves the store"


def dealer_page(number: int, *cards: Card) -> tuple[str, str, DealerHead, tuple[Card, ...]]:
    dealer = f"D-2025-{number:04d}"
    head = DealerHead("杭州甲商贸有限公司", dealer, "", "active", "合作", "核心", "周*", "大区经理", "浙江省杭州市", ())
    return f"dealers/{dealer}.html", "甲商贸", head, cards


def test_own_words_are_kept_and_shared_ones_left_out() -> None:
    """A phrase on more than three dealers' pages finds none of them; the head, findings and contracts always count."""
    contract = card(
        "contract", {"contract_no": "QY-JX-2025-0001", "status_label": Text("履行中"), "others": ()}, "还有72天到期"
    )
    own = "只有这一家说过的话"
    pages = [dealer_page(n, card("a", {"x": "大家都有的一句话"})) for n in range(MOST_SHARED)]
    pages.append(dealer_page(9, card("a", {"x": "大家都有的一句话", "y": (own, own)}), contract))
    *_, last = dealer_entries(pages, "zh")
    assert last.names == ("甲商贸", "杭州甲商贸有限公司", "浙江省杭州市")
    assert last.passages == (
        Passage("合作 · 核心 · 大区经理"),
        Passage(own, "a"),
        Passage("还有72天到期\nQY-JX-2025-0001", "contract"),
    )
    assert last.inside == (Entry("contract", "#contract", (), ("QY-JX-2025-0001",), (Passage("履行中"),)),)
    kept = next(dealer_entries(pages[1:], "zh"))
    assert kept.passages[1] == Passage("大家都有的一句话", "a")


def test_a_page_of_an_unknown_template_is_found() -> None:
    """A page that nobody has described to the search is found by title, purpose and headings all the same."""
    frame = Frame(
        "site/zh/new.html", "zh", "新页面", "手册", "做什么用", (), (), "", "", "", (Heading(2, "a", "第一节"),)
    )
    page = Artifact("site/zh/new.html", PageJob("site/new.html", {"frame": frame}, "zh"), "internal")
    bare = Artifact("site/zh/x.html", PageJob("site/root.html", {}, "zh"), "internal")
    assert entries([page, bare, Artifact("site/x.js", BytesJob(b""), "public")], "zh") == (
        Entry("page", "new.html", ("新页面",), (), (Passage("做什么用"),), (Entry("section", "#a", ("第一节",)),)),
    )


def written(found: tuple[Entry, ...]) -> dict[str, str]:
    jobs = {artifact.path: artifact.job for artifact in search_files(found, "zh")}
    return {path.rsplit("/", 1)[1]: job.data.decode() for path, job in jobs.items() if isinstance(job, BytesJob)}


HOSTILE = "</script><img src=x onerror='alert(1)'>&\u2028\u2029\"\\"


def test_data_that_want_to_be_code_stay_data() -> None:
    """S10, X03: nothing that ends a script, an attribute or a line stands in a file as it is, and all of it comes back."""
    files = written((Entry("dealer", "x.html", (HOSTILE,), (HOSTILE,), (Passage(HOSTILE),)),))
    for name, text in files.items():
        assert not set("<>&'\u2028\u2029") & set(text.split(",", 1)[1]), name
    keys = json.loads(files["keys.js"].removeprefix('searchData("keys",')[:-3])
    texts = json.loads(files["text-0.js"].removeprefix('searchData("text-0",')[:-3])
    assert keys["rows"][0][2:] == [[HOSTILE], [HOSTILE]]
    assert texts["texts"] == [[HOSTILE]]


def test_text_comes_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every text is in exactly one piece, pieces stay small, and each says at which entry it begins."""
    monkeypatch.setattr(files, "PIECE", 100)
    found = tuple(Entry("page", f"{n}.html", (f"页{n}",), (), (Passage("字" * 20),)) for n in range(7))
    named = written(found)
    pieces = [json.loads(named[f"text-{n}.js"].split(",", 1)[1][:-3]) for n in range(len(named) - 1)]
    assert json.loads(named["keys.js"].split(",", 1)[1][:-3])["pieces"] == len(pieces) > 2
    assert [piece["first"] for piece in pieces] == [0, 2, 4, 6]
    assert sum((piece["texts"] for piece in pieces), []) == [["字" * 20]] * 7


def test_no_pages_make_an_empty_index() -> None:
    """A site without pages has an index without entries."""
    assert list(written(())) == ["keys.js"]
