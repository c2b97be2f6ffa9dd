"""The card of the screening: decision, score, gates, gaps to the ideal dealer."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import amount_text, number_text, percent_text
from toolkit.network.record import label
from toolkit.network.view import View
from toolkit.topics.company.records import STORAGE, ProductLine, Staff
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.market.records import CHANNELS, Market
from toolkit.topics.market.rules import ideal
from toolkit.topics.screening.outputs.wording import day_words, joined, number_words
from toolkit.topics.screening.records import GatesPolicy, ScorecardPolicy, Screening
from toolkit.topics.screening.records.prospect import Registered
from toolkit.topics.screening.records.vocabularies import DECISIONS, GATE_RESULTS, LEAD_SOURCES, STAGES, TRUTH
from toolkit.topics.screening.rules import ScreeningResult
from toolkit.topics.screening.rules.results import IdealGap

GATE_MOODS = {"pass": "good", "waived": "warn", "fail": "bad", "open": "open"}
DECISION_MOODS = {"approve": "good", "conditional": "warn", "pool": "open", "reject": "past"}
OPEN = Text("未核", "open")
NO_ANSWER = Text("尚未答复", "not answered yet")
REQUIREMENTS = {
    ideal.TEAM: Text("专职团队", "dedicated team"),
    ideal.WAREHOUSE: Text("仓储", "warehouse"),
    ideal.STORAGE: Text("温层", "temperature"),
    ideal.FUNDS: Text("资金", "funds"),
    ideal.CHANNELS: Text("渠道", "channels"),
}
Pair = tuple[Text, Text]
Table = tuple[tuple[Text, ...], tuple[tuple[Text, ...], ...]]


def finding(result: ScreeningResult) -> Text:
    """Returns the outcome in a line: the total and what it supports, else how far the screening is."""
    if result.total is None:
        return STAGES.label(result.stage)
    total, words = number_text(result.total, 2), DECISIONS.label(result.proposed)
    return Text(f"{total} 分，评分支持“{words.zh}”", f"{total} points, which support “{words.en}”")


def screening_context(view: View, screening: Screening, result: ScreeningResult) -> dict[str, object]:
    """Returns what the template of the screening card needs."""
    return {
        "policy": result.scorecard_policy,
        "recorded": DECISIONS.label(result.recorded) if result.recorded else NO_TEXT,
        "recorded_mood": DECISION_MOODS.get(result.recorded, "open"),
        "reason": screening.decision.reason if screening.decision else NO_TEXT,
        "rows": tuple(facts_of(view, screening, result)),
        "gates": tuple(gate_rows(view, result)),
        "dimensions": dimension_table(view, result),
        "by_item": item_table(view, result),
        "gaps": tuple(gap_words(view, gap) for gap in result.gaps),
        "conditions": tuple(condition_rows(screening)),
        "dissent": screening.decision.dissent if screening.decision else None,
        "expectations": tuple(
            (hope.text, hope.answer or NO_ANSWER) for talk in screening.talks for hope in talk.expectations
        ),
        "open": tuple(text for talk in screening.talks for text in talk.open),
    }


def facts_of(view: View, screening: Screening, result: ScreeningResult) -> Iterator[Pair]:
    """Yields what is known of a candidate and its screening, label and value."""
    source = LEAD_SOURCES.label(screening.source)
    note = screening.source_note
    zh = f"{source.zh}：{note.zh}" if note else source.zh
    yield label(Screening, "source"), Text(zh, f"{source.en}: {note.within('en')}" if note else source.en)
    referrer = view.find(DealerProfile, screening.referred_by) if screening.referred_by else None
    if referrer is not None:
        yield (
            label(Screening, "referred_by"),
            Text(f"{referrer.short_name}（{referrer.id}）", f"{referrer.short_name} ({referrer.id})"),
        )
    yield label(Screening, "first_contact"), day_words(screening.first_contact)
    owner = view.find(Staff, screening.owner)
    yield label(Screening, "owner"), owner.post if owner else Text(screening.owner)
    market = view.find(Market, screening.market) if screening.market else None
    if market is not None:
        yield label(Screening, "market"), market.name
    if screening.lines:
        yield label(Screening, "lines"), joined(_line(view, line) for line in screening.lines)
    if screening.registered is not None:
        yield label(Screening, "registered"), _registered(screening.registered)
    if result.mix is not None:
        mix = result.mix
        competing, other = percent_text(mix.competing, 0), percent_text(mix.complementary, 0)
        words = Text(f"竞争 {competing}，互补 {other}", f"competing {competing}, complementary {other}")
        yield label(ScreeningResult, "mix"), words
    yield label(ScreeningResult, "truth"), TRUTH.label(result.truth)
    for row in result.assessors:
        who = view.find(Staff, row.assessor)
        name = who.post if who else Text(row.assessor)
        total = number_text(row.total, 2)
        used = Text("", "") if row.used else Text("（未计入）", " (does not count)")
        yield (
            Text(f"评分人：{name.zh}", f"Assessor: {name.within('en')}"),
            Text(f"{total} 分{used.zh}", f"{total}{used.en}"),
        )


def _registered(held: Registered) -> Text:
    founded, capital = day_words(held.founded), amount_text(held.capital)
    paid = "–" if held.paid_capital is None else amount_text(held.paid_capital)
    return Text(
        f"{founded.zh}成立，注册资本 {capital}，实缴 {paid}", f"founded {founded.en}, capital {capital}, paid in {paid}"
    )


def gate_rows(view: View, result: ScreeningResult) -> Iterator[tuple[str, Text, str, Text, Text]]:
    """Yields each gate: id, name, mood, result, ground."""
    policy = view.find(GatesPolicy, result.gates_policy) if result.gates_policy else None
    rules = {rule.id: rule for rule in policy.gates} if policy else {}
    for row in result.gates:
        words = GATE_RESULTS.label(row.standing) if row.standing in GATE_RESULTS else OPEN
        rule = rules.get(row.gate)
        terms = rule.waiver_terms if rule is not None and row.standing == "waived" else None
        name = rule.name if rule is not None else Text(row.gate)
        yield row.gate, name, GATE_MOODS[row.standing], words, row.why if terms is None else _with_terms(row.why, terms)


def _with_terms(why: Text, terms: Text) -> Text:
    """Why a gate was waived, and on which terms the policy allows it."""
    before = Text(f"{why.zh}；", f"{why.within('en')}; ") if why else Text("")
    return Text(f"{before.zh}豁免条件：{terms.zh}", f"{before.en}terms: {terms.within('en')}")


def dimension_table(view: View, result: ScreeningResult) -> Table:
    """Returns the points by dimension, with their total."""
    policy = _card(view, result)
    names = {dimension.id: dimension.name for dimension in policy.dimensions} if policy else {}
    head = (Text("方面", "Dimension"), Text("满分", "Of"), Text("得分", "Points"))
    rows = [
        (names.get(row.dimension, Text(row.dimension)), number_words(row.weight), number_words(row.points, 1))
        for row in result.dimensions
    ]
    if result.total is not None:
        full = sum((row.weight for row in result.dimensions), Decimal(0))
        rows.append((Text("合计", "Total"), number_words(full), number_words(result.total, 2)))
    return head, tuple(rows)


def item_table(view: View, result: ScreeningResult) -> Table:
    """Returns each item with weight, scores, mean and points."""
    policy = _card(view, result)
    names = {item.id: item.name for d in policy.dimensions for item in d.items} if policy else {}
    head = (
        Text("评分项", "Item"),
        Text("权重", "Weight"),
        Text("计分", "Scores"),
        Text("平均", "Mean"),
        Text("得分", "Points"),
        Text("事实参照", "By the facts"),
    )
    rows = tuple(
        (
            names.get(row.item, Text(row.item)),
            number_words(row.weight),
            Text(" / ".join(str(score) for score in row.counted)),
            number_words(row.mean, 1),
            number_words(row.points, 1),
            number_words(row.guess, 1) if row.guess is not None else Text("–"),
        )
        for row in result.items
    )
    return head, rows


def gap_words(view: View, gap: IdealGap) -> Pair:
    """Returns a requirement of the ideal dealer, and what is missing."""
    line, requirement = _line(view, gap.line), REQUIREMENTS[gap.requirement]
    what = Text(f"{line.zh}：{requirement.zh}", f"{line.within('en')}: {requirement.en}")
    if gap.needed is not None and gap.offered is not None:
        needed, offered = number_text(gap.needed), number_text(gap.offered)
        return what, Text(f"需要 {needed}，现有 {offered}", f"{needed} needed, {offered} offered")
    known = STORAGE if gap.requirement == ideal.STORAGE else CHANNELS
    missing = joined(known.label(code) for code in gap.missing)
    return what, Text(f"缺：{missing.zh}", f"missing: {missing.en}")


def condition_rows(screening: Screening) -> Iterator[tuple[Text, Text, str, Text]]:
    """Yields the conditions of the decision: text, day, mood, state."""
    for action in screening.decision.conditions if screening.decision else ():
        done = action.done is not None
        words = Text("已完成", "met") if done else Text("未完成", "open")
        yield action.text, day_words(action.due), "good" if done else "open", words


def _card(view: View, result: ScreeningResult) -> ScorecardPolicy | None:
    return view.find(ScorecardPolicy, result.scorecard_policy) if result.scorecard_policy else None


def _line(view: View, line: str) -> Text:
    found = view.find(ProductLine, line)
    return found.name if found else Text(line)
