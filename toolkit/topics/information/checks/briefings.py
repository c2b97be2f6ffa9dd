"""New products: every dealer is told before the launch, understands, has its concerns answered and a plan of both sides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.network.results import Results
from toolkit.network.telling import told, told_at_key
from toolkit.sources.document import Step
from toolkit.topics.company.records import ProductLine
from toolkit.topics.company.rules import work_calendar
from toolkit.topics.information.records import Briefing, BriefingPolicy, DealerInformation, ProductLaunch
from toolkit.topics.information.rules.briefings import (
    BRIEFING,
    briefings_of,
    open_concerns,
    plan_state,
    products,
    state_of,
    talks,
    tell_by,
)
from toolkit.topics.information.rules.reach import Reach
from toolkit.topics.topic import Check

Row = tuple[DealerInformation, int, Briefing]
FULL = 100

UNKNOWN_SKU = ProblemKind(
    "INF301",
    "error",
    Text("产品线里没有货号 {sku}", "no product line has the SKU {sku}"),
    Text("文件名就是货号", "the file's name is the SKU"),
)
NOT_TOLD = ProblemKind(
    "INF302",
    "warning",
    Text("{sku} 已于 {day} 上市，有授权而未告知：{who}", "{sku} was launched on {day}; granted but not told: {who}"),
    Text("先当面讲，再供货；谁负责、哪天讲，今天定下来", "tell them in person before goods leave; settle today who does it and when"),
)  # fmt: skip
TOLD_LATE = ProblemKind(
    "INF303",
    "warning",
    Text("{sku} 应在 {due} 前告知", "{sku} was to be told by {due}"),
    Text(
        "铺货和培训来不及的，首批可以晚一点",
        "where stocking and training cannot be ready, the first goods may come later",
    ),
)
NOT_CHECKED = ProblemKind(
    "INF304",
    "warning",
    Text("{sku} 讲过了，应在 {due} 前确认听懂", "{sku} was told; whether it was understood was to be checked by {due}"),
    Text("用三道问题，或请对方复述", "ask three questions, or have it retold"),
)
NOT_AGAIN = ProblemKind(
    "INF305",
    "warning",
    Text(
        "{sku} 没有完全听懂，应在 {due} 前再讲一次", "{sku} was not fully understood and was to be told again by {due}"
    ),
    Text("换一种讲法：没听懂是我方没讲清", "tell it another way: that it was not clear is our fault"),
)
UNANSWERED = ProblemKind(
    "INF306",
    "warning",
    Text("担心“{concern}”应在 {due} 前答复", "the concern “{concern}” was to be answered by {due}"),
    Text("先答能答的，其余写明哪天答", "answer what can be answered, and give a day for the rest"),
)
NO_PLAN = ProblemKind(
    "INF307",
    "warning",
    Text("{sku} 已上市，没有共同计划", "{sku} is launched and there is no joint plan"),
    Text("首批、网点、培训、期限，双方商定；不想做也写明", "agree on first order, outlets, training and a day; or write that the dealer does not want to"),
)  # fmt: skip
PLAN_LATE = ProblemKind(
    "INF308",
    "warning",
    Text("{sku} 的共同计划 {due} 到期，没有结果", "the joint plan of {sku} was due on {due} and has no result"),
    Text("写结果，或一起改期", "write what came of it, or agree on another day"),
)
NO_LAUNCH = ProblemKind(
    "INF309",
    "warning",
    Text("{sku} 处于导入期，没有一家经销商被告知", "{sku} is being launched and no dealer was told of it"),
    Text(
        "写 content/launches/{sku}.yaml，并逐家记录预沟通",
        "write content/launches/{sku}.yaml and a briefing for each dealer",
    ),
)
ORDER = ProblemKind(
    "INF310",
    "error",
    Text("{later} 早于 {earlier}", "{later} comes before {earlier}"),
    Text("核对日期", "look at the days"),
)
SCORE = ProblemKind(
    "INF311",
    "error",
    Text("得分应在 0 至 100；问答须有得分", "a score lies between 0 and 100, and a quiz has one"),
)
HALF_ANSWER = ProblemKind(
    "INF312",
    "error",
    Text("答复和答复日要么都写，要么都不写", "an answer and its day are given together"),
)
TWICE = ProblemKind(
    "INF313",
    "error",
    Text("{sku} 的预沟通在两个年度文件里", "the briefing on {sku} stands in two years' files"),
    Text("并到第一次告知的那一年", "put it into the year of the first talk"),
)


def launches(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """By its launch, every dealer that may sell a product was told of it; a product being launched has a launch on record.

    New products are talked over with dealers first (reference 0b, PN; mission B4.3): who hears of it with the goods
    cannot plan. Dealers that joined later are told when their grant begins.

    中文：新品上市前，凡可以销售它的经销商都已被告知；处于导入期的产品有上市记录。货到了才听说，对方无从安排；后来签约的，
    从授权开始时告知。
    """
    reach, catalogue, held = Reach(network), products(network), briefings_of(network)
    known = {sku for _, sku in held}
    stages = {sku: row.stage for sku, (_, row) in catalogue.items()}
    for launch in network.all(ProductLaunch):
        if launch.sku not in catalogue:
            yield told(network, UNKNOWN_SKU, launch, "launch_on", sku=launch.sku)
            continue
        if launch.launch_on < launch.announced_on:
            words = Text("上市日", "the launch"), Text("内部公布日", "the announcement")
            yield told(network, ORDER, launch, "launch_on", later=words[0], earlier=words[1])
        if launch.launch_on > as_of or stages[launch.sku] != "launch":
            continue
        to_tell = reach.to_tell(launch, catalogue[launch.sku][0], as_of)
        missing = [d for d in sorted(to_tell) if state_of(held.get((d, launch.sku)), as_of) == "not_told"]
        if missing:
            who = ", ".join(missing)
            yield told(network, NOT_TOLD, launch, "launch_on", sku=launch.sku, day=launch.launch_on, who=who)
    for line in network.all(ProductLine):
        for n, sku in enumerate(line.skus):
            if sku.stage == "launch" and sku.code not in known:
                yield told(network, NO_LAUNCH, line, "skus", n, "stage", sku=sku.code)


def understanding(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A talk comes early enough, its understanding is checked, and what was not understood is told again.

    Telling is not enough: a dealer that nods and sells it wrongly was not told (reference 0b, PN; mission B4.3).

    中文：新品预沟通要早，讲过要确认听懂，没听懂的再讲一次。只讲不够：点了头又卖错，等于没有讲。用三道问题，或请对方复述。
    """
    calendar = work_calendar(network)
    reach, catalogue = Reach(network), products(network)
    for year, n, row in _rows(network):
        launch, held = network.find(ProductLaunch, row.product), talks(row, as_of)
        policy = _policy(network, launch)
        if launch is None or policy is None or not held or row.product not in catalogue:
            continue
        base = ("briefings", n, "talks")
        first = reach.to_tell(launch, catalogue[row.product][0], as_of).get(year.dealer)
        place = row.talks.index(held[0])
        if first is not None and held[0].told_on > (due := tell_by(launch, first, policy)):
            yield told(network, TOLD_LATE, year, *base, place, "told_on", sku=row.product, due=due)
        last = held[-1]
        place = row.talks.index(last)
        state = state_of(row, as_of)
        if state == "told" and (due := calendar.add(last.told_on, policy.check_days)) < as_of:
            yield told(network, NOT_CHECKED, year, *base, place, "told_on", sku=row.product, due=due)
        elif state == "not_understood" and last.understood is not None:
            due = calendar.add(last.understood.on, policy.again_days)
            if due < as_of:
                yield told_at_key(network, NOT_AGAIN, year, *base, place, "understood", sku=row.product, due=due)


