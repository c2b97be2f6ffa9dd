"""Trust is repaired as the policy says, step by step, and again where the first repair failed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.communication.checks.place import trust_policy, years
from toolkit.topics.communication.records import Communication, TrustPolicy
from toolkit.topics.communication.rules.repairs import broken, late_steps
from toolkit.topics.communication.rules.standing import TRUST, ledger_of
from toolkit.topics.company.rules import work_calendar
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.topic import Check

GRAVE = 3

NO_REPAIR = ProblemKind(
    "CMN151",
    "warning",
    Text(
        "我方违背了重要度 3 的承诺 {id}，没有信任修复",
        "we broke {id}, a promise of importance 3, and there is no repair",
    ),
    Text(
        "在 repairs 立项：认账、书面补救、总经理电话、退出检验",
        "open one in repairs: admit, written remedy, the general manager's call, exit check",
    ),
)
REMEDY_LATE = ProblemKind(
    "CMN152",
    "warning",
    Text("书面补救应在 {due} 前给出", "the written remedy was due by {due}"),
)
NO_CALL = ProblemKind(
    "CMN153",
    "warning",
    Text("重要度 3 的失信，总经理还没有打电话", "importance 3, and the general manager has not called"),
)
NO_CHECK = ProblemKind(
    "CMN154",
    "warning",
    Text("退出检验应在 {due} 前做", "the exit check was due by {due}"),
    Text(
        "查补救是否做到、同类问题是否再犯，并问经销商",
        "check the remedy and whether it happened again, and ask the dealer",
    ),
)
UNKNOWN_PROMISE = ProblemKind("CMN155", "error", Text("没有承诺 {id}", "there is no promise {id}"))
NO_ADMIT = ProblemKind(
    "CMN156",
    "warning",
    Text("立项后到 {due} 还没有认账", "opened, and not admitted by {due}"),
    Text("先认账，再谈补救：写 admitted_on", "admit first, then mend: fill admitted_on"),
)
STEP_LATE = ProblemKind(
    "CMN157",
    "warning",
    Text("修复步骤 {id} 应在 {due} 前完成", "the step {id} of the repair was due by {due}"),
    Text(
        "再失约一次就更难修复：今天先告诉经销商哪天做完",
        "another broken day makes it worse: tell the dealer today when it will be done",
    ),
)
FAILED = ProblemKind(
    "CMN158",
    "warning",
    Text("退出检验没有通过，没有接着修复", "the exit check failed, and no repair follows it"),
    Text("另立一项，follows 写这一项的编号", "open another and name this one in follows"),
)
MANY_BROKEN = ProblemKind(
    "CMN159",
    "warning",
    Text(
        "期内违背承诺 {count} 项，达到 {most} 项，没有信任修复",
        "{count} promises broken within the window, {most} start a repair, and there is none",
    ),
)
NO_TEST = ProblemKind("CMN150", "error", Text("没有退出检验就写了通过", "passed without an exit test or its day"))
UNKNOWN_REPAIR = ProblemKind("CMN149", "error", Text("没有修复 {id}", "there is no repair {id}"))


def repair(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Broken trust is repaired: admit, a written remedy within five working days, a call, a check after 30 days (reference H.6).

    A promise of importance 3 that we broke has a repair of its own, and the general manager calls. The days stand in
    the trust policy.

    中文：失信之后要修复：认账，五个工作日内书面补救，打电话，三十天后检验。我方违背了重要度 3 的承诺，单独立项并由总经
    理打电话。天数写在信任政策里。
    """
    calendar = work_calendar(network)
    for year in years(network):
        policy = trust_policy(network, as_of)
        if policy is None:
            return
        ledger = ledger_of(network, year.dealer)
        grave = {row.id: row.importance for row in ledger.commitments}
        mended = {row.commitment for row in ledger.repairs}
        for n, promise in enumerate(year.commitments):
            broken = promise.side == "brand" and promise.status == "broken" and promise.importance >= GRAVE
            if broken and promise.id not in mended:
                yield told(network, NO_REPAIR, year, "commitments", n, "status", id=promise.id)
        for n, row in enumerate(year.repairs):
            if row.commitment is not None and row.commitment not in grave:
                yield told(network, UNKNOWN_PROMISE, year, "repairs", n, "commitment", id=row.commitment)
            due = calendar.add(row.opened, policy.remedy_days)
            if (row.remedy_on or as_of) > due:
                yield told(
                    network, REMEDY_LATE, year, "repairs", n, "remedy_on" if row.remedy_on else "opened", due=due
                )
            if grave.get(row.commitment or "", 0) >= GRAVE and row.gm_call_on is None and as_of > due:
                yield told(network, NO_CALL, year, "repairs", n, "opened")
            if row.remedy_on is not None and row.checked_on is None:
                check = row.remedy_on + timedelta(days=policy.check_days)
                if as_of > check:
                    yield told(network, NO_CHECK, year, "repairs", n, "remedy_on", due=check)


