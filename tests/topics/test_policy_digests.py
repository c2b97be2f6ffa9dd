"""A policy version that something was issued by never changes (0.10, T5): the digest kept with the issue tells."""

from __future__ import annotations

import re

import pytest

from tests.topics import evaluation_files, incentive_builders
from tests.topics.builders import dealer
from toolkit.kernel.problem import Problem
from toolkit.network.network import Network
from toolkit.network.pinned import digest_of_version
from toolkit.network.results import Results
from toolkit.topics.evaluation.checks.issues import policy_as_issued
from toolkit.topics.incentive.checks.statements import policy_as_served

ISSUE = """\
id: EV-2026-0001
issues:
  - version: "1"
    issued_on: "2026-04-20"
    approved_by: S-2025-0001
    policy: dealer-evaluation@2026-1
    policy_digest: {}
    grade: A
"""
EVALUATION = f"{evaluation_files.FOLDER}/2026-1.yaml"


def evaluated(policy: str, digest: str) -> tuple[Network, list[Problem]]:
    files = {**dealer(), EVALUATION: policy, evaluation_files.ISSUE_FILE: ISSUE.format(digest)}
    found = evaluation_files.network(files)
    return found, list(policy_as_issued(found, Results(), evaluation_files.TODAY))


def served(policy: str, digest: str) -> tuple[Network, list[Problem]]:
    statement = incentive_builders.settlement(f"policy_digest: {digest}")
    found = incentive_builders.network(
        incentive_builders.workspace({incentive_builders.POLICY_PATH: policy}, statement)
    )
    return found, list(policy_as_served(found, Results(), evaluation_files.TODAY))


RULES = incentive_builders.policy_file()[incentive_builders.POLICY_PATH]
CASES = {
    "evaluation": (evaluated, evaluation_files.POLICY, "evaluation-policy", "dealer-evaluation@2026-1", EVALUATION),
    "rebate": (served, RULES, "rebate-policy", "rebate@2026-1", incentive_builders.POLICY_PATH),
}


@pytest.mark.parametrize("case", CASES)
def test_a_version_that_was_changed_after_the_issue(case: str) -> None:
    """The digest of the day of issue passes; a changed number is told at the issue, with a link to the policy; a comment is not."""
    look, policy, kind, version, path = CASES[case]
    found, _ = look(policy, "0" * 64)
    digest = digest_of_version(found, kind, version)
    assert digest is not None
    assert look(policy, digest)[1] == []
    assert look(f"# 备注\n{policy}", digest)[1] == []
    (problem,) = look(re.sub(r'(effective_from: "20\d\d-)01', r"\g<1>02", policy), digest)[1]
    assert (problem.code, problem.severity, problem.related[0].origin.path) == ("POL004", "error", path)
    assert version in problem.message.en
    assert problem.field.endswith("policy")


@pytest.mark.parametrize("case", CASES)
def test_the_example_itself_can_fail(case: str) -> None:
    """A digest of something else is told."""
    look, policy, _, _, _ = CASES[case]
    assert [problem.code for problem in look(policy, "0" * 64)[1]] == ["POL004"]
