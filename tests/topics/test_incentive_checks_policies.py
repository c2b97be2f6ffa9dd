"""Faults planted in rebate policies, each found at its own line; and the shipped ones, which have none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.topics.builders import marked
from tests.topics.incentive_builders import KINDS, POLICY_PATH, found, policy_file
from toolkit.network.load import load
from toolkit.sources.tree import MemoryTree
from toolkit.topics.incentive.checks import CHECKS, policies
from toolkit.topics.incentive.records import CreditPolicy, RebatePolicy
from toolkit.topics.incentive.rules.faults import credit_faults, policy_faults

ROOT = Path(__file__).parents[2]
REST = "standing: contractual, tax: incl, tax_nature: price_reduction, rule: 按约定"
HEAD = f"id: x, type: T2, name: 销量, base: sell_in_net_ex_tax, {REST}"


def one(steps: str, head: str = HEAD, method: str = "whole", more: str = "") -> dict[str, str]:
    return policy_file(f"components:\n  - {{{head}, method: {method}{more}, steps: [\n{steps}\n    ]}}\n")


def check(files: dict[str, str]) -> None:
    assert found(policies.CHECKS, files) == marked(files)


def test_a_right_policy_passes() -> None:
    """Steps with and without ends, factors, gates and caps that fit leave nothing to tell."""
    text = f"""\
gates: [{{measure: late_payments, at_most: "3"}}]
cap: {{share: "0.03"}}
factors:
  - {{id: speed, type: T5, name: 速度, measure: collection_days, bound: lower_exclusive, steps: [{{factor: "1"}}, {{from_value: "15", factor: "0.8"}}]}}
  - {{id: grade, type: T11, name: 等级, grades: [{{grade: A, factor: "1.1"}}, {{grade: B, factor: "1"}}, {{grade: C, factor: "0.8"}}, {{grade: D, factor: "0"}}, {{grade: NR, factor: "1"}}]}}
components:
  - {{{HEAD}, method: marginal, factors: [speed], steps: [{{from_value: "0", to_value: "10", rate: "0.01"}}, {{from_value: "10", rate: "0.02"}}]}}
  - {{{HEAD.replace("id: x", "id: y").replace("contractual", "discretionary")}, method: whole, factors: [grade], steps: [{{from_value: "0", rate: "0.01"}}]}}
"""
    check(policy_file(text))


@pytest.mark.parametrize("files", [
    one('      {from_value: "0", to_value: "5", rate: "0.01"},\n      {from_value: "6",  # error[INC102]\n       rate: "0.02"}'),
    one('      {from_value: "0", to_value: "7", rate: "0.01"},\n      {from_value: "6",  # error[INC103]\n       rate: "0.02"}'),
    one('      {from_value: "5", rate: "0.01"},\n      {from_value: "4",  # error[INC104]\n       rate: "0.02"}'),
    one('      {from_value: "5", rate: "0.01"},\n      {rate: "0.02"}  # error[INC105]'),
    one('      {from_value: "5", rate: "0.01",\n       to_value: "9"}  # error[INC106]'),
    one('      {from_value: "0", amount: "5.00"}  # error[INC108]'),
    one('      {from_value: "0"}  # error[INC108]'),
    one('      {from_value: "0", rate: "0.01"}  # error[INC108]', method="fixed"),
    one('      {from_value: "0", rate: "0.02"},\n      {from_value: "5", rate: "0.01"}  # error[INC115]'),
    one('      {from_value: "1", rate: "0.01"}  # error[INC111]', method="marginal"),
    one('      {from_value: "0", rate: "0.01", excess_rate: "0.02"}  # error[INC114]'),
])  # fmt: skip
def test_steps(files: dict[str, str]) -> None:
    """Gaps, overlaps, steps that fall, lack a value or hold a wrong one, at the step's own line."""
    check(files)


def test_no_steps() -> None:
    """A component without steps gives nothing, and says so."""
    check(policy_file(f"components:\n  - {{{HEAD}, method: whole, steps: []}}  # error[INC107]\n"))


