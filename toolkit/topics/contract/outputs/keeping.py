"""How duties of a contract were kept, as far as later chapters know: our own first, by the latest figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text, percent_text
from toolkit.network.view import View
from toolkit.topics.communication.rules.results import CommunicationStanding
from toolkit.topics.contract.records import Contract
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.evaluation.rules.results import Evaluation, EvaluationStanding
from toolkit.topics.incentive.rules import BondBalance, RebateStatement


@dataclass(frozen=True, slots=True)
class Kept:
    """How a duty stands: `good` kept, `warn` in part or late, `bad` not kept, `open` not due; and in words."""

    mood: str
    words: Text


def keeping(view: View, dealer: str) -> Mapping[str, Kept]:
    """Returns how the duties of a dealer's contract were kept, by the keys of its obligations; what nobody counts is left out."""
    return {
        key: kept for part in (_supply, _rebates, _promises, _deposit, _reports) for key, kept in part(view, dealer)
    }


def _supply(view: View, dealer: str) -> Iterator[tuple[str, Kept]]:
    standing = view.result(EvaluationStanding, dealer)
    latest = view.result(Evaluation, f"{dealer}/{standing.quarters[-1]}") if standing and standing.quarters else None
    if latest is not None and latest.orders_due:
        kept, due = latest.orders_kept, latest.orders_due
        words = Text(
            f"{latest.quarter}：{kept}/{due} 单按时足量", f"{latest.quarter}: {kept} of {due} orders in time and full"
        )
        yield "delivery", Kept(_mood(kept, due), words)


def _rebates(view: View, dealer: str) -> Iterator[tuple[str, Kept]]:
    rows = [row for row in view.results(RebateStatement) if row.dealer == dealer and row.due is not None]
    late = sum(row.late_days > 0 for row in rows)
    paid = [row for row in rows if row.paid_on is not None]
    if late:
        yield "rebate/pay-rebate", Kept("bad", Text(f"{late} 期迟付或欠付", f"{late} paid late or owed"))
    elif paid:
        yield "rebate/pay-rebate", Kept("good", Text(f"{len(paid)} 期按时付清", f"{len(paid)} paid in time"))
    elif rows:
        yield "rebate/pay-rebate", Kept("open", Text("未到期", "not due"))


def _promises(view: View, dealer: str) -> Iterator[tuple[str, Kept]]:
    standing = view.result(CommunicationStanding, dealer)
    if standing is None:
        return
    if standing.feedback_on_time is not None:
        share = percent_text(standing.feedback_on_time, 1)
        mood = "good" if standing.feedback_on_time == 1 else "warn"
        yield "support/reply", Kept(mood, Text(f"按时答复 {share}", f"{share} answered in time"))
    late = len(set(standing.late) & set(standing.open_brand))
    if late:
        yield "support/oral-promises", Kept("bad", Text(f"{late} 项承诺逾期", f"{late} promises late"))


def _deposit(view: View, dealer: str) -> Iterator[tuple[str, Kept]]:
    balance = view.result(BondBalance, dealer)
    if balance is None:
        return
    words = Text(f"余额 {amount_text(balance.balance)}", f"balance {amount_text(balance.balance)}")
    yield "deposit", Kept("warn" if balance.missing else "good", words)
    if balance.missing:
        short = amount_text(balance.missing)
        yield "top-up", Kept("warn", Text(f"应补 {short}", f"{short} to be topped up"))


def _reports(view: View, dealer: str) -> Iterator[tuple[str, Kept]]:
    quarters = sorted(view.of_dealer(QuarterData, dealer), key=lambda row: row.quarter)
    counted = [row for row in quarters if row.reports.done is not None and row.reports.of]
    contracts = view.of_dealer(Contract, dealer)
    if not counted or not contracts:
        return
    latest = counted[-1]
    done, of = latest.reports.done or 0, latest.reports.of or 0
    words = Text(f"{latest.quarter}：{done}/{of} 次按时", f"{latest.quarter}: {done} of {of} in time")
    for n in range(1, max(len(row.data) for row in contracts) + 1):
        yield f"report-{n}", Kept(_mood(done, of), words)


def _mood(kept: int, due: int) -> str:
    return "good" if kept >= due else "warn"
