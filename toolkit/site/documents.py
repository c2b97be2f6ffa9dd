"""The papers of a dealer as a card of its page: what stands in the output folder, by sort, newest first, to be opened from there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from toolkit.kernel.text import Text
from toolkit.plan.card import Card
from toolkit.topics.contract.rules.letter_names import NAMES

_DEALER = re.compile(r"D-\d{4}-\d{4,6}")
ORDER = 85
SHOWN = frozenset({"pdf", "docx", "xlsx", "zip", "ics"})
"""Files that people open; the pages of a bundle are not listed one by one."""


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of paper: its name, and what its path looks like. The group `of`, if it has one, is what tells two of a sort apart."""

    name: Text
    path: re.Pattern[str]


def _sort(zh: str, en: str, pattern: str) -> Sort:
    return Sort(Text(zh, en), re.compile(pattern))


SORTS = (
    _sort("合同", "Contract", r"contracts/[^/]+/(?P<of>[A-Z]{2,8}-JX-\d{4}-\d{4})\.(?:pdf|docx)"),
    *(Sort(each.name, re.compile(rf"contracts/[^/]+/{each.pattern()}\.\w+")) for each in NAMES),
    _sort("其他合同文件", "Other papers of the contract", r"contracts/[^/]+/(?P<of>[^/]+)\.\w+"),
    _sort("返利结算单", "Rebate statement", r"evaluations/(?P<of>[^/]+)/[^/]+-rebate\.\w+"),
    _sort("考核书", "Evaluation", r"evaluations/(?P<of>[^/]+)/[^/]+\.\w+"),
    _sort("启动资料包", "Onboarding kit", r"onboarding/(?P<of>[^/]+)\.zip"),
    _sort("经销商资料包", "The dealer’s bundle", r"portals/(?P<of>[^/]+)\.zip"),
    _sort("筛选报告", "Screening report", r"screening/[^/]+/report(?P<of>)\.\w+"),
    _sort("考察差异报告", "Differences found by visits", r"screening/[^/]+/differences(?P<of>)\.\w+"),
    _sort("实地考察表", "Visit form", r"screening/[^/]+/visit-form(?P<of>)\.\w+"),
    _sort("谈判纪要", "Minutes of negotiations", r"minutes/[^/]+/(?P<of>[^/]+)\.\w+"),
    _sort("季度回顾资料", "Pack of the quarterly review", r"meetings/(?P<of>[^/]+)/[^/]+-qbr\.\w+"),
    _sort("会议资料", "Papers of meetings", r"meetings/(?P<of>.+)\.\w+"),
    _sort("策略卡", "Strategy card", r"plans/[^/]+/strategy(?P<of>)\.\w+"),
    _sort("改进计划", "Improvement plan", r"plans/[^/]+/(?P<of>[^/]+)\.\w+"),
    _sort("月度数据简报", "Monthly data brief", r"briefs/(?P<of>[^/]+)/[^/]+\.\w+"),
)
"""The first that fits names a paper; the parts of a kit stand in its zip."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to open: what tells it from others of its sort, its format, its path below the output folder."""

    of: str
    form: str
    path: str


@lru_cache(maxsize=4)
def papers_of(files: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """Returns the papers among the output paths, by the dealer whose id stands in the path."""
    found: dict[str, list[str]] = {}
    for path in sorted(files):
        dealer = _DEALER.search(path)
        if dealer is not None and path.rpartition(".")[2] in SHOWN and not path.startswith("site/"):
            found.setdefault(dealer.group(), []).append(path)
    return MappingProxyType({dealer: tuple(paths) for dealer, paths in found.items()})


def documents(files: frozenset[str], dealer: str) -> Iterator[Card]:
    """Yields the card of a dealer's papers, where the output folder has any."""
    sorts: dict[Text, list[Paper]] = {sort.name: [] for sort in SORTS}
    for path in papers_of(files).get(dealer, ()):
        for sort in SORTS:
            match = sort.path.fullmatch(path)
            if match is not None:
                of = match["of"].replace(dealer, "").strip("-/")
                sorts[sort.name].append(Paper(of, path.rpartition(".")[2].upper(), path))
                break
    rows = tuple((name, tuple(sorted(held, key=_newest, reverse=True))) for name, held in sorts.items() if held)
    count = sum(len(held) for _, held in rows)
    if rows:
        finding = Text(f"{count} 份", "1 file" if count == 1 else f"{count} files")
        yield Card(
            "documents", Text("文件", "Papers"), "site/card-documents.html", {"rows": rows}, finding, order=ORDER
        )


def _newest(paper: Paper) -> tuple[str, str]:
    return paper.of, paper.form
