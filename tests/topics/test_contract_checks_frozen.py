"""Faults planted around signed texts: missing, without a contract, edited, and what they rest on changed under them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tests.topics.builders import TODAY
from tests.topics.contract_workspace import contract, contract_path
from tests.topics.frozen_files import ONE, OTHER, SIGNED, WHO, files, frozen_workspace, network, signed_path
from tests.topics.test_contract_outputs import POLICY
from toolkit.kernel.problem import Problem
from toolkit.network.results import Results
from toolkit.topics.contract.checks.frozen import CHECKS

CLAUSE = "content/clauses/price/2026-1/zh.md"
RULES = "content/policies/incentive/rebate/2026-1.yaml"
LIST = "content/price-lists/ambient/2025-1.yaml"
STANDARD = next(path for path in frozen_workspace() if "/frozen/" in path)
OWN = contract_path()


def problems(texts: Mapping[str, str]) -> list[Problem]:
    records = network(texts)
    return [problem for check in CHECKS for problem in check.find(records, Results(), TODAY)]


def found(*changes: Mapping[str, str | None]) -> list[tuple[str, str, str]]:
    """Code, severity and path of each problem of the frozen workspace with files changed; None takes one away."""
    texts: dict[str, str | None] = dict(frozen_workspace())
    for change in changes:
        texts |= change
    rows = problems({path: text for path, text in texts.items() if text is not None})
    return sorted((p.code, p.severity, p.origin.path) for p in rows)


def edited(path: str, old: str, new: str) -> dict[str, str | None]:
    text = frozen_workspace()[path]
    assert old in text
    return {path: text.replace(old, new, 1)}


def test_a_frozen_workspace_has_no_fault() -> None:
    """Nothing is told where every signed contract has its text and nothing has changed."""
    assert found() == []


def test_a_signed_contract_without_its_text() -> None:
    """A warning at the day of signature that names the command; a draft has nothing to freeze."""
    rows = problems(files())
    assert [(p.code, p.severity, p.record, p.field) for p in rows] == [
        ("CTR621", "warning", ONE, "signed_on"),
        ("CTR621", "warning", OTHER, "signed_on"),
    ]
    assert f"build freeze {ONE}" in rows[0].hint.en


def test_a_text_without_its_contract() -> None:
    """The contract's file is gone, or lies with another dealer, or is no longer signed."""
    moved = {OWN: None, contract_path(1, 2): files()[OWN]}
    assert found({OWN: None}) == [("CTR622", "error", signed_path())]
    assert found(moved) == [("CTR622", "error", signed_path())]
    draft = {OWN: files()[OWN].replace("status: signed", "status: draft")}
    assert found(draft) == [("CTR623", "error", OWN)]
    unsigned = {OWN: files()[OWN].replace('signed_on: "2026-12-20"\n', "")}
    assert [row for row in found(unsigned) if row[0] == "CTR623"] == [("CTR623", "error", OWN)]


def test_an_ended_contract_keeps_its_text() -> None:
    """Status and early end go on after the signature; they are no change of what was signed."""
    ended = files()[OWN].replace("status: signed", "status: ended") + 'ended: {date: "2027-06-30", reason: 协商终止}\n'
    assert found({OWN: ended}) == []


def test_an_edited_text() -> None:
    """A word, a figure, the reference to the standard, the table of values: told at the digest that no longer fits."""
    for old, new in (
        ("260,000.00", "960,000.00"),
        ('signing_place: "', 'signing_place: "别'),
        ("credit.limit: ", "credit.limits: "),
        ("乙方先行换退", "乙方自行换退"),
    ):
        assert found(edited(signed_path(), old, new)) == [("CTR624", "error", signed_path())]
    digest = re.findall(r"standard_sha256: \"?([0-9a-f]{64})", frozen_workspace()[signed_path()])[0]
    assert found(edited(signed_path(), digest, "0" * 64)) == [("CTR624", "error", signed_path())]


def test_an_edited_standard() -> None:
    """One letter of one article, its form, or another name for it: once for the standard, whoever uses it."""
    assert found(edited(STANDARD, "自主决定转售价格", "按甲方要求决定转售价格")) == [("CTR625", "error", STANDARD)]
    assert found(edited(STANDARD, '"level": 1', '"level": }')) == [("CTR625", "error", STANDARD)]


def test_a_standard_that_nobody_uses() -> None:
    """A note only; it does no harm."""
    gone = {signed_path(): None, signed_path(2, 2): None}
    assert ("CTR630", "info", STANDARD) in found(gone)
    assert [code for code, _, _ in found({signed_path(2, 2): None})] == ["CTR621"]


