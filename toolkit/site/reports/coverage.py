"""Where somebody works and where nobody does, on the as-of date (M.2 2)."""

from __future__ import annotations

from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text
from toolkit.plan.sheets import Sheet, Value
from toolkit.site.gathered.coverage import covered_provinces, largest_spaces, market_name, spaces_chart, tiles_chart
from toolkit.site.gathered.wording import yuan
from toolkit.site.reports.brief import Brief
from toolkit.site.reports.pieces import MOST_NAMES, Page, amount, charts, excerpt, said, share, sheet, whole, words
from toolkit.topics.contract.rules.coverage import NetworkCoverage, ProvinceCoverage
from toolkit.topics.contract.rules.white_space import WhiteSpace


def provinces(brief: Brief) -> Sheet:
    """Returns the provinces that have a dealer, those with most first."""
    found = covered_provinces(brief.view.results(ProvinceCoverage))
    lines = [line.line for line in found[0].lines] if found else []
    columns = (
        words("省级区划", "Province"), whole("经销商", "Dealers", "家"), whole("覆盖区县", "Counties covered", "个", summed=True),
        whole("共有区县", "Counties", "个", summed=True), share("覆盖比例", "Covered"),
        *(whole(brief.line(line).zh, brief.line(line).within("en"), "个", summed=True) for line in lines), words("哪些经销商", "Which", 50),
    )  # fmt: skip
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            brief.tree.own_name(row.subject), len(row.dealers), row.covered, row.counties, row.share,
            *(line.covered for line in row.lines), brief.names(tuple(one.dealer for one in row.dealers), MOST_NAMES),
        )
        for row in found
    )  # fmt: skip
    notes = (Text("有生效合同授权的县级单位，不论产品线；按产品线的在各列。一家可以在几个省。", "Counties that a contract in force grants, for any line; by line in the columns. A dealer may work in several provinces."),)  # fmt: skip
    return sheet(brief, Text("覆盖", "Coverage"), columns, rows, basis=brief.today, notes=notes)


def spaces(brief: Brief) -> Sheet:
    """Returns the white space of each line in each market, the largest potential first."""
    known = largest_spaces(brief.view)
    rest = tuple(row for row in brief.view.results(WhiteSpace) if not row.potential)
    columns = (
        words("市场", "Market"), words("产品线", "Line"), amount("空白潜力（每年）", "Potential a year", summed=True), whole("名次", "Rank"),
        whole("空白区县", "Open counties", "个", summed=True), whole("共有区县", "Counties", "个", summed=True),
        whole("名义覆盖", "Covered in name only", "个", summed=True), whole("在谈候选人", "Candidates", "家", summed=True), words("空白区县名单", "Open counties by name", 60),
    )  # fmt: skip
    rows = tuple(
        (
            market_name(brief.view, row.market), brief.line(row.line), row.potential, row.rank, len(row.open), row.counties,
            len(row.in_name), len(row.candidates), _regions(brief, row.open),
        )
        for row in (*known, *rest)
    )  # fmt: skip
    notes = (Text("只列调研过的市场；潜力按市场目标和人口分摊，不含税。名次在同一产品线内排。", "Researched markets only; potential is shared out of the market's target by people, without VAT. Ranks are within a line."),)  # fmt: skip
    return sheet(brief, Text("空白市场", "White space"), columns, rows, basis=brief.today, notes=notes)


def _regions(brief: Brief, codes: tuple[str, ...]) -> Text:
    names = [brief.tree.own_name(code) for code in codes]
    return Text("、".join(name.zh for name in names), ", ".join(name.within("en") for name in names))


def sheets(brief: Brief) -> tuple[Sheet, ...]:
    """Returns every sheet on coverage."""
    return provinces(brief), spaces(brief)


def page(brief: Brief) -> Page:
    """Returns the page on coverage."""
    held, rows = brief.now(NetworkCoverage), brief.view.results(ProvinceCoverage)
    question = Text("哪里有人做，哪里空着？", "Where does somebody work, and where nobody?")
    if held is None or not held.covered:
        heading = Text("还没有生效的合同，没有覆盖", "No contract is in force, so nothing is covered")
        return Page("coverage", question, heading, brief.today, charts(("tiles", tiles_chart(brief.view, rows))))
    best = largest_spaces(brief.view)
    heading = Text(
        f"覆盖 {held.provinces_covered} 个省、{number_text(held.covered)} 个区县；空白潜力每年 {yuan(held.potential).zh}",
        f"{held.provinces_covered} provinces and {number_text(held.covered)} counties covered; {yuan(held.potential).within('en')} a year still open",
    )  # fmt: skip
    blocks = (
        *charts(("tiles", tiles_chart(brief.view, rows)), ("spaces", spaces_chart(brief.view, best) if best else None)),
        *excerpt(provinces(brief), (0, 1, 2, 3, 4), most=6, caption=Text("各省覆盖", "Coverage by province")),
        *excerpt(spaces(brief), (0, 1, 2, 4, 6, 7), most=6, caption=Text("空白市场，潜力大的在前", "White space, the largest first")),
        *said(
            f"共 {held.provinces} 个省级区划、{number_text(held.counties)} 个县级单位。图是示意，不是地图。名义覆盖 {held.in_name} 个区县：有合同，近 90 天没有网点订货。",
            f"Of {held.provinces} provinces and {number_text(held.counties)} counties. The tiles are a scheme, no map. {held.in_name} counties are covered in name only: a contract, but no outlet ordered in 90 days.",
        ),
    )  # fmt: skip
    return Page("coverage", question, heading, brief.today, blocks)
