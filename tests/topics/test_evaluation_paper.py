"""The quarterly evaluation as a paper: what it says in which state, that nothing of others is in it, and that wide data fit."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from tests.sample import judged
from tests.topics.evaluation_files import DEALER, ISSUE_FILE, QUARTER_FILE, plant
from tests.topics.paper_files import (
    LONG_NAME,
    NOW,
    WIDE_EVENTS,
    WIDE_LINES,
    files,
    finished,
    planned,
    text_of,
    wide_files,
)
from toolkit.network.view import Views
from toolkit.plan.artifact import Artifact, BlockedJob, PdfJob
from toolkit.render.pdf import render_pdf
from toolkit.topics.evaluation.outputs import evaluation_path, papers

PATH = evaluation_path("2026Q1", DEALER)
ISSUED = """\
id: EV-2026-0001
issues:
  - {version: "1", issued_on: "2026-04-24", served_on: "2026-04-27", approved_by: S-2025-0002, policy: dealer-evaluation@2026-1,
     total: "82.5", grade: B}
"""
AGAIN = (
    ISSUED
    + """\
  - {version: "2", issued_on: "2026-05-21", served_on: "2026-05-22", approved_by: S-2025-0002, policy: dealer-evaluation@2026-1,
     total: "82.5", grade: B, reason: 申诉部分成立, changes: [{what: M4, before: 10/12, after: 11/12}, {what: total, before: "80.1", after: "82.5"}]}
"""
)
TALK = """\
result_talk:
  date: "2026-05-08"
  our_persons: []
  their_persons: []
  praise: [目标完成百分之一百零五]
  gaps: [重点产品低于目标]
  dealer_comment: 希望新品培训排在旺季以前
  joint_actions:
    - {id: a, side: brand, text: 补上培训, owner: S-2025-0001, due: "2026-05-15", done: "2026-05-13"}
    - {id: c, side: dealer, text: 出库扫码, owner: C-2025-0001, due: "2026-05-31", done: "2026-06-02"}
