"""A workspace on disk that is small and right: for the command line, and for whatever needs a folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

from tests.topics.builders import company, dealer, product_line, staff

ROOT = Path(__file__).resolve().parent.parent
LIFECYCLE = "content/policies/lifecycle/lifecycle/2024-1.yaml"
CALENDAR = "content/calendar/2026.yaml"
REFUSED = (
    '{date: "2026-04-03", to: rejected, reason: 已书面说明, documents: [polite_letter], '
    'approvals: [{role: SA, staff: S-2025-0001, date: "2026-04-03"}]}'
)
"""A candidate that was declined: of no other state do so few records have to tell."""
SETTINGS = """\
format: "1"
languages: [zh, en]
time_zone: Asia/Shanghai
as_of: "2026-10-20"
name: {zh: 样例手册, en: Sample handbook}
"""
DIVISIONS = """\
code,parent,level,name,short,pinyin
330000,,province,浙江省,浙江,zhejiang
330100,330000,prefecture,杭州市,杭州,hangzhou
330106,330100,county,西湖区,西湖,xihu
"""


def files() -> dict[str, str]:
    """The files of a workspace with one dealer, in which nothing is wrong."""
    return {
        "content/workspace.yaml": SETTINGS,
        "content/divisions/2025-12.csv": DIVISIONS,
        **company(),
        **staff("id: S-2025-0001, roles: [SA]\nid: S-2025-0002, roles: [SA]\n"),
        **product_line(),
        **dealer(f"transitions: [{REFUSED}]"),
        LIFECYCLE: (ROOT / LIFECYCLE).read_text("utf-8"),
        CALENDAR: (ROOT / CALENDAR).read_text("utf-8"),
    }


def lay(root: Path, texts: Mapping[str, str | bytes]) -> Path:
    """Writes files below a folder and returns the folder."""
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text if isinstance(text, bytes) else dedent(text).encode())
    return root


def workspace(root: Path, **changed: str) -> Path:
    """Lays the workspace out below `root`; `changed` files, by path, replace or add to it."""
    return lay(root, {**files(), **changed})
