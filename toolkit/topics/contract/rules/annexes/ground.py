"""Annexes on the territory and on the targets of each quarter."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.topics.company.records import TAX
from toolkit.topics.contract.records import Scope
from toolkit.topics.contract.records import vocabularies as words
from toolkit.topics.contract.rules.terms import NUMBERS
from toolkit.topics.contract.rules.terms.item import Cell, Matter, Section, Table, figure, joined, say, scope_name


def territory(m: Matter) -> tuple[Section, ...]:
    """Returns a table of divisions for each grant, and the revision of the codes."""
    note = say(
        "代码依据国家标准GB/T 2260，数据版本{revision}。行政区划调整的，按{article}处理。",
        "Codes after GB/T 2260, revision {revision}. Changes of divisions are dealt with in {article}.",
        revision=m.regions.revision,
        article=m.article("territory"),
    )
    scopes = (_scope(m, number, scope) for number, scope in enumerate(m.contract.scopes, 1))
    return (*scopes, Section(Text("说明", "Note"), (note,), ()))


def _scope(m: Matter, number: int, scope: Scope) -> Section:
    head = (Text("代码", "Code"), Text("行政区划", "Division"), Text("级别", "Level"), Text("授权", "Granted"))
    inside, outside = Text("经销区域", "granted"), Text("除外", "excepted")
    listed = [(code, inside) for code in scope.regions] + [(code, outside) for code in scope.exclusions]
    rows = tuple((code, m.places((code,)), m.regions.level(code), state) for code, state in listed)
    about = say(
        "{grant}；产品线：{lines}；渠道：{channels}。按县级行政区划计共{n}个。",
        "{grant}; lines: {lines}; channels: {channels}. {n} counties in all.",
        grant=words.GRANTS.label(scope.grant),
        lines=m.line_names(scope.lines),
        channels=joined(words.CHANNELS.label(c) for c in scope.channels),
        n=len(m.regions.expand(scope.regions, scope.exclusions)),
    )
    return Section(scope_name(number), (about,), (Table(head, rows, codes=(0,)),))


def targets(m: Matter) -> tuple[Section, ...]:
    """Returns a table of quarters for each fiscal year, with totals by quarter and by line."""
    held = m.contract.targets
    about = say(
        "单位：元（{tax}）。统计口径和目标性质见专用条款第{basis}项、第{nature}项。",
        "In CNY ({tax}). Basis and nature stand in items {basis} and {nature} of the Particular Terms.",
        tax=TAX.label(held.tax),
        basis=NUMBERS["targets"],
        nature=NUMBERS["target-nature"],
    )
    years = sorted({row.year for row in held.years})
    if not years:
        return (Section(Text("说明", "Note"), (Text("未约定销售目标。", "No targets are agreed."),), ()),)
    return tuple(Section(Text(f"{y}财年", f"Fiscal year {y}"), (about,), (_year(m, y),)) for y in years)


def _year(m: Matter, year: int) -> Table:
    held = m.contract.targets
    totals = {row.line: row.amount for row in held.years if row.year == year}
    amounts = {(row.quarter, row.line): row.amount for row in held.quarters}
    quarters = sorted({row.quarter for row in held.quarters if int(row.quarter[:4]) == year})
    head = (Text("季度", "Quarter"), *(m.line_name(line) for line in totals), Text("合计", "Total"))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            quarter,
            *(figure(amounts.get((quarter, line))) for line in totals),
            figure(_sum(amounts.get((quarter, line)) for line in totals)),
        )
        for quarter in quarters
    )
    total: tuple[Cell, ...] = (
        Text("全年", "Year"),
        *(figure(amount) for amount in totals.values()),
        figure(_sum(totals.values())),
    )
    return Table(head, rows, tuple(range(1, len(head))), total)


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), Decimal(0))
