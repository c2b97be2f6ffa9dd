"""The pack of a quarterly review: ninety minutes, both sides' results and promises, the quarter to come, the minutes to sign (H.3).

Made from the dealer's view and given to it before the talk; what is agreed there is written into the form on the last page.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text
from toolkit.network.view import Views
from toolkit.plan.artifact import Artifact
from toolkit.plan.composed import Figure, Paper, Part, Row, composed, day_words
from toolkit.plan.frame import Grid
from toolkit.topics.communication.records import Communication
from toolkit.topics.communication.records.ledger import QuarterlyReview
from toolkit.topics.communication.rules.results import CommunicationStanding
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules import contracts_of, in_force
from toolkit.topics.contract.rules.amending import terms_on
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.evaluation.records import EvaluationPolicy
from toolkit.topics.evaluation.rules.results import Evaluation
from toolkit.topics.incentive.rules import RebateStatement
from toolkit.topics.information.outputs.own import (
    NONE,
    Own,
    files_of,
    line_grid,
    own_of,
    promise_grid,
    promises,
    quarter_facts,
    quarter_name,
    yuan,
)
from toolkit.topics.information.outputs.qbr_ahead import action_grid, coming, minutes_parts, rebates, service
from toolkit.topics.information.rules.periods import finished
from toolkit.topics.topic import Now

TITLE = Text("季度回顾资料")
SECTION = "meetings"
AGENDA = (
    ("上次约定的行动，逐项交账", 10),
    ("结果与考核", 20),
    ("市场与预测", 15),
    ("库存与货款", 10),
    ("贵司的问题与我方的承诺", 15),
    ("下季计划与行动", 15),
    ("签字", 5),
)
"""What is talked about, and how many minutes (reference H.3): ninety in all."""
EXTREMES = 3


def qbr_path(quarter: str, dealer: str) -> str:
    """Returns where the pack of a quarter's review is put."""
    return f"{SECTION}/{quarter}/{dealer}-qbr.pdf"


def packs(views: Views, now: Now) -> Iterator[Artifact]:
    """Yields the pack on the last full quarter for every dealer whose contract is in force."""
    start = fiscal_start(views.internal)
    quarter = str(finished(now.as_of, start, 1)[0])
    for profile in views.internal.all(DealerProfile):
        view = views.of_dealer(profile.id)
        own = own_of(view, profile.id, now.as_of)
        terms = next((row for row in contracts_of(view, profile.id) if in_force(row, now.as_of)), None)
        if own is None or terms is None:
            continue
        result = view.result(Evaluation, f"{profile.id}/{quarter}")
        keys = files_of(own, quarter)
        keys += ((EvaluationPolicy, result.policy),) if result is not None else ()
        sources = view.paths(keys)
        paper = _paper(own, quarter, result, terms_on(view, terms, now.as_of))
        yield Artifact(qbr_path(quarter, profile.id), composed(paper, now.stamp(sources)), "dealer", because=sources)


def _paper(own: Own, quarter: str, result: Evaluation | None, terms: Contract) -> Paper:
    reviews = sorted(
        (
            row
            for book in own.view.of_dealer(Communication, own.dealer)
            for row in book.reviews
            if row.quarter <= quarter
        ),
        key=lambda row: row.quarter,
    )
    held = next((row for row in reviews if row.quarter == quarter and row.date <= own.as_of), None)
    before = next((row for row in reversed(reviews) if row.quarter < quarter), None)
    policy = own.view.find(EvaluationPolicy, result.policy) if result is not None else None
    parts = (
        Part(figures=_figures(own, quarter, result), grids=(_agenda(),)),
        _last_actions(own, before),
        *_results(own, quarter, result),
        _promised(own),
        service(own),
        rebates(own, quarter),
        *coming(own, quarter, terms),
        *minutes_parts(own, quarter, held),
    )
    return Paper(
        document=TITLE,
        finding=_finding(quarter, result),
        party=own.party,
        parts=parts,
        state="final" if held is not None and held.signed else "draft",
        identifier=f"{own.dealer}/{quarter}/qbr",
        period=Text(quarter_name(quarter)),
        version=Text(f"{policy.name.zh} {policy.version}" if policy is not None else "考核未出"),
        signed=((Text("甲方"), own.company.legal_name), (Text("乙方"), own.profile.name)),
        fillable=held is None,
        dense=True,
        fields=own.fields,
    )


