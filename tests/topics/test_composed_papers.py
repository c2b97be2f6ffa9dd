"""What all composed papers keep: head and foot, tags, no orphans, nothing torn, and nothing internal in a dealer's paper."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.sample import judged
from tests.topics.composed_papers import drawn, html, is_tagged, pages, said, sample_papers, secrets
from tests.topics.paper_files import LONG_NAME
from toolkit.kernel.text import Text
from toolkit.plan.artifact import Artifact, PdfJob
from toolkit.plan.composed import Entry, EntryTable, Paper, Part
from toolkit.plan.frame import Frame, Grid
from toolkit.render.pdf import render_pdf
from toolkit.topics.dealer.records import DealerProfile

DEALER = re.compile(r"D-\d{4}-\d{4}")
KINDS = (
    "screening/D-2026-0022/report.pdf",
    "screening/D-2026-0022/visit-form.pdf",
    "screening/D-2026-0022/differences.pdf",
    "screening/comparisons/wuhan-ambient.pdf",
    "minutes/D-2026-0019/NG-2026-0001.pdf",
    "plans/D-2025-0018/IM-2026-0202.pdf",
    "plans/D-2025-0009/strategy.pdf",
    "meetings/2026Q3/D-2025-0006-qbr.pdf",
    "meetings/2026-spring/pack.pdf",
    "briefs/2026-09/D-2024-0007.pdf",
)
"""One paper of each kind."""
MOST_PAGES = {"briefs": 2, "plans": 1, "minutes": 2, "meetings": 4, "screening": 4}
ROWS = tuple((f"第{n}行", LONG_NAME, f"{n * 1000:,}.00") for n in range(1, 41))
HEAD = (Text("项目"), Text("说明"), Text("金额（元）"))


def frame_of(artifact: Artifact) -> Frame:
    assert isinstance(artifact.job, PdfJob)
    frame = artifact.job.parts[0].context["frame"]
    assert isinstance(frame, Frame)
    return frame


def test_every_kind_is_made_of_the_sample() -> None:
    """M.3: each kind of paper is there, and has its audience."""
    assert set(KINDS) <= set(sample_papers())
    internal = {path for path, each in sample_papers().items() if each.audience == "internal"}
    assert {
        path for path in sample_papers() if path.startswith("screening/") or path.endswith("strategy.pdf")
    } == internal


def test_every_paper_says_what_it_is() -> None:
    """Document, party, period, state, version, stamp and confidentiality stand in the frame of each."""
    for path, artifact in sample_papers().items():
        frame = frame_of(artifact)
        filled = (frame.document, frame.party, frame.period, frame.version, frame.stamp, frame.confidentiality)
        assert all(filled), path
        assert frame.version.zh.startswith(("草案", "定稿")), path
        assert artifact.because, path


@pytest.mark.parametrize("path", KINDS)
def test_a_kind_on_paper(path: str) -> None:
    """Each page has its number and the head line; the PDF is tagged, and no longer than the kind may be."""
    artifact = sample_papers()[path]
    data = render_pdf(html(artifact))
    assert is_tagged(data)
    found = pages(data)
    assert len(found) <= MOST_PAGES[path.split("/")[0]]
    for number, text in enumerate(found, 1):
        assert f"第 {number} 页 共 {len(found)} 页" in re.sub(r"\s+", " ", text)
        assert frame_of(artifact).document.zh in text


def test_briefs_have_two_pages() -> None:
    """0b, M.3: a brief is two pages, whoever it is for."""
    briefs = sorted(path for path in sample_papers() if path.startswith("briefs/"))
    for path in briefs[::5]:
        assert len(pages(render_pdf(html(sample_papers()[path])))) == 2, path


def leaks(artifact: Artifact, dealer: str) -> set[str]:
    text = said(artifact)
    found = {secret for secret in secrets(dealer) if secret in text}
    for profile in judged().network.all(DealerProfile):
        if profile.id != dealer:
            found |= {name for name in (profile.id, profile.name) if name in text}
    return found


def test_nothing_internal_is_in_a_dealers_paper() -> None:
    """Whatever the dealer's lens keeps back, and the name of any other dealer, stands in no paper of the dealer."""
    told = {}
    for path, artifact in sample_papers().items():
        dealer = DEALER.search(path)
        if artifact.audience == "dealer" and dealer is not None:
            told[path] = leaks(artifact, dealer.group())
    assert len(told) > 50
    assert {path: found for path, found in told.items() if found} == {}


