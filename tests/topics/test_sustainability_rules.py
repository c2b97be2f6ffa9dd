"""The arithmetic of the self-check: points, colours, vetoes (reference L)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sample import ROOT
from toolkit.network.kinds import Kinds
from toolkit.network.load import load
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.view import INTERNAL, Lens, View
from toolkit.render.html import Templates
from toolkit.sources.tree import MemoryTree, WorkingTree
from toolkit.topics.company.records import KINDS as COMPANY
from toolkit.topics.dealer.records import KINDS as DEALER
from toolkit.topics.market.records import KINDS as MARKET
from toolkit.topics.sustainability.outputs import cards
from toolkit.topics.sustainability.records import KINDS, SelfCheck, SelfCheckPolicy
from toolkit.topics.sustainability.rules import SelfCheckScore, colour_of, derive, governing, score
from toolkit.topics.topic import Now

D = Decimal
TODAY = date(2026, 10, 20)
ALL = Kinds((*COMPANY, *MARKET, *DEALER, *KINDS))
FILE = "content/policies/sustainability/self-check/2025-1.yaml"
ANSWERED = st.sampled_from(["yes", "partly", "no", "not_applicable"])


def shipped() -> SelfCheckPolicy:
    """The policy that the product ships."""
    text = (ROOT / FILE).read_text(encoding="utf-8")
    loaded = load(MemoryTree({FILE: text}), ALL, whole=False)
    assert loaded.problems == ()
    return loaded.network.all(SelfCheckPolicy)[0]


POLICY = shipped()
ITEMS = tuple(item.id for item in POLICY.items)
FREE = tuple(item.id for item in POLICY.items if not item.veto)


def record(answers: dict[str, str]) -> SelfCheck:
    rows = tuple({"item": item, "answer": answer} for item, answer in answers.items())
    return SelfCheck.model_validate(
        {"dealer": "D-2025-0001", "year": "2026", "date": "2026-09-01", "filled_by": "C-2025-0001", "answers": rows}
    )


def result(**changed: str) -> SelfCheckScore:
    """The score when every answer is yes but those given; `_` in a name stands for `-`."""
    given_ = {name.replace("_", "-"): answer for name, answer in changed.items()}
    return score(record({item: given_.get(item, "yes") for item in ITEMS}), POLICY)


def test_l_the_policy_asks_twenty_questions_of_six_groups() -> None:
    """L: twenty items; law, safety, environment, product, integrity, community."""
    assert len(ITEMS) == 20
    assert len({item.group for item in POLICY.items}) == 6
    assert (POLICY.green_from, POLICY.yellow_from, POLICY.partly) == (D("0.80"), D("0.60"), D("0.5"))


def test_l_partly_counts_a_half_and_what_does_not_apply_leaves_both_sides() -> None:
    """L: yes 1, partly 0.5, over the items that apply."""
    found = result(energy="partly", fleet="no", refrigerants="not_applicable")
    assert (found.points, found.applicable) == (D("17.5"), 19)
    assert found.share == D("17.5") / 19
    assert found.gaps == ("energy", "fleet")


@pytest.mark.parametrize(
    ("share", "colour"),
    [
        ("1", "green"),
        ("0.80", "green"),
        ("0.7999999", "yellow"),
        ("0.60", "yellow"),
        ("0.5999999", "red"),
        ("0", "red"),
    ],
)
def test_l_colours_include_their_lower_bound(share: str, colour: str) -> None:
    """L: from 80 % green, from 60 % yellow, below that red."""
    assert colour_of(POLICY, D(share)) == colour


def test_l_a_no_to_what_the_law_demands_is_red_whatever_the_share() -> None:
    """L: veto only for law breaches; 19 of 20 is red when the one is a law."""
    found = result(insurance="no")
    assert (found.share, found.colour, found.plan_needed, found.vetoes) == (D("0.95"), "red", True, ("insurance",))
    assert result(insurance="partly").colour == "green"
    assert result(community="no").colour == "green"


def test_nothing_applies_gives_no_share_and_no_colour() -> None:
    """A zero denominator is n/a, neither 0 nor 100 % (reference 0b.9)."""
    found = score(record(dict.fromkeys(ITEMS, "not_applicable")), POLICY)
    assert (found.share, found.colour, found.plan_needed) == (None, "", False)


def test_what_is_not_answered_counts_as_no() -> None:
    """Leaving a hard question out never pays."""
    without = score(record({item: "yes" for item in ITEMS if item != "community"}), POLICY)
    assert without.share == result(community="no").share


@given(st.lists(ANSWERED, min_size=20, max_size=20))
def test_the_share_is_bounded_and_groups_add_up(answers: list[str]) -> None:
    """The share lies in 0 to 1, and the groups sum to the whole."""
    found = score(record(dict(zip(ITEMS, answers, strict=True))), POLICY)
    assert found.share is None or 0 <= found.share <= 1
    assert found.points == sum(row.points for row in found.groups)
    assert found.applicable == sum(row.applicable for row in found.groups) == 20 - answers.count("not_applicable")


@given(st.lists(ANSWERED, min_size=20, max_size=20), st.integers(min_value=0, max_value=19))
def test_a_better_answer_never_worsens_share_or_colour(answers: list[str], place: int) -> None:
    """From no to partly to yes, share and colour only rise."""
    ranks = {"red": 0, "yellow": 1, "green": 2}
    rows = []
    for answer in ("no", "partly", "yes"):
        answers[place] = answer
        found = score(record(dict(zip(ITEMS, answers, strict=True))), POLICY)
        assert found.share is not None
        rows.append((found.share, ranks[found.colour]))
    assert rows == sorted(rows)
    assert rows[0][0] < rows[2][0]


def test_the_version_of_the_years_first_day_governs() -> None:
    """A version from 2025 on says nothing of 2024, and a fiscal year from April begins in April."""
    assert governing([POLICY], 2024) is None
    assert governing([POLICY], 2025) is POLICY
    assert governing([], 2025) is None
    later = POLICY.model_copy(update={"effective_from": date(2026, 3, 1)})
    assert governing([later], 2026) is None
    assert governing([later], 2026, fiscal_start=4) is later


@pytest.fixture(scope="module")
def sample() -> tuple[Network, Results]:
    """The sample's records of this chapter, with their results."""
    folders = ("content/policies/sustainability/", "content/sustainability/", "dealers/")
    files = {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.yaml"))
        if folder != "dealers/" or path.parent.name == "esg"
    }
    network = load(MemoryTree(files), ALL, whole=False).network
    return network, Results(derive(network, Results(), TODAY))


