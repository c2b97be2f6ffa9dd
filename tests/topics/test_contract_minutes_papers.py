"""Minutes of a negotiation: what both sides may read of it, whole, and nothing of what we alone know (A.9, M.3)."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

from tests.topics.builders import TODAY, company
from tests.topics.composed_papers import html, pages, said
from tests.topics.negotiation_files import RIGHT, negotiation, world
from tests.topics.paper_files import views_of
from toolkit.plan.artifact import Artifact
from toolkit.render.pdf import render_pdf
from toolkit.topics.contract.outputs.minutes import minutes, minutes_path
from toolkit.topics.topic import Now

DEALER = "D-2025-0001"
OURS = "our_position: 款到发货, their_position: 三十天, our_floor: 底线六十天账期, concession: 让到四十五天"
PLANTED = ("底线六十天账期", "让到四十五天", "三十天")


def made(rounds: str = RIGHT["rounds"], rest: str = "", as_of: date = TODAY) -> tuple[Artifact, ...]:
    files = world(company(), negotiation(f"rounds:{rounds}\n{rest}"))
    views = views_of({path: dedent(text).lstrip("\n") for path, text in files.items()}, as_of)
    return tuple(minutes(views, Now(as_of, lambda _: "0123456789ab")))


def planted() -> str:
    return RIGHT["rounds"].replace("our_position: 款到发货, their_position: 三十天", OURS)


def test_what_was_agreed_stands_in_the_minutes() -> None:
    """Each topic with its words and its round, concerns with their answers, both names to sign."""
    (only,) = made()
    text = said(only)
    assert only.audience == "dealer"
    assert only.path.startswith(f"minutes/{DEALER}/NG-")
    assert only.path == minutes_path(DEALER, only.path.rsplit("/", 1)[1].removesuffix(".pdf"))
    for words in ("西湖区", "怕压货", "按周补货", "第2轮", "定稿", "杭州青屿饮品有限公司", "杭州第1商贸有限公司"):
        assert words in text, words
    assert len(pages(render_pdf(html(only)))) <= 2


def test_positions_and_floors_do_not_get_through() -> None:
    """What we would have given, and what either side asked first, is not in the minutes; our own record has it."""
    assert all(words in planted() for words in PLANTED)
    (only,) = made(planted())
    text = said(only)
    assert [words for words in PLANTED if words in text] == []


def test_minutes_are_a_draft_until_the_dealer_has_confirmed_them() -> None:
    """One round that was not confirmed makes all of it a draft; a concern without an answer is said to be so."""
    open_round = RIGHT["rounds"].rsplit("\n    minutes_confirmed", 1)[0]
    (only,) = made(open_round, 'concerns: [{no: "1", round: "1", text: 怕断货}]\n')
    text = said(only)
    assert "草案" in text
    assert "定稿" not in text
    assert "待确认" in text
    assert "尚未答复" in text


def test_no_minutes_before_the_first_round() -> None:
    """Before anybody has met there is nothing to take down."""
    assert made(as_of=date(2026, 3, 3)) == ()
