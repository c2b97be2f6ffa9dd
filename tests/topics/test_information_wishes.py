"""What end users wish for: summed up by topic, answered like a suggestion, of goods that there are (M100)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.topics.builders import dealer, marked, product_line, staff
from tests.topics.information_files import KINDS, POLICIES, SKU, network, year
from toolkit.network.results import Results
from toolkit.topics.information.checks.wishes import wishes
from toolkit.topics.information.rules.wishes import user_wishes

assert KINDS
TODAY = date(2026, 10, 20)
SLA = "content/policies/communication/feedback-sla/2024-1.yaml"
ROOT = Path(__file__).resolve().parents[2]
WISH = """\
wishes:
  - id: small-cup
    heard_on: "2026-09-01"
    kind: size
    line: ambient
    product: QY-A1
    source: shop_talk
    people: "12"
    text: 要小杯
    state: testing
    became: 在两家店试
    answered_on: "2026-09-08"
    answered_by: S-2025-0001
"""


def files(text: str = WISH) -> dict[str, str]:
    shipped = (ROOT / SLA).read_text("utf-8")
    return {
        **POLICIES,
        SLA: shipped,
        **staff("id: S-2025-0001, roles: [CO]"),
        **product_line(f"skus: [{SKU}]"),
        **dealer(),
        **year(text),
    }


def told(given: dict[str, str], as_of: date = TODAY) -> list[str]:
    rows = wishes(network(given), Results(()), as_of)
    return sorted(f"{p.origin.path}:{p.origin.line} {p.severity}[{p.code}]" for p in rows)


def test_a_wish_with_its_answer_has_nothing() -> None:
    """Heard of people, of a product, answered: right."""
    assert told(files()) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("became: 在两家店试\n", ""),
        ('answered_on: "2026-09-08"', 'answered_on: "2026-08-08"  # error[INF503]'),
        ('people: "12"', 'people: "0"  # error[INF504]'),
        ("product: QY-A1", "product: QY-Z9  # error[INF505]"),
    ],
)
def test_what_is_wrong_with_a_wish_is_told(old: str, new: str) -> None:
    """Half an answer, an answer before it was heard, nobody's wish, goods that there are not."""
    text = WISH.replace(old, new)
    if not new:
        text = text.replace("state: testing", "state: testing  # error[INF502]").replace(
            "    answered_on", "answered_on", 1
        )
    given = files(text)
    assert told(given) == marked(given)


def test_an_open_wish_is_answered_like_a_suggestion() -> None:
    """Ten working days from 1 September 2026 end on the 15th; told from the day after."""
    text = WISH[: WISH.index("    state")].replace(
        'heard_on: "2026-09-01"', 'heard_on: "2026-09-01"  # warning[INF501]'
    )
    given = files(text)
    assert told(given, date(2026, 9, 15)) == []
    assert told(given, date(2026, 9, 16)) == marked(given)


def test_wishes_are_summed_up_by_topic_and_known_by_their_day() -> None:
    """Two wishes of one topic are one line; before its answer a wish is open."""
    more = WISH + WISH.removeprefix("wishes:\n").replace("small-cup", "tiny-cup").replace('"12"', '"5"')
    held = network(files(more))
    (row,) = user_wishes(held, TODAY)
    assert (row.subject, row.people, row.dealers, row.answered, row.taken_up) == ("2026/ambient/size", 17, 1, 2, 0)
    (early,) = user_wishes(held, date(2026, 9, 7))
    assert early.answered == 0
