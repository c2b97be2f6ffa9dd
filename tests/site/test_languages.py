"""Each language is whole: no page has words of the other one that nobody's data put there, and every number has its unit."""

from __future__ import annotations

import pytest

from tests.sample import site_files
from tests.site.tongues import chinese_words, english_words, program_words

NAMES = frozenset(
    "Word Excel Markdown Git GitHub GitLab Gitee Gitea Forgejo Enter Esc Chromium Linux English lfs git pull https http mailto tel sha".split()
)
"""Names of programs, of keys and of what addresses begin with: they are the same in every language."""
SOUNDS = frozenset(("linqi", "lq"))
"""Sounds that the page about the handbook shows as examples of what the search understands."""
QUOTED = frozenset(("甲方提供的零售价仅为建议价",))
"""Wording of Chinese contracts that a hint quotes, marked as Chinese: whoever mends a clause needs it as it is."""
ABOUT_FILES = ("site/zh/checks", "site/zh/problems", "site/zh/reference/", "site/zh/policies/", "site/zh/records/")


def allowed(path: str) -> frozenset[str]:
    if path.endswith("handbook/how-to-use.html"):
        return NAMES | SOUNDS
    return NAMES | program_words() if path.startswith(ABOUT_FILES) else NAMES


def pages(locale: str) -> dict[str, str]:
    found = site_files()
    return {path: data.decode() for path, data in found.items() if path.startswith(f"site/{locale}/") and path.endswith(".html")}  # fmt: skip


def test_english_pages_have_no_chinese_of_ours() -> None:
    """Chinese words on an English page are names, addresses and what somebody wrote in a record; never a label."""
    found = {path: sorted(set(chinese_words(text)) - QUOTED) for path, text in pages("en").items()}
    assert {path: words for path, words in found.items() if words} == {}


def test_chinese_pages_have_no_english_of_ours() -> None:
    """English words on a Chinese page are names and what somebody wrote in a record; never a label or a manual page."""
    found = {path: sorted(set(english_words(text)) - allowed(path)) for path, text in pages("zh").items()}
    assert {path: words for path, words in found.items() if words} == {}


@pytest.mark.parametrize(
    ("planted", "expected"),
    [
        ("<p>Contract 履行期限</p>", ["履行期限"]),
        ('<p>Contract <span lang="zh-CN">履行期限</span></p>', ["履行期限"]),
        ('<input placeholder="查一查吧">', ["查一查吧"]),
        ('<p lang="zh-CN">这一段没有译文</p>', []),
        ("<p>the Product Quality Law (产品质量法)</p>", []),
        ("<code>查一查吧</code>", []),
    ],
)
def test_planted_chinese_is_seen(planted: str, expected: list[str]) -> None:
    """The guard can fail: a label without English is seen, marked as Chinese by the build or not."""
    assert list(chinese_words(f'<html lang="en"><body>{planted}</body></html>')) == expected


@pytest.mark.parametrize(
    ("planted", "expected"),
    [
        ("<p>合同 Unfinished</p>", ["Unfinished"]),
        ('<a aria-label="Previous page">上一页</a>', ["Previous", "page"]),
        ('<p lang="en">not translated</p>', []),
        ("<p><code>unfinished</code> 与 CTR201、PDF</p>", []),
        ("<p>content/handbook/en/a.md</p>", []),
    ],
)
def test_planted_english_is_seen(planted: str, expected: list[str]) -> None:
    """The guard can fail: a label without Chinese is seen; names of the program and abbreviations are no words."""
    assert list(english_words(f'<html lang="zh-CN"><body>{planted}</body></html>')) == expected