def test_the_sample_shows_a_green_and_a_red_self_check(sample: tuple[Network, Results]) -> None:
    """17.5 of 20 is green; 10 of 19 is red and asks for a plan."""
    rows = {row.dealer: row for row in sample[1].all(SelfCheckScore)}
    assert (rows["D-2025-0007"].points, rows["D-2025-0007"].colour) == (D("17.5"), "green")
    red = rows["D-2025-0016"]
    assert (red.points, red.applicable, red.colour, red.plan_needed) == (D(10), 19, "red", True)
    assert red.trace[-2].value == "10.0 ÷ 19 = 52.6%"
    assert red.trace[0].origin is not None
    assert red.trace[0].origin.path == "dealers/D-2025-0016/esg/2026.yaml"


def test_a_self_check_after_the_as_of_date_is_not_yet_scored(sample: tuple[Network, Results]) -> None:
    """Time comes in as an argument."""
    early = {row.subject for row in derive(sample[0], Results(), date(2026, 9, 21))}
    assert "D-2025-0007/2026" in early
    assert "D-2025-0016/2026" not in early


def test_the_card_shows_our_measures_beside_the_dealers(sample: tuple[Network, Results]) -> None:
    """The page that judges the dealer says what we do (reference 0b); another dealer's view has nothing."""
    network, results = sample
    templates = Templates((WorkingTree(ROOT),))
    for lens in (INTERNAL, Lens("dealer", "D-2025-0007")):
        (card,) = cards(View(network, results, lens), Now(TODAY, lambda records: "0"), "D-2025-0007")
        assert card.finding.zh == "2026 年自查 87.5%"
        for locale, ours in (("zh", "131.5 吨，目标 180"), ("en", "131.5 tonnes, target 180")):
            html = templates.filled(card.template, {"c": card.context, "locale": locale})
            assert ours in html
            assert "11300" in html or "11,300" in html
    other = View(network, results, Lens("dealer", "D-2025-0016"))
    assert list(cards(other, Now(TODAY, lambda records: "0"), "D-2025-0007")) == []


def test_dealers_files_are_read_by_dealer_and_year() -> None:
    """The path says whose self-check it is and of which year."""
    text = dedent(
        """\
        date: "2025-12-20"
        filled_by: C-2025-0001
        answers: []
        """
    )
    network = load(MemoryTree({"dealers/D-2025-0003/esg/2025.yaml": text}), ALL, whole=False).network
    (found,) = network.all(SelfCheck)
    assert (found.dealer, found.year) == ("D-2025-0003", 2025)
