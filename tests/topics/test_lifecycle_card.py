"""The way of a dealer as a picture: how long each stretch took, and the steps that matter."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.topics.builders import dealer, network
from toolkit.kernel.text import LOCALES, Locale, Text
from toolkit.network.results import Results
from toolkit.network.view import Views
from toolkit.plan.charts import Timeline
from toolkit.render.html import Templates
from toolkit.sources.history import History, Touched
from toolkit.sources.tree import WorkingTree
from toolkit.topics.lifecycle.outputs import cards
from toolkit.topics.topic import Now

NOW = Now(date(2026, 10, 20), lambda _: "stamp")
SHIPPED = Templates((WorkingTree(Path(__file__).resolve().parents[2]),))
STEPS = (
    ("2025-01-10", "lead"), ("2025-02-01", "qualified"), ("2025-03-01", "negotiating"), ("2025-04-01", "signed"),
    ("2025-04-10", "onboarding"), ("2025-06-01", "active"), ("2026-03-01", "suspended"), ("2026-04-01", "active"),
)  # fmt: skip
DEALER = "D-2025-0001"


def context(*steps: tuple[str, str]) -> dict[str, object]:
    """What the card of a dealer says who took these steps."""
    rows = "".join(f'  - {{date: "{day}", to: {to}, reason: 说明}}\n' for day, to in steps)
    views = Views(network(dealer(f"transitions:\n{rows}")), Results())
    (card,) = cards(views.internal, NOW, DEALER)
    return dict(card.context)


def way(*steps: tuple[str, str]) -> Timeline:
    """The picture of these steps."""
    found = context(*steps)["way"]
    assert isinstance(found, Timeline)
    return found


def test_states_that_follow_make_one_stretch() -> None:
    """Lead and screening are one stretch, signing and onboarding another; a suspension parts the business in two."""
    phases = [(phase.name.zh, str(phase.start), str(phase.end or "")) for phase in way(*STEPS).phases]
    assert phases == [
        ("寻找与筛选", "2025-01-10", "2025-03-01"),
        ("谈判与签约", "2025-03-01", "2025-04-01"),
        ("启动", "2025-04-01", "2025-06-01"),
        ("合作", "2025-06-01", "2026-03-01"),
        ("暂停", "2026-03-01", "2026-04-01"),
        ("合作", "2026-04-01", ""),
    ]


def test_the_finding_counts_days() -> None:
    """From the lead to the first day of business, and since then; without business since the lead."""
    assert way(*STEPS).description.zh == "从线索到启用 142 天，合作 506 天"
    assert way(*STEPS[:2]).description.en == "648 days since the first lead"


def test_no_time_runs_after_the_end() -> None:
    """A dealer that was turned down has no stretch after it, and the days are counted to that day."""
    ended = way(*STEPS[:2], ("2025-02-20", "rejected"))
    assert [phase.end for phase in ended.phases] == [date(2025, 2, 20)]
    assert ended.description.zh == "从线索起 41 天"
    assert [str(event.day) for event in ended.events] == ["2025-01-10", "2025-02-20"]


def test_without_a_step_there_is_no_picture() -> None:
    """Nothing on record yet: the card says how to record it, and draws nothing."""
    assert context(("2027-01-01", "lead"))["way"] is None


@pytest.mark.parametrize("locale", LOCALES)
def test_the_card_draws_it(locale: Locale) -> None:
    """The picture stands in the card, with its figures one click away."""
    shown = SHIPPED.filled("lifecycle/card-timeline.html", {"c": context(*STEPS), "locale": locale})
    assert shown.count('class="chart chart-timeline"') == 1
    assert ("合作" if locale == "zh" else "Business") in shown
    assert "<details" in shown


def test_the_last_commits_stand_below_for_the_company_alone() -> None:
    """Day, commit and fields as git tells them; a dealer's own page and others' have none of it."""
    views = Views(network(dealer("transitions: []")), Results())
    step = Touched(date(2026, 10, 1), "8dace3a7", (Text("合同：信用额度", "contract: limit"),), 2)
    now = Now(date(2026, 10, 20), lambda _: "stamp", history=History(touched=lambda name: (step,)))
    (card,) = cards(views.internal, now, DEALER)
    day = Text("2026年10月1日", "1 October 2026")
    assert card.context["commits"] == ({"day": day, "commit": "8dace3a7", "what": step.what, "more": 2},)
    (card,) = cards(views.of_dealer(DEALER, "full"), now, DEALER)
    assert card.context["commits"] == ()
