"""What the files of the handbook say: playbook pages in two languages, and the parts that put them in order."""

from __future__ import annotations

from typing import Annotated

from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import Vocabulary
from toolkit.network.fields import LANGUAGE, Bilingual, Line, Name, OneOf
from toolkit.network.kinds import Kind
from toolkit.network.record import Record, Value, field
from toolkit.sources.prose import Prose
from toolkit.topics.company.records import DEPARTMENTS

SUBJECTS = Vocabulary(
    "subject",
    {
        "company": ("公司与产品", "Company and products"),
        "market": ("市场与区域", "Markets and territories"),
        "dealer": ("经销商档案", "Dealer profile"),
        "screening": ("寻找与筛选", "Sourcing and screening"),
        "contract": ("合同", "Contract"),
        "onboarding": ("赋能启动", "Onboarding"),
        "communication": ("沟通与信任", "Communication and trust"),
        "support": ("支持与服务", "Support and service"),
        "conflict": ("渠道冲突", "Channel conflict"),
        "evaluation": ("考核", "Evaluation"),
        "incentive": ("激励与返利", "Incentives and rebates"),
        "segment": ("分群与预警", "Segments and early warning"),
        "improvement": ("改进与退出", "Improvement and exit"),
        "information": ("信息共享", "Shared information"),
        "sustainability": ("可持续", "Sustainability"),
        "lifecycle": ("生命周期", "Lifecycle"),
        "handbook": ("手册", "Handbook"),
    },
)
"""What a page is about: the chapters of the business, by the names and titles that the catalogue gives them."""


class Page(Record):
    """A playbook in one language. The Chinese page is the original; a translation names the digest of what it translates."""

    locale: Annotated[str, OneOf(LANGUAGE)] = field("语言", "Language", audience="public")
    part: Name = field("部分", "Part", audience="public")
    id: Name = field("页面", "Page", audience="public")
    title: Line = field("标题", "Title", audience="public")
    purpose: Line = field("目的", "Purpose", audience="public")
    owner: Annotated[str, OneOf(DEPARTMENTS)] = field("负责", "Owner", audience="public")
    approver: Annotated[str, OneOf(DEPARTMENTS)] = field("批准", "Approved by", audience="public")
    mission: tuple[Line, ...] = field("使命条目", "Mission", default=())
    topics: tuple[Annotated[str, OneOf(SUBJECTS)], ...] = field("主题", "Subjects", audience="public", default=())
    tags: tuple[Line, ...] = field("标签", "Tags", audience="public", default=())
    translation_of: Line | None = field("译自", "Translation of", default=None)
    body: Prose = field("正文", "Text", audience="public")


class Part(Value):
    KEY = ("id",)
    id: Name = field("部分", "Part", audience="public")
    title: Bilingual = field("标题", "Title", audience="public")
    pages: tuple[Name, ...] = field("页面", "Pages", audience="public")


class Contents(Record):
    """The order of the handbook: parts, and the pages of each."""

    parts: tuple[Part, ...] = field("部分", "Parts", audience="public")


KINDS = (
    Kind(
        "contents",
        Text("手册目录", "the table of contents"),
        Contents,
        "content/handbook/parts.yaml",
        identity="contents",
    ),
    Kind(
        "page",
        Text("手册页面", "the handbook's pages"),
        Page,
        "content/handbook/{locale}/{part}/{id}.md",
        identity="{locale}/{id}",
        form="markdown",
    ),
)
