"""A network under git, and some of its dealers changed."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

AMOUNT = re.compile(r'(sell_in_gross: ")(\d+)')


def committed(root: Path) -> Path:
    """Returns a workspace that is a repository with all of it in one commit; made so when it is not."""
    if not (root / ".git").is_dir():
        (root / ".gitignore").write_text("out/\nprivate/\n", encoding="utf-8")
        for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "network"]):
            _git(root, *command)
    return root


@contextmanager
def edited(root: Path, dealers: int) -> Iterator[None]:
    """Changes the last quarter's sales of the first so many dealers, and takes it back."""
    files = [sorted(folder.glob("quarters/*.yaml"))[-1] for folder in sorted((root / "dealers").iterdir())[:dealers]]
    before = {path: path.read_text(encoding="utf-8") for path in files}
    try:
        for path, text in before.items():
            path.write_text(AMOUNT.sub(lambda found: f"{found[1]}{int(found[2]) * 9 // 10}", text), encoding="utf-8")
        yield
    finally:
        for path, text in before.items():
            path.write_text(text, encoding="utf-8")


def _git(root: Path, *arguments: str) -> None:
    who = {
        f"GIT_{role}_{what}": "benchmark@example.cn" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    subprocess.run(["git", "-C", str(root), *arguments], check=True, env=os.environ | who)
