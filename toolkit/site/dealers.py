"""The list of dealers, and a page for each: a head that says how things stand, then the cards of the topics."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import Vocabulary
from toolkit.kernel.wording import day_text
from toolkit.network.policy import Policy
from toolkit.plan.artifact import Artifact
from toolkit.plan.card import Card, Figure
from toolkit.site.dealer_head import Facts, arranged, facts_of, figures
from toolkit.site.documents import documents
from toolkit.site.frame import Link, page_path
from toolkit.site.navigation import dealer_path, policy_path
from toolkit.site.pages import Book, page
from toolkit.site.recorded import recorded_path
from toolkit.sources.prose import Heading
from toolkit.topics.company.records import Contact, ProductLine, Staff
from toolkit.topics.company.rules import line_name
from toolkit.topics.contract.records import Contract, vocabularies
from toolkit.topics.contract.rules.amending import terms_on
from toolkit.topics.contract.rules.standing import ContractStanding
from toolkit.topics.dealer.records import SEGMENTS, STATES, DealerProfile
from toolkit.topics.dealer.rules import DealerStanding
from toolkit.topics.market.rules import Regions, regions

CONTRACT_STATES = Vocabulary(
    "contract_state",
    {
        "in_force": ("履行中", "in force"),
        **{
            code: (vocabularies.STATUS.label(code).zh, vocabularies.STATUS.label(code).en)
            for code in vocabularies.STATUS
        },
    },
)
CardMaker = Callable[[str], Iterable[Card]]


@dataclass(frozen=True, slots=True)
class Row:
    """A dealer in the list."""

    id: str
    name: str
    short_name: str
    path: str
    region: str
    province: Text
    state: str
    state_label: str
    segment: str
    segment_label: str
    lines: str
    line_ids: tuple[str, ...]
    manager: str
    manager_post: str
    contract_no: str
    contract_state: str
    days_left: int | None
    since: str


@dataclass(frozen=True, slots=True)
class DealerHead:
    """What the head of a dealer's page answers in five seconds."""

    name: str
    id: str
    english_name: str
    state: str
    state_label: str
    segment_label: str
    manager: str
    manager_post: str
    region: str
    figures: tuple[Figure, ...]
    recorded: str = ""


def dealers(the: Book, cards: CardMaker) -> Iterator[Artifact]:
    """Yields the list and the page of every dealer."""
    tree = regions(the.view)
    profiles = the.view.all(DealerProfile)
    rows = tuple(_row(the, profile, tree) for profile in profiles)
    yield page(
        the,
        page_path(the.locale, "dealers/index"),
        "site/dealers.html",
        the.word("dealers"),
        {"rows": rows, "filters": _filters(the, rows)},
        purpose=the.word("dealers_purpose"),
        kind="dealers",
    )
    facts = facts_of(the.view)
    for profile, row in zip(profiles, rows, strict=True):
        yield _dealer(the, profile, row, cards, facts)


def dealer_at(the: Book, cards: CardMaker, path: str) -> Artifact | None:
    """Returns the page at `path`: the list, or one dealer's page without making the others; None for no such page."""
    profile = the.view.find(DealerProfile, path.rpartition("/")[2].removesuffix(".html"))
    if profile is not None and path == dealer_path(the.locale, profile.id):
        return _dealer(the, profile, _row(the, profile, regions(the.view)), cards, facts_of(the.view))
    return next((page for page in islice(dealers(the, cards), 1) if page.path == path), None)


