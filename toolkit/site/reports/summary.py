"""The first page: six figures with target and last year, what every page says in a line, and how far it can be trusted (M.2 1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.plan.sheets import Sheet, Value
from toolkit.site.gathered.wording import number, percent, signed, yuan
from toolkit.site.reports.brief import QUARTER_RESULTS, Brief
from toolkit.site.reports.pieces import points, sheet, words
from toolkit.topics.communication.rules import NetworkTrust
from toolkit.topics.evaluation.records.vocabularies import NOT_RATED
from toolkit.topics.evaluation.rules import NetworkGrades, NetworkReceivables, NetworkSales, NetworkStock
from toolkit.topics.segment.rules import NetworkLoyalty


@dataclass(frozen=True, slots=True)
class Kpi:
    """A key figure: as people read it, with what it is held against; and as numbers for the workbook, with their unit."""

    name: Text
    shown: Text
    note: Text
    value: Decimal | None
    unit: Text
    target: Decimal | None = None
    earlier: Decimal | None = None
    of: Text = NO_TEXT


CNY, PERCENT = Text("元", "CNY"), Text("%")
DEALERS, SCORE = Text("家", "dealers"), Text("分", "points")
ALL = Decimal(100)


def kpis(brief: Brief) -> tuple[Kpi, ...]:
    """Returns the six key figures that are known."""
    return (*_of_quarter(brief), *(_of_today(brief) if brief.current else ()))


def _of_quarter(brief: Brief) -> Iterator[Kpi]:
    sales, owed = brief.held(NetworkSales), brief.held(NetworkReceivables)
    grades, stock = brief.held(NetworkGrades), brief.held(NetworkStock)
    if sales is not None:
        done, grown = percent(sales.attainment), signed(sales.growth)
        note = Text(f"目标 {yuan(sales.target).zh}，完成 {done}，同比 {grown}", f"target {yuan(sales.target).within('en')}, {done} reached, {grown} on last year")  # fmt: skip
        yield Kpi(Text("净进货额", "Net sell-in"), yuan(sales.net), note, sales.net, CNY, sales.target or None, sales.last_year or None, brief.basis)  # fmt: skip
    if grades is not None:
        earlier = brief.earlier(NetworkGrades)
        was = earlier.good_share if earlier else None
        note = Text(f"已评级 {grades.rated} 家，上年同季 {percent(was, 0)}", f"of {grades.rated} rated; a year before {percent(was, 0)}")  # fmt: skip
        yield Kpi(Text("A、B 级占比", "Grades A and B"), Text(percent(grades.good_share, 0)), note, _hundred(grades.good_share), PERCENT, None, _hundred(was), brief.basis)  # fmt: skip
    if owed is not None:
        before = brief.earlier(NetworkReceivables)
        was = before.overdue_share if before else None
        note = Text(f"应收 {yuan(owed.closing).zh}，上年同季 {percent(was)}", f"of {yuan(owed.closing).within('en')}; a year before {percent(was)}")  # fmt: skip
        yield Kpi(Text("应收逾期占比", "Receivables overdue"), Text(percent(owed.overdue_share)), note, _hundred(owed.overdue_share), PERCENT, None, _hundred(was), brief.basis)  # fmt: skip
    if stock is not None:
        old = brief.earlier(NetworkStock)
        was = old.aged_share if old else None
        note = Text(f"库存 {yuan(stock.closing).zh}，上年同季 {percent(was)}", f"of {yuan(stock.closing).within('en')}; a year before {percent(was)}")  # fmt: skip
        yield Kpi(Text("滞销临期占比", "Aged stock"), Text(percent(stock.aged_share)), note, _hundred(stock.aged_share), PERCENT, None, _hundred(was), brief.basis)  # fmt: skip


def _of_today(brief: Brief) -> Iterator[Kpi]:
    trust, held = brief.now(NetworkTrust), brief.now(NetworkLoyalty)
    if trust is not None and trust.trust is not None:
        note = Text(
            f"一年前 {number(trust.trust_before)}，截至日", f"a year before {number(trust.trust_before)}; as of today"
        )
        shown = Text(f"{number(trust.trust)} 分", f"{number(trust.trust)} points")
        yield Kpi(Text("我方信任指数", "Our trust index"), shown, note, trust.trust, SCORE, None, trust.trust_before, brief.today)  # fmt: skip
    if held is not None:
        high = dict(held.risks).get("high", 0)
        note = Text(f"合作中 {held.active} 家，一年前 {held.held} 家，截至日", f"of {held.active} in business, {held.held} a year before; as of today")  # fmt: skip
        yield Kpi(Text("流失高风险", "High risk of leaving"), Text(f"{high} 家", str(high)), note, Decimal(high), DEALERS, of=brief.today)  # fmt: skip


def _hundred(part: Decimal | None) -> Decimal | None:
    return None if part is None else part * ALL


def trusted(brief: Brief) -> tuple[Text, ...]:
    """Returns how far the report can be trusted: what is provisional, missing, or of another day than the quarter's last."""
    found = []
    if brief.waiting:
        found.append(Text(f"暂定：{brief.waiting} 家的考核还没有签发，数字还会变。", f"Provisional: {brief.waiting} evaluations are not issued, so figures may change."))  # fmt: skip
    unrated = sum(row.grade == NOT_RATED for row in brief.evaluations)
    if unrated:
        found.append(
            Text(f"{unrated} 家不评级，不计入等级占比。", f"Not rated and left out of shares of grades: {unrated}.")
        )
    owed = brief.held(NetworkReceivables)
    if owed is not None and owed.unknown:
        found.append(Text(f"{owed.unknown} 家应收数据不全，未计入。", f"Left out of receivables for gaps in their data: {owed.unknown}."))  # fmt: skip
    if all(brief.held(model) is None for model in QUARTER_RESULTS):
        found.append(Text("本季还没有季度数据：销售、考核、应收和库存各页空着。", "The quarter has no data yet: pages on sales, grades, receivables and stock are empty."))  # fmt: skip
    today = Text(f"覆盖、招商、合作、风险和待决事项是{brief.today.zh}的状态，不是季末的。", f"Coverage, recruitment, relations, risk and decisions are {brief.today.en.lower()[:2]}{brief.today.en[2:]}, not of the quarter's end.")  # fmt: skip
    older = Text("这是补印的旧季度：当前状态的各页只在最近两季的报告里。", "An older quarter, printed again: pages on standings of today are in the reports of the last two quarters only.")  # fmt: skip
    return (*found, today if brief.current else older)