def _finding(quarter: str, result: Evaluation | None) -> Text:
    if result is None or result.total is None:
        return Text(f"{quarter_name(quarter)}：还没有考核结果，先谈事实和下季")
    change = (
        f"，比上季{'高' if result.delta >= 0 else '低'} {number_text(abs(result.delta))} 分" if result.delta else ""
    )
    trial = "" if result.version else "（试算，尚未签发）"
    return Text(f"{quarter_name(quarter)}考核 {number_text(result.total, 1)} 分{_grade(result)}{change}{trial}")


def _grade(result: Evaluation) -> str:
    return f"，{result.grade} 级" if result.grade in ("A", "B", "C", "D") else "，不评级"


def _figures(own: Own, quarter: str, result: Evaluation | None) -> tuple[Figure, ...]:
    talk = own.view.result(CommunicationStanding, own.dealer)
    trust = f"{number_text(talk.trust, 1)} 分" if talk is not None and talk.trust is not None else "暂无"
    theirs = f"{number_text(talk.dealer_index, 1)} 分" if talk is not None and talk.dealer_index is not None else "暂无"
    rebate = own.view.result(RebateStatement, f"{own.dealer}/{quarter}")
    total = f"{number_text(result.total, 1)} 分" if result is not None and result.total is not None else "暂无"
    group = result.peer_median if result is not None else None
    peers = Text(f"同组中位数 {number_text(group, 1)} 分" if group is not None else "同组不足，不比较")
    return (
        (Text("考核"), total, peers),
        (Text("我方信任指数"), trust, Text("满分 100 分")),
        (Text("贵司守信指数"), theirs, Text("满分 100 分")),
        (Text("本季返利应付"), yuan(rebate.payable) if rebate is not None else "暂无", Text("见结算单")),
    )


def _agenda() -> Grid:
    rows = tuple((str(number), what, str(minutes)) for number, (what, minutes) in enumerate(AGENDA, 1))
    total = sum(minutes for _, minutes in AGENDA)
    head = (Text("项"), Text("议程"), Text("时间（分钟）"))
    return Grid(head, rows, numbers=(2,), narrow=(0,), total=("", "合计", str(total)))


def _last_actions(own: Own, before: QuarterlyReview | None) -> Part:
    rows = before.actions if before is not None else ()
    kept = sum(row.done is not None and row.done <= row.due for row in rows)
    title = f"上次约定 {len(rows)} 项行动，按期完成 {kept} 项" if rows else "上次约定的行动"
    text = (before.minutes,) if before is not None else ()
    when = f"上次回顾：{quarter_name(before.quarter)}，{day_words(before.date).zh}" if before is not None else ""
    return Part(
        Text(title),
        paragraphs=text,
        grids=(action_grid(own, rows),),
        notes=(Text(when),) if when else (),
        empty=Text("没有上一次季度回顾的记录。"),
    )


def _results(own: Own, quarter: str, result: Evaluation | None) -> Iterator[Part]:
    if result is None:
        yield Part(Text("考核"), empty=Text("本季考核还没有结果：数据冻结后补发。"))
    else:
        rows = tuple(
            (row.name, f"{number_text(row.weight)}%", NONE if row.score is None else number_text(row.score, 1))
            for row in result.dimensions
        )
        scored = [(i.score, i.name.zh) for d in result.dimensions for i in d.indicators if i.score is not None]
        best = "、".join(
            f"{name} {number_text(score, 1)} 分" for score, name in sorted(scored, reverse=True)[:EXTREMES]
        )
        worst = "、".join(f"{name} {number_text(score, 1)} 分" for score, name in sorted(scored)[:EXTREMES])
        facts: list[Row] = [(Text("得分最高"), best or NONE), (Text("得分最低"), worst or NONE)]
        facts.append((Text("扣分"), f"{number_text(result.deducted)} 分，{len(result.deductions)} 起"))
        head = (Text("维度"), Text("权重"), Text("得分（分）"))
        yield Part(Text("考核各维度"), grids=(Grid(head, rows, numbers=(1, 2)),), facts=tuple(facts))
    facts_held = quarter_facts(own, quarter)
    yield Part(
        Text("销售与库存（不含税）"),
        grids=(line_grid(own, facts_held),) if facts_held is not None else (),
        empty=Text("本季数据还没有上报。"),
    )


def _promised(own: Own) -> Part:
    rows = promises(own)
    ours = [row for row in rows if row.side == "brand"]
    late = sum(row.due < own.as_of for row in ours)
    title = f"未兑现的承诺：我方 {len(ours)} 项（逾期 {late} 项），贵司 {len(rows) - len(ours)} 项"
    return Part(
        Text(title if rows else "双方的承诺"), grids=(promise_grid(own, rows),), empty=Text("双方没有未兑现的承诺。")
    )
