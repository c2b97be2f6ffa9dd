"""The rules by which changes are approved: they name kinds and fields that there are, and roles that somebody holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.network import Network
from toolkit.network.policy import PROBLEMS, in_force, version_problems
from toolkit.network.record import Value
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.network.validation import inner_model
from toolkit.topics.company.records import DEPARTMENTS, Staff
from toolkit.topics.company.records.approvals import ApprovalsPolicy
from toolkit.topics.topic import Check

POLICY = "approvals"
FILES = ("template", "file")
"""What a rule may name beside kinds of records: changed files that hold none."""

UNKNOWN_KIND = ProblemKind(
    "COM161",
    "error",
    Text(
        "没有名为 {kind} 的记录种类，这条规则什么也不管", "there is no kind of record {kind}: the rule governs nothing"
    ),
    Text("{advice}", "{advice}"),
)
UNKNOWN_FIELD = ProblemKind(
    "COM162",
    "error",
    Text("所列的记录种类都没有字段 {name}", "none of the kinds listed has a field {name}"),
    Text("{advice}", "{advice}"),
)
NOBODY = ProblemKind(
    "COM163",
    "warning",
    Text("规则要“{role}”批准，现在没有人可以代表这个职能", "the rule asks for {role}, for which nobody may act now"),
    Text("在员工名录里给有权的人写上 roles", "give roles to those who may, in the staff list"),
)
OTHER_ID = ProblemKind(
    "COM164",
    "error",
    Text(
        "改动的批准规则编号必须是 {wanted}，否则没有人读它",
        "the rules of approval are called {wanted}, or nobody reads them",
    ),
)


def approval_rules(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A rule of approval names kinds and fields that exist, and roles that somebody of the staff may act for.

    A rule with a misspelt name would ask nobody, and the change that it should stop would go in (reference A.1, approval matrix).

    中文：批准规则所写的记录种类、字段都存在，所要的职能在员工里有人可以代表。名称写错的规则谁也不会问，该拦的改动就直接
    进去了。请改规则，或在员工名录里补上职能。
    """
    yield from version_problems(network, ApprovalsPolicy)
    held = {role for row in network.all(Staff) if row.until is None or row.until >= as_of for role in row.roles}
    current = in_force(network.all(ApprovalsPolicy), POLICY, as_of)
    for policy in network.all(ApprovalsPolicy):
        if policy.id != POLICY:
            yield told(network, OTHER_ID, policy, "id", wanted=POLICY)
        for n, rule in enumerate(policy.rules):
            for m, kind in enumerate(rule.kinds):
                if kind not in network.kinds and kind not in FILES:
                    near = nearest(kind, [known.name for known in network.kinds.all])
                    yield told(network, UNKNOWN_KIND, policy, "rules", n, "kinds", m, kind=kind, advice=_meant(near))
            models = [network.kinds.named(kind).model for kind in rule.kinds if kind in network.kinds]
            for m, name in enumerate(rule.fields):
                if models and not any(_has(model, name.split(".")) for model in models):
                    near = nearest(name, [known for model in models for known in model.model_fields])
                    yield told(network, UNKNOWN_FIELD, policy, "rules", n, "fields", m, name=name, advice=_meant(near))
            for m, role in enumerate(rule.roles if policy is current else ()):
                if role not in held:
                    yield told(network, NOBODY, policy, "rules", n, "roles", m, role=DEPARTMENTS.label(role))


def _has(model: type[Value], names: list[str]) -> bool:
    """Whether a type has a field at a way of names, through groups and lists."""
    if names[0] not in model.model_fields:
        return False
    inner = inner_model(model.model_fields[names[0]].annotation)
    return len(names) == 1 or (inner is not None and _has(inner, names[1:]))


def _meant(near: str) -> Text:
    return Text(f"是不是 {near}？", f"did you mean {near}?") if near else NO_TEXT


CHECKS = (Check((UNKNOWN_KIND, UNKNOWN_FIELD, NOBODY, OTHER_ID, *PROBLEMS), approval_rules),)
