"""What we promised the dealer in a quarter and did: it stands on the first page of everything that judges it (0b, M.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from toolkit.kernel.wording import amount_text, day_text, number_text, percent_text
from toolkit.network.view import View
from toolkit.topics.communication.records import Commitment, Communication
from toolkit.topics.communication.records.vocabularies import PROMISE_STATES, PROMISES
from toolkit.topics.communication.rules.results import CommunicationStanding
from toolkit.topics.evaluation.outputs.wording import joint_actions
from toolkit.topics.evaluation.records import EvaluationFile, QuarterData
from toolkit.topics.evaluation.rules.results import Evaluation
from toolkit.topics.incentive.rules import RebateStatement
from toolkit.topics.support.rules.results import SupplyPerformance, SupportStanding


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise of ours: what we said, what we did, and the verdict in a word."""

    name: str
    said: str
    done: str
    verdict: str


def promises(
    view: View, result: Evaluation, data: QuarterData | None, file: EvaluationFile | None, as_of: date
) -> tuple[Promise, ...]:
    """Returns what we promised and did, in the order supply, money, answers, word; what nobody counted is said to be so."""
    return (
        _supply(view, result, data),
        _rebates(view, result.dealer, result.quarter, as_of),
        _answers(view, result.dealer, as_of),
        *_talk(file, as_of),
        _trust(view, result.dealer, as_of),
    )


def _verdict(share: Decimal | None, target: Decimal = Decimal(1)) -> str:
    if share is None:
        return "没有可计的"
    return "做到" if share >= target else "未做到"


def _supply(view: View, result: Evaluation, data: QuarterData | None) -> Promise:
    supply = view.result(SupplyPerformance, f"{result.dealer}/{result.quarter}")
    said = "每单按约定日期足量送到"
    if supply is None or supply.otif is None:
        return Promise("供货", said, "本季没有应到订单的记录", _verdict(None))
    done = f"按时足量 {percent_text(supply.otif, 1)}（{supply.due} 单中 {supply.on_time_in_full} 单）"
    if data is not None and data.supply is not None and data.supply.lines_short:
        short = data.supply
        done += f"；{short.lines_ordered} 行缺货 {short.lines_short} 行，平均等 {short.backorder_days} 天"
    return Promise("供货", said, done, _verdict(supply.otif))


def _rebates(view: View, dealer: str, quarter: str, as_of: date) -> Promise:
    """The last rebate that was to be paid by now, up to that of the quarter itself."""
    rows = [row for row in view.results(RebateStatement) if row.dealer == dealer and row.due is not None]
    due = [row for row in rows if row.payable and row.due is not None and row.period[:6] <= quarter]
    due = sorted((row for row in due if row.due is not None and row.due <= as_of), key=lambda row: row.period)
    said = "返利在约定期限内付清"
    if not due or due[-1].due is None:
        return Promise("返利", said, "还没有到期的返利", _verdict(None))
    row, day = due[-1], due[-1].due
    head = f"{row.period} 返利 {amount_text(row.payable)}，期限{day_text(day, 'zh')}"
    if row.paid_on is None:
        return Promise("返利", said, f"{head}，尚未付清，我方逾期 {row.late_days} 天", "未做到")
    late = f"，我方逾期 {row.late_days} 天" if row.late_days else ""
    return Promise("返利", said, f"{head}，{day_text(row.paid_on, 'zh')}付清{late}", "未做到" if late else "做到")


def _answers(view: View, dealer: str, as_of: date) -> Promise:
    talk, support = view.result(CommunicationStanding, dealer), view.result(SupportStanding, dealer)
    parts: list[str] = []
    shares: list[Decimal] = []
    if talk is not None and talk.feedback_on_time is not None:
        parts.append(f"意见按时答复 {percent_text(talk.feedback_on_time, 1)}（{talk.feedback} 条）")
        shares.append(talk.feedback_on_time)
    if support is not None and support.tickets.reply_on_time is not None:
        share = support.tickets.reply_on_time
        parts.append(f"{support.year} 年工单按时回复 {percent_text(share, 1)}（{support.tickets.opened} 张）")
        shares.append(share)
    said = "意见和工单在时限内答复"
    until = f"，截至{day_text(as_of, 'zh')}" if parts else ""
    done = "；".join(parts) + until if parts else "没有到期的意见和工单"
    return Promise("答复", said, done, _verdict(min(shares) if shares else None))


def _talk(file: EvaluationFile | None, as_of: date) -> Iterator[Promise]:
    ours = [a for a in joint_actions(file) if a.side == "brand" and (a.done is not None or a.due <= as_of)]
    if ours:
        kept = sum(not action.is_late(as_of) for action in ours)
        done = f"{len(ours)} 项中按时 {kept} 项"
        yield Promise("面谈行动", "面谈中我方答应的事按期做完", done, "做到" if kept == len(ours) else "未做到")


def _trust(view: View, dealer: str, as_of: date) -> Promise:
    standing = view.result(CommunicationStanding, dealer)
    said = "说到做到：登记的承诺按期兑现"
    if standing is None or standing.trust is None:
        return Promise("信任指数", said, "还没有到期的承诺", _verdict(None))
    broken = f"，违背 {standing.broken} 项" if standing.broken else ""
    done = f"{number_text(standing.trust, 1)} 分（满分 100 分，截至{day_text(as_of, 'zh')}）{broken}"
    return Promise("信任指数", said, done, _verdict(standing.trust, Decimal(100)))


def trust_parts(view: View, dealer: str) -> tuple[tuple[str, str, str], ...]:
    """Returns the parts of the trust index: sort of promise, promises due, index in points."""
    standing = view.result(CommunicationStanding, dealer)
    parts = standing.parts if standing is not None else ()
    return tuple(
        (PROMISES.label(part.kind).zh, f"{part.due} 项", f"{number_text(part.index, 1)} 分")
        for part in parts
        if part.due and part.index is not None
    )


def kept_promises(view: View, dealer: str, first: date, last: date) -> tuple[tuple[str, str, str, str], ...]:
    """Returns our registered promises that fell due within some days: number, promise, due, and how it went."""
    rows = [row for book in view.of_dealer(Communication, dealer) for row in book.commitments]
    ours = sorted((r for r in rows if r.side == "brand" and first <= r.due <= last), key=lambda r: (r.due, r.id))
    return tuple((row.id, row.text.zh, day_text(row.due, "zh"), _kept(row)) for row in ours)


def _kept(row: Commitment) -> str:
    if row.fulfilled is None:
        return PROMISE_STATES.label(row.status).zh
    late = (row.fulfilled - row.due).days
    return f"{day_text(row.fulfilled, 'zh')}兑现" + (f"，晚 {late} 天" if late > 0 else "，按期")