@pytest.mark.parametrize(
    ("head", "method", "rest", "mark"),
    [
        (HEAD.replace("sell_in_net_ex_tax", "store_months"), "whole", 'rate: "0.01"', "INC109"),
        (HEAD, "per_unit", 'amount: "1.00"', "INC109"),
        (HEAD, "by_invoice", 'rate: "0.01"', "INC109"),
        (HEAD, "marginal, measure: attainment", 'rate: "0.01"', "INC110"),
        (HEAD.replace("sell_in_net_ex_tax", "received_incl_tax"), "by_invoice, measure: attainment", 'rate: "0.01"', "INC112"),
        (HEAD.replace("base: sell_in_net_ex_tax", "base: none"), "fixed", 'amount: "1.00"', "INC113"),
        (HEAD.replace("T2", "T5"), "whole", 'rate: "0.01"', "INC118"),
        (HEAD.replace("T2", "T8"), "whole", 'rate: "0.01"', "INC122"),
        (HEAD.replace("T2", "T8"), 'whole, gates: [{measure: territory_cases, at_most: "1"}]', 'rate: "0.01"', "INC122"),
        (HEAD, "whole, period: year, true_up: upward", 'rate: "0.01"', "INC123"),
        (HEAD, "whole, factors: [speed]", 'rate: "0.01"', "INC116"),
    ],
)  # fmt: skip
def test_what_does_not_fit(head: str, method: str, rest: str, mark: str) -> None:
    """Method, base and measure fit each other; factors exist; T8 is about territory and nothing else."""
    text = f'components:\n  - {{{head}, method: {method}, steps: [{{from_value: "0", {rest}}}]}}  # error[{mark}]\n'
    check(policy_file(text))


GRADED = '{id: grade, type: T11, name: 等级, grades: [{grade: A, factor: "1.1"}, {grade: B, factor: "1"}, {grade: C, factor: "1"}, {grade: D, factor: "0"}, {grade: NR, factor: "1"}]}'
ANY = 'steps: [{from_value: "0", rate: "0.01"}]'


@pytest.mark.parametrize(("factors", "used", "mark"), [
    (GRADED, "grade", ("", "INC117")),
    (GRADED.replace(', {grade: NR, factor: "1"}', ""), "", ("INC120", "")),
    (GRADED.replace("type: T11", "type: T1"), "", ("INC119", "")),
    ("{id: speed, type: T5, name: 速度}", "", ("INC121", "")),
    (GRADED.replace("type: T11", "type: T5"), "", ("INC121", "")),
    ('{id: speed, type: T5, name: 速度, measure: collection_days, steps: [{from_value: "9", factor: "1"}, {from_value: "3", factor: "0.5"}]}', "", ("INC104", "")),
])  # fmt: skip
def test_factors(factors: str, used: str, mark: tuple[str, str]) -> None:
    """T11 names every grade and touches discretionary parts only; T5 has a measure and steps."""
    marks = [f"  # error[{code}]" if code else "" for code in mark]
    text = f"factors:\n  - {factors}{marks[0]}\ncomponents:\n  - {{{HEAD}, method: whole, factors: [{used}], {ANY}}}{marks[1]}\n"
    check(policy_file(text))


def test_one_tax_basis_for_a_statement() -> None:
    """Amounts that are added up are all incl. or all excl. VAT."""
    other = HEAD.replace("id: x", "id: y").replace("tax: incl", "tax: excl")
    text = (
        f"components:\n  - {{{HEAD}, method: whole, {ANY}}}\n  - {{{other}, method: whole, {ANY}}}  # error[INC124]\n"
    )
    check(policy_file(text))


@pytest.mark.parametrize(
    "words", ["维护市场价格奖", "低于建议零售价销售的不计", "{zh: 守约奖, en: Reward for maintaining the market price}"]
)
def test_rebates_tied_to_resale_prices(words: str) -> None:
    """At the words themselves: neither rewarding nor punishing a resale price (reference 0.3)."""
    text = f"components:\n  - {{{HEAD.replace('name: 销量', '')}, method: whole, {ANY},\n     name: {words}}}  # error[INC101]\n"
    check(policy_file(text.replace(", ,", ",")))


