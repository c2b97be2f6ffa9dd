"""Every figure of the sample can be explained: its steps stand where they say, add up, and end in the result's own values."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

import pytest

from tests.sample import ROOT, judged
from tests.topics.explained_steps import NUMBER, comes_to, number, says
from toolkit import topics
from toolkit.kernel.origin import Origin
from toolkit.kernel.text import Text
from toolkit.network.explaining import Found, held_at, names_in
from toolkit.network.policy import Policy
from toolkit.network.record import Value, field, mark
from toolkit.network.results import InternalResult, Result, Step
from toolkit.review.outline import PEERS
from toolkit.topics.catalogue import FIGURES, TOPICS

BASE = frozenset(Result.model_fields)


def classes(base: type[Result] = Result) -> Iterator[type[Result]]:
    """Every class of result that a topic defines."""
    for module in pkgutil.walk_packages(topics.__path__, "toolkit.topics."):
        importlib.import_module(module.name)
    for one in base.__subclasses__():
        if one.__module__.startswith("toolkit.topics."):
            yield one
        yield from classes(one)


def numeric(annotation: Any) -> bool:
    """Whether a type is a number, perhaps an optional one."""
    if get_origin(annotation) in (Union, UnionType):
        return any(numeric(option) for option in get_args(annotation))
    return annotation in (int, Decimal)


def groups(annotation: Any) -> Iterator[type[Value]]:
    """The groups of fields inside a type."""
    if isinstance(annotation, type) and issubclass(annotation, Value):
        yield annotation
    for part in get_args(annotation):
        yield from groups(part)


def holds_numbers(model: type[Value]) -> bool:
    """Whether a result, or a group inside it, has a number."""
    held = [info.annotation for name, info in model.model_fields.items() if name not in BASE]
    return any(numeric(one) or any(holds_numbers(group) for group in groups(one)) for one in held)


@cache
def explained() -> tuple[tuple[Found, tuple[Step, ...]], ...]:
    """Every figure of the sample with its steps."""
    the = judged()
    return tuple((found, found.steps(the.network, the.results, the.as_of)) for found in FIGURES.held(the.results))


@cache
def lines(path: str) -> tuple[str, ...]:
    """The lines of a file of the sample."""
    return tuple((ROOT / path).read_text("utf-8").split("\n"))


def test_every_result_with_numbers_can_be_explained() -> None:
    """A topic that derives a number exports a Figure for its result; the catalogue lists it as `figures` of the topic."""
    told = {figure.model for figure in FIGURES.all}
    found = {model for model in classes() if holds_numbers(model)}
    # What is compared with peers repeats numbers that an evaluation and a segment explain.
    assert {model.__name__ for model in found - told - set(PEERS)} == set()
    assert len(found) > 30


def test_every_figure_belongs_to_its_topic() -> None:
    """A topic explains its own results, not another's."""
    strange = [f.name for topic in TOPICS for f in topic.figures if f.model.topic != topic.name]
    assert strange == []


def test_every_figure_has_steps() -> None:
    """Nothing that was computed is without a word on how it came about."""
    assert len(explained()) > 300
    assert [found.address for found, steps in explained() if not steps] == []


def test_the_steps_end_in_the_values() -> None:
    """Each value that a figure consists of is given by a step, worked out anew, and the step says the same as the result."""
    wrong, silent = [], []
    for found, steps in explained():
        given = {step.gives for step in steps}
        silent += [
            (found.address, v.field) for v in found.values() if v.value not in (None, "") and v.field not in given
        ]
        for step in steps:
            value = held_at(found.result, step.gives) if step.gives else None
            if step.gives and not (says(step.shown("zh"), value) and says(step.shown("en"), value)):
                wrong.append((found.address, step.gives, step.shown("en"), value))
    assert (silent, wrong) == ([], [])


def test_formulas_add_up() -> None:
    """Whoever takes a calculator to a step comes to what it says."""
    checked = [
        (found.address, step.shown("en"), right)
        for found, steps in explained()
        for step in steps
        if (right := comes_to(step.shown("en"))) is not None
    ]
    assert [row for row in checked if not row[2]] == []
    assert len(checked) > 400


def test_places_are_there_and_hold_the_value() -> None:
    """Each place is a line of a file; where a step shows what is written there, it is written there, at that column."""
    gone, other = [], []
    raw = 0
    for found, steps in explained():
        for step in steps:
            origin = step.origin
            if origin is not None and not 1 <= origin.line <= len(lines(origin.path)):
                gone.append((found.address, origin))
            elif step.raw and not written_at(origin, step.value):
                other.append((found.address, origin, step.value))
            raw += step.raw
    assert (gone, other) == ([], [])
    assert raw > 2000


def written_at(origin: Origin | None, value: object) -> bool:
    """Whether a value stands at a place, quoted or not; a cell of a table stands on its line."""
    if origin is None:
        return False
    line = lines(origin.path)[origin.line - 1]
    if origin.path.endswith(".csv"):
        return str(value) in line.split(",")
    return line[origin.column - 1 :].lstrip("\"'").startswith(str(value))


