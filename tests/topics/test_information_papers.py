"""The monthly brief and the pack of a quarterly review: for whom, from what, and without what is only ours (H.3, M.3)."""

from __future__ import annotations

from datetime import date

from tests.topics.builders import company
from tests.topics.composed_papers import html, pages, said
from tests.topics.information_files import ground, quarter
from tests.topics.paper_files import LONG_NAME, views_of
from toolkit.plan.artifact import Artifact, PdfJob
from toolkit.render.pdf import render_pdf
from toolkit.topics.information.outputs import brief_path, papers, qbr_path
from toolkit.topics.topic import Now

AS_OF = date(2026, 7, 20)
DEALER = "D-2025-0001"
BRIEF, PACK = brief_path("2026-06", DEALER), qbr_path("2026Q2", DEALER)
LEDGER = "dealers/D-2025-0001/communication/2026.yaml"
SECRET = "他们老板私下说要换品牌"
MARGIN = "77123.45"


def planned(files: dict[str, str]) -> dict[str, Artifact]:
    views = views_of({**company(), **files}, AS_OF)
    return {each.path: each for each in papers(views, Now(AS_OF, lambda _: "0123456789ab"))}


def test_a_dealer_without_any_data_gets_papers_that_say_so() -> None:
    """With nothing but a contract there is a brief and a pack: each part says what is not there, and nothing fails."""
    made = planned(ground())
    assert set(made) == {BRIEF, PACK}
    brief, pack = said(made[BRIEF]), said(made[PACK])
    assert "还没有分月数据" in brief
    assert "当月没有订单记录" in brief
    assert "还没有考核结果" in pack
    assert "没有上一次季度回顾的记录" in pack
    assert "草案" in brief
    assert len(pages(render_pdf(html(made[BRIEF])))) <= 2


def test_what_only_we_know_does_not_get_through() -> None:
    """The margin that we make and what was noted of a talk are in the records of the quarter, and in no paper of it."""
    sold = quarter(1, "1234567.00")
    path = next(iter(sold))
    sold[path] = sold[path].replace("source: erp, sell_in", f'source: erp, margin_contribution: "{MARGIN}", sell_in')
    assert MARGIN in sold[path]
    talk = f"""\
year: "2026"
touchpoints:
  - {{date: "2026-06-10", type: call, staff: [S-2025-0001], contacts: [], topics: [进货], summary: {SECRET}, recorded_on: "2026-06-11"}}
commitments:
  - {{id: CM-2026-0001, side: brand, kind: support, text: 七月底前换好冰柜, importance: "2", source: oral, promised_on: "2026-06-10",
     recorded_on: "2026-06-11", owner: S-2025-0001, due: "2026-07-31"}}
"""
    made = planned({**ground(), **sold, LEDGER: talk})
    for name in (BRIEF, PACK):
        text = said(made[name])
        assert "1,234,567.00" in text, name
        assert "七月底前换好冰柜" in text, name
        assert SECRET not in text, name
        assert "77,123.45" not in text, name


def test_peers_are_told_only_from_five_on() -> None:
    """With two dealers of a line the brief says that they are too few; the other one's figures are not in it."""
    made = planned({**ground(2), **quarter(1, "1234567.00"), **quarter(2, "7654321.00")})
    text = said(made[BRIEF])
    assert "家数不足" in text
    assert "7,654,321.00" not in text
    assert "第2商贸" not in text


def test_the_pack_holds_ninety_minutes_and_a_form() -> None:
    """H.3: seven items, ninety minutes; before the talk its minutes are fields to fill in, and both sides sign."""
    pack = planned(ground())[PACK]
    text = said(pack)
    assert "合计 | 90" in text
    assert isinstance(pack.job, PdfJob)
    assert pack.job.fillable
    assert "甲方（盖章）" in text
    assert "乙方（盖章）" in text


def test_a_long_name_fits() -> None:
    """A name of 41 characters stands whole in the signatures, and the papers keep their length."""
    made = planned(ground(1, f"name: {LONG_NAME}\nshort_name: {LONG_NAME}"))
    assert LONG_NAME in said(made[PACK])
    assert len(pages(render_pdf(html(made[BRIEF])))) <= 2