"""
LIMIT = 150 * 1024
Golden = Callable[[str, str], None]


def said(texts: dict[str, str], path: str = PATH) -> str:
    return text_of(finished(planned(texts)[path]))


@pytest.fixture(scope="module")
def sample() -> dict[str, Artifact]:
    views = Views(judged().network, judged().results)
    now = replace(NOW, as_of=judged().as_of)
    return {artifact.path: artifact for artifact in papers(views, now)}


def test_what_is_not_issued_is_a_trial_run() -> None:
    """Before it is issued the paper says so in its head, on its first page and across every page."""
    text = said(files())
    assert text.startswith("季度考核书·草稿·试算\n")
    assert "草稿 试算" in text
    assert "本件为试算，尚未签发" in text
    assert "送达后 10 个工作日内" in text


def test_an_issued_paper_counts_the_days_of_the_appeal_from_its_service() -> None:
    """Ten working days after 27 April 2026, with the holidays of May, end on 13 May."""
    text = said(files({ISSUE_FILE: ISSUED}))
    assert text.startswith("季度考核书·正式\n")
    assert "草稿 试算" not in text
    assert "申诉截止 | 贵司 | 2026年5月13日（含）" in text


def test_a_new_version_says_what_it_changed() -> None:
    """A paper that was issued again names its version and shows each change before and after."""
    text = said(files({ISSUE_FILE: AGAIN}))
    assert "第 2 版（重发）" in text
    assert "M4 市场活动执行率 | 10/12 | 11/12" in text
    assert "总分 | 80.1 | 82.5" in text


def test_a_quarter_that_is_not_rated_is_one_page() -> None:
    """It says why, shows the score for reading only and what we owe; grade, factor and indicators are not in it."""
    texts = files()
    texts[QUARTER_FILE] += "information_only: 数据口径调整\n"
    artifact = planned(texts)[PATH]
    text = text_of(finished(artifact))
    assert "不评级的原因：仅供参考，不评级。数据口径调整" in text
    assert "我们对您的承诺" in text
    assert "项指标怎样得出" not in text
    assert len(pypdfium2.PdfDocument(render_pdf(finished(artifact)))) == 1


def test_every_page_that_judges_says_what_we_did_first(sample: dict[str, Artifact]) -> None:
    """On each paper of the sample our own promises stand before the indicators (reference 0b)."""
    for path, artifact in sample.items():
        if path.count("Q"):
            text = text_of(finished(artifact))
            assert "我们对您的承诺" in text, path
            assert text.index("我们对您的承诺") < text.find("项指标怎样得出") or "项指标怎样得出" not in text, path


def test_the_golden_evaluation(golden: Golden) -> None:
    """The whole text of one evaluation, the worked example D-1, as the dealer reads it."""
    golden("evaluation.zh.txt", said(files({ISSUE_FILE: ISSUED + TALK})))


def test_no_paper_holds_another_dealer(sample: dict[str, Artifact]) -> None:
    """Neither the text nor the attached files name another dealer, and the totals of the peers are nowhere in them."""
    ids = judged().network.ids("dealer")
    for artifact in sample.values():
        assert isinstance(artifact.job, PdfJob)
        own = artifact.path.rsplit("/", 1)[1].removesuffix(".pdf")
        held = "".join(finished(artifact).parts)
        for attachment in artifact.job.attachments:
            assert isinstance(attachment.content, bytes)
            held += attachment.content.decode()
        assert [other for other in ids if other != own and other in held] == [], artifact.path
        assert "同组" not in "".join(
            a.content.decode() for a in artifact.job.attachments if isinstance(a.content, bytes)
        )


def test_the_attached_data_lack_what_is_ours_alone() -> None:
    """The margin of a product line, which only we may see, is not in the file that travels with the paper."""
    texts = files()
    texts[QUARTER_FILE] = plant(
        texts[QUARTER_FILE], "sell_in_gross:", 'margin_contribution: "598500.00", sell_in_gross:'
    )
    job = planned(texts)[PATH].job
    assert isinstance(job, PdfJob)
    data = {a.name: a.content for a in job.attachments}
    content = data[f"{DEALER}-2026Q1-data.yaml"]
    assert isinstance(content, bytes)
    assert "3150000" in content.decode()
    assert "598500" not in content.decode()
    assert "margin" not in content.decode()


def test_wide_data_fit() -> None:
    """Twenty product lines, forty deductions, missing data and a long name: all are printed, and the layout engine takes them."""
    artifact = planned(wide_files())[PATH]
    text = text_of(finished(artifact))
    assert LONG_NAME in text
    assert text.count("产品线常温复合果蔬汁") == 2 * WIDE_LINES
    assert text.count("CP-2026-") == WIDE_EVENTS
    assert "B2 投诉按时办结率：未上报，记零分" in text
    document = pypdfium2.PdfDocument(render_pdf(finished(artifact)))
    assert 7 <= len(document) <= 12


def test_the_paper_is_small_tagged_and_the_same_twice(sample: dict[str, Artifact]) -> None:
    """Under 150 KB, six to seven pages, language, title, bookmarks, a text for each chart, heads of tables, files attached."""
    artifact = sample["evaluations/2026Q1/D-2025-0007.pdf"]
    data = render_pdf(finished(artifact))
    assert data == render_pdf(finished(artifact))
    assert len(data) < LIMIT
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert 6 <= len(pdf.pages) <= 7
        assert str(pdf.Root.Lang) == "zh-CN"
        assert "季度考核书" in str(pdf.docinfo.Title)
        assert pdf.open_outline().root[0].children
        tags = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/S" in o]
        pictures = [tag for tag in tags if tag.S == "/Figure"]
        assert pictures
        assert all(str(tag.Alt) for tag in pictures)
        assert any(tag.S == "/TH" for tag in tags)
        assert sorted(pdf.attachments) == ["D-2025-0007-2026Q1-data.yaml", "D-2025-0007-2026Q1-trace.yaml"]


def test_a_dealer_without_a_company_record_fails_alone() -> None:
    """What the paper cannot be made without is told for this paper; the build goes on."""
    texts = files()
    del texts["content/company.yaml"]
    assert isinstance(planned(texts)[PATH].job, BlockedJob)


def test_a_year_that_is_over_has_a_paper(sample: dict[str, Artifact]) -> None:
    """The year's score and grade, the quarters that count and that which does not, and nothing for a year that still runs."""
    text = text_of(finished(sample["evaluations/2025/D-2023-0001.pdf"]))
    assert "年度得分 90.1 分，A 级" in text
    assert "2025Q4 | 83.1 | 不评级" in text
    assert "evaluations/2026/D-2023-0001.pdf" not in sample
