"""Repositories in which approvals are signed: keys as the staff have them, rules that name them, and approvals on commits."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.repositories import ENVIRONMENT, commit, run
from tests.topics.builders import staff
from tests.workspace import workspace

POLICY_PATH = "content/policies/company/approvals/2026-1.yaml"
SIGNER = "S-2025-0003"
PEOPLE = f"id: S-2025-0001, roles: [SA]\nid: S-2025-0002, roles: [SA]\nid: {SIGNER}, roles: [FI], department: FI\n"
_POLICY = """\
id: approvals
version: "2026-1"
name: {{zh: 批准, en: Approvals}}
effective_from: "2026-01-01"
applies_by: requested_at
rules:
{rules}
signers:
  - {{staff: {signer}, key: {key}}}
"""


def new_key(path: Path) -> Path:
    """A key that signs commits, and its public half beside it."""
    made = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(path)]
    subprocess.run(made, check=True, env=ENVIRONMENT)
    return path


def policy(rules: str, key: Path) -> str:
    """Rules of approval with finance as the only signer."""
    public = " ".join(key.with_suffix(".pub").read_text().split()[:2])
    return _POLICY.format(rules=rules.rstrip("\n"), signer=SIGNER, key=public)


def signed_workspace(folder: Path, rules: str, key: Path, day: str = "") -> Path:
    """A repository with a workspace in which nothing is wrong, and its rules of approval, committed on a day."""
    workspace(folder, **{POLICY_PATH: policy(rules, key), **staff(PEOPLE)})
    run(folder, "init", "-q", "-b", "main")
    return commit(folder, {".gitignore": "out/\nprivate/\n"}, day)


def approve(root: Path, key: Path | None, digest: str, staff_id: str = SIGNER, role: str = "FI") -> None:
    """An empty commit with the trailer, by another person than who made the change; signed when there is a key."""
    who = {"GIT_AUTHOR_EMAIL": "fi@example.cn", "GIT_COMMITTER_EMAIL": "fi@example.cn"}
    signing = ["-c", "gpg.format=ssh", "-c", f"user.signingkey={key}"] if key else []
    message = f"批准\n\nChannel-Approval: {role} {staff_id} {digest}"
    command = ["git", *signing, "commit", "-q", "--allow-empty", *(["-S"] if key else []), "-m", message]
    subprocess.run(command, cwd=root, env=ENVIRONMENT | who, check=True)