def steps(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A repair is admitted before it is mended, its steps are done by their days, and a check that failed is followed by another repair.

    So many broken promises in the policy's window, of whatever importance, start a repair as well: each may be small, and together
    they say that our word does not hold (reference H.6).

    中文：先认账再补救，各步骤按期完成，检验没通过的接着再立一项。修复中再失约一次，就更难修复：今天先告诉经销商哪天做完。
    """
    calendar = work_calendar(network)
    for year in years(network):
        ledger = ledger_of(network, year.dealer)
        known, followed = {row.id for row in ledger.repairs}, {row.follows for row in ledger.repairs}
        for n, row in enumerate(year.repairs):
            policy = in_force(network.all(TrustPolicy), TRUST, row.opened)
            if row.follows is not None and row.follows not in known:
                yield told(network, UNKNOWN_REPAIR, year, "repairs", n, "follows", id=row.follows)
            if policy is not None:
                due = calendar.add(row.opened, policy.remedy_days)
                if (row.admitted_on or as_of) > due:
                    yield told(network, NO_ADMIT, year, "repairs", n, "admitted_on" if row.admitted_on else "opened", due=due)  # fmt: skip
            late = late_steps(row, as_of)
            for k, step in enumerate(row.steps):
                if step.id in late:
                    yield told(network, STEP_LATE, year, "repairs", n, "steps", k, "due", id=step.id, due=step.due)
            if row.passed and (row.exit_test is None or row.checked_on is None):
                yield told(network, NO_TEST, year, "repairs", n, "passed")
            if row.passed is False and row.id not in followed:
                yield told(network, FAILED, year, "repairs", n, "passed")


def many_broken(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """As many promises broken within the window as the trust policy says start a repair, whatever each of them weighs.

    中文：在信任政策的期间内违背承诺达到规定项数，不论每项轻重都要启动修复：单看都小，合起来说明我方的话靠不住。
    """
    policy = trust_policy(network, as_of)
    if policy is None:
        return
    for profile in network.all(DealerProfile):
        ledger = ledger_of(network, profile.id)
        gone = broken(ledger.commitments, policy, as_of)
        if len(gone) < policy.repair_broken:
            continue
        last = max(gone, key=lambda row: (row.due, row.id))
        if any(row.opened >= min(promise.due for promise in gone) for row in ledger.repairs):
            continue
        for year in network.of_dealer(Communication, profile.id):
            if last in year.commitments:
                place = year.commitments.index(last)
                count, most = len(gone), policy.repair_broken
                yield told(network, MANY_BROKEN, year, "commitments", place, "status", count=count, most=most)


CHECKS: tuple[Check, ...] = (
    Check((NO_REPAIR, REMEDY_LATE, NO_CALL, NO_CHECK, UNKNOWN_PROMISE), repair),
    Check((NO_ADMIT, STEP_LATE, FAILED, NO_TEST, UNKNOWN_REPAIR), steps),
    Check((MANY_BROKEN,), many_broken),
)
