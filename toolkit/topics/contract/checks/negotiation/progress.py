"""Whether a draft was begun too early, and whether talks, answers and minutes keep their pace."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from toolkit.kernel.problem import Problem, ProblemKind, Related
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told, told_at_key
from toolkit.topics.company.rules import work_calendar
from toolkit.topics.contract.records import Negotiation
from toolkit.topics.contract.records.negotiation_words import LINE_STATES, NEGOTIATION_TOPICS
from toolkit.topics.contract.rules.negotiation import governing, lack_text, lacks
from toolkit.topics.contract.rules.negotiation.readiness import rounds_until, status_of, talks
from toolkit.topics.market.rules import regions
from toolkit.topics.topic import Check

OPEN = ProblemKind(
    "CTR801",
    "error",
    Text(
        "合同 {contract} 已经起草，但必谈事项“{topic}”{status}",
        "the contract {contract} is being drafted, but the mandatory topic “{topic}” is {status}",
    ),
    Text("谈定后在新的一轮里写 status: agreed 和谈定内容，再起草", "agree on it in another round first"),
)
UNANSWERED = ProblemKind(
    "CTR802",
    "error",
    Text(
        "合同 {contract} 已经起草，但第 {no} 条关切没有答复",
        "the contract {contract} is being drafted, but concern {no} has no answer",
    ),
    Text("先答复；做不到的写明理由，不能不答", "answer it first; where it cannot be met, say why"),
)
UNCONFIRMED = ProblemKind(
    "CTR803",
    "error",
    Text(
        "合同 {contract} 已经起草，但第 {no} 轮纪要未经对方确认",
        "the contract {contract} is being drafted, but the minutes of round {no} are not confirmed",
    ),
    Text("请对方确认后登记 minutes_confirmed", "have them confirmed and record minutes_confirmed"),
)
CONFIRM_LATE = ProblemKind(
    "CTR804",
    "warning",
    Text(
        "第 {no} 轮纪要超过 {days} 个工作日未经对方确认",
        "the minutes of round {no} have waited more than {days} working days to be confirmed",
    ),
    Text("趁记忆还新，当天发出、逐条核对", "send them the same day and go through them while memories are fresh"),
)
ANSWER_LATE = ProblemKind(
    "CTR805",
    "warning",
    Text(
        "第 {no} 条关切超过 {days} 个工作日没有答复",
        "concern {no} has waited more than {days} working days for an answer",
    ),
    Text("还没有结论也先说明何时答复", "where there is no answer yet, say when there will be one"),
)
QUIET = ProblemKind(
    "CTR806",
    "warning",
    Text("已有 {days} 天没有再谈，超过 {most} 天", "no round for {days} days, more than {most}"),
    Text("约下一轮，或写明终止谈判", "agree on the next round, or record that the talks ended"),
)
ENDED_OPEN = ProblemKind(
    "CTR807",
    "error",
    Text("写了谈成，但还缺：{missing}", "it ended as agreed, but still lacks: {missing}"),
    Text("补齐后再结束，或改为终止谈判", "complete it first, or record that the talks broke off"),
)
NO_REASON = ProblemKind(
    "CTR808",
    "error",
    Text("终止谈判没有写原因", "the talks broke off, and no reason is given"),
    Text("写明 reason：下次再谈时要用", "give the reason: it matters when you meet again"),
)


def drafted(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """No contract is drafted while a mandatory topic is open, a concern has no answer, or minutes are not confirmed.

    The draft begins when the negotiation names its contract. Which topics are mandatory, the negotiation policy says that
    was in force when the talks opened (reference A.9, B negotiating → drafted). Amendments name the contract that they change
    and are not drafts.

    中文：必谈事项没谈定、关切没答复、纪要没确认，就不起草合同。谈判记录写上合同编号即为开始起草；哪些必谈，按启动谈判那
    天生效的谈判政策。补充协议只写所变更的合同，不算起草。
    """
    tree = regions(network)
    for row in network.all(Negotiation):
        if row.contract is None or row.purpose == "amendment":
            continue
        by_topic = talks(row, as_of)
        concerns = {concern.no: place for place, concern in enumerate(row.concerns)}
        rounds = {held.no: place for place, held in rounds_until(row, as_of)}
        for lack in lacks(row, governing(network, row), as_of, tree):
            if lack.what == "open":
                last = by_topic[lack.topic][-1] if lack.topic in by_topic else None
                place = network.origin(row, *last.path, "status") if last else None
                there = (Related(place, Text("最近一轮谈到这里", "last spoken of here")),) if place else ()
                status = LINE_STATES.label(status_of(lack.topic, by_topic))
                topic = NEGOTIATION_TOPICS.label(lack.topic)
                yield told(
                    network, OPEN, row, "contract", related=there, contract=row.contract, topic=topic, status=status
                )
            elif lack.concern is not None:
                path = ("concerns", concerns[lack.concern], "text")
                yield told(network, UNANSWERED, row, *path, contract=row.contract, no=lack.concern)
            elif lack.what == "unconfirmed" and lack.round is not None:
                yield told(
                    network, UNCONFIRMED, row, "rounds", rounds[lack.round], "no", contract=row.contract, no=lack.round
                )


def pace(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """While talks go on, minutes are confirmed, concerns answered and rounds held without long pauses.

    The negotiation policy says within how many working days, and how long a pause may be (reference A.9). A dealer that hears
    nothing for weeks looks elsewhere. Once the draft is begun, what is missing is an error of its own.

    中文：谈判期间，纪要按时确认、关切按时答复、各轮之间不拖太久，期限写在谈判政策里。几个星期没有消息的经销商会去找别家。
    起草之后，欠缺的就成为错误。
    """
    calendar = work_calendar(network)
    for row in network.all(Negotiation):
        policy = governing(network, row)
        if policy is None or row.contract is not None or row.ended is not None:
            continue
        held = rounds_until(row, as_of)
        for place, one in held:
            if one.minutes_confirmed is None and calendar.add(one.date, policy.confirmation_days) < as_of:
                yield told(network, CONFIRM_LATE, row, "rounds", place, "no", no=one.no, days=policy.confirmation_days)
        raised = {one.no: one.date for _, one in held}
        for place, concern in enumerate(row.concerns):
            since = raised.get(concern.round)
            if concern.answered is None and since is not None and calendar.add(since, policy.answer_days) < as_of:
                yield told(network, ANSWER_LATE, row, "concerns", place, "text", no=concern.no, days=policy.answer_days)
        last = held[-1][1].date if held else row.opened
        if last + timedelta(days=policy.quiet_days) < as_of:
            path = ("rounds", held[-1][0], "date") if held else ("opened",)
            yield told(network, QUIET, row, *path, days=(as_of - last).days, most=policy.quiet_days)


def endings(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Talks that ended as agreed lack nothing; talks that broke off say why (reference A.9, B).

    中文：谈成的什么都不缺，没谈成的写明原因。原因下次再谈时有用。
    """
    tree = regions(network)
    for row in network.all(Negotiation):
        if row.ended is None:
            continue
        if row.ended.result == "broken_off":
            if row.ended.reason is None:
                yield told_at_key(network, NO_REASON, row, "ended")
        elif row.contract is None or row.purpose == "amendment":
            missing = [lack_text(lack) for lack in lacks(row, governing(network, row), row.ended.date, tree)]
            if missing:
                listed = Text("；".join(m.zh for m in missing), "; ".join(m.en for m in missing))
                yield told(network, ENDED_OPEN, row, "ended", "result", missing=listed)


CHECKS: tuple[Check, ...] = (
    Check((OPEN, UNANSWERED, UNCONFIRMED), drafted),
    Check((CONFIRM_LATE, ANSWER_LATE, QUIET), pace),
    Check((ENDED_OPEN, NO_REASON), endings),
)
