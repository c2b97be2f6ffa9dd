"""Readers see names: codes of policies, scales and items stand in the files, and on pages only where something is typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.sample import site_files
from tests.site.tongues import Said
from toolkit.site.reference import parted

CODE = re.compile(r"(?<![A-Za-z0-9./@_-])[a-z][a-z0-9]*(?:[_@-][a-z0-9]+)+(?![A-Za-z0-9./@_-])")
NAMES = frozenset(("ssh-ed25519",))
"""Names of the world that look like codes: a kind of key, in the policy on approvals."""
READ = ("dashboards/", "dealers/", "handbook/", "markets/", "policies/", "subjects/")
"""Folders of pages that are read; the reference, the checks and the full records name fields and files."""


def codes(page: str) -> Iterator[str]:
    """Yields the codes that a page says outside of what is to be typed."""
    for text in Said(page).texts:
        yield from CODE.findall(text)


def test_chinese_pages_show_names_and_no_codes() -> None:
    """No code of a scale, a policy, a price list or an item stands on a page for readers, where its name belongs."""
    pages = {
        path: data.decode()
        for path, data in site_files().items()
        if path.startswith(tuple(f"site/zh/{part}" for part in READ))
    }
    assert len(pages) > 100
    found = {path: sorted(set(codes(page)) - NAMES) for path, page in pages.items()}
    assert {path: held for path, held in found.items() if held} == {}


@pytest.mark.parametrize(
    ("planted", "expected"),
    [
        ("<p>价格表 ambient@2026-1，让价 2%</p>", ["ambient@2026-1"]),
        ("<p>评分尺：stock-days</p>", ["stock-days"]),
        ("<p>写 told_dealers_on</p>", ["told_dealers_on"]),
        ("<p>写 <code>told_dealers_on</code></p>", []),
        ("<p>团队：@qingyu/channel-operations；D-2024-0007；PDF</p>", []),
    ],
)
def test_a_planted_code_is_seen(planted: str, expected: list[str]) -> None:
    """The guard can fail; what is set as typed, accounts of teams and ids of records are no codes of ours."""
    assert list(codes(f'<html lang="zh-CN"><body>{planted}</body></html>')) == expected


def test_what_is_typed_is_set_apart() -> None:
    """Commands, files and fields in a hint become code; in English, words are left alone."""
    assert parted("告知后写 told_dealers_on", "zh") == (("告知后写 ", False), ("told_dealers_on", True))
    assert parted("批准后登记在 approvals；见 PDF", "zh") == (
        ("批准后登记在 ", False),
        ("approvals", True),
        ("；见 PDF", False),
    )
    assert parted("set `reports_to` or told_on in content/staff.yaml", "en") == (
        ("set ", False), ("reports_to", True), (" or ", False), ("told_on", True), (" in ", False), ("content/staff.yaml", True),
    )  # fmt: skip
    assert parted("run build explain … again", "en") == (("run ", False), ("build explain …", True), (" again", False))