def _dealer(the: Book, profile: DealerProfile, row: Row, maker: CardMaker, facts: Facts) -> Artifact:
    cards, folds = arranged((*maker(profile.id), *documents(the.now.files, profile.id)), row.state)
    head = DealerHead(
        row.name,
        row.id,
        profile.english_name or "",
        row.state,
        row.state_label,
        row.segment_label,
        row.manager,
        row.manager_post,
        row.region,
        figures(the.view, facts, profile, row.path, cards, the.now.as_of),
        recorded_path(the, profile.id),
    )
    contracts = the.view.of_dealer(Contract, profile.id)
    contract_files = the.view.paths((Contract, c.contract_no) for c in contracts)
    sources = (*the.view.paths(((DealerProfile, profile.id),)), *contract_files)
    toc = tuple(Heading(2, card.id, card.title.within(the.locale)) for card in cards)
    return page(
        the,
        row.path,
        "site/dealer.html",
        row.short_name,
        {"head": head, "cards": cards, "folds": folds, "names": _names(the)},
        trail=(Link(the.word("dealers"), page_path(the.locale, "dealers/index")), Link(row.short_name, row.path)),
        toc=toc,
        sources=sources,
        source=f"dealers/{profile.id}/profile.yaml",
        folder=f"dealers/{profile.id}",
        kind="dealer",
    )


def _row(the: Book, profile: DealerProfile, tree: Regions) -> Row:
    standing = the.view.result(DealerStanding, profile.id)
    contract = the.view.result(ContractStanding, profile.id)
    signed = the.view.find(Contract, contract.contract_no) if contract else None
    terms = terms_on(the.view, signed, the.now.as_of) if signed is not None else None
    lines = tuple(dict.fromkeys(line for scope in terms.scopes for line in scope.lines)) if terms else ()
    state = standing.state if standing else "lead"
    segment = (standing.segment if standing else None) or ""
    manager, post = _manager(the, profile)
    return Row(
        id=profile.id,
        name=profile.name,
        short_name=profile.short_name,
        path=dealer_path(the.locale, profile.id),
        region=tree.label(profile.region, the.locale),
        province=tree.province(profile.region),
        state=state,
        state_label=STATES.label(state).within(the.locale),
        segment=segment,
        segment_label=SEGMENTS.label(segment).within(the.locale) if segment else "",
        lines=("、" if the.locale == "zh" else ", ").join(
            line_name(the.view, line).within(the.locale) for line in lines
        ),
        line_ids=lines,
        manager=manager,
        manager_post=post,
        contract_no=contract.contract_no if contract else "",
        contract_state=CONTRACT_STATES.label(contract.state).within(the.locale) if contract else "",
        days_left=contract.days_left if contract else None,
        since=day_text(profile.cooperation_since, the.locale) if profile.cooperation_since else "",
    )


def _manager(the: Book, profile: DealerProfile) -> tuple[str, str]:
    staff = the.view.find(Staff, profile.service_team.manager) if profile.service_team else None
    if staff is None:
        return "", ""
    person = the.view.find(Contact, staff.contact) if staff.contact else None
    post = staff.post.within(the.locale)
    return (person.name, post) if person else (post, "")


def _filters(the: Book, rows: tuple[Row, ...]) -> tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]:
    """The choices of each filter: only those that some row has, in the vocabulary's order."""
    states = [
        (code, STATES.label(code).within(the.locale)) for code in STATES if any(row.state == code for row in rows)
    ]
    segments = [
        (code, SEGMENTS.label(code).within(the.locale)) for code in SEGMENTS if any(row.segment == code for row in rows)
    ]
    found_in = sorted({row.province for row in rows if row.province}, key=lambda name: name.within(the.locale))
    provinces = [(name.zh, name.within(the.locale)) for name in found_in]
    lines = [(line.id, line.name.within(the.locale)) for line in the.view.all(ProductLine)]
    titles = {
        "state": Text("状态", "State"),
        "segment": Text("分群", "Segment"),
        "province": Text("省份", "Province"),
        "line": Text("产品线", "Line"),
    }
    found = {"state": states, "province": provinces, "segment": segments, "line": lines}
    return tuple((key, titles[key].within(the.locale), tuple(choices)) for key, choices in found.items())


def _names(the: Book) -> dict[str, Link]:
    """The page of each version of a policy, by what records call it, so that cards say names and not codes."""
    named = {}
    for kind in the.view.kinds.all:
        if issubclass(kind.model, Policy):
            for held in the.view.all(kind.model):
                title = f"{held.name.within(the.locale)} {held.version}"
                named[held.reference] = Link(title, policy_path(the.locale, held.id))
    return named
