"""Recruitment: the funnel, the days that each stage takes, what each source yields, and candidates side by side (C7, C8, C11)."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.vocabulary import Vocabulary
from toolkit.site.dashboards.board import NONE, Board, Cell, Column, Drawn, Key, Listing, Said, Section
from toolkit.site.dashboards.desk import Desk, count, score, share
from toolkit.site.gathered.recruiting import candidates, funnel_chart, sources_chart, stage_days
from toolkit.topics.dealer.records import STATES, DealerProfile
from toolkit.topics.dealer.rules import RECRUITING, DealerStanding, manager_of
from toolkit.topics.screening.records import Screening
from toolkit.topics.screening.records.vocabularies import DECISIONS, LEAD_SOURCES, TRUTH
from toolkit.topics.screening.rules import Comparison, PipelineFunnel, SourceYield
from toolkit.topics.screening.rules.comparison import CandidateRow

GATES = Vocabulary(
    "gates_together",
    {"pass": ("通过", "passed"), "open": ("未核完", "open"), "fail": ("未通过", "failed")},
)
GATE_MOODS = {"pass": "good", "open": "open", "fail": "bad"}
TRUTH_MOODS = {"consistent": "good", "explained": "good", "unchecked": "open", "doubtful": "warn"}


def recruitment(desk: Desk) -> Board:
    """Returns the dashboard of recruitment."""
    funnel = desk.view.result(PipelineFunnel, "network")
    return Board(
        "recruitment",
        Text("招商", "Recruitment"),
        Text(
            "候选人走到哪一步、卡在哪里、从哪里来，同一区域的候选人怎么比。",
            "How far candidates have come, where they wait, where they come from, and how those for one territory compare.",
        ),
        tuple(_keys(desk, funnel)),
        (_funnel(desk, funnel), _stages(desk), _waiting(desk), _sources(desk), *_comparisons(desk)),
    )


def _keys(desk: Desk, funnel: PipelineFunnel | None) -> Iterator[Key]:
    target = desk.path("recruitment", "funnel")
    if funnel is not None:
        yield _key("有筛选记录的线索", "Leads with a screening", funnel.leads, target)
        yield _key("已进入合作", "Became dealers", funnel.active, target)
        yield _key("淘汰", "Turned down", funnel.out, target)
        yield _key("储备", "In reserve", funnel.pooled, target)
    here = [row for row in desk.view.results(DealerStanding) if row.state in RECRUITING]
    longest = max((row.days_in_state or 0 for row in here), default=0)
    note = Text(f"最久 {longest} 天", f"the longest for {longest} days") if here else NO_TEXT
    label, value = Text("正在洽谈", "Under way now"), Text(f"{len(here)} 家", str(len(here)))
    yield Key(label, value, note, target=desk.path("recruitment", "waiting"))


def _key(zh: str, en: str, number: int, target: str) -> Key:
    return Key(Text(zh, en), Text(f"{number} 家", str(number)), target=target)


def _funnel(desk: Desk, funnel: PipelineFunnel | None) -> Section:
    title = desk.say("招商漏斗", "The funnel")
    if funnel is None:
        why = desk.say(
            "还没有筛选记录。第一条线索登记到 dealers/<编号>/screening.yaml 后，这里画出各阶段的家数。",
            "No screening on record. Once a lead has a dealers/<id>/screening.yaml, its stages are counted here.",
        )
        return Section("funnel", title, (Said(why),))
    chart = funnel_chart(funnel)
    return Section("funnel", title, (Drawn("funnel-chart", chart),), explain=("funnel network",))


def _stages(desk: Desk) -> Section:
    rows = tuple(
        (
            desk.label(STATES, row.subject),
            score(row.median, 1),
            count(row.passed),
            count(row.waiting),
            count(row.longest),
        )
        for row in stage_days(desk.view)
    )
    days = desk.unit("天", "days")
    columns = (
        Column(desk.say("阶段", "Stage")),
        Column(desk.say("停留中位数", "Median stay") + days, numeric=True),
        Column(desk.say("已离开", "Have left"), numeric=True),
        Column(desk.say("现在", "There now"), numeric=True),
        Column(desk.say("其中最久", "Longest now") + days, numeric=True),
    )
    empty = desk.say(
        "还没有阶段变更的记录，算不出停留天数。", "No change of stage is on record, so no stay can be counted."
    )
    title = desk.say("各阶段要多少天", "How long each stage takes")
    return Section(
        "stages",
        title,
        (Listing("stagestable", title, columns, rows, empty),),
        desk.say(
            "补录的变更没有真实日期，不计入中位数。",
            "Changes that were recorded late have no true day and are left out.",
        ),
        explain=("stage",) if rows else (),
        links=desk.policy("pipeline"),
    )


def _waiting(desk: Desk) -> Section:
    screenings = {row.dealer: row for row in desk.view.all(Screening)}
    rows = []
    for row in candidates(desk.view):
        held = screenings.get(row.subject)
        profile = desk.view.find(DealerProfile, row.subject)
        rows.append(
            (
                desk.dealer(row.subject, "screening", note=True),
                desk.label(STATES, row.state),
                count(row.days_in_state),
                desk.market(held.market) if held is not None and held.market else NONE,
                Cell(desk.listed(desk.line(line).text for line in held.lines)) if held is not None else NONE,
                desk.label(LEAD_SOURCES, held.source) if held is not None else NONE,
                desk.staff(manager_of(profile)),
            )
        )
    columns = (
        Column(desk.say("候选人", "Candidate")),
        Column(desk.say("阶段", "Stage"), filter="state"),
        Column(desk.say("已停留", "Waiting for") + desk.unit("天", "days"), numeric=True),
        Column(desk.say("意向市场", "Market")),
        Column(desk.say("产品线", "Lines")),
        Column(desk.say("来源", "Source"), filter="source"),
        Column(desk.say("跟进人", "Seen to by")),
    )
    title = desk.say("正在洽谈的候选人", "Candidates under way")
    empty = desk.say("现在没有正在洽谈的候选人。", "No candidate is under way.")
    return Section("waiting", title, (Listing("waitinglist", title, columns, tuple(rows), empty),), wide=True)


def _sources(desk: Desk) -> Section:
    found = desk.view.results(SourceYield)
    rows = tuple(
        (
            desk.label(LEAD_SOURCES, row.subject),
            count(row.leads),
            count(row.qualified),
            share(row.qualified_rate, 0),
            count(row.signed),
            share(row.signed_rate, 0),
            Cell(f"{row.retained} / {row.due}", key=str(row.retained)),
            Cell(desk.say("样本不足", "too few"), mood="open") if row.few else Cell(desk.say("可比", "enough")),
        )
        for row in found
    )
    heads = ("来源", "线索", "通过初筛", "合格率", "签约", "成交率", "满期仍在合作", "样本")
    english = ("Source", "Leads", "Qualified", "Qualified", "Signed", "Signed", "Retained of due", "Sample")
    columns = tuple(Column(desk.say(*pair), numeric=n in range(1, 7)) for n, pair in enumerate(zip(heads, english, strict=True)))  # fmt: skip
    title = desk.say("哪个来源出经销商", "Which source yields dealers")
    empty = desk.say("还没有线索，比不出来源。", "No lead is on record, so sources cannot be compared.")
    pieces: list[Listing | Drawn] = [Listing("sourcestable", title, columns, rows, empty)]
    finding = ""
    if found:
        pieces.insert(0, Drawn("sources-chart", sources_chart(found)))
    explain = ("source",) if found else ()
    return Section("sources", title, tuple(pieces), finding, True, explain, desk.policy("pipeline"), beside=bool(found))


def _comparisons(desk: Desk) -> Iterator[Section]:
    found = desk.view.results(Comparison)
    if not found:
        title = desk.say("候选人比较", "Candidates compared")
        why = desk.say(
            "没有两家以上争取同一市场和产品线的候选人。", "Nobody seeks the same market and line as another."
        )
        yield Section("comparison", title, (Said(why),))
    for row in found:
        yield _comparison(desk, row)


def _comparison(desk: Desk, row: Comparison) -> Section:
    market, line = desk.market(row.market), desk.line(row.line)
    title = desk.say(f"候选人比较：{market.text}，{line.text}", f"Candidates compared: {market.text}, {line.text}")
    heads = ("候选人", "名次", "总分", "相对首位", "门槛", "豁免", "真实性", "画像缺口", "未答期待", "建议")
    english = ("Candidate", "Rank", "Total", "Relative", "Gates", "Waived", "Claims", "Gaps to ideal", "Expectations open", "Proposed")  # fmt: skip
    numeric = {1, 2, 3, 5, 7, 8}
    columns = tuple(Column(desk.say(*pair), numeric=n in numeric) for n, pair in enumerate(zip(heads, english, strict=True)))  # fmt: skip
    anchor = f"comparison-{row.market}-{row.line}"
    rows = tuple(_candidate(desk, candidate) for candidate in row.rows)
    even = [desk.dealer_name(c.dealer) for c in row.rows if c.even]
    finding = ""
    if len(even) > 1:
        names = desk.listed(even)
        finding = desk.say(f"{names}分数相当，看访谈和考察再定", f"{names} are even: decide by talks and visits")
    elif len(row.rows) == 1:
        finding = desk.say("只有一家，没有可比的", "One candidate only: nothing to compare")
    listing = Listing(f"{anchor}-table", title, columns, rows)
    links = (*desk.policy(row.policy),)
    return Section(anchor, title, (listing,), finding, wide=True, explain=(f"comparison {row.market} {row.line}",), links=links)  # fmt: skip


def _candidate(desk: Desk, row: CandidateRow) -> tuple[Cell, ...]:
    return (
        desk.dealer(row.dealer, "screening", note=True),
        count(row.rank),
        score(row.total, 1),
        score(row.relative, 1),
        desk.label(GATES, row.gates, GATE_MOODS.get(row.gates, "")),
        count(row.waivers),
        desk.label(TRUTH, row.truth, TRUTH_MOODS.get(row.truth, "")),
        count(row.gaps),
        count(row.open_expectations),
        desk.label(DECISIONS, row.proposed) if row.proposed else NONE,
    )
