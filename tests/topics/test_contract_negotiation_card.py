"""The cards of negotiations and joint plans: what they say, what a dealer never sees, and that they render."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.topics.builders import TODAY, contract
from tests.topics.evaluation_files import LINE, quarter
from tests.topics.negotiation_files import NEGOTIATION, PLAN, RIGHT, SOLD, negotiation, network, plan
from toolkit.kernel.text import LOCALES, Locale
from toolkit.network.results import Results
from toolkit.network.view import View, Views
from toolkit.plan.card import Card
from toolkit.render.html import Templates
from toolkit.sources.tree import WorkingTree
from toolkit.topics.contract.outputs import cards as all_cards
from toolkit.topics.contract.outputs.joint_plan import joint_plan_cards
from toolkit.topics.contract.outputs.negotiation import negotiation_cards
from toolkit.topics.contract.rules import derive
from toolkit.topics.topic import Now

DEALER = "D-2025-0001"
NOW = Now(TODAY, lambda _: "stamp")
SHIPPED = Templates((WorkingTree(Path(__file__).resolve().parents[2]),))
SECRETS = ("我方的主张甲", "对方的主张乙", "我方的底线丙", "让步丁", "总经理戊")
SECRET_ROUNDS = RIGHT["rounds"].replace(
    "our_position: 款到发货, their_position: 三十天",
    f"our_position: {SECRETS[0]}, their_position: {SECRETS[1]}, our_floor: {SECRETS[2]}, concession: {SECRETS[3]}",
)


def views(*files: dict[str, str]) -> Views:
    records = network(*files)
    return Views(records, Results(derive(records, Results(), TODAY)))


def shown(card: Card, locale: Locale = "zh") -> str:
    return SHIPPED.filled(card.template, {"c": card.context, "locale": locale, "url": lambda path: path, "ui": {}})


def negotiated(view: View) -> Card:
    (only,) = negotiation_cards(view, NOW, DEALER)
    return only


def planned(view: View) -> Card:
    (only,) = joint_plan_cards(view, NOW, DEALER)
    return only


def ids(*files: dict[str, str]) -> list[str]:
    own = ("negotiation", "joint-plan")
    return [card.id for card in all_cards(views(*files).internal, NOW, DEALER) if card.id in own]


def test_no_card_without_a_record() -> None:
    """A dealer that never negotiated and has no plan has neither card; neither asks for a contract."""
    assert ids(contract()) == []
    assert ids(negotiation()) == ["negotiation"]
    assert ids(contract(), negotiation(), plan()) == ["negotiation", "joint-plan"]


def test_what_the_negotiation_says() -> None:
    """The finding, what the draft waits for, positions by round, answers, rounds with their minutes."""
    card = negotiated(views(negotiation("ended: none\nconcerns: [{no: '1', round: '2', text: 怕压货}]\n")).internal)
    assert card.finding.zh == "2 轮，必谈事项谈定 2 / 2，距上一轮 216 天"
    page = shown(card)
    for text in (
        "拟约还缺",
        "关切未答复：第 1 条",
        "第1轮：",
        "款到发货",
        "还没答复",
        "纪要已确认",
        "市场策略与支持说明",
    ):
        assert text in page
    assert not card.folded


def test_a_finished_negotiation_is_folded() -> None:
    """Nothing is missing any more, and the earlier ones are named below."""
    later = NEGOTIATION.replace("0001.yaml", "0002.yaml")
    card = negotiated(views(negotiation(), negotiation('opened: "2026-03-03"\npurpose: renewal\n', later)).internal)
    page = shown(card)
    assert card.folded
    assert ("NG-2026-0001" in page, "拟约还缺" in page, "可以拟约" in page) == (True, False, False)


def test_ready_to_draft() -> None:
    """While the talks are open and nothing is lacking, it says so."""
    assert "可以拟约" in shown(negotiated(views(negotiation("ended: none\n")).internal))


@pytest.mark.parametrize("locale", LOCALES)
def test_a_dealer_sees_no_position_of_anybody(locale: Locale) -> None:
    """The agreed text and the answers are the dealer's; positions, floors and what we lack are not, in no form."""
    both = views(
        negotiation(f"rounds:{SECRET_ROUNDS}\nended: none\nconcerns: [{{no: '1', round: '2', text: 怕压货}}]\n")
    )
    theirs = negotiated(both.of_dealer(DEALER))
    assert [secret for secret in SECRETS if secret in repr(theirs.context) or secret in shown(theirs, locale)] == []
    assert "怕压货" in shown(theirs, locale)
    assert ("lacking" in theirs.context and theirs.context["lacking"] == (), theirs.context["ready"]) == (True, False)
    ours = shown(negotiated(both.internal), locale)
    assert [secret for secret in SECRETS[:2] if secret not in ours] == []