def test_saying_that_prices_play_no_part_is_lawful() -> None:
    """A policy that leaves resale prices out may say so."""
    check(policy_file(f"notes: 不涉及转售价格\ncomponents:\n  - {{{HEAD}, method: whole, {ANY}}}\n"))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (f"components:\n  - {{{HEAD.replace('sell_in_net_ex_tax', 'retail_price')}, method: whole, {ANY}}}\n", 2, "第十八条"),
        (f"gates:\n  - {{measure: price_order, at_least: \"1\"}}\ncomponents:\n  - {{{HEAD}, method: whole, {ANY}}}\n", 2, "第十八条"),
        (f"components:\n  - {{{HEAD.replace('T2', 'T13')}, method: whole, {ANY}}}\n", 2, "可选的代码"),
        (f"components:\n  - {{{HEAD.replace('sell_in_net_ex_tax', 'turnover')}, method: whole, {ANY}}}\n", 2, "可选的代码"),
        (f"components:\n  - {{{HEAD}, method: whole, steps: [{{from_value: \"0\", rate: \"1.5\"}}]}}\n", 2, "0 到 1"),
        (f"cap: {{}}\ncomponents:\n  - {{{HEAD}, method: whole, {ANY}}}\n", 1, "share 或 amount"),
        (f"gates:\n  - {{measure: attainment}}\ncomponents:\n  - {{{HEAD}, method: whole, {ANY}}}\n", 2, "at_least 或 at_most"),
    ],
)  # fmt: skip
def test_what_the_types_refuse(text: str, line: int, words: str) -> None:
    """Bases and gates on resale prices, unknown codes, rates over one: at their line, the law named where it is one."""
    told = load(MemoryTree(policy_file(text)), KINDS, whole=False).problems
    assert [(p.code, p.origin.line, words in p.message.zh) for p in told] == [("REC003", line, True)]


def test_versions_of_a_policy() -> None:
    """Gap, overlap and an end before the start, for rebates as for credit."""
    body = f"components:\n  - {{{HEAD}, method: whole, {ANY}}}\n"
    later = POLICY_PATH.replace("2026-1", "2027-1")
    overlap = {
        **policy_file('effective_to: "2026-12-31"\n' + body),
        **policy_file('effective_from: "2026-12-01"  # error[POL001]\n' + body, later),
    }
    check(overlap)
    gap = {
        **policy_file('effective_to: "2026-12-31"\n' + body),
        **policy_file('effective_from: "2027-02-01"  # error[POL002]\n' + body, later),
    }
    check(gap)
    check(policy_file('effective_to: "2024-12-31"  # error[POL003]\n' + body))


def test_limits_of_payout_and_clawback() -> None:
    """45 days and twelve months are still right; a day or a month more is told."""
    body = f"components:\n  - {{{HEAD}, method: whole, {ANY}}}\n"
    check(policy_file('clawback_months: "12"\n' + body))
    text = f"""\
clawback_months: "13"  # warning[INC127]
payout:
  forms: [transfer]
  within_days: "46"  # warning[INC126]
  note: 四十六日
{body}"""
    check(policy_file(text))


def test_the_factor_of_a_credit_class() -> None:
    """A class with a range states a factor inside it."""
    text = """\
id: credit-limit
name: 授信
effective_from: "2026-01-01"
applies_by: requested_at
months: "12"
classes:
  - {rating: AAA, factor: "1.5", least: "1.5", most: "3"}
  - {rating: AA, factor: "3.1", least: "1.5", most: "3"}  # error[INC125]
  - {rating: A, factor: "0.8"}
"""
    check({"content/policies/incentive/credit-limit/2026-1.yaml": text})


def test_a_grade_s_factor_is_one_number_everywhere() -> None:
    """It is held against the evaluation policy that is in force at the same time."""
    shipped = "content/policies/evaluation/dealer-evaluation/2026-1.yaml"
    other = GRADED.replace('{grade: C, factor: "1"}', '{grade: C, factor: "0.8"}').replace(
        '{grade: A, factor: "1.1"}', '\n      {grade: A, factor: "1.2"}'
    )
    body = f'effective_from: "2026-01-01"\nfactors:\n  - {other}\ncomponents:\n  - {{{HEAD}, method: whole, {ANY}}}\n'
    files = {**policy_file(body), shipped: (ROOT / shipped).read_text(encoding="utf-8")}
    line = next(n for n, row in enumerate(files[POLICY_PATH].splitlines(), 1) if "1.2" in row)
    assert found(policies.CHECKS, files) == [f"{POLICY_PATH}:{line} warning[INC128]"]


def test_the_shipped_policies_have_no_fault() -> None:
    """Rebates and credit of the sample, and nothing to tell of them."""
    paths = sorted((ROOT / "content/policies/incentive").rglob("*.yaml"))
    files = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in paths}
    loaded = load(MemoryTree(files), KINDS, whole=False)
    assert loaded.problems == ()
    policies = loaded.network.all(RebatePolicy)
    assert len(policies) >= 4
    assert [policy.reference for policy in policies if policy_faults(policy)] == []
    assert [tuple(credit_faults(policy)) for policy in loaded.network.all(CreditPolicy)] == [()]
    assert found(CHECKS, files) == []