def test_a_field_that_was_changed_after_signature() -> None:
    """Each field by its path, what was signed and what is said now; told at the line that says it."""
    text = (
        files()[OWN].replace('limit: "260000.00"', 'limit: "300000.00"').replace("bearer: shared", "bearer: company", 1)
    )
    rows = problems({**frozen_workspace(), OWN: text})
    lines = text.splitlines()
    assert [(p.code, p.field, p.origin.path) for p in rows] == [
        ("CTR626", "credit.limit", OWN),
        ("CTR626", "marketing.bearer", OWN),
    ]
    assert 'limit: "300000.00"' in lines[rows[0].origin.line - 1]
    assert "signed as 260000, now 300000" in rows[0].message.en
    assert "补充协议" in rows[0].hint.zh


def test_a_field_that_came_or_went() -> None:
    """A value that was not signed, and one that was and is gone; an amount with other zeros is the same."""
    texts = frozen_workspace()
    came = texts[OWN].replace("acceptance_months", "prepaid_share: '0.5'\n  acceptance_months")
    assert [(p.field, p.message.en) for p in problems({**texts, OWN: came})] == [
        ("payment.prepaid_share", "payment.prepaid_share was changed after signature: signed as (nothing), now 0.5")
    ]
    went = texts[OWN].replace('  minimum_month: "90000.00"\n', "")
    assert [p.field for p in problems({**texts, OWN: went})] == ["first_order"]
    same = texts[OWN].replace("260000.00", "260000").replace('"0.25"', '"0.250"') + "# 备注\n"
    assert problems({**texts, OWN: same}) == []


def test_what_is_not_printed_may_change() -> None:
    """An internal note, a comment, another order of keys: none of it was signed."""
    texts = frozen_workspace()
    other = texts[OWN].replace("restriction_note: 法务备忘 2026-01", "restriction_note: 法务备忘 2026-09")
    assert other != texts[OWN]
    assert problems({**texts, OWN: other}) == []


def test_a_clause_that_was_changed_in_place() -> None:
    """Told once, at the clause, with how many contracts hold it; each thing that decides what is printed counts."""
    whole = frozen_workspace()[CLAUSE]
    for old, new in (("重新协商", "再次协商"), ("title: 供货价格与调价", "title: 供货价格"), ("flag: M", "flag: O")):
        assert old in whole
        assert found({CLAUSE: whole.replace(old, new, 1)}) == [("CTR627", "error", CLAUSE)]
    (problem,) = problems({**frozen_workspace(), CLAUSE: whole.replace("重新协商", "再次协商", 1)})
    assert f"in 2 contracts ({ONE}、{OTHER})" in problem.message.en
    assert problem.related[0].origin.path == signed_path()


def test_a_clause_may_get_a_new_version_and_notes() -> None:
    """A new version beside it, a source, topics: nothing of what was signed is touched."""
    whole = frozen_workspace()[CLAUSE]
    newer = {"content/clauses/price/2027-1/zh.md": whole.replace("重新协商", "再次协商")}
    noted = {
        CLAUSE: re.sub(
            r"\A---\n", "---\nsource: 民法典第五百八十六条\n", re.sub(r"^source:.*\n", "", whole, flags=re.M)
        )
    }
    assert found(newer) == []
    assert found(noted) == []


def test_a_clause_that_is_gone() -> None:
    """Its text is still in the signed papers, but nobody can look it up: told at the text that names it."""
    assert found({CLAUSE: None}) == [("CTR628", "error", signed_path())]


def test_a_policy_or_a_price_list_that_was_changed_in_place() -> None:
    """Told at the signed text that names the version, with a link to the file; its last day may come later."""
    changed = {RULES: POLICY[RULES].replace('"45"', '"30"')}
    assert found(changed) == [("CTR629", "error", signed_path()), ("CTR629", "error", signed_path(2, 2))]
    assert [code for code, _, _ in found({LIST: frozen_workspace()[LIST].replace("43.50", "44.00")})] == ["CTR629"] * 2
    assert found({RULES: POLICY[RULES] + 'effective_to: "2027-12-31"\n'}) == []
    rows = problems({**frozen_workspace(), RULES: changed[RULES]})
    assert [p.related[0].origin.path for p in rows] == [RULES, RULES]


def test_a_contract_that_gives_way_to_another_text() -> None:
    """The whole terms replaced in the file: every changed field is told, none twice."""
    other = contract(SIGNED.replace("2027", "2028").replace("2028-12-31", "2029-12-31") + WHO)
    rows = problems({**frozen_workspace(), **other})
    assert {p.code for p in rows} == {"CTR626"}
    assert len({p.message.en for p in rows}) == len(rows) > 5
