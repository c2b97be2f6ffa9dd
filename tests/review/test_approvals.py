"""Who has to approve a change, by kind, field and threshold, and which approvals count."""

from __future__ import annotations

from datetime import date

import pytest

from tests.topics.builders import contract, network, staff
from toolkit.network.network import Network
from toolkit.review.approvals import approvals, needs, settled
from toolkit.review.change import Change
from toolkit.review.changes import changes, file_changes
from toolkit.sources.commits import Commit
from toolkit.topics.company.records.approvals import ApprovalsPolicy

DAY = date(2026, 10, 20)
POLICY = """\
id: approvals
version: "2026-1"
name: 批准
effective_from: "2026-01-01"
applies_by: requested_at
rules:
  - {name: 价格, kinds: [contract], fields: [prices], roles: [FI]}
  - {name: 授信, kinds: [contract], fields: [credit.limit], above: "300000", roles: [FI, GM]}
  - {name: 独家, kinds: [contract], fields: [scopes.grant], codes: [exclusive], roles: [GM]}
  - {name: 偏离, kinds: [contract], fields: [special], roles: [LG]}
  - {name: 版式, kinds: [template], roles: [CO]}
"""
CREDIT = 'credit: {{limit: "{}", review_months: "6"}}\n'


def policy() -> ApprovalsPolicy:
    """The rules of these tests."""
    (found,) = network({"content/policies/company/approvals/2026-1.yaml": POLICY}).all(ApprovalsPolicy)
    return found


def asked(before: dict[str, str], after: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """The roles that a change needs, each with what it is about."""
    found = tuple(changes(network(before), network(after), {}))
    return {need.role: need.about for need in needs(policy(), found)}


@pytest.mark.parametrize(
    ("before", "after", "roles"),
    [
        ("", "", []),
        ("", 'prices: [{list: ambient@2026-1, discount: "0.03"}]\n', ["FI"]),
        ("", CREDIT.format("300000"), []),
        ("", CREDIT.format("300000.01"), ["FI", "GM"]),
        (CREDIT.format("100"), CREDIT.format("400000"), ["FI", "GM"]),
        (CREDIT.format("400000"), CREDIT.format("100"), []),
        ("", "special: [货款另行约定]\n", ["LG"]),
        ("", "signing_place: 宁波市\n", []),
    ],
)
def test_a_field_and_its_threshold_say_who_approves(before: str, after: str, roles: list[str]) -> None:
    """The limit counts from the value that comes, also where the group around it is new; other fields need nobody."""
    assert list(asked(contract(before), contract(after))) == roles


def test_exclusivity_is_asked_where_it_is_given_or_taken() -> None:
    """A grant that becomes or was exclusive needs the general manager, another one does not."""
    scope = 'scopes: [{{id: main, grant: {}, lines: [ambient], channels: [traditional], regions: ["330106"]}}]\n'
    kinds = {name: contract(scope.format(name)) for name in ("exclusive", "sole", "non_exclusive")}
    assert list(asked(kinds["sole"], kinds["exclusive"])) == ["GM"]
    assert list(asked(kinds["exclusive"], kinds["sole"])) == ["GM"]
    assert list(asked(kinds["sole"], kinds["non_exclusive"])) == []


def test_a_new_contract_is_asked_for_all_that_it_holds() -> None:
    """A record that comes as a whole needs whom each of its fields needs."""
    fields = CREDIT.format("400000") + "special: [货款另行约定]\n"
    assert list(asked({}, contract(fields))) == ["FI", "LG", "GM"]


def test_changed_templates_are_code() -> None:
    """A changed file of the templates needs who answers for them."""
    (need,) = needs(policy(), file_changes({"templates/a.html": "1"}, {"templates/a.html": "2"}))
    assert (need.role, need.about) == ("CO", ("templates/a.html",))


def people() -> Network:
    """Staff of the base: finance, and one of finance who has left."""
    return network(
        staff(
            'id: S-2025-0001, roles: [FI]\nid: S-2025-0002, roles: [FI], until: "2026-01-31"\nid: S-2025-0003, roles: [SA]\n'
        )
    )


def commit(*trailers: str, signer: str = "", by: str = "a@example.cn", paths: tuple[str, ...] = ()) -> Commit:
    """A commit with trailers."""
    rows = tuple(("Channel-Approval", trailer) for trailer in trailers)
    return Commit("c" * 40, frozenset((by,)), signer, rows, paths)


@pytest.mark.parametrize(
    ("approval", "standing"),
    [
        (commit("FI S-2025-0001 d", signer="S-2025-0001"), "given"),
        (commit("FI S-2025-0001 e", signer="S-2025-0001"), "stale"),
        (commit("FI S-2025-0001", signer="S-2025-0001"), "stale"),
        (commit("FI S-2025-0001 d"), "claimed"),
        (commit("FI S-2025-0001 d", signer="S-2025-0003"), "claimed"),
        (commit("GM S-2025-0001 d", signer="S-2025-0001"), "not_allowed"),
        (commit("FI S-2025-0002 d", signer="S-2025-0002"), "not_allowed"),
        (commit("FI S-2025-0001 d", signer="S-2025-0001", by="b@example.cn"), "own_change"),
        (commit("FI S-2025-0003 d", signer="S-2025-0003"), "not_allowed"),
    ],
)
def test_which_approvals_count(approval: Commit, standing: str) -> None:
    """Fresh, signed by the person that it names, who may act for the role on the day of the base, and has not made the change."""
    change = commit(by="b@example.cn", paths=("content/company.yaml",))
    (found,) = approvals((approval, change), "d", policy(), people(), DAY)
    assert found.standing == standing


def test_who_signed_a_change_does_not_approve_it() -> None:
    """Another address does not help: the signature tells who made the change. The policy may allow it."""
    change = commit(by="b@example.cn", signer="S-2025-0001", paths=("content/company.yaml",))
    approval = commit("FI S-2025-0001 d", signer="S-2025-0001")
    (found,) = approvals((approval, change), "d", policy(), people(), DAY)
    assert found.standing == "own_change"
    allowed = policy().model_copy(update={"self_approval": True})
    (found,) = approvals((approval, change), "d", allowed, people(), DAY)
    assert found.standing == "given"


def test_a_need_is_met_by_an_approval_that_counts() -> None:
    """One that is only claimed meets nothing."""
    change = Change("changed", "template", policy().name, "templates/a.html")
    needed = tuple(needs(policy(), (change,)))
    claimed = approvals((commit("CO S-2025-0001 d"),), "d", policy(), people(), DAY)
    assert not settled(needed, claimed)[0].is_given
