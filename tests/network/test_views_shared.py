"""A value is copied once for those who see the same of it, and sharing shows nobody more than a fresh view would."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.network.ledger import Dealer, Order, Person, Rule, loaded
from tests.network.test_view import FILES, OTHER, OWN, RESULTS, Score
from toolkit.kernel.text import Text
from toolkit.network.explaining import Figure
from toolkit.network.network import Network
from toolkit.network.projecting import Projections, project
from toolkit.network.record import NotVisible, Value, field
from toolkit.network.results import Result, Results, Step
from toolkit.network.view import INTERNAL, PUBLIC, Lens, View, Views


class Plain(Value):
    """A group of which a dealer sees all; what is below it holds more."""

    name: str = field("名", "Name", audience="dealer")


class Detailed(Plain):
    """A Plain with a field of ours."""

    margin: str = field("毛利", "Margin")


class Whole(Value):
    """A group of which everybody sees all."""

    name: str = field("名", "Name", audience="public")


class Holder(Value):
    """A value that holds both."""

    plain: Plain = field("甲", "Plain", audience="dealer")
    many: tuple[Plain, ...] = field("多", "Many", audience="dealer", default=())
    whole: Whole = field("全", "Whole", audience="dealer")


def test_a_view_is_made_once_and_each_value_copied_once() -> None:
    """The same dealer, record and result are the very same objects, however they are asked for."""
    views = Views(loaded(FILES).network, RESULTS)
    own = views.of_dealer(OWN)
    assert views.of_dealer(OWN) is own
    assert own.get(Dealer, OWN) is own.all(Dealer)[0]
    assert own.of_dealer(Order, OWN)[0] is own.all(Order)[0]
    assert own.result(Score, OWN) is own.results(Score)[0]
    assert own.all(Rule)[0] is views.of_dealer(OTHER).all(Rule)[0]
    assert views.internal.all(Person)[0] is views.internal.all(Person)[0]


def test_sharing_shows_what_a_view_alone_shows() -> None:
    """Views of one run, asked in turn, hold what each would hold without the others; the order is that of the network."""
    network = loaded(FILES).network
    views = Views(network, RESULTS)
    for lens in (Lens("dealer", OWN), Lens("dealer", OTHER), Lens("dealer", OWN, "full"), Lens("dealer", OTHER, "masked")):  # fmt: skip
        shared, alone = views.of_dealer(lens.dealer, lens.personal), View(network, RESULTS, lens)
        for model in (Dealer, Order, Person, Rule):
            assert [vars(row) for row in shared.all(model)] == [vars(row) for row in alone.all(model)]
            assert shared.count(model) == len(alone.all(model))
        assert [vars(row) for row in shared.results(Score)] == [vars(row) for row in alone.results(Score)]
    assert [vars(row) for row in views.public.all(Rule)] == [{}]
    with pytest.raises(NotVisible):
        _ = views.of_dealer(OWN).get(Person, "C-2025-0001").name


def test_a_network_of_any_size_keeps_few_views(monkeypatch: pytest.MonkeyPatch) -> None:
    """Views and copies beyond a number are forgotten and made anew, the same as before."""
    monkeypatch.setattr(Views, "KEPT", 1)
    monkeypatch.setattr(Projections, "MOST", 1)
    views = Views(loaded(FILES).network, RESULTS)
    first = views.of_dealer(OWN)
    seen = [vars(row) for row in first.all(Person)]
    assert views.of_dealer(OTHER) is not first
    assert views.of_dealer(OWN) is not first
    assert [vars(row) for row in views.of_dealer(OWN).all(Person)] == seen


def test_a_type_below_hides_what_it_hides() -> None:
    """A field of a type that is seen whole may hold a value of a type below it, which is not: its own marks count."""
    plain, detailed = Plain(name="a"), Detailed(name="b", margin="0.40")
    held = project(Holder(plain=detailed, many=(plain, detailed), whole=Whole(name="c")), Lens("dealer", OWN))
    assert [vars(row) for row in (held.plain, *held.many)] == [{"name": "b"}, {"name": "a"}, {"name": "b"}]
    assert "0.40" not in repr(held)
    assert vars(project(held.whole, PUBLIC)) == {"name": "c"}


def test_what_all_may_see_is_not_copied() -> None:
    """A group inside a value of which nothing is hidden is the group itself."""
    holder = Holder(plain=Plain(name="a"), whole=Whole(name="c"))
    assert project(holder, Lens("dealer", OWN)).whole is holder.whole


class Sum(Result):
    """A result that is explained by the place of a record."""


def _placed(network: Network, results: Results, result: Result, as_of: date) -> tuple[Step, ...]:
    record = network.get(Dealer, OWN)
    return (Step(what=Text("甲"), value="1", origin=network.origin(record, "score")),)


def test_a_dealers_steps_ask_for_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a step stands is internal: for a dealer's paper no file is read again, and the steps are the same but for it."""
    figure: Figure[Any] = Figure("sum", Text("和", "Sum"), Sum, ("subject",), _placed)
    network = loaded(FILES).network
    views, day = Views(network, Results((Sum(subject=OWN),))), date(2026, 1, 1)
    placed = views.steps(figure, OWN, day, INTERNAL)[0]
    assert placed.origin == network.origin(network.get(Dealer, OWN), "score")
    monkeypatch.setattr("toolkit.sources.document.Locator.origin", None)
    told = views.steps(figure, OWN, day, Lens("dealer", OWN))[0]
    assert (told.what, told.value) == (placed.what, placed.value)
    with pytest.raises(NotVisible):
        _ = told.origin
    with pytest.raises(TypeError):
        views.steps(figure, OWN, day)
