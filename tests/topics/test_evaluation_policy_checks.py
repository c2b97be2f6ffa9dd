"""Faults planted in the shipped policy are told at their own line, and nothing is scored by a policy that has one."""

from __future__ import annotations

import pytest

from tests.topics.builders import dealer
from tests.topics.evaluation_files import (
    FOLDER,
    OLD,
    POLICY,
    derived,
    found,
    marked,
    network,
    plant,
    problems,
    quarter,
    terms,
    version,
    world,
)
from toolkit.topics.evaluation.checks import CHECKS, policy
from toolkit.topics.evaluation.checks.policy import KINDS
from toolkit.topics.evaluation.records import EvaluationPolicy
from toolkit.topics.evaluation.rules import Evaluation
from toolkit.topics.evaluation.rules.faults import policy_faults

PRODUCTS = {
    f"content/products/{name}.yaml": 'name: 线\ncategory: 饮料\nstorage: ambient\nvat_rate: "0.13"\ntrace: case\nskus: []\n'
    for name in ("ambient", "chilled", "dispenser")
}
X1 = "{id: X1, measure: order_change_rate, scale: order-changes}"
S1 = "{id: S1, measure: target_attainment, weight: 15, scale: attain}"
FAULTS = [
    (S1, S1.replace("target_attainment", "价格秩序"), "error[EVA101]"),
    (S1, S1.replace("weight", "name: 低价次数, weight"), "error[EVA101]"),
    ("{zh: 配合度, en: Cooperation}", "{zh: 维护市场价格, en: Cooperation}", "error[EVA101]"),
    ("{zh: 配合度, en: Cooperation}", "{zh: 配合度, en: Price maintenance}", "error[EVA101]"),
    ("name: {zh: 虚假签到, en: False attendance}", "name: {zh: 违反价格政策, en: False attendance}", "error[EVA101]"),
    ("{zh: 因经销商过错泄露个人信息, en: ", "{zh: 低于建议零售价销售, en: ", "error[EVA101]"),
    ("consequence: {zh: 正常支持", "consequence: {zh: 价格秩序好的正常支持", "error[EVA101]"),
    ("id: false-attendance", "id: low-price", "error[EVA101]"),
    (S1, S1.replace("target_attainment", "target_atainment"), "error[EVA102]"),
    (S1, S1.replace("attain}", "atain}"), "error[EVA103]"),
    (X1, X1.replace("order-changes", "information"), "error[EVA104]"),
    ("measure: market_information, scale: information", "measure: market_information, scale: rate", "error[EVA104]"),
    (X1, X1.replace("X1", "S1"), "error[EVA105]"),
    ('{at: "0.80", score: 60}, {at: "0.90"', '{at: "0.95", score: 60}, {at: "0.90"', "error[EVA108]"),
    ('{at: "7", score: 100}, {at: "10"', '{at: "11", score: 100}, {at: "10"', "error[EVA108]"),
    ('{at: "1.10", score: 100}', '{at: "1.10", score: 101}', "error[EVA109]"),
    ('{to_value: "0.06", score: 100}', '{to_value: "0.06", score: -1}', "error[EVA109]"),
    ("{level: poor, score: 0}", "{level: poor, score: 200}", "error[EVA109]"),
    ('{from_value: "0.06", to_value: "0.18", score: 80}', '{from_value: "0.07", to_value: "0.18", score: 80}', "error[EVA110]"),
    ('{from_value: "0.06", to_value: "0.18", score: 80}', '{from_value: "0.05", to_value: "0.18", score: 80}', "error[EVA111]"),
    ('from_value: "85"', 'from_value: "86"', "error[EVA110]"),
    ('from_value: "85"', 'from_value: "84"', "error[EVA111]"),
    ('{to_value: "0.06", score: 100}', '{from_value: "0", to_value: "0.06", score: 100}', "error[EVA113]"),
    ('{from_value: "0.30", score: 0}', '{from_value: "0.30", to_value: "1", score: 0}', "error[EVA113]"),
    ('to_value: "100"', 'to_value: "99.9"', "error[EVA114]"),
    ('from_value: "0"', 'from_value: "1"', "error[EVA114]"),
    ("{cause: brand_side, treatment: exclude}", "{cause: brand_side, treatment: zero}", "error[EVA117]"),
    ('least: "0.60"', 'least: "0.90"', "error[EVA118]"),
    ("points: 3, cap: 6, department: AU", "points: 3, cap: 11, department: AU", "error[EVA119]"),
    ("points: 3, cap: 6, department: AU", "points: 3, cap: 2, department: AU", "error[EVA119]"),
    ("unless: {indicator: P1", "unless: {indicator: P9", "error[EVA120]"),
    ("signs: {overdue: R5", "signs: {overdue: R55", "error[EVA123]"),
    ("licence: R6", "licence: R66", "error[EVA123]"),
]  # fmt: skip


def test_the_shipped_policies_are_right() -> None:
    """Both versions pass every check, follow each other without a gap, and name product lines that exist."""
    assert found(policy.CHECKS, {**version(), **version(OLD, "2024-1"), **PRODUCTS}) == []


@pytest.mark.parametrize(("old", "new", "mark"), FAULTS)
def test_a_planted_fault(old: str, new: str, mark: str) -> None:
    """One fault, one problem, at the line where it stands; and the quarter is not scored."""
    files = world(policy=plant(POLICY, old, new, mark))
    assert found(policy.CHECKS, files) == marked(files)
    assert derived(files).all(Evaluation) == ()