def concerns(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """What a dealer worries about is answered in time, whatever the answer is (reference 0b, PN).

    中文：经销商对新品的担心都按时答复，不论答案如何。先答能答的，其余写明哪天答。
    """
    calendar = work_calendar(network)
    for year, n, row in _rows(network):
        policy = _policy(network, network.find(ProductLaunch, row.product))
        waiting = {concern.id for concern in open_concerns(row, as_of)}
        for k, concern in enumerate(row.concerns):
            path = ("briefings", n, "concerns", k)
            if (concern.answer is None) != (concern.answered_on is None):
                yield told(network, HALF_ANSWER, year, *path, "raised_on")
            if policy is not None and concern.id in waiting:
                due = calendar.add(concern.raised_on, policy.concern_days)
                if due < as_of:
                    yield told(network, UNANSWERED, year, *path, "raised_on", concern=concern.text, due=due)


def plans(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A launched product has a plan of both sides, and the plan comes to a result by its day.

    The first order in it is what the dealer wishes; nobody is made to buy (reference 0b, PN; H.4: no forced orders).

    中文：上市的新品有双方的共同计划，到期有结果。其中的首单是经销商自己愿意订的，谁也不强迫。
    """
    for year, n, row in _rows(network):
        launch, state = network.find(ProductLaunch, row.product), plan_state(row, as_of)
        if launch is None or not talks(row, as_of):
            continue
        if state == "none" and launch.launch_on <= as_of:
            yield told(network, NO_PLAN, year, "briefings", n, "product", sku=row.product)
        elif state == "late" and row.joint_plan is not None:
            path = ("briefings", n, "joint_plan", "due")
            yield told(network, PLAN_LATE, year, *path, sku=row.product, due=row.joint_plan.due)


def sense(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The days of a briefing are in order, scores lie within their scale, and a product stands in one year's file.

    中文：预沟通的日期先后有序，得分在范围之内，一个产品只在一个年度文件里。
    """
    seen: set[tuple[str, str]] = set()
    for year, n, row in _rows(network):
        if (year.dealer, row.product) in seen:
            yield told(network, TWICE, year, "briefings", n, "product", sku=row.product)
        seen.add((year.dealer, row.product))
        for path, later, earlier in _disorder(row):
            yield told(network, ORDER, year, "briefings", n, *path, later=later, earlier=earlier)
        for k, talk in enumerate(row.talks):
            held = talk.understood
            if held is None:
                continue
            if (held.score is None and held.method == "quiz") or (held.score is not None and held.score > FULL):
                where: Step = "result" if held.score is None else "score"
                yield told(network, SCORE, year, "briefings", n, "talks", k, "understood", where)


def _disorder(row: Briefing) -> Iterator[tuple[tuple[Step, ...], Text, Text]]:
    for k, talk in enumerate(row.talks):
        if talk.understood is not None and talk.understood.on < talk.told_on:
            yield ("talks", k, "understood", "on"), Text("确认听懂", "the check"), Text("告知", "the talk")
    for k, concern in enumerate(row.concerns):
        if concern.answered_on is not None and concern.answered_on < concern.raised_on:
            yield ("concerns", k, "answered_on"), Text("答复", "the answer"), Text("提出", "the concern")
    plan, first = row.joint_plan, min((talk.told_on for talk in row.talks), default=None)
    if plan is not None:
        if first is not None and plan.agreed_on < first:
            yield ("joint_plan", "agreed_on"), Text("商定", "the plan"), Text("告知", "the first talk")
        if plan.due < plan.agreed_on:
            yield ("joint_plan", "due"), Text("计划期限", "the plan's last day"), Text("商定", "its agreement")
        if plan.training_on is not None and plan.training_on < plan.agreed_on:
            yield ("joint_plan", "training_on"), Text("培训", "the training"), Text("商定", "the plan's agreement")
        if plan.training_on is not None and plan.training_on > plan.due:
            yield ("joint_plan", "due"), Text("计划期限", "the plan's last day"), Text("培训", "the training")
    if row.result is not None and first is not None and row.result.on < first:
        yield ("result", "on"), Text("结果", "the result"), Text("告知", "the first talk")


def _rows(network: Network) -> Iterator[Row]:
    for year in network.all(DealerInformation):
        for n, row in enumerate(year.briefings):
            yield year, n, row


def _policy(network: Network, launch: ProductLaunch | None) -> BriefingPolicy | None:
    """The version in force when the launch was announced."""
    return in_force(network.all(BriefingPolicy), BRIEFING, launch.announced_on) if launch else None


CHECKS: tuple[Check, ...] = (
    Check((UNKNOWN_SKU, NOT_TOLD, NO_LAUNCH, ORDER), launches),
    Check((TOLD_LATE, NOT_CHECKED, NOT_AGAIN), understanding),
    Check((UNANSWERED, HALF_ANSWER), concerns),
    Check((NO_PLAN, PLAN_LATE), plans),
    Check((TWICE, ORDER, SCORE), sense),
)
