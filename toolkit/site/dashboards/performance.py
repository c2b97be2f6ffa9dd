"""Performance: sales against target, grades and who moved between them, five quarters back, and every dealer in one table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.kernel.text import Text
from toolkit.site.dashboards.board import Board, Cell, Charts, Column, Drawn, Key, Listing, Said, Section
from toolkit.site.dashboards.desk import Desk, count, money, score, share
from toolkit.site.dashboards.grading import GRADE_MOODS
from toolkit.site.dashboards.league import league
from toolkit.site.gathered.performance import bought_chart, grades_chart, median_chart, moves_chart, sales_chart
from toolkit.site.gathered.wording import QUARTERS, grade_name, number, percent, signed, yuan
from toolkit.topics.evaluation.records.vocabularies import GRADES
from toolkit.topics.evaluation.rules import AppealRate, NetworkGrades, NetworkSales
from toolkit.topics.evaluation.rules.network_wide.grades import ALL_GRADES, before


def performance(desk: Desk) -> Board:
    """Returns the dashboard of sales and evaluations."""
    grades = desk.view.results(NetworkGrades)
    return Board(
        "performance",
        Text("业绩与考核", "Performance"),
        Text(
            "卖了多少、离目标多远，等级怎么分布、谁升谁降，五个季度的走势。",
            "What was bought against the targets, how grades are spread, who moved, and five quarters back.",
        ),
        tuple(_keys(desk)),
        (_sales(desk), _spread(desk, grades), _moves(desk, grades), _trend(desk, grades), league(desk)),
    )


def _keys(desk: Desk) -> Iterator[Key]:
    sales, grades = desk.latest(NetworkSales), desk.latest(NetworkGrades)
    if sales is not None:
        yield sales_key(desk, sales)
    if grades is not None:
        yield grades_key(desk, grades)
        middle = Text(f"{number(grades.median)} 分", f"{number(grades.median)} points")
        earlier = desk.view.result(NetworkGrades, before(grades.subject))
        was = number(earlier.median if earlier else None)
        note = Text(f"上季 {was}", f"the quarter before {was}")
        yield Key(Text("得分中位数", "Median score"), middle, note, target=desk.path("performance", "trend"))
        moved = Text(f"{grades.better} 升 {grades.worse} 降", f"{grades.better} up, {grades.worse} down")
        note = Text(f"较 {before(grades.subject)}", f"on {before(grades.subject)}")
        mood = "warn" if grades.worse > grades.better else ""
        yield Key(Text("等级变动", "Grades moved"), moved, note, mood, desk.path("performance", "moves"))
    appeals = desk.latest(AppealRate)
    if appeals is not None:
        value = Text(f"{appeals.overturned} / {appeals.decided} 件", f"{appeals.overturned} of {appeals.decided}")
        note = Text(f"{appeals.subject} 财年", f"fiscal {appeals.subject}")
        yield Key(Text("申诉改判", "Appeals overturned"), value, note, target=desk.path("performance", "league"))


def sales_key(desk: Desk, sales: NetworkSales) -> Key:
    """Returns the key figure of a quarter's sales, against target and last year."""
    done, grown = percent(sales.attainment), signed(sales.growth)
    note = Text(
        f"不含税，完成目标 {done}，同比 {grown}",
        f"excl. VAT; {done} of target, {grown} on last year",
    )
    mood = "" if sales.attainment is None else "good" if sales.attainment >= 1 else "warn"
    label = Text(f"{sales.subject} 净进货额", f"Net sell-in {sales.subject}")
    return Key(label, yuan(sales.net), note, mood, desk.path("performance", "sales"))


def grades_key(desk: Desk, grades: NetworkGrades) -> Key:
    """Returns the key figure of a quarter's grades, against the same quarter a year before."""
    year = f"{int(grades.subject[:4]) - 1}{grades.subject[4:]}"
    earlier = desk.view.result(NetworkGrades, year)
    was = percent(earlier.good_share if earlier else None, 0)
    note = Text(
        f"已评级 {grades.rated} 家，上年同季 {was}",
        f"of {grades.rated} rated; a year before {was}",
    )
    label = Text(f"{grades.subject} 等级 A、B", f"Grades A and B in {grades.subject}")
    return Key(label, Text(percent(grades.good_share, 0)), note, target=desk.path("performance", "grades"))