def test_another_dealer_sees_nothing() -> None:
    """A dealer's view holds no negotiation and no plan of anybody else."""
    both = views(negotiation(), plan())
    assert tuple(negotiation_cards(both.of_dealer("D-2025-0002"), NOW, DEALER)) == ()
    assert tuple(joint_plan_cards(both.of_dealer("D-2025-0002"), NOW, DEALER)) == ()


@pytest.mark.parametrize(
    ("line", "actual"),
    [
        ("", ("¥3,150,000.00", "315.0%")),
        (LINE.replace('returns: "0"', 'returns: "50000"'), ("¥3,100,000.00", "310.0%")),
        (LINE.replace("tax: excl", "tax: incl"), ("–", "–")),
        (LINE.replace('returns: "0"', "returns: {missing: pending}"), ("–", "–")),
    ],
)
def test_targets_beside_what_was_sold(line: str, actual: tuple[str, str]) -> None:
    """Net sell-in of the quarter's file on the tax of the targets; what cannot be compared is a dash, never a guess."""
    card = planned(views(plan(), quarter(f"lines: [{line}]\n" if line else "")).internal)
    rows = card.context["rows"]
    assert isinstance(rows, tuple)
    assert tuple(cell.zh for cell in rows[0][3:]) == actual
    assert card.finding.zh == (f"已有数据的季度完成 {actual[1]}" if actual[1] != "–" else "还没有实际数据")


def test_sell_out_is_compared_with_targets_of_sell_out() -> None:
    """The basis of the targets decides which figure is read."""
    basis = SOLD["agreed_targets"].replace("sell_in_net", "sell_out")
    rows = planned(views(plan(f"agreed_targets:{basis}\n"), quarter()).internal).context["rows"]
    assert isinstance(rows, tuple)
    assert rows[0][3].zh == "¥2,980,000.00"


@pytest.mark.parametrize("locale", LOCALES)
def test_a_plan_without_figures(locale: Locale) -> None:
    """Before the first quarter is on record the targets stand alone, and both sides see the same page."""
    both = views(plan())
    card = planned(both.internal)
    assert card.finding.zh == "还没有实际数据"
    assert card.title.zh == "2026 年联合生意计划"
    assert shown(card, locale) == shown(planned(both.of_dealer(DEALER)), locale)
    rows = card.context["rows"]
    assert isinstance(rows, tuple)
    assert [cell.zh for cell in rows[0]] == ["2026Q1", "常温饮料", "¥1,000,000.00", "–", "–"]


def test_the_plan_of_the_year() -> None:
    """The plan of the current fiscal year is shown, else the latest."""
    held = views(plan(), plan("", PLAN.replace("2026", "2027")), plan("", PLAN.replace("2026", "2025")))
    assert planned(held.internal).context["year"] == 2026
    assert planned(views(plan("", PLAN.replace("2026", "2024"))).internal).context["year"] == 2024


def test_what_the_plan_says() -> None:
    """Goals, proposals, resources with their state, seasons, reviews that are there and reviews that are due."""
    card = planned(views(plan("reviews: []\n" + f"resources:{SOLD['resources']}\n")).internal)
    page = shown(card)
    for text in (
        "网点净增一百家",
        "库存不高于三十五天",
        "容量测算",
        "到位",
        "未到期",
        "暑期",
        "应回顾",
        "2025年12月31日双方签署",
    ):
        assert text in page
    assert card.context["due"] == ("2026Q1", "2026Q2")


def test_an_open_plan_says_what_is_missing() -> None:
    """Empty parts say what would be there."""
    page = shown(
        planned(
            views(
                plan("agreed_targets: none\nresources: []\nreviews: []\nsignatures: []\nseasonal_plan: []\n")
            ).internal
        )
    )
    assert [text for text in ("agreed_targets", "resources", "尚未双方签署") if text not in page] == []