def heading(brief: Brief) -> Text:
    """Returns the answer of the whole report in a sentence."""
    sales, grades = brief.held(NetworkSales), brief.held(NetworkGrades)
    if sales is None:
        return Text(f"{brief.quarter} 还没有销售数据", f"{brief.quarter} has no sales data yet")
    done = percent(sales.attainment)
    reached = sales.attainment is not None and sales.attainment >= 1
    zh = f"{'达到' if reached else '未达'}目标：完成 {done}，同比 {signed(sales.growth)}"
    en = f"Target {'reached' if reached else 'missed'}: {done}, {signed(sales.growth)} on last year"
    if grades is None:
        return Text(zh, en)
    return Text(
        f"{zh}；{grades.better} 家升级、{grades.worse} 家降级", f"{en}; {grades.better} dealers up, {grades.worse} down"
    )


def sheets(brief: Brief) -> tuple[Sheet, ...]:
    """Returns the key figures as numbers."""
    columns = (words("指标", "Figure"), points("数值", "Value", ""), words("单位", "Unit"), points("目标", "Target", ""), points("上年同期", "A year before", ""), words("口径", "Of"), words("说明", "Note", 50))  # fmt: skip
    rows: tuple[tuple[Value, ...], ...] = tuple((row.name, row.value, row.unit, row.target, row.earlier, row.of, row.note) for row in kpis(brief))  # fmt: skip
    return (sheet(brief, Text("摘要", "Summary"), columns, rows, policies=brief.policies, notes=trusted(brief)),)
