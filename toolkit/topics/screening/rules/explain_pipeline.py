"""Every lead behind what a source yields, and every stay behind the days of a state, with the place of each (C7, C8)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text
from toolkit.network.explaining import read
from toolkit.network.network import Network
from toolkit.network.results import Results, Step
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.screening.records import PipelinePolicy, Screening
from toolkit.topics.screening.rules.pipeline import SourceYield, StageDays, groups_of, leads_by_source, median, stays
from toolkit.topics.screening.rules.results import pipeline_policy

NAMES = {
    "leads": Text("线索", "leads"),
    "qualified": Text("通过初筛", "qualified"),
    "signed": Text("签约", "signed"),
    "due": Text("签约已满留存口径", "signed long enough ago"),
    "retained": Text("其中仍在合作", "of them retained"),
}
RATES = (
    ("qualified_rate", Text("合格率", "qualified rate"), "qualified", "leads"),
    ("signed_rate", Text("成交率", "signing rate"), "signed", "leads"),
    ("retained_rate", Text("留存率", "retention"), "retained", "due"),
)


def source_steps(network: Network, results: Results, result: SourceYield, as_of: date) -> Iterator[Step]:
    """Yields the leads of a source with their places, who of them came how far, and the rates."""
    policy = pipeline_policy(network.all(PipelinePolicy), as_of)
    profiles = leads_by_source(network, as_of)[result.subject]
    for profile in profiles:
        screening = network.get(Screening, profile.id)
        yield read(network, screening, "source", about=Text(profile.id))
        yield read(network, screening, "first_contact", about=Text(profile.id))
    if policy is not None:
        yield read(network, policy, "retained_months")
        yield read(network, policy, "least_leads")
    version = policy.reference if policy else ""
    groups = groups_of(profiles, as_of, policy)
    for name, words in NAMES.items():
        ids = [profile.id for profile in getattr(groups, name)]
        listed = "、".join(ids) + ": " if ids and name != "leads" else ""
        yield Step(what=words, value=f"{listed}{len(ids)}", policy=version, gives=name)
    for name, words, part, whole in RATES:
        rate = getattr(result, name)
        if rate is not None:
            sums = f"{len(getattr(groups, part))} ÷ {len(getattr(groups, whole))} = {number_text(rate, 4)}"
            yield Step(what=words, value=sums, policy=version, gives=name)


def stage_steps(network: Network, results: Results, result: StageDays, as_of: date) -> Iterator[Step]:
    """Yields every stay in a state: who left it after how many days, and who waits in it since when."""
    left: list[int] = []
    waiting: list[int] = []
    for stay in stays(network.all(DealerProfile), as_of):
        if stay.state != result.subject:
            continue
        profile = network.get(DealerProfile, stay.dealer)
        place = profile.transitions.index(stay.entered)
        words = Text("已离开", "has left") if stay.left else Text("仍在", "still there")
        (left if stay.left else waiting).append(stay.days)
        yield Step(
            what=Text(f"{stay.dealer} {words.zh}", f"{stay.dealer} {words.en}"),
            value=f"{stay.left or as_of} − {stay.entered.date} = {stay.days}",
            origin=network.origin(profile, "transitions", place, "date"),
        )
    yield Step(what=Text("已离开", "have left"), value=str(len(left)), gives="passed")
    middle = median(left)
    if middle is not None:
        shown = f"median({', '.join(map(str, sorted(left)))}) = {number_text(middle)}"
        yield Step(what=Text("中位天数", "median of the days"), value=shown, gives="median")
    yield Step(what=Text("现有", "now there"), value=str(len(waiting)), gives="waiting")
    if waiting:
        yield Step(what=Text("最久", "longest"), value=str(max(waiting)), gives="longest")
