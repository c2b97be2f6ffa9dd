"""The form that goes along on a visit: each claim with room for what is found, the checklist, and the doubts to be asked (A.6, H.2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text
from toolkit.network.view import View
from toolkit.plan.composed import INTERNAL, Entry, EntryTable, Paper, Part, day_words, titled
from toolkit.plan.frame import Grid
from toolkit.topics.dealer.records import OUTLET_TYPES, DealerProfile
from toolkit.topics.screening.records import ScorecardPolicy, Screening
from toolkit.topics.screening.records.vocabularies import CLAIMS, LOOKED_AT, PURPOSES, UNITS
from toolkit.topics.screening.rules import ScreeningResult

TITLE = Text("实地考察表")
MARKS = ("1", "2", "3", "4", "5")
YES_NO = ("是", "否")
NOTICE = Text("本品牌商品的价签不看不记；照片不拍人脸，去除位置信息；个人信息只记编号，姓名写入私有联系人库。")


def form(view: View, profile: DealerProfile, screening: Screening, result: ScreeningResult, as_of: date) -> Paper:
    """Returns the form for the next visit, filled with what the candidate has said so far."""
    card = view.find(ScorecardPolicy, result.scorecard_policy) if result.scorecard_policy else None
    claims = len(screening.claims)
    return Paper(
        document=TITLE,
        finding=Text(f"带着 {claims} 项申报去看" if claims else "还没有申报：现场逐项问清"),
        party=f"{profile.short_name}（{profile.id}）",
        parts=tuple(_parts(profile, screening)),
        state="draft",
        identifier=f"{profile.id}/visit-form",
        period=Text(f"申报截至 {day_words(as_of).zh}"),
        version=titled(card),
        confidentiality=INTERNAL,
        lead=Text("先看再问，数字写怎样得到；当天填完，两个工作日内录入考察记录。"),
        signed=((Text("考察人"), ""), (Text("对方"), profile.name)),
        fillable=True,
        fields=(("profile.name", profile.name),),
    )


def _parts(profile: DealerProfile, screening: Screening) -> Iterator[Part]:
    yield Part(
        Text("何时、何地、何人"),
        entries=(
            Entry("date", Text("日期")),
            Entry("purpose", Text("目的"), tuple(PURPOSES.label(code).zh for code in PURPOSES)),
            Entry("place", Text("地点")),
            Entry("county", Text("区县")),
            Entry("team", Text("我方人员")),
            Entry("met", Text("见到的人（编号）")),
        ),
        notes=(Text(f"候选人：{profile.name}（{profile.id}）"),),
    )
    yield _claims(screening)
    yield _doubts(screening)
    seen = tuple((LOOKED_AT.label(code),) for code in LOOKED_AT)
    yield Part(
        Text("查看清单"),
        tables=(EntryTable("seen", (Text("查看"), Text("所见")), seen, widths=(20, 80)),),
        notice=NOTICE,
    )
    types = tuple(OUTLET_TYPES.label(code).zh for code in OUTLET_TYPES)
    head = (Text("家"), Text("终端"), Text("类型"), Text("我方自选"), Text("所闻所见"))
    blank = tuple((Text(str(n)),) for n in range(1, 5))
    yield Part(
        Text("走访终端，至少三家，其中一家我方自选"),
        tables=(EntryTable("outlet", head, blank, ((), (), types, YES_NO), widths=(5, 25, 15, 15, 40)),),
    )
    yield Part(
        Text("印象：先写事实，再打分"),
        entries=(
            Entry("culture", Text("经营观与文化（1–5 分）"), MARKS),
            Entry("management", Text("管理水平（1–5 分）"), MARKS),
            Entry("photos", Text("照片（张）")),
            Entry("cleaned", Text("已去除位置信息"), YES_NO),
            Entry("culture-facts", Text("经营观与文化的事实"), wide=True),
            Entry("management-facts", Text("管理水平的事实"), wide=True),
            Entry("comment", Text("对方意见"), wide=True),
            Entry("findings", Text("结论与评分建议"), wide=True),
        ),
    )
    steps = tuple((Text(str(n)),) for n in range(1, 5))
    step = (Text("项"), Text("下一步"), Text("责任方"), Text("期限"))
    yield Part(
        Text("下一步"), tables=(EntryTable("step", step, steps, ((), (), ("我方", "对方")), widths=(5, 60, 15, 20)),)
    )


def _claims(screening: Screening) -> Part:
    """Every kind of claim has its row: what was not claimed may be found all the same."""
    said = {row.what: row.value.value for row in screening.claims}
    rows = tuple(
        (
            Text(f"{CLAIMS.label(what).zh}（{UNITS[what][0]}）"),
            "未申报" if (value := said.get(what)) is None else number_text(value, 0),
        )
        for what in CLAIMS
    )
    head = (Text("项目"), Text("申报"), Text("观察"), Text("怎样得到"), Text("有差异时对方的解释"))
    return Part(Text("申报与观察"), tables=(EntryTable("found", head, rows, widths=(25, 15, 15, 20, 25)),))


def _doubts(screening: Screening) -> Part:
    open_doubts = tuple(
        (row.text, row.answer or Text("未回答")) for talk in screening.talks for row in talk.doubts if not row.settled
    )
    asked = tuple(text for talk in screening.talks for text in talk.open)
    brands = tuple((row.brand, row.category, "独家" if row.exclusive else "非独家") for row in screening.brands)
    count = len(open_doubts) + len(asked)
    return Part(
        Text(f"要当面问清的：{count} 件" if count else "初筛没有留下疑点"),
        grids=(
            Grid((Text("未消除的疑点"), Text("之前的回答")), open_doubts),
            Grid((Text("代理品牌"), Text("品类"), Text("独家")), brands, narrow=(2,), caption=Text("核对库存与合同")),
        ),
        points=asked,
        empty=Text("初筛没有留下疑点。"),
    )
