"""What dealers tell of the brand and its products: the brand's story and rules of use, selling points, displays, storage (reference G.1)."""

from __future__ import annotations

from typing import Annotated

from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import Vocabulary
from toolkit.network.fields import Bilingual, Count, Day, Line, Name, OneOf, RefTo, Version
from toolkit.network.kinds import Kind
from toolkit.network.record import Record, Value, field

PLACES = Vocabulary(
    "display_place",
    {
        "shelf": ("货架", "shelf"),
        "cooler": ("冷柜", "cooler"),
        "stack": ("堆头", "floor stack"),
        "counter": ("收银台旁", "beside the till"),
        "corner": ("体验角", "trial corner"),
        "front": ("门头", "shop front"),
    },
)


class BrandRule(Value):
    """What dealers may do with the brand, and what not."""

    KEY = ("id",)
    id: Name = field("编号", "Id", audience="dealer")
    may: Bilingual = field("可以", "May", audience="dealer")
    may_not: Bilingual = field("不可以", "May not", audience="dealer")
    ground: Line | None = field("依据", "Ground", audience="dealer", default=None)


class AvoidedWord(Value):
    """A word that advertisements may not use, and what is said instead (Advertising Law arts. 9, 17, 28)."""

    KEY = ("word",)
    word: Line = field("不用的词", "Word to avoid", audience="dealer")
    instead: Bilingual = field("改为", "Say instead", audience="dealer")
    ground: Line = field("依据", "Ground", audience="dealer")


class BrandGuide(Record):
    """The brand manual: what the brand stands for, how its marks are used, which words are not used."""

    version: Version = field("版本", "Version", audience="dealer")
    approved_on: Day = field("批准日", "Approved on", audience="dealer")
    story: Bilingual = field("品牌故事", "The brand’s story", audience="public")
    idea: Bilingual = field("品牌主张", "What it stands for", audience="public")
    rules: tuple[BrandRule, ...] = field("品牌使用规则", "Rules of use", audience="dealer")
    words: tuple[AvoidedWord, ...] = field("广告用语", "Words of advertisements", audience="dealer", default=())


class SellingPoint(Value):
    """A point that sells: feature, advantage, benefit, evidence (FABE). Without evidence it may not be said."""

    KEY = ("id",)
    id: Name = field("编号", "Id", audience="public")
    skus: tuple[Line, ...] = field(
        "适用货号",
        "Products",
        audience="public",
        default=(),
        help_zh="不写即整条产品线",
        help_en="none: the whole line",
    )
    feature: Bilingual = field("特点", "Feature", audience="public")
    advantage: Bilingual = field("优势", "Advantage", audience="public")
    benefit: Bilingual = field("对顾客的好处", "What the customer has of it", audience="public")
    evidence: Bilingual = field("依据", "Evidence", audience="public")


class DisplayStandard(Value):
    """How products stand in a kind of outlet. It says nothing of prices."""

    KEY = ("id",)
    id: Name = field("编号", "Id", audience="dealer")
    where: Bilingual = field("终端", "Outlet", audience="dealer")
    place: Annotated[str, OneOf(PLACES)] = field("位置", "Place", audience="dealer")
    faces: Count | None = field("排面数", "Faces", audience="dealer", unit="面", default=None)
    rule: Bilingual = field("要求", "Standard", audience="dealer")
    proof: Bilingual = field("怎样看", "How it is seen", audience="dealer")


class ProductGuide(Record):
    """What dealers tell and show of a product line: selling points, displays, storage."""

    id: Name = field("编号", "Id", audience="dealer")
    line: Annotated[Name, RefTo("product-line")] = field("产品线", "Product line", audience="public")
    version: Version = field("版本", "Version", audience="dealer")
    approved_on: Day = field("批准日", "Approved on", audience="dealer")
    selling_points: tuple[SellingPoint, ...] = field("卖点", "Selling points", audience="public")
    displays: tuple[DisplayStandard, ...] = field("陈列标准", "Display standards", audience="dealer", default=())
    storage: tuple[Bilingual, ...] = field("仓储与保质期", "Storage and shelf life", audience="dealer", default=())


KINDS = (
    Kind("brand-guide", Text("品牌手册", "the brand guide"), BrandGuide, "content/brand.yaml", identity="brand-guide"),
    Kind("product-guide", Text("产品手册", "the product guides"), ProductGuide, "content/product-guides/{id}.yaml"),
)
