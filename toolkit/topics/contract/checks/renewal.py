"""Renewals: decided in time, without a gap, and on the dealer's results."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from toolkit.kernel.problem import Problem, ProblemKind, Related
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.contract.records import Contract, ReviewPolicy
from toolkit.topics.contract.rules.amending import terms_on
from toolkit.topics.contract.rules.limits import REVIEW, renewal_window
from toolkit.topics.contract.rules.renewal import is_decided, notice_by, opens_on
from toolkit.topics.contract.rules.standing import contracts_of, in_force_span
from toolkit.topics.contract.rules.standing import in_force as binds
from toolkit.topics.dealer.records import DealerProfile, Transition
from toolkit.topics.dealer.rules import RUNNING, history, state
from toolkit.topics.evaluation.records.vocabularies import NOT_RATED
from toolkit.topics.evaluation.rules.results import Evaluation, EvaluationStanding
from toolkit.topics.topic import Check

QUARTERS = 4

UNDECIDED = ProblemKind(
    "CTR761",
    "warning",
    Text(
        "合同 {days} 天后期满，续约通知最迟 {by}，还没有商谈、新合同或不续约的决定",
        "the contract ends in {days} days, the renewal notice is due by {by}; there are no talks, next contract or decision",
    ),
    Text("登记续约谈判、新合同草案，或转入续约、清退", "record talks, a draft, or the state renewing or terminating"),
)
NOTICE_MISSED = ProblemKind(
    "CTR762",
    "error",
    Text(
        "续约通知期限 {by} 已过，续约与否还没有决定",
        "the renewal notice was due by {by}, and nothing is decided yet",
    ),
    Text(
        "我方未按期告知的，对方可要求顺延（通用条款“期限与续约”第4款）；今天就通知",
        "where we failed to tell, the dealer may ask for an extension (article on the term, paragraph 4): tell it today",
    ),
)
GAP = ProblemKind(
    "CTR763",
    "error",
    Text(
        "与前一合同 {other} 之间有 {days} 天没有合同（{first} 至 {last}）",
        "{days} days without a contract after {other} ({first} to {last})",
    ),
    Text("新合同自前一合同终止次日起；已有空档的另签书面确认", "let it begin the day after; confirm in writing what was done in between"),
)  # fmt: skip
NO_MEAN = ProblemKind(
    "CTR764",
    "warning",
    Text(
        "续约没有四季平均可看：近四季只有 {known} 季评级，至少要 {least} 季",
        "the renewal has no mean of four quarters: {known} of the last four are rated, {least} are needed",
    ),
    Text("补齐考核，或由总经理书面说明", "complete the evaluations, or let the general manager say why not"),
)
NEGOTIATE = ProblemKind(
    "CTR765",
    "info",
    Text(
        "近四季平均 {mean}，低于 {offer}：续约先商谈改进条件",
        "the mean of four quarters is {mean}, below {offer}: a renewal is negotiated, with what has to improve",
    ),
)
NEEDS_GM = ProblemKind(
    "CTR766",
    "error",
    Text(
        "近四季平均 {mean}，低于 {least}：续约须总经理批准",
        "the mean of four quarters is {mean}, below {least}: a renewal needs the general manager",
    ),
    Text("在转入续约的 approvals 里登记 GM", "record GM under approvals of the transition to renewing"),
)


def decided(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Before a contract runs out somebody decides what follows, and says so while the notice still counts.

    The window opens as many days before the end as the review policy says (90 in the standard); the notice is the contract's own
    (reference B, active to renewing; F.1, term). Talks, a next contract, an early ending, or a dealer that renews or
    leaves count as a decision.

    中文：合同到期前有人决定以后怎么办，而且赶在通知还有用的时候。提前多少天开始，由审查政策规定；通知期按合同。商谈、下
    一份合同、提前终止，或转入续约、清退，都算已经决定。
    """
    window = renewal_window(network, as_of)
    for contract in network.all(Contract):
        by = notice_by(terms_on(network, contract, as_of))
        if by is None or not binds(contract, as_of) or is_decided(network, contract, as_of):
            continue
        if as_of > by:
            yield told(network, NOTICE_MISSED, contract, "term", "end", by=by)
        elif as_of >= opens_on(contract, window):
            days = (contract.term.end - as_of).days
            yield told(network, UNDECIDED, contract, "term", "end", days=days, by=by)


