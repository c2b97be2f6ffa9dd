"""Goods found and what is asked of the network: codes that can prove something, days in order, changes told in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.company.records import ProductLine
from toolkit.topics.company.rules import work_calendar
from toolkit.topics.conflict.records import Case, SplitProposal
from toolkit.topics.conflict.rules.proposals import policy_of
from toolkit.topics.topic import Check

BEFORE_SHIPPED = ProblemKind(
    "CFL181",
    "error",
    Text("{found} 发现，早于 {shipped} 发货", "found on {found}, before it was shipped on {shipped}"),
    Text("核对追溯记录；对不上的不算数", "look the code up again; what does not fit is not counted"),
)
NOT_CODED = ProblemKind(
    "CFL182",
    "error",
    Text("{line}不赋码，追溯码 {code} 不能证明什么", "{line} bears no codes: {code} proves nothing"),
    Text("换别的证据；没有码就没有证明", "find other evidence: no code, no proof"),
)
FOUND_LATER = ProblemKind(
    "CFL183",
    "error",
    Text("发现日 {found} 还没有到（今天 {today}）", "found on {found}, which is after {today}"),
)
ANSWER_DUE = ProblemKind(
    "CFL184",
    "warning",
    Text("征询后应在 {due} 前答复经销商，还没有决定", "the dealers were asked; they were to have an answer by {due}"),
    Text("总经理给出处理意见，写 decided_on；需要更久的先告知", "the general manager answers, then write decided_on; where it takes longer, say so"),
)  # fmt: skip
NOTICE_SHORT = ProblemKind(
    "CFL185",
    "error",
    Text(
        "{policy} 自 {start} 生效，离决定日 {decided} 不足 {days} 天",
        "{policy} is in force from {start}, less than {days} days after the decision of {decided}",
    ),
    Text("把生效日推后，让经销商有时间准备", "let it begin later, so that dealers have time"),
)


def goods_found(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Goods found were shipped before, and belong to a line that bears codes.

    What has no readable code is not counted (reference J.3), and days that do not fit tell of a code that was read wrong:
    nobody is held to it.

    中文：发现的货是先发货、后发现的，所属产品线赋码。没有可读的追溯码就没有证明；日期对不上，多半是码读错了，不能据此追
    究任何人。
    """
    lines = {sku.code: line for line in network.all(ProductLine) for sku in line.skus}
    for case in network.all(Case):
        for n, row in enumerate(case.trace):
            line = lines.get(row.sku)
            if row.found_on < row.shipped_on:
                yield told(
                    network, BEFORE_SHIPPED, case, "trace", n, "found_on", found=row.found_on, shipped=row.shipped_on
                )
            if row.found_on > as_of:
                yield told(network, FOUND_LATER, case, "trace", n, "found_on", found=row.found_on, today=as_of)
            if line is not None and line.trace == "none":
                yield told(network, NOT_CODED, case, "trace", n, "code", line=line.name, code=row.code)


def answers(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Dealers that were asked about a split get an answer in time, and a new split is told early enough before it counts.

    Both spans stand in the channel policy that the proposal is held against: the general manager's answer in working days,
    the notice of a change in days (reference J.4, J.5; 0b, the dealer's voice).

    中文：征询过经销商的分配方案，按期给出答复；改了的，生效之前留足通知时间。两个期限都写在对照的渠道政策里：总经理的处理
    意见按工作日，变更通知按天。
    """
    calendar = work_calendar(network)
    for proposal in network.all(SplitProposal):
        policy = policy_of(network, proposal.policy)
        if policy is None:
            continue
        if proposal.status == "consulting" and proposal.consulted_on is not None:
            due = calendar.add(proposal.consulted_on, policy.answer_days)
            if due < as_of:
                yield told(network, ANSWER_DUE, proposal, "consulted_on", due=due)
        written = policy_of(network, proposal.becomes) if proposal.becomes else None
        if written is None or proposal.decided_on is None:
            continue
        if written.effective_from < proposal.decided_on + timedelta(days=int(policy.notice_days)):
            given: dict[str, Any] = {
                "policy": written.reference,
                "start": written.effective_from,
                "decided": proposal.decided_on,
            }
            yield told(network, NOTICE_SHORT, proposal, "becomes", days=policy.notice_days, **given)


CHECKS: tuple[Check, ...] = (
    Check((BEFORE_SHIPPED, NOT_CODED, FOUND_LATER), goods_found),
    Check((ANSWER_DUE, NOTICE_SHORT), answers),
)
