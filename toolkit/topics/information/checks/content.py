"""What shared information may hold: no other dealer, no price, figures that say where they come from, groups that hide each member."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.wording import percent_text
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.network.record import Record
from toolkit.network.results import Results
from toolkit.network.telling import told, told_at_key
from toolkit.sources.document import Step
from toolkit.topics.information.records import Bulletin, DealerInformation, ProductLaunch, Share, SharingPolicy
from toolkit.topics.information.records.sharing import Figure
from toolkit.topics.information.records.vocabularies import DEALERS_DATA, OUR_SALES, OURS
from toolkit.topics.information.rules.mentions import Names, price_in, price_name, wordings
from toolkit.topics.information.rules.standing import SHARING
from toolkit.topics.topic import Check

Path = tuple[Step, ...]

OTHER_DEALER = ProblemKind(
    "INF101",
    "error",
    Text("给经销商的内容里出现了另一家经销商：{dealer}", "what goes to a dealer names another one: {dealer}"),
    Text("删去名称和编号，或改成不少于 5 家的汇总", "leave the name out, or give a sum over at least five dealers"),
)
PRICE = ProblemKind(
    "INF102",
    "error",
    Text("共享的内容里有价格：“{words}”", "shared information holds a price: “{words}”"),
    Text(
        "我方供货价走价格表；经销商不需报送转售价格，我方也不转达任何一家的价格",
        "our supply prices go by the price list; dealers report no resale prices, and no dealer's prices are passed on",
    ),
)
INCOMPLETE = ProblemKind(
    "INF103",
    "error",
    Text("数据“{name}”没有写{lacking}", "the figure {name} lacks {lacking}"),
    Text("写明单位 unit、来源 source、截至日 as_of", "give unit, source and as_of"),
)
GROUP_BOUNDS = ProblemKind(
    "INF104",
    "error",
    Text(
        "汇总 {dealers} 家、最大一家占 {largest}，政策要求不少于 {least} 家、单家不超过 {most}",
        "a sum over {dealers} dealers with a largest share of {largest}; the policy asks for {least} and {most} at most",
    ),
    Text("并入更大的组，或不给出", "take a larger group, or leave the figure out"),
)
NO_GROUP = ProblemKind(
    "INF105",
    "error",
    Text("“{name}”来自经销商的数据，没有写汇总家数和最大占比", "{name} comes from dealers' data without its group"),
    Text("在 group 写 dealers 和 largest；不公开，只用于核对", "give dealers and largest under group: never shown, only checked"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wording:
    """A text that a dealer reads, where it stands, and whom it may name."""

    record: Record
    path: Path
    text: Text
    besides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure, where it stands, and whether it goes to many and is made of single dealers' figures."""

    record: Record
    path: Path
    figure: Figure
    summed: bool


