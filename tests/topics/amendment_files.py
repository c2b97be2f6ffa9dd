"""Amendments of the contract of the builders, and the policy that says who approves them."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from tests.topics.builders import filled, staff

POLICY_PATH = "content/policies/contract/amendment/2024-1.yaml"
POLICY = {POLICY_PATH: (Path(__file__).resolve().parents[2] / POLICY_PATH).read_text("utf-8")}
PEOPLE = staff(
    "id: S-2025-0001, roles: [SA]\nid: S-2025-0002, roles: [FI]\nid: S-2025-0003, roles: [GM]\n"
    "id: S-2025-0004, roles: [CO]\nid: S-2025-0005, roles: [LG]"
)
ALL_ROLES = (
    "approvals: [{role: SA_head, staff: S-2025-0001, date: '2026-01-02'}, {role: FI, staff: S-2025-0002, date: '2026-01-02'}, "
    "{role: GM, staff: S-2025-0003, date: '2026-01-02'}, {role: CO, staff: S-2025-0004, date: '2026-01-02'}, "
    "{role: LG, staff: S-2025-0005, date: '2026-01-02'}]"
)
REST = {
    "contract": "QY-JX-2025-0001",
    "reason": "双方商定",
    "effective_on": '"2026-07-01"',
    "signed_on": '"2026-06-15"',
}


def amendment_path(number: int = 1, holder: int = 1) -> str:
    return f"dealers/D-2025-{holder:04d}/contracts/amendments/AM-2026-{number:04d}.yaml"


def amendment(text: str, number: int = 1, holder: int = 1) -> dict[str, str]:
    """Amendment AM-2026-000N of the first contract, signed on 15 June 2026 and in effect from 1 July; approved by all."""
    rest = {"id": f"AM-2026-{number:04d}", "seq": f'"{number}"', **REST}
    approvals = "" if "approvals:" in text else ALL_ROLES + "\n"
    return {amendment_path(number, holder): filled(dedent(text).rstrip("\n") + "\n" + approvals, rest)}


def change(path: str, before: str | None = None, after: str | None = None) -> str:
    """`changes` with one change."""
    sides = (("before", before), ("after", after))
    given = "".join(f', {name}: "{text}"' for name, text in sides if text is not None)
    return f'changes: [{{path: "{path}"{given}}}]\n'