def test_the_scan_finds_what_is_planted() -> None:
    """The guard above can fail: in our own paper it finds what the dealer may not read, and a planted value in a brief."""
    assert leaks(sample_papers()["plans/D-2025-0009/strategy.pdf"], "D-2025-0009")
    brief = sample_papers()["briefs/2026-09/D-2024-0007.pdf"]
    assert leaks(brief, "D-2024-0007") == set()
    assert isinstance(brief.job, PdfJob)
    part = brief.job.parts[0]
    paper = part.context["paper"]
    assert isinstance(paper, Paper)
    planted = replace(paper, parts=(*paper.parts, Part(points=(Text(next(iter(secrets("D-2024-0007")))),))))
    job = replace(brief.job, parts=(replace(part, context={**part.context, "paper": planted}),))
    assert leaks(replace(brief, job=job), "D-2024-0007")


def test_conferences_name_no_dealer() -> None:
    """A pack goes to all: it names nobody, and tells what many said only where five or more did."""
    for path in ("meetings/2026-spring/pack.pdf", "meetings/2025-autumn/pack.pdf"):
        text = said(sample_papers()[path])
        names = {n for row in judged().network.all(DealerProfile) for n in (row.id, row.name, row.short_name)}
        assert {name for name in names if name in text} == set()
        assert "您说了，我们做了" in text


def hard(rows: tuple[tuple[str, ...], ...] = ROWS, wide: bool = False) -> Paper:
    """A paper in which everything is too much."""
    grid = Grid(HEAD, rows, numbers=(2,), total=("合计", "", "820,000.00"), caption=Text("很长的表"))
    blank = tuple((str(n),) for n in range(1, 31))
    form = EntryTable(
        "row", (Text("项"), Text("行动"), Text("谁")), blank, ((), (), ("我方", "贵司")), widths=(5, 60, 35)
    )
    parts = (
        Part(Text(LONG_NAME), facts=((Text("经销商"), LONG_NAME),), grids=(grid,), notes=(Text("注"),)),
        Part(Text("填写"), entries=(Entry("a", Text("填表日")), Entry("b", Text("意见"), wide=True)), tables=(form,)),
        Part(Text("没有的事"), empty=Text("这里会有记录。")),
    )
    who = ((Text("甲方"), LONG_NAME), (Text("乙方"), LONG_NAME))
    return Paper(
        Text("很长的文件名称很长的文件名称很长的文件"), Text(LONG_NAME), LONG_NAME, parts, "draft", "hard", Text("2026年三季度"),
        Text("非常长的政策名称 2026-1、又一个非常长的政策名称 2026-2"), signed=who, fillable=True, wide=wide,
    )  # fmt: skip


@pytest.mark.parametrize("wide", [False, True])
def test_forty_rows_and_long_names(wide: bool) -> None:
    """The table's head is repeated, no row is torn, the total has a row beside it, and the signatures are on one page."""
    found = pages(drawn(hard(wide=wide)))
    flat = [re.sub(r"\s+", "", text) for text in found]
    assert "很长的文件名称" in flat[0]
    holding = [text for text in flat if re.search(r"第\d+行", text)]
    assert len(holding) > 1
    assert all("金额（元）" in text for text in holding)
    for n in range(1, 41):
        assert sum(f"第{n}行{LONG_NAME[:4]}" in text and f"{n * 1000:,}.00" in text for text in flat) == 1, n
    (last,) = (text for text in flat if "820,000.00" in text)
    assert "第40行" in last
    (signing,) = (text for text in flat if "甲方（盖章）" in text)
    assert "签字：" in signing
    assert "日期：" in signing


def test_headings_are_no_orphans() -> None:
    """However long the table before it, a heading stands with what it heads: the caption above the first row on its page."""
    for count in range(14, 34, 3):
        flat = [re.sub(r"\s+", "", text) for text in pages(drawn(hard(ROWS[:count])))]
        (place,) = (n for n, text in enumerate(flat) if "没有的事" in text)
        assert "这里会有记录" in flat[place]
        (place,) = (n for n, text in enumerate(flat) if "填写" in text)
        assert "填表日" in flat[place]


def test_a_paper_without_data_says_so() -> None:
    """A part without data says what would be there."""
    paper = replace(hard(), parts=(Part(Text("没有的事"), empty=Text("这里会有记录。")),), signed=())
    (only,) = pages(drawn(paper))
    assert "这里会有记录" in only