def names(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """What we give to a dealer names no other dealer, neither by id nor by name.

    Passing one dealer's name with its figures, customers or prices to another is a breach of confidence and a risk of
    concerted practice (Anti-Monopoly Law art. 19; reference A.22, 0.7). What a dealer writes of its own accord is not meant.

    中文：给一家经销商的内容里，没有另一家的编号和名称。把别家的数据、客户或价格传过去，既失信，又有协同行为的风险（反垄
    断法第十九条）。经销商自己主动写的不在此列。
    """
    known = Names(network)
    for row in _ours(network):
        for words in wordings(row.text):
            dealer = known.mentioned(words, row.besides)
            if dealer:
                yield told(network, OTHER_DEALER, row.record, *row.path, dealer=dealer)
                break


def prices(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Shared information holds no prices, in neither direction.

    Supply prices have their list. Dealers do not report resale prices (the contract's article on data), and none are
    collected or passed on (Anti-Monopoly Law arts 18 and 19; reference 0.1, A.22).

    中文：共享的信息里没有价格，双向都没有。供货价走价格表；经销商不报送转售价格，我方也不收集、不转达（反垄断法第十八条、
    第十九条）。
    """
    for row in (*_ours(network), *_theirs(network)):
        found = next((held for words in wordings(row.text) if (held := price_in(words))), "")
        if found:
            yield told(network, PRICE, row.record, *row.path, words=found)
    for place in _figures(network):
        named = ((place.figure.name, "name"), (place.figure.unit, "unit"))
        for text, field in named:
            found = next((held for words in wordings(text) if (held := price_name(words))), "") if text else ""
            if found:
                yield told(network, PRICE, place.record, *place.path, field, words=found)
                break


def figures(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A figure says its unit, its source and its day; one made of dealers' data says of how many and how large the largest is.

    A number without them cannot be checked or compared. Groups have at least five dealers and none above a quarter
    (reference 0b, Law; the contract's article on data), or as the policy in force says more strictly.

    中文：每个数写明单位、来源和截至日；由经销商数据汇总的，写明几家、最大一家占多少。没有这些就无从核对和比较。汇总不少
    于五家、单家不超过四分之一，现行政策更严的从其规定。
    """
    policy = in_force(network.all(SharingPolicy), SHARING, as_of)
    for place in _figures(network):
        figure = place.figure
        lacking = [
            words
            for held, words in (
                (figure.unit, Text("单位", "a unit")),
                (figure.source, Text("来源", "a source")),
                (figure.as_of, Text("截至日", "a day")),
            )
            if held is None
        ]
        if lacking:
            shown = Text("、".join(w.zh for w in lacking), ", ".join(w.en for w in lacking))
            yield told(network, INCOMPLETE, place.record, *place.path, "value", name=figure.name, lacking=shown)
        group = figure.group
        if group is None:
            if place.summed:
                yield told(network, NO_GROUP, place.record, *place.path, "value", name=figure.name)
        elif policy is not None and (group.dealers < policy.least or group.largest > policy.most_share):
            yield told_at_key(
                network,
                GROUP_BOUNDS,
                place.record,
                *place.path,
                "group",
                dealers=group.dealers,
                largest=percent_text(group.largest),
                least=policy.least,
                most=percent_text(policy.most_share),
            )


def _ours(network: Network) -> Iterator[Wording]:
    """Every text of ours that some dealer reads."""
    for bulletin in network.all(Bulletin):
        held = bulletin.audience
        alone = len(held.dealers) == 1 and not (held.lines or held.regions or held.segments)
        yield from _texts(bulletin, (), bulletin, held.dealers if alone else ())
    for launch in network.all(ProductLaunch):
        for n, point in enumerate(launch.points):
            yield Wording(launch, ("points", n), point, ())
    for year in network.all(DealerInformation):
        own = (year.dealer,)
        for n, share in enumerate(year.shares):
            if share.direction in OURS:
                yield from _texts(year, ("shares", n), share, own)
        for n, briefing in enumerate(year.briefings):
            for k, concern in enumerate(briefing.concerns):
                if concern.answer is not None:
                    yield Wording(year, ("briefings", n, "concerns", k, "answer"), concern.answer, own)


def _theirs(network: Network) -> Iterator[Wording]:
    for year in network.all(DealerInformation):
        for n, share in enumerate(year.shares):
            if share.direction not in OURS:
                yield from _texts(year, ("shares", n), share, (year.dealer,))


def _texts(record: Record, base: Path, about: Bulletin | Share, besides: tuple[str, ...]) -> Iterator[Wording]:
    yield Wording(record, (*base, "subject"), about.subject, besides)
    for n, issue in enumerate(about.issues):
        for name in ("text", "reason"):
            text = getattr(issue, name)
            if text is not None:
                yield Wording(record, (*base, "issues", n, name), text, besides)
        for k, figure in enumerate(issue.figures):
            yield Wording(record, (*base, "issues", n, "figures", k, "name"), figure.name, besides)


def _figures(network: Network) -> Iterator[Placed]:
    for bulletin in network.all(Bulletin):
        for n, issue in enumerate(bulletin.issues):
            for k, figure in enumerate(issue.figures):
                ours = figure.source == "erp" and bulletin.kind in OUR_SALES
                yield Placed(bulletin, ("issues", n, "figures", k), figure, ours or figure.source in DEALERS_DATA)
    for year in network.all(DealerInformation):
        for s, share in enumerate(year.shares):
            for n, issue in enumerate(share.issues):
                for k, figure in enumerate(issue.figures):
                    yield Placed(year, ("shares", s, "issues", n, "figures", k), figure, False)


CHECKS: tuple[Check, ...] = (
    Check((OTHER_DEALER,), names),
    Check((PRICE,), prices),
    Check((INCOMPLETE, GROUP_BOUNDS, NO_GROUP), figures),
)
