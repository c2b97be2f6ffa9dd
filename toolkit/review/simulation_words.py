"""A simulation in tables of words, the same on the screen and on the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from toolkit.kernel.text import Locale, Text
from toolkit.kernel.vocabulary import Vocabulary
from toolkit.kernel.wording import amount_text
from toolkit.review.shown.words import clean
from toolkit.review.simulation import Effect, Simulation
from toolkit.review.simulation_moves import ZERO, GradeRow
from toolkit.topics.dealer.records import SEGMENTS
from toolkit.topics.evaluation.records.vocabularies import GRADES, NOT_RATED

SORTS = Vocabulary(
    "simulated_amount",
    {
        "rebate": ("返利", "Rebates"),
        "accrual": ("年度返利计提", "Accrued for annual rebates"),
        "fund": ("市场费用", "Marketing funds"),
    },
)
TITLE = Text("政策模拟", "Simulation of a policy")
NARROW = 6
"""So many columns of figures fit on a narrow screen."""
MANY = 10
"""How many dealers are named on each side of the first screen."""
NONE = Text("无", "none")
CARRIED = Text("不分产品线", "no product line")


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its title, its head, its rows; columns from `numbers` on hold numbers. A `folded` one opens when asked for."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: int = 1
    folded: bool = False

    @property
    def narrow(self) -> bool:
        """Returns whether it stays a table on a narrow screen: two columns, or short figures only."""
        return len(self.head) == 2 or (self.numbers == 1 and len(self.head) <= NARROW)


def signed(amount: Decimal) -> str:
    """Returns an amount with its sign, also when it grows."""
    return f"+{amount_text(amount)}" if amount > 0 else amount_text(amount)


def headline(found: Simulation, locale: Locale) -> str:
    """Returns the result in one sentence."""
    cost = found.cost
    if not found.touched:
        return Text("没有任何变化", "nothing changes").within(locale)
    if cost == ZERO:
        return Text("金额合计不变", "the amounts are the same together").within(locale)
    words = Text("多付 {0}", "costs {0} more") if cost > 0 else Text("少付 {0}", "costs {0} less")
    return words.within(locale).format(amount_text(abs(cost)))


def subtitle(found: Simulation, locale: Locale) -> str:
    """Returns what was tried, in whose place, on which quarters."""
    first, last = found.periods[0], found.periods[-1]
    when = first if first == last else f"{first}–{last}"
    replaced = Text("、", ", ").within(locale).join(found.replaced) or NONE.within(locale)
    words = Text(
        f"{found.tried}（{clean(found.source)}）代替 {replaced} · {when} · 基准日 {found.as_of}",
        f"{found.tried} ({clean(found.source)}) in the place of {replaced} · {when} · as of {found.as_of}",
    )
    return words.within(locale)


def figures(found: Simulation, locale: Locale) -> tuple[tuple[str, str], ...]:
    """Returns the figures of the first screen: what, and how much."""
    up, down = sum(row.step > 0 for row in found.grades), sum(row.step < 0 for row in found.grades)
    touched = len(found.touched)
    rows = [
        (Text("有变化的经销商", "Dealers that change"), f"{touched} / {len(found.effects)}"),
        (Text("不受影响", "Not affected"), str(len(found.effects) - touched)),
        (Text("等级上升（家·季）", "Grades that rise (dealer quarters)"), str(up)),
        (Text("等级下降（家·季）", "Grades that fall (dealer quarters)"), str(down)),
        *((SORTS.label(sort), signed(_sum(found, sort))) for sort in SORTS),
        (Text("合计", "Together"), signed(found.cost)),
    ]
    return tuple((what.within(locale), value) for what, value in rows)


def _sum(found: Simulation, sort: str) -> Decimal:
    return sum((effect.cost(sort) for effect in found.effects), ZERO)


def tables(found: Simulation, locale: Locale) -> Iterator[Table]:
    """Yields the tables that have rows, the shortest answers first."""
    for table in (
        _matrix(found, locale),
        _lines(found, locale),
        _segments(found, locale),
        _quarters(found, locale),
        _named(found, Text("得益最多", "Who gains most"), _ends(found, gains=True), locale),
        _named(found, Text("损失最多", "Who loses most"), _ends(found, gains=False), locale),
        _proposals(found, locale),
        _named(found, Text("全部有变化的经销商", "All dealers that change"), found.touched, locale, folded=True),
        _others(found, locale),
        _missing(found, locale),
    ):
        if table.rows:
            yield table


def _matrix(found: Simulation, locale: Locale) -> Table:
    """From the grade of a row to that of a column, in dealer quarters; nothing where no quarter moves."""
    codes = (*GRADES, NOT_RATED)
    counts = found.matrix()
    names = [_grade(code, locale) for code in codes]
    rows = tuple(
        (name, *(str(counts[code, other] or "–") for other in codes))
        for code, name in zip(codes, names, strict=True)
        if any(counts[code, other] for other in codes)
    )
    moved = any(row.moves for row in found.grades)
    title = Text(
        "等级变动（行：原来；列：模拟；家·季）", "Grades (rows: as they were, columns: simulated; dealer quarters)"
    )
    return Table(title.within(locale), ("", *names), rows if moved else ())


def _grade(code: str, locale: Locale) -> str:
    return Text("不评级", "not rated").within(locale) if code == NOT_RATED else code


def _lines(found: Simulation, locale: Locale) -> Table:
    names = dict(found.lines)
    rows = tuple(
        ((names.get(line, Text(line)) if line else CARRIED).within(locale), signed(amount))
        for line, amount in found.by_line()
        if amount
    )
    head = Text("产品线", "Product line"), Text("返利变动", "Rebates")
    return Table(Text("按产品线", "By product line").within(locale), _words(head, locale), rows)


def _segments(found: Simulation, locale: Locale) -> Table:
    held: dict[str, list[Effect]] = {}
    for effect in found.effects:
        held.setdefault(effect.segment, []).append(effect)
    order = [code for code in (*SEGMENTS, "") if code in held]
    rows = tuple(
        (
            (SEGMENTS.label(code) if code else Text("未定分群", "no segment")).within(locale),
            str(len(held[code])),
            str(sum(effect.is_touched for effect in held[code])),
            *_steps([row for effect in held[code] for row in effect.grades]),
            signed(sum((effect.cost() for effect in held[code]), ZERO)),
        )
        for code in order
    )
    head = (
        Text("分群", "Segment"), Text("家数", "Dealers"), Text("有变化", "Change"), Text("上升", "Rise"),
        Text("下降", "Fall"), Text("金额变动", "Cost"),
    )  # fmt: skip
    return Table(Text("按分群", "By segment").within(locale), _words(head, locale), rows if found.touched else ())


def _quarters(found: Simulation, locale: Locale) -> Table:
    rows = []
    for period in sorted({row.quarter for row in found.grades} | {row.period for row in found.money}):
        grades = [row for row in found.grades if row.quarter == period]
        cost = sum((row.difference for row in found.money if row.period == period), ZERO)
        if grades or cost:
            rows.append((period, str(len(grades) or "–"), *_steps(grades), signed(cost)))
    head = (
        Text("期间", "Period"), Text("考核", "Evaluated"), Text("上升", "Rise"), Text("下降", "Fall"),
        Text("金额变动", "Cost"),
    )  # fmt: skip
    title = Text("按期间", "By period").within(locale)
    return Table(title, _words(head, locale), tuple(rows) if found.touched else ())


def _steps(rows: list[GradeRow]) -> tuple[str, str]:
    return str(sum(row.step > 0 for row in rows)), str(sum(row.step < 0 for row in rows))


def _ends(found: Simulation, *, gains: bool) -> tuple[Effect, ...]:
    """The dealers with the largest differences to one side: by money, else by points."""
    rows = found.touched if gains else tuple(reversed(found.touched))
    held = [row for row in rows if (row.cost(), row.points) > (ZERO, ZERO)] if gains else [
        row for row in rows if (row.cost(), row.points) < (ZERO, ZERO)
    ]  # fmt: skip
    return tuple(held[:MANY])


def _named(
    found: Simulation, title: Text, effects: tuple[Effect, ...], locale: Locale, *, folded: bool = False
) -> Table:
    rows = tuple(
        (
            f"{clean(effect.name)} {effect.dealer}",
            (SEGMENTS.label(effect.segment).within(locale) if effect.segment else "–"),
            _moves(effect, locale),
            points(effect.points),
            *(signed(effect.cost(sort)) for sort in SORTS),
            signed(effect.cost()),
        )
        for effect in effects
    )
    head = (
        Text("经销商", "Dealer"), Text("分群", "Segment"), Text("等级变动", "Grades"), Text("得分变动", "Points"),
        *(SORTS.label(sort) for sort in SORTS), Text("合计", "Together"),
    )  # fmt: skip
    shown = f"{title.within(locale)} ({len(rows)})" if folded else title.within(locale)
    return Table(shown, _words(head, locale), rows, numbers=3, folded=folded)


def points(number: Decimal) -> str:
    """Returns points with their sign; a dash for none."""
    if not number:
        return "–"
    return f"+{number}" if number > 0 else str(number).replace("-", "−")


def _moves(effect: Effect, locale: Locale) -> str:
    told = (
        f"{row.quarter} {_grade(row.grades[0], locale)}→{_grade(row.grades[1], locale)}"
        for row in effect.grades
        if row.moves
    )
    return Text("，", ", ").within(locale).join(told) or "–"


def _proposals(found: Simulation, locale: Locale) -> Table:
    rows = tuple(
        (f"{clean(effect.name)} {effect.dealer}", *(_segment(code, locale) for code in effect.proposed.segments))
        for effect in found.touched
        if effect.proposed is not None and len(set(effect.proposed.segments)) > 1
    )
    head = Text("经销商", "Dealer"), Text("原建议", "Proposed"), Text("模拟建议", "Simulated")
    return Table(Text("建议的分群", "Proposed segments").within(locale), _words(head, locale), rows, numbers=9)


def _segment(code: str, locale: Locale) -> str:
    return SEGMENTS.label(code).within(locale) if code in SEGMENTS else "–"


def _others(found: Simulation, locale: Locale) -> Table:
    rows = tuple(
        (clean(row.subject), *(clean(text.within(locale)) for text in (row.what, row.before, row.after)))
        for row in found.others
    )
    head = Text("对象", "Subject"), Text("数字", "Figure"), Text("原来", "Was"), Text("模拟", "Simulated")
    title = Text("其他变动的数字", "Other figures that move").within(locale)
    return Table(f"{title} ({len(rows)})", _words(head, locale), rows, numbers=9, folded=True)


def _missing(found: Simulation, locale: Locale) -> Table:
    rows = tuple((row.dealer, row.period, row.why.within(locale)) for row in found.missing)
    head = Text("经销商", "Dealer"), Text("期间", "Period"), Text("原因", "Why")
    title = Text("不能完整模拟的", "What could not be wholly simulated").within(locale)
    return Table(f"{title} ({len(rows)})", _words(head, locale), rows, numbers=9, folded=True)


def _words(head: tuple[Text, ...], locale: Locale) -> tuple[str, ...]:
    return tuple(word.within(locale) for word in head)
