"""What the loyalty of the network and a survey come from: counts and sums, never one dealer's answer (reference K.4, H.6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from toolkit.kernel.period import add_months
from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text
from toolkit.network.network import Network
from toolkit.network.results import Results, Step
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import RUNNING, state
from toolkit.topics.segment.records import Survey
from toolkit.topics.segment.rules.loyalty import months_of, retention, wallet
from toolkit.topics.segment.rules.results import NetworkLoyalty, SegmentStanding, SurveyResult


def loyalty_steps(network: Network, results: Results, result: NetworkLoyalty, as_of: date) -> Iterator[Step]:
    """Yields what was counted for each figure of the network; medians with the values that they lie among."""
    profiles = network.all(DealerProfile)
    active = [row for row in profiles if state(row, as_of) in RUNNING]
    yield Step(what=Text("合作中", "active dealers"), value=str(len(active)), gives="active")
    yield Step(what=Text("一年内到期合同", "contracts run out in a year"), value=str(result.ended), gives="ended")
    yield Step(what=Text("其中续签", "of them renewed"), value=str(result.renewed), gives="renewed")
    if result.renewal is not None:
        shown = f"{result.renewed} ÷ {result.ended} = {number_text(result.renewal, 4)}"
        yield Step(what=Text("续约率", "renewal rate"), value=shown, gives="renewal")
    tenures = [Decimal(months_of(row.cooperation_since, as_of)) for row in active if row.cooperation_since is not None]
    yield from _median(Text("合作月数中位数", "median tenure in months"), tenures, result.tenure, "tenure")
    held, kept = retention(profiles, as_of)
    since = add_months(as_of, -12)
    yield Step(what=Text(f"{since} 合作中", f"active on {since}"), value=str(held), gives="held")
    if result.retention is not None:
        shown = f"{kept} ÷ {held} = {number_text(result.retention, 4)}"
        yield Step(what=Text("十二个月留存率", "twelve-month retention"), value=shown, gives="retention")
    wallets = [part for row in active if (part := wallet(row)) is not None]
    yield Step(what=Text("占比已知", "share of wallet known for"), value=str(len(wallets)), gives="wallet_known")
    yield from _median(Text("我方占其销售额", "median share of wallet"), wallets, result.wallet, "wallet")
    axes = [axis for row in results.all(SegmentStanding) for axis in row.axes if axis.axis == "margin"]
    margins = [axis.amount for axis in axes if axis.amount is not None]
    yield from _median(Text("年边际贡献中位数", "median margin contribution"), margins, result.profit, "profit")
    if result.days_to_change is not None:
        words = Text("反馈到改变的天数（见 network-trust）", "days from feedback to change (see network-trust)")
        yield Step(what=words, value=number_text(result.days_to_change), gives="days_to_change")


def _median(words: Text, values: Sequence[Decimal], found: Decimal | None, gives: str) -> Iterator[Step]:
    if found is not None:
        listed = ", ".join(number_text(value, 2) for value in sorted(values))
        yield Step(what=words, value=f"median({listed}) = {number_text(found, 4)}", gives=gives)


def survey_steps(network: Network, results: Results, result: SurveyResult, as_of: date) -> Iterator[Step]:
    """Yields the sums of a survey. Single answers stay where they are: nothing is told of fewer than five."""
    survey = next(row for row in network.all(Survey) if str(row.year) == result.subject)
    answers, origin = survey.answers, network.origin(survey, "answers")
    invited = network.origin(survey, "invited")
    yield Step(what=Text("受邀", "invited"), value=str(len(survey.invited)), origin=invited, gives="invited")
    yield Step(what=Text("答卷", "answers"), value=str(len(answers)), origin=origin, gives="answered")
    if result.response is not None:
        shown = f"{len(answers)} ÷ {len(survey.invited)} = {number_text(result.response, 4)}"
        yield Step(what=Text("回收率", "response"), value=shown, gives="response")
    if result.overall is None:
        return
    total = sum((row.overall for row in answers), Decimal(0))
    shown = f"{total} ÷ {len(answers)} = {result.overall}"
    yield Step(what=Text("总体满意度", "satisfaction"), value=shown, origin=origin, gives="overall")
    if result.change is not None:
        before = result.overall - result.change
        shown = f"{result.overall} − {before} = {result.change}"
        yield Step(what=Text("较上年", "change on the year before"), value=shown, gives="change")
    for row in (*result.themes, *result.segments):
        yield Step(what=Text(row.group), value=f"{row.mean} ({row.answers})")
    if result.roi is not None:
        words = Text("自报投资回报率中位数", "median return, self-reported")
        yield Step(what=words, value=number_text(result.roi), origin=origin, gives="roi")
