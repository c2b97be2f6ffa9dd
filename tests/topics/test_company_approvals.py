"""The rules of approval govern what they mean to govern (A.1, approval matrix)."""

from __future__ import annotations

from tests.topics.builders import found, marked, staff
from toolkit.topics.company.checks.approvals import CHECKS

PATH = "content/policies/company/approvals/2026-1.yaml"
HEAD = """\
id: {id}
version: "2026-1"
name: 批准
effective_from: "2026-01-01"
applies_by: requested_at
rules:
"""


def rules(text: str, name: str = "approvals") -> dict[str, str]:
    """A workspace with rules of approval, and one of finance."""
    return {PATH: HEAD.replace("{id}", name) + text, **staff("id: S-2025-0001, roles: [FI]\n")}


def test_a_rule_that_names_nothing_is_told() -> None:
    """A misspelt kind or field, and a role that nobody holds; what is right is not told."""
    files = rules(
        """\
  - name: 信用额度
    kinds: [contract, template]
    fields: [credit.limit, scopes.grant]
    roles: [FI]
  - name: 价格
    kinds: [prices]  # error[COM161]
    roles: [FI]
  - name: 授信
    kinds: [contract]
    fields: [credit.limits]  # error[COM162]
    roles: [GM]  # warning[COM163]
"""
    )
    assert found(CHECKS, files) == marked(files)


def test_rules_under_another_name_are_told() -> None:
    """A review reads one policy by its id; another would govern nothing."""
    files = rules("  - {name: 价格, kinds: [contract], roles: [FI]}\n", "approval  # error[COM164]")
    assert found(CHECKS, files) == marked(files)
