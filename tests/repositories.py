"""Git repositories in a folder of a test, with commits of chosen days."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "HOME": "/nonexistent",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "a",
    "GIT_AUTHOR_EMAIL": "a@example.cn",
    "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@example.cn",
}


def run(folder: Path, *arguments: str, day: str = "") -> str:
    """What git says, run as a user would; a commit is made at noon of `day`."""
    dates = {"GIT_AUTHOR_DATE": f"{day}T12:00:00+0800", "GIT_COMMITTER_DATE": f"{day}T12:00:00+0800"} if day else {}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=ENVIRONMENT | dates, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def repository(folder: Path, files: Mapping[str, str | bytes], day: str = "") -> Path:
    """A repository with one commit of these files."""
    folder.mkdir(parents=True, exist_ok=True)
    run(folder, "init", "-q", "-b", "main")
    return commit(folder, files, day)


def commit(folder: Path, files: Mapping[str, str | bytes], day: str = "") -> Path:
    """One more commit."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode() if isinstance(text, str) else text)
    run(folder, "add", "-A")
    run(folder, "commit", "-q", "--no-verify", "-m", "x", day=day)
    return folder