def _sales(desk: Desk) -> Section:
    title = desk.say("各产品线离目标多远", "How far each line is from its target")
    sales = desk.latest(NetworkSales)
    if sales is None:
        why = desk.say(
            "还没有已结束季度的销售数据。dealers/<编号>/quarters/ 里有了数据，这里按产品线对目标。",
            "No quarter with sales data is over. Data in dealers/<id>/quarters/ are held against targets here.",
        )
        return Section("sales", title, (Said(why),))
    chart = sales_chart(desk.view, sales)
    heads = ("产品线", "家数", "净进货额", "目标", "完成率", "上年同季", "同比")
    english = ("Line", "Dealers", "Net sell-in", "Target", "Attainment", "A year before", "Growth")
    columns = tuple(
        Column(desk.say(*pair) + (desk.yuan() if n in (2, 3, 5) else ""), numeric=n > 0)
        for n, pair in enumerate(zip(heads, english, strict=True))
    )
    rows = tuple(
        (
            desk.line(line.line),
            count(line.dealers),
            money(line.net),
            money(line.target),
            share(line.attainment),
            money(line.last_year),
            Cell(signed(line.growth), key=str(line.growth or "")),
        )
        for line in sales.lines
    )
    note = Said(desk.say(
        "不含税。完成率和同比只拿有目标、有上年数的经销商来比。",
        "Without VAT. Attainment and growth compare only dealers with a target, and with a figure for last year.",
    ))  # fmt: skip
    pieces = (Drawn("sales-chart", chart), Listing("saleslines", title, columns, rows), note)
    return Section("sales", title, pieces, wide=True, beside=True, explain=(f"network-sales {sales.subject}",))


def _spread(desk: Desk, grades: Sequence[NetworkGrades]) -> Section:
    title = desk.say("等级分布", "Grades")
    if not grades:
        why = desk.say("还没有完成的季度考核。", "No quarter is evaluated yet.")
        return Section("grades", title, (Said(why),))
    now = grades[-1]
    chart = grades_chart(now, grades[-2] if len(grades) > 1 else None)
    links = desk.policy("dealer-evaluation")
    return Section("grades", title, (Drawn("grades-chart", chart),), explain=(f"grades {now.subject}",), links=links)


def _moves(desk: Desk, grades: Sequence[NetworkGrades]) -> Section:
    title = desk.say("从哪级到哪级", "From grade to grade")
    if not grades:
        return Section("moves", title, (Said(desk.say("还没有完成的季度考核。", "No quarter is evaluated yet.")),))
    now = grades[-1]
    chart = moves_chart(now)
    columns = (
        Column(desk.say("上季", "Before")),
        Column(desk.say("本季", "Now")),
        Column(desk.say("家数", "Dealers"), numeric=True),
        Column(desk.say("哪些", "Which")),
    )
    moved = tuple(
        (
            Cell(desk.words(grade_name(move.before)), key=move.before),
            Cell(desk.words(grade_name(move.after)), mood=GRADE_MOODS[move.after], key=move.after),
            count(len(move.dealers)),
            Cell("", inner=tuple(desk.dealer(dealer, "evaluation") for dealer in move.dealers)),
        )
        for move in now.moves
        if move.before in GRADES and move.after in GRADES and move.before != move.after
    )
    label = desk.say("等级有变动的经销商", "Dealers whose grade moved")
    empty = desk.say("没有经销商升级或降级。", "No dealer moved up or down.")
    listing = Listing("movers", label, columns, moved, empty, label)
    return Section("moves", title, (Drawn("moves-chart", chart), listing), explain=(f"grades {now.subject}",))


def _trend(desk: Desk, grades: Sequence[NetworkGrades]) -> Section:
    title = desk.say("五个季度的走势", "Five quarters")
    last = grades[-QUARTERS:]
    if not last:
        return Section("trend", title, (Said(desk.say("还没有完成的季度考核。", "No quarter is evaluated yet.")),))
    middle = median_chart(last)
    bought = bought_chart(desk.view, [row.subject for row in last])
    columns = (
        Column(desk.say("季度", "Quarter")),
        Column(desk.say("已考核", "Evaluated"), numeric=True),
        Column(desk.say("中位数", "Median") + desk.unit("分", "points"), numeric=True),
        *(Column(desk.words(grade_name(grade)), numeric=True) for grade in ALL_GRADES),
        Column(desk.say("升", "Up"), numeric=True),
        Column(desk.say("降", "Down"), numeric=True),
    )
    rows = tuple(
        (
            Cell(row.subject),
            count(row.evaluated),
            score(row.median),
            *(count(held.dealers) for held in row.grades),
            count(row.better),
            count(row.worse),
        )
        for row in reversed(last)
    )
    pieces = (Charts((Drawn("median-chart", middle), Drawn("bought-chart", bought))), Listing("quarters", title, columns, rows))  # fmt: skip
    return Section("trend", title, pieces, wide=True, explain=("grades", "network-sales"))