def test_a_value_that_stands_elsewhere_is_seen() -> None:
    """The guard above can fail: another line, another column or another value is no place of the value."""
    step = next(
        step for _, steps in explained() for step in steps if step.raw and step.origin and step.origin.column > 3
    )
    origin = step.origin
    assert origin is not None
    assert written_at(origin, step.value)
    assert not written_at(origin._replace(line=1), step.value)
    assert not written_at(origin._replace(column=1), step.value)
    assert not written_at(origin, f"{step.value}0000")


def test_each_address_leads_to_its_figure() -> None:
    """What a list tells to ask with means that figure and no other."""
    results = judged().results
    asked = {
        found.address: [each.address for each in FIGURES.find(results, found.address.split(" "))]
        for found, _ in explained()
    }
    assert {address: found for address, found in asked.items() if found != [address]} == {}


def test_versions_are_there_and_named_by_the_result() -> None:
    """Each version of a policy that a step rests on exists, and the result names it: so `explain POLICY` finds it."""
    known = {e.record.reference for e in judged().network.entries() if isinstance(e.record, Policy)}
    used = {(found.address, step.policy) for found, steps in explained() for step in steps if step.policy}
    assert {row for row in used if row[1] not in known} == set()
    named = {found.address: set(names_in(found.result)) for found, _ in explained()}
    assert {row for row in used if row[1] not in named[row[0]]} == set()


def test_steps_speak_both_languages() -> None:
    """No English step shows a Chinese word where there is an English one, and none is without a name."""
    assert [found.address for found, steps in explained() for step in steps if not step.what.zh] == []
    kept = [step for _, steps in explained() for step in steps if isinstance(step.value, Text)]
    assert [step.value for step in kept if not step.value.zh] == []  # type: ignore[union-attr]


def leaking(models: Iterator[type[Result]]) -> set[str]:
    """The results whose fields are all internal but whose steps a dealer would see."""
    return {
        model.__name__
        for model in models
        if all(mark(model, name, "audience") == "internal" for name in model.model_fields if name not in BASE)
        and mark(model, "trace", "audience") != "internal"
    }


def test_the_steps_of_an_internal_result_are_internal() -> None:
    """What a dealer may not see, it may not see by the way that it came about either."""
    assert leaking(classes()) == set()
    assert len(list(classes(InternalResult))) > 10


def test_a_leak_by_the_steps_is_seen() -> None:
    """The guard above can fail: a result with internal fields only that does not say so is found."""

    class Margin(Result):
        topic = "segment"
        amount: Decimal | None = None

    class Kept(InternalResult):
        topic = "segment"
        amount: Decimal | None = None

    assert leaking(iter((Margin, Kept))) == {"Margin"}


def told_inside(results: Iterable[Result]) -> list[tuple[str, str, str]]:
    """Where a step that a dealer sees says what a field of the same result keeps inside."""
    return [
        (f"{type(result).__name__} {result.subject}", name, step.shown("zh"))
        for result in results
        if mark(type(result), "trace", "audience") != "internal"
        for name in type(result).model_fields
        if name not in BASE and mark(type(result), name, "audience") == "internal"
        for step in result.trace
        if tells(step.shown("zh"), getattr(result, name))
    ]


def tells(shown: str, value: object) -> bool:
    """Whether a text holds a value; 0 and 1 stand in too many texts to mean anything."""
    if isinstance(value, bool) or value in (None, "", 0, 1):
        return False
    if isinstance(value, int | Decimal):
        return any(number(found) == value for found in NUMBER.findall(shown))
    return isinstance(value, str) and value in shown


def test_no_step_tells_what_a_field_keeps_inside() -> None:
    """The steps of a result that a dealer sees hold no figure or word of the fields that it does not see."""
    assert told_inside(judged().results.everything()) == []


def test_a_figure_kept_inside_is_seen_in_a_step() -> None:
    """The guard above can fail."""

    class Sale(Result):
        topic = "segment"
        amount: Decimal = field("金额", "Amount", audience="dealer")
        margin: Decimal = field("毛利", "Margin")

    trace = (Step(what=Text("金额", "amount"), value="400.00 − 160.00"),)
    planted = Sale(subject="a", amount=Decimal(400), margin=Decimal(160), trace=trace)
    assert [name for _, name, _ in told_inside([planted])] == ["margin"]


@pytest.mark.parametrize(
    ("shown", "right"),
    [
        ("2 × 3 = 6", True),
        ("2 × 3 = 7", False),
        ("¥1,200.00 × (1 − 5%) = ¥1,140.00", True),
        ("median(1, 2, 4) = 3", False),
    ],
)
def test_a_wrong_formula_is_seen(shown: str, right: bool) -> None:
    """The calculator above can fail; what is no formula is left alone."""
    assert comes_to(shown) is right
    assert comes_to("2026-01-01 + 15 wd → 2026-01-22") is None


@pytest.mark.parametrize(
    ("shown", "value", "same"),
    [
        ("85.527 − 3 → 82.5", Decimal("82.5"), True),
        ("1 ÷ 3 = 0.3333", Decimal(1) / 3, True),
        ("52.6%", Decimal("0.5263"), True),
        ("52.6%", Decimal("0.53"), False),
        ("1 of 7", 1, False),
        ("–", None, True),
        ("met · B", "B", True),
        ("met · B", "C", False),
    ],
)
def test_a_wrong_value_is_seen(shown: str, value: object, same: bool) -> None:
    """The comparison above can fail: a number must be the last thing said, and the same as far as it is shown."""
    assert says(shown, value) is same
