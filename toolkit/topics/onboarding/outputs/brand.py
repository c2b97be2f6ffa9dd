"""The brand and the products as a dealer tells of them: rules of use, words, selling points, displays, storage (reference G.1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.wording import day_text
from toolkit.topics.company.records import ProductLine
from toolkit.topics.company.records.guides import PLACES, BrandGuide, ProductGuide
from toolkit.topics.onboarding.outputs.goods import offers
from toolkit.topics.onboarding.outputs.kit import Kit, Part, Sheet, Source, grid, own_sources


def brand(kit: Kit) -> Sheet | None:
    """Returns the paper on the brand and the lines that the dealer may buy; None where no guide is on record."""
    book = kit.view.only(BrandGuide)
    guides = tuple(_guides(kit))
    if book is None and not guides:
        return None
    parts = (
        *(_manual(book) if book is not None else ()),
        *(part for guide, line in guides for part in _line(guide, line)),
    )
    sources: list[Source] = [*own_sources(kit), *((ProductGuide, guide.id) for guide, _ in guides)]
    if book is not None:
        sources.append((BrandGuide, "brand-guide"))
    issues = [_issue(guide.version, guide.approved_on) for guide, _ in guides]
    if book is not None:
        issues.insert(0, _issue(book.version, book.approved_on))
    lead = "讲品牌、讲产品，都讲能证明的话。卖什么价由贵公司自己决定，本手册不谈价格。"
    return Sheet(
        "12", "brand", "品牌与产品手册", lead, parts, tuple(sources), f"手册 {'、'.join(dict.fromkeys(issues))}"
    )


def _issue(version: str, approved_on: date) -> str:
    return f"{version}（{day_text(approved_on, 'zh')}批准）"


def _guides(kit: Kit) -> Iterator[tuple[ProductGuide, ProductLine]]:
    """The guides of the lines that the contract lets the dealer buy, in the order of the contract."""
    for offer in offers(kit):
        for guide in kit.view.all(ProductGuide):
            if guide.line == offer.line.id:
                yield guide, offer.line


def _manual(book: BrandGuide) -> Iterator[Part]:
    yield Part("品牌故事与主张", (book.story.zh, book.idea.zh))
    rules = tuple((row.may.zh, row.may_not.zh, row.ground or "/") for row in book.rules)
    yield Part("品牌怎样用", grids=(grid("可以|不可以|依据", rules),))
    if book.words:
        words = tuple((row.word, row.instead.zh, row.ground) for row in book.words)
        note = "海报、短片、直播、导购口头介绍和网店页面都算广告；发布前请客户经理核对批准编号。"
        yield Part("广告里不用的词", grids=(grid("不用|改为|依据", words, narrow=(0,)),), notes=(note,))


def _line(guide: ProductGuide, line: ProductLine) -> Iterator[Part]:
    points = tuple(
        (_of(row.skus), row.feature.zh, row.advantage.zh, row.benefit.zh, row.evidence.zh)
        for row in guide.selling_points
    )
    name = line.name.zh
    table = grid("适用|特点|优势|对顾客的好处|依据", points, codes=(0,))
    yield Part(f"{name}：{len(points)}个卖点，都有依据", grids=(table,), page=True)
    if guide.displays:
        rows = tuple(
            (
                row.where.zh,
                PLACES.label(row.place).zh,
                str(row.faces) if row.faces is not None else "–",
                row.rule.zh,
                row.proof.zh,
            )
            for row in guide.displays
        )
        shown = grid("终端|位置|排面（面）|要求|怎样看", rows, numbers=(2,), narrow=(0, 1))
        yield Part(f"{name}：陈列标准", grids=(shown,))
    if guide.storage:
        yield Part(f"{name}：仓储与保质期", tuple(row.zh for row in guide.storage))


def _of(skus: tuple[str, ...]) -> str:
    return "、".join(skus) or "整条产品线"