def gaps(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A dealer that goes on has no day without a contract: who is supplied without one has terms that nobody agreed on.

    Told for signed contracts that follow each other while the dealer was running; a dealer that had left and came back is
    another matter (reference B: no gap days; CC 563 para 2 on contracts that go on without a term).

    中文：继续合作的经销商没有一天缺合同：没有合同的供货，谁也没有约定条件。只比较合作期间前后相接的已签合同；离开后又回
    来的是另一回事（民法典第五百六十三条第二款）。
    """
    for profile in network.all(DealerProfile):
        bound = [(span, row) for row in contracts_of(network, profile.id) if (span := in_force_span(row)) is not None]
        bound.sort(key=lambda held: (held[0], held[1].contract_no))
        for n, (after, later) in enumerate(bound[1:], 1):
            before, earlier = max(bound[:n], key=lambda held: held[0].end)
            days = (after.first - before.end).days
            if days > 0 and state(profile, min(before.end, as_of)) in RUNNING:
                there = Related(
                    network.origin(earlier, "term"), Text("前一合同的期限在这里", "the term before is here")
                )
                yield told(
                    network, GAP, later, "term", "start", related=(there,), other=earlier.contract_no, days=days,
                    first=before.end, last=after.first - timedelta(days=1),
                )  # fmt: skip


def results_of_four_quarters(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A renewal looks at the mean of the last four quarters: offered, negotiated, or left to the general manager.

    The marks stand in the review policy (reference B: mean ≥ 70 offer; 60 to 69.9 negotiate; < 60 GM). Means are of the printed
    totals of rated quarters; too few of them make none (0b number 8).

    中文：续约看近四季的考核平均分：续、先谈改进，或由总经理决定，界线写在审查政策里。按已评级季度所印的总分平均，评级季
    度太少的没有平均。
    """
    policy = in_force(network.all(ReviewPolicy), REVIEW, as_of)
    for profile in network.all(DealerProfile) if policy else ():
        step = _renewing(profile, as_of)
        if policy is None or step is None:
            continue
        rule, totals = policy.renewal, last_totals(results, profile.id)
        mean = sum(totals, Decimal(0)) / len(totals) if totals else Decimal(0)
        place = profile.transitions.index(step)
        path, shown = ("transitions", place, "to"), f"{mean:.1f}"
        if len(totals) < rule.least_quarters:
            yield told(network, NO_MEAN, profile, *path, known=len(totals), least=rule.least_quarters)
        elif mean < rule.negotiate and not any(row.role == "GM" for row in step.approvals):
            yield told(network, NEEDS_GM, profile, *path, mean=shown, least=rule.negotiate)
        elif rule.negotiate <= mean < rule.offer:
            yield told(network, NEGOTIATE, profile, *path, mean=shown, offer=rule.offer)


def last_totals(results: Results, dealer: str) -> tuple[Decimal, ...]:
    """Returns the printed totals of the rated quarters among a dealer's last four."""
    standing = results.find(EvaluationStanding, dealer)
    quarters = standing.quarters[-QUARTERS:] if standing else ()
    rows = (results.find(Evaluation, f"{dealer}/{quarter}") for quarter in quarters)
    return tuple(row.total for row in rows if row and row.total is not None and row.grade != NOT_RATED)


def _renewing(profile: DealerProfile, as_of: date) -> Transition | None:
    """The transition by which a dealer renews on the as-of date, or None."""
    if state(profile, as_of) != "renewing":
        return None
    return next(row for row in reversed(history(profile)) if row.date <= as_of)


CHECKS = (
    Check((UNDECIDED, NOTICE_MISSED), decided),
    Check((GAP,), gaps),
    Check((NO_MEAN, NEGOTIATE, NEEDS_GM), results_of_four_quarters),
)
