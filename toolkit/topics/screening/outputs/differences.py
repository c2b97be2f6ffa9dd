"""The difference report: what a candidate claimed, what a visit found, how it explains the rest (reference A.6, C14)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text, percent_text
from toolkit.network.view import View
from toolkit.plan.composed import INTERNAL, Paper, Part, Row, day_words, titled
from toolkit.plan.frame import Grid
from toolkit.topics.dealer.records import OUTLET_TYPES, DealerProfile
from toolkit.topics.screening.outputs.wording import post_of
from toolkit.topics.screening.records import ScorecardPolicy, Visit
from toolkit.topics.screening.records.vocabularies import CLAIMS, LOOKED_AT, PURPOSES, TRUTH, UNITS
from toolkit.topics.screening.rules import ScreeningResult
from toolkit.topics.screening.rules.results import ClaimFound

TITLE = Text("考察差异报告")
HEAD = (Text("项目"), Text("申报"), Text("观察"), Text("偏差"), Text("结论"))


def report(
    view: View, profile: DealerProfile, result: ScreeningResult, visits: tuple[Visit, ...], as_of: date
) -> Paper:
    """Returns the report over all visits so far, the latest first; final once each of them has been reported and reviewed."""
    card = view.find(ScorecardPolicy, result.scorecard_policy) if result.scorecard_policy else None
    checked = all(visit.reported_on is not None and visit.reviewed_by is not None for visit in visits)
    return Paper(
        document=TITLE,
        finding=_finding(result),
        party=f"{profile.short_name}（{profile.id}）",
        parts=(claims_part(result), _explained(visits), *(part for visit in visits for part in _visit(view, visit))),
        state="final" if checked else "draft",
        identifier=f"{profile.id}/differences",
        period=_period(visits, as_of),
        version=titled(card),
        confidentiality=INTERNAL,
        lead=_limit(card),
        signed=((Text("考察人"), ""), (Text("复核人"), "")),
        fields=(("profile.name", profile.name),),
    )


def _period(visits: tuple[Visit, ...], as_of: date) -> Text:
    days = sorted(visit.date for visit in visits) or [as_of]
    first, last = day_words(days[0]).zh, day_words(days[-1]).zh
    return Text(first if first == last else f"{first}至{last}")


def _limit(card: ScorecardPolicy | None) -> Text:
    if card is None:
        return Text("没有评分卡政策，偏差只列出，不下结论。")
    return Text(
        f"偏差 =（观察 − 申报）÷ 申报；超过 {percent_text(card.truthfulness.deviation, 1)} 的须对方解释并核实。"
    )


def _finding(result: ScreeningResult) -> Text:
    found = [row for row in result.claims if row.found is not None]
    off = [row for row in found if row.flagged]
    left = sum(not row.explained for row in off)
    words = f"{len(result.claims)} 项申报核对了 {len(found)} 项，" + (
        f"{len(off)} 项偏差超限" if off else "没有偏差超限"
    )
    if off:
        words += f"，其中 {left} 项未解释" if left else "，均已解释"
    return Text(words)


def claims_part(result: ScreeningResult) -> Part:
    """Returns every claim beside what was found, with its unit."""
    rows = tuple((named(row.what), shown(row.claimed), shown(row.found), _off(row), _verdict(row)) for row in result.claims)  # fmt: skip
    return Part(
        Text(f"申报与观察：{TRUTH.label(result.truth).zh}"),
        grids=(Grid(HEAD, rows, numbers=(1, 2, 3)),),
        empty=Text("候选人还没有申报规模；申报写入 screening.yaml 的 claims。"),
    )


def named(what: str) -> Text:
    """Returns a claim with its unit."""
    return Text(f"{CLAIMS.label(what).zh}（{UNITS[what][0]}）")


def shown(number: Decimal | None) -> str:
    """Returns a whole number with separators; `–` for none."""
    return "–" if number is None else number_text(number, 0)


def _off(row: ClaimFound) -> str:
    return "–" if row.deviation is None else percent_text(row.deviation, 1)


def _verdict(row: ClaimFound) -> Text:
    if row.found is None:
        return Text("未核实")
    if row.claimed is None:
        return Text("未申报")
    if not row.flagged:
        return Text("相符")
    return Text("超限，已解释" if row.explained else "超限，未解释")


def _explained(visits: tuple[Visit, ...]) -> Part:
    rows = tuple(
        (CLAIMS.label(row.what), row.text, "已核实" if row.confirmed else "未核实", visit.id)
        for visit in visits
        for row in visit.explanations
    )
    head = (Text("项目"), Text("对方的解释"), Text("核实"), Text("考察"))
    return Part(Text("差异的解释"), grids=(Grid(head, rows, narrow=(0, 2, 3)),), empty=Text("没有需要解释的差异。"))


def _visit(view: View, visit: Visit) -> Iterator[Part]:
    """One visit: who and where, what was looked at and how figures were found, impressions, and what follows."""
    facts: list[Row] = [
        (Text("地点"), visit.place),
        (Text("目的"), PURPOSES.label(visit.purpose)),
        (Text("我方人员"), "、".join(post_of(view, name) for name in visit.team)),
    ]
    for label, rating in (("经营观与文化", visit.culture), ("管理水平", visit.management)):
        if rating is not None:
            facts.append(
                (Text(label), f"{rating.rating} 分（满分 5 分）：{'；'.join(t.zh.rstrip('。') for t in rating.facts)}")
            )
    facts += [
        (Text(name), text)
        for name, text in (("评分建议", visit.suggestion), ("对方意见", visit.their_comment))
        if text is not None
    ]
    if visit.photos is not None:
        facts.append(
            (Text("照片"), f"{visit.photos.count} 张，{'已' if visit.photos.metadata_removed else '未'}去除位置信息")
        )
    seen = [(LOOKED_AT.label(row.what), row.text) for row in visit.seen]
    seen += [(Text(f"{CLAIMS.label(row.what).zh}怎样得到"), row.how) for row in visit.found]
    outlets = tuple(
        (row.name, OUTLET_TYPES.label(row.type), "我方" if row.our_choice else "对方", row.text)
        for row in visit.outlets
    )
    steps = tuple(
        (row.text, day_words(row.due), day_words(row.done) if row.done else Text("未完成")) for row in visit.next_steps
    )
    yield Part(
        Text(f"考察 {visit.id}：{day_words(visit.date).zh}"),
        facts=tuple(facts),
        grids=(
            Grid((Text("查看"), Text("所见")), tuple(seen), narrow=(0,)),
            Grid((Text("终端"), Text("类型"), Text("谁选的"), Text("所闻所见")), outlets, narrow=(1, 2)),
            Grid((Text("下一步"), Text("期限"), Text("完成")), steps, narrow=(1, 2)),
        ),
        points=visit.findings,
    )
