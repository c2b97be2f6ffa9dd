"""Negotiation minutes for both sides: what was agreed in each topic, concerns with their answers, promises, what is open (A.9, M.3).

Made from the dealer's view: positions, floors and concessions are not in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.kernel.text import Text
from toolkit.network.record import Record
from toolkit.network.shared import SIDES
from toolkit.network.view import Views
from toolkit.plan.artifact import Artifact
from toolkit.plan.composed import Paper, Part, Row, composed, day_words
from toolkit.plan.frame import Grid
from toolkit.topics.company.records import Company
from toolkit.topics.contract.records import Contract, Negotiation
from toolkit.topics.contract.records.negotiation import Concern
from toolkit.topics.contract.records.negotiation_words import (
    CONCERN_OUTCOMES,
    LINE_STATES,
    MODES,
    NEGOTIATION_RESULTS,
    NEGOTIATION_TOPICS,
    PURPOSES,
)
from toolkit.topics.contract.rules.negotiation import NegotiationStanding
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.topic import Now

TITLE = Text("谈判纪要")
SECTION = "minutes"
NOT_ANSWERED = Text("尚未答复")
BINDING = Text("本纪要记录双方谈到哪里，不是合同；以签署的合同为准。双方任何一处记忆不同，请在签字前写明。")


def minutes_path(dealer: str, negotiation: str) -> str:
    """Returns where the minutes of a negotiation are put."""
    return f"{SECTION}/{dealer}/{negotiation}.pdf"


def minutes(views: Views, now: Now) -> Iterator[Artifact]:
    """Yields the minutes of every negotiation that has had a round by the as-of date."""
    for held in views.internal.all(Negotiation):
        view = views.of_dealer(held.dealer)
        talks, profile = view.find(Negotiation, held.id), view.find(DealerProfile, held.dealer)
        standing, company = view.result(NegotiationStanding, held.id), view.only(Company)
        if talks is None or profile is None or standing is None or company is None or not standing.rounds:
            continue
        keys: list[tuple[type[Record], str]] = [
            (Negotiation, held.id),
            (DealerProfile, held.dealer),
            (Company, "company"),
        ]
        keys += [(Contract, talks.contract)] if talks.contract else []
        sources = view.paths(keys)
        paper = _paper(talks, standing, profile, company, now)
        path = minutes_path(held.dealer, held.id)
        yield Artifact(path, composed(paper, now.stamp(sources)), "dealer", because=sources)


def _paper(
    talks: Negotiation, standing: NegotiationStanding, profile: DealerProfile, company: Company, now: Now
) -> Paper:
    rounds = [row for row in sorted(talks.rounds, key=lambda row: row.no) if row.date <= now.as_of]
    confirmed = all(row.minutes_confirmed is not None and row.minutes_confirmed.date <= now.as_of for row in rounds)
    statement = talks.strategy_statement
    return Paper(
        document=TITLE,
        finding=_finding(standing),
        party=f"{profile.short_name} {profile.id}",
        parts=tuple(_parts(talks, standing, profile, now)),
        state="final" if confirmed else "draft",
        identifier=talks.id,
        period=Text(f"{day_words(rounds[0].date).zh}至{day_words(rounds[-1].date).zh}"),
        version=Text(f"{talks.id} 第{len(rounds)}轮" + (f" · 策略说明 {statement.version}" if statement else "")),
        signed=((Text("甲方"), company.legal_name), (Text("乙方"), profile.name)),
        fields=(("profile.name", profile.name), ("company.legal_name", company.legal_name)),
    )


def _finding(standing: NegotiationStanding) -> Text:
    agreed = [line for line in standing.topics if line.status == "agreed"]
    must = [line for line in standing.topics if line.mandatory]
    left = sum(line.status != "agreed" for line in must)
    words = f"谈了 {standing.rounds} 轮，{len(standing.topics)} 个事项谈定 {len(agreed)} 个"
    return Text(words + (f"，必谈的还有 {left} 个" if left else "，必谈的都已谈定"))


def _parts(talks: Negotiation, standing: NegotiationStanding, profile: DealerProfile, now: Now) -> Iterator[Part]:
    yield Part(facts=tuple(_facts(talks, profile, now)))
    agreed = [line for line in standing.topics if line.status == "agreed"]
    rows = tuple(
        (NEGOTIATION_TOPICS.label(line.topic), line.agreed or Text("见所附条款"), f"第{line.agreed_in}轮" if line.agreed_in else "–")
        for line in agreed
    )  # fmt: skip
    yield Part(
        Text(f"已谈定 {len(rows)} 个事项"),
        grids=(Grid((Text("事项"), Text("谈定内容"), Text("哪一轮")), rows, narrow=(0, 2)),),
        empty=Text("还没有谈定的事项。"),
    )
    open_rows = tuple(
        (
            NEGOTIATION_TOPICS.label(line.topic),
            "必谈" if line.mandatory else "可谈",
            LINE_STATES.label(line.status),
            day_words(line.moves[-1].day) if line.moves else Text("未谈到"),
        )
        for line in standing.topics
        if line.status != "agreed"
    )
    yield Part(
        Text(f"未谈定 {len(open_rows)} 个事项" if open_rows else "未谈定的事项"),
        grids=(Grid((Text("事项"), Text("性质"), Text("状态"), Text("最近谈到")), open_rows, narrow=(1, 2, 3)),),
        empty=Text("没有未谈定的事项。"),
    )
    yield _concerns(talks)
    yield _promises(talks)
    yield _rounds(talks, now)


def _facts(talks: Negotiation, profile: DealerProfile, now: Now) -> Iterator[Row]:
    yield Text("乙方"), f"{profile.name}（{profile.id}）"
    yield Text("目的"), PURPOSES.label(talks.purpose)
    yield Text("启动"), day_words(talks.opened)
    statement = talks.strategy_statement
    if statement is not None:
        given = f"{statement.version}，{day_words(statement.delivered_on).zh}交付"
        points = "；".join(text.zh.rstrip("。") for text in statement.points)
        yield Text("策略与支持说明"), given + (f"：{points}" if points else "")
    if talks.renews is not None:
        yield Text("续签自"), talks.renews
    if talks.contract is not None:
        yield Text("所成合同"), talks.contract
    if talks.ended is not None and talks.ended.date <= now.as_of:
        yield Text("结果"), f"{NEGOTIATION_RESULTS.label(talks.ended.result).zh}，{day_words(talks.ended.date).zh}"


def _concerns(talks: Negotiation) -> Part:
    rows = tuple(
        (
            str(row.no),
            row.text,
            _answer(row),
            CONCERN_OUTCOMES.label(row.outcome) if row.outcome is not None else NOT_ANSWERED,
        )
        for row in talks.concerns
    )
    left = sum(row.outcome is None for row in talks.concerns)
    head = (Text("序号"), Text("贵司关切"), Text("我方答复"), Text("结果"))
    title = f"贵司关切 {len(rows)} 项" + (f"，未答复 {left} 项" if left else "，均已答复" if rows else "")
    return Part(Text(title), grids=(Grid(head, rows, narrow=(0, 3)),), empty=Text("没有登记的关切；签字前可以补写。"))


def _answer(row: Concern) -> Text:
    """What we answered, why if we declined, and where it stands now."""
    if row.answer is None:
        return NOT_ANSWERED
    reason = f"理由：{row.reason.zh}" if row.reason is not None else ""
    return Text(row.answer.zh + reason + (f"（落在：{row.ref}）" if row.ref else ""))


def _promises(talks: Negotiation) -> Part:
    rows = tuple(
        (SIDES.label(row.side) if row.side == "brand" else Text("贵司"), row.text, day_words(row.due), row.ledger or "待登记")
        for row in sorted(talks.commitments, key=lambda row: (row.side, row.due))
    )  # fmt: skip
    head = (Text("谁承诺"), Text("承诺"), Text("期限"), Text("承诺台账"))
    ours = sum(row.side == "brand" for row in talks.commitments)
    title = f"双方承诺：我方 {ours} 项，贵司 {len(rows) - ours} 项" if rows else "双方承诺"
    return Part(Text(title), grids=(Grid(head, rows, narrow=(0, 2, 3)),), empty=Text("谈判中没有另作承诺。"))


def _rounds(talks: Negotiation, now: Now) -> Part:
    rows = tuple(
        (
            f"第{row.no}轮",
            day_words(row.date),
            MODES.label(row.mode),
            "、".join(NEGOTIATION_TOPICS.label(talk.topic).zh for talk in row.topics),
            f"{day_words(row.minutes_confirmed.date).zh}已确认" if row.minutes_confirmed else "待确认",
        )
        for row in sorted(talks.rounds, key=lambda row: row.no)
        if row.date <= now.as_of
    )
    head = (Text("轮次"), Text("日期"), Text("方式"), Text("议题"), Text("纪要"))
    return Part(Text("各轮"), grids=(Grid(head, rows, narrow=(0, 1, 2, 4)),), notice=BINDING)
