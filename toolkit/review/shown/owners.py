"""CODEOWNERS from the rules of approval, for forges that know paths only: who is asked to look, not who has to approve what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from toolkit.network.network import Network
from toolkit.review.approvals import policy_of
from toolkit.topics.company.records.approvals import ApprovalsPolicy

HEAD = (
    "# 由 build review --codeowners 按批准规则生成 · made from the rules of approval by build review --codeowners",
    "# 只按路径提醒；字段和数额由 build review 核对 · by path only; fields and thresholds are checked by build review",
)
CODE = ("/templates/", "/toolkit/", "/build.py", "/requirements.lock", "/.github/", "/CODEOWNERS")
"""What is run when the workspace is built counts as code."""


def codeowners(network: Network, day: date) -> str:
    """Returns the file; the heading alone where the workspace has no rules in force on `day`, or names no teams.

    The last line that fits a path is the one that counts, so lines that say more of a path stand later and name all roles.
    """
    policy = policy_of(network, day)
    rows = dict(_rows(policy, network)) if policy else {}
    ordered = sorted(rows.items(), key=lambda row: (len(re.sub(r"\*+", "", row[0])), row[0]))
    return "\n".join((*HEAD, *(f"{path} {' '.join(teams)}" for path, teams in ordered))) + "\n"


def _rows(policy: ApprovalsPolicy, network: Network) -> Iterator[tuple[str, tuple[str, ...]]]:
    teams = {row.role: row.name for row in policy.teams if not re.search(r"[\s#]", row.name)}
    asked: dict[str, dict[str, None]] = {}
    for rule in policy.rules:
        names = [teams[role] for role in rule.roles if role in teams]
        for kind in rule.kinds:
            paths: tuple[str, ...] = CODE if kind in ("template", "file") else ()
            if kind in network.kinds:
                paths = (f"/{re.sub(r'{[^}]*}', '*', network.kinds.named(kind).path)}",)
            for path in paths:
                asked.setdefault(path, {}).update(dict.fromkeys(names))
    for path, held in asked.items():
        if held:
            yield path, tuple(held)