@pytest.mark.parametrize(
    ("old", "new", "key", "codes"),
    [
        ("weight: 15,", "weight: 14,", "dimensions:", ["EVA106"]),
        ("weight: 15,", "weight: 15.000001,", "dimensions:", ["EVA106"]),
        ("{cause: pending, treatment: provisional}", "{cause: pending, treatment: provisional}", "missing:", []),
        ("  - {cause: pending, treatment: provisional}\n", "", "missing:", ["EVA116"]),
    ],
)
def test_a_fault_of_a_list_is_told_at_its_key(old: str, new: str, key: str, codes: list[str]) -> None:
    """Weights that do not total exactly 100, to the sixth decimal, and a cause without treatment (traps T1, T3)."""
    text = plant(POLICY, old, new)
    line = next(n for n, row in enumerate(text.splitlines(), 1) if row == key)
    rows = problems(policy.CHECKS, version(text))
    assert [(row.code, row.origin.line) for row in rows] == [(code, line) for code in codes]


def test_weights_that_are_not_positive() -> None:
    """A weight of 0 belongs to the trial; the total is then wrong as well."""
    text = plant(POLICY, "measure: actions_on_time, weight: 2", "measure: actions_on_time, weight: 0", "error[EVA107]")
    text = text.replace("measure: programmes, weight: 2", "measure: programmes, weight: 4")
    files = version(text)
    assert found(policy.CHECKS, files) == marked(files)


def test_bands_turned_round() -> None:
    """A band that ends where it begins, or before, holds nothing."""
    text = POLICY.replace(
        '      - {from_value: "0.06", to_value: "0.18", score: 80}\n',
        '      - {from_value: "0.06", to_value: "0.06", score: 90}  # error[EVA112]\n'
        '      - {from_value: "0.06", to_value: "0.18", score: 80}\n',
    )
    files = version(text)
    assert found(policy.CHECKS, files) == marked(files)


def test_ratings_without_a_score() -> None:
    """A rating that has none would score nobody knows what."""
    text = plant(POLICY, ", {level: poor, score: 0}", "", "error[EVA115]")
    assert [row.code for row in problems(policy.CHECKS, version(text))] == ["EVA115"]


def test_red_lines_and_grades_belong_together() -> None:
    """A cap names a grade that has a band; a red line without a cap limits nothing."""
    start = POLICY.index("  - grade: D\n")
    end = POLICY.index("year_quarters")
    without_d = (POLICY[:start] + POLICY[end:]).replace('from_value: "60"', 'from_value: "0"')
    codes = [row.code for row in problems(policy.CHECKS, version(without_d))]
    assert codes == ["EVA121"] * 5
    text = plant(POLICY, "caps: [C, D]", "caps: []")
    assert [row.code for row in problems(policy.CHECKS, version(text))] == ["EVA122"]


def test_hints_name_what_was_probably_meant() -> None:
    """A misspelt measure or scale is answered with the nearest one."""
    text = POLICY.replace("measure: growth,", "measure: grwth,").replace("scale: sell-through", "scale: sell-thru")
    assert [row.hint.en for row in problems(policy.CHECKS, version(text))] == [
        "did you mean growth?",
        "did you mean sell-through?",
    ]


def test_two_policies_cannot_both_rule() -> None:
    """The second one is told at its head, and an empty folder where quarters have data."""
    second = {
        f"{FOLDER.replace('dealer-', 'other-')}/2026-1.yaml": POLICY.replace(
            "id: dealer-evaluation", "id: other-evaluation"
        )
    }
    rows = problems(policy.CHECKS, {**version(), **second})
    assert [(row.code, row.origin.path.split("/")[3]) for row in rows] == [("EVA124", "other-evaluation")]
    nothing = {**dealer(), **terms(), **quarter()}
    assert [row.code for row in problems(policy.CHECKS, nothing)] == ["EVA125"]
    assert problems(policy.CHECKS, dealer()) == ()


def test_versions_follow_each_other() -> None:
    """A gap and an overlap of versions are told by the engine's own check."""
    gap = version(OLD.replace('effective_to: "2025-12-31"', 'effective_to: "2025-12-30"'), "2024-1")
    overlap = version(OLD.replace('effective_to: "2025-12-31"', 'effective_to: "2026-01-01"'), "2024-1")
    for older, code in ((gap, "POL002"), (overlap, "POL001")):
        assert [row.code for row in problems(policy.CHECKS, {**version(), **older})] == [code]


def test_every_kind_of_fault_has_its_words() -> None:
    """Codes are told once each, and no fault is found that has no wording."""
    kinds = [kind for check in CHECKS for kind in check.kinds]
    assert len({kind.code for kind in kinds}) == len({id(kind) for kind in kinds})
    assert all(kind.message.zh and kind.message.en for kind in kinds)
    assert all(check.find.__doc__ for check in CHECKS)
    planted = {mark for *_, mark in FAULTS}
    told = {f"error[{kind.code}]" for kind in KINDS.values()}
    elsewhere = {f"error[EVA{number}]" for number in (106, 107, 112, 115, 116, 121, 122)}
    assert told == planted | elsewhere


def test_a_sound_policy_has_no_faults() -> None:
    """What scores is what has none."""
    records = network({**version(), **version(OLD, "2024-1")})
    assert [policy_faults(row) for row in records.all(EvaluationPolicy)] == [(), ()]
