"""Values as people read them, parts of records by their paths, and what differs between two versions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.kernel.text import Text
from toolkit.kernel.units import UNITS, with_unit
from toolkit.kernel.vocabulary import Vocabulary
from toolkit.network.comparing import ABSENT, differences
from toolkit.network.fields import (
    Amount,
    Bilingual,
    Count,
    Day,
    Flag,
    Line,
    Name,
    NamedInside,
    Number,
    OneOf,
    Rate,
    RefTo,
    WordsOf,
)
from toolkit.network.record import Record, Value, field, mark
from toolkit.network.showing import SHARE, NoSuchPart, field_text, part_of
from toolkit.network.tables import EACH, grid_of, listed, rows_of, table_of
from toolkit.topics.catalogue import KINDS

MOODS = Vocabulary("mood", {"good": ("好", "good"), "bad": ("差", "bad")})


class Point(Value):
    at: Number = field("值", "Value", audience="dealer")
    score: Number = field("得分", "Score", audience="dealer", unit="分")


class Step(Value):
    KEY = ("id",)
    id: Line = field("档", "Step", audience="dealer")
    rate: Rate = field("比例", "Rate", audience="dealer")
    sum: Amount | None = field("金额", "Amount", audience="dealer", unit="元", default=None)
    note: Bilingual | None = field("说明", "Note", audience="dealer", default=None)


class Rules(Record):
    name: Bilingual = field("名称", "Name", audience="dealer")
    mood: Annotated[str, OneOf(MOODS)] = field("心情", "Mood", audience="dealer", default="good")
    days: Count = field("期限", "Limit", audience="dealer", unit="工作日", default=5)
    year: Count = field("年度", "Year", audience="dealer", default=2026)
    from_day: Day | None = field("起", "From", audience="dealer", default=None)
    open: Flag = field("开放", "Open", audience="dealer", default=True)
    line: Annotated[str, RefTo("line")] | None = field("产品线", "Line", audience="dealer", default=None)
    tags: tuple[Name, ...] = field("标签", "Tags", audience="dealer", default=())
    steps: tuple[Step, ...] = field("档次", "Steps", audience="dealer", default=())
    curve: tuple[Point, ...] = field("曲线", "Curve", audience="dealer", default=())
    by_line: dict[str, Step] = field("分线", "By line", audience="dealer", default={})


def step(name: str, rate: str, **more: object) -> Step:
    return Step.model_validate({"id": name, "rate": rate, **more})


A, B = step("A", "0.05", sum="1260000.00"), step("B+", "0.1", note="备注")
RULES = Rules.model_validate(
    {
        "name": {"zh": "规则", "en": "Rules"}, "days": "15", "from_day": "2026-01-15", "line": "tea", "tags": ("a", "b"),
        "steps": (A, B), "curve": ({"at": "0.85", "score": "60"}, {"at": "1", "score": "100"}), "by_line": {"tea": A},
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [
        ("name", "规则", "Rules"),
        ("mood", "好", "good"),
        ("days", "15个工作日", "15 working days"),
        ("year", "2026", "2026"),
        ("from_day", "2026年1月15日", "15 January 2026"),
        ("open", "是", "yes"),
        ("line", "line/tea", "line/tea"),
        ("tags", "a、b", "a, b"),
        ("curve", "0.85 → 60分；1 → 100分", "0.85 → 60 points; 1 → 100 points"),
    ],
)
def test_a_value_in_both_languages(name: str, zh: str, en: str) -> None:
    """By its type, its unit and its vocabulary; a reference by the name that the reader gives it."""

    def titles(kind: str, key: str, locale: str) -> str:
        return f"{kind}/{key}"

    held = getattr(RULES, name)
    assert field_text(Rules, name, held, "zh", titles) == zh
    assert field_text(Rules, name, held, "en", titles) == en


def test_what_is_not_there_is_a_dash() -> None:
    """An empty list and a missing value are said, not left blank."""
    assert field_text(Rules, "tags", (), "zh") == field_text(Rules, "line", None, "en") == "–"


def test_a_list_as_a_table() -> None:
    """Only the columns that any item fills in; shares in percent, amounts in yuan; the first column names the row."""
    table = table_of(Step, RULES.steps, "zh")
    assert table.head == ("档", "比例", "金额", "说明")
    assert table.rows == (("A", "5%", "¥1,260,000.00", "–"), ("B+", "10%", "–", "备注"))
    assert table.numeric == {1, 2}
    assert table_of(Step, (A,), "en", ("rate",)).rows == (("5%",),)
    with pytest.raises(NoSuchPart):
        table_of(Step, (A,), "en", ("rats",))


@pytest.mark.parametrize(
    ("path", "text"),
    [("steps.A.rate", "5%"), ("steps.a.sum", "¥1,260,000.00"), ("steps.B+.rate", "10%"), ("by_line.tea.rate", "5%")],
)
def test_a_part_by_its_path(path: str, text: str) -> None:
    """Items are named by their keys, never by their place, and case does not matter."""
    assert part_of(RULES, path.split(".")).text("zh") == text


@pytest.mark.parametrize("path", ["step", "steps.C", "steps.A.rates", "name.x", "by_line.milk", "days.x"])
def test_a_path_that_leads_nowhere(path: str) -> None:
    """The word that leads nowhere is told with what does."""
    with pytest.raises(NoSuchPart) as error:
        part_of(RULES, path.split("."))
    assert error.value.step in path.split(".")


def test_the_same_is_no_difference() -> None:
    """A copy does not differ."""
    assert list(differences(RULES, RULES.model_copy())) == []


def test_what_changed_by_field_and_key() -> None:
    """A field inside an item of a list is told at its key; an item that came or went stands beside nothing."""
    after = RULES.model_copy(
        update={"days": 10, "steps": (B, A.model_copy(update={"rate": Decimal("0.06")})), "by_line": {}}
    )
    found = {".".join(row.path): (row.before, row.after) for row in differences(RULES, after)}
    assert found == {
        "days": (15, 10),
        "steps.A.rate": (Decimal("0.05"), Decimal("0.06")),
        "by_line.tea": (A, ABSENT),
    }


@given(st.permutations([A, B, step("C", "0"), step("D", "1")]))
def test_the_order_of_keyed_items_is_no_difference(steps: list[Step]) -> None:
    """Lists are compared by key."""
    before = RULES.model_copy(update={"steps": tuple(sorted(steps, key=lambda row: row.id))})
    assert list(differences(before, RULES.model_copy(update={"steps": tuple(steps)}))) == []


def test_an_item_that_came_and_one_that_went() -> None:
    """Each stands beside nothing."""
    after = RULES.model_copy(update={"steps": (A, step("Z", "0"))})
    rows = {row.path: row for row in differences(RULES, after)}
    assert rows["steps", "B+"].after is ABSENT
    assert rows["steps", "Z"].before is ABSENT


def test_every_unit_has_its_english() -> None:
    """A unit of any field of any record is known, so that no Chinese unit stands on an English page."""
    models: list[type[Value]] = [kind.model for kind in KINDS.all]
    for model in models:
        for name, info in model.model_fields.items():
            unit = mark(model, name, "unit")
            assert not unit or unit in UNITS or unit.isascii(), (model, name, unit)
            models.extend(inner for inner in _inside(info.annotation) if inner not in models)


def _inside(annotation: object) -> list[type[Value]]:
    if isinstance(annotation, type) and issubclass(annotation, Value):
        return [annotation]
    return [inner for part in getattr(annotation, "__args__", ()) for inner in _inside(part)]


def test_days_and_texts_are_values() -> None:
    """A date and a text in a list are joined like words."""
    assert field_text(Rules, "tags", (date(2026, 1, 1), Text("甲", "A")), "en") == "1 January 2026, A"


class Threshold(Value):
    KEY = ("code",)
    code: Line = field("预警", "Warning")
    at_least: Number = field("不低于", "At least")

    def units_inside(self) -> Mapping[str, str]:
        return {"at_least": SHARE if self.code == "share" else "天"}


class Group(Value):
    KEY = ("id",)
    id: Name = field("组", "Group")
    name: Bilingual = field("名称", "Name")
    rows: tuple[Threshold, ...] = field("门槛", "Thresholds")
    first: Annotated[Name, NamedInside()] = field("先看", "First")
    mood: Annotated[Line, WordsOf(MOODS)] = field("心情", "Mood", default="good")
    loud: Flag = field("响", "Loud", default=False)


class Groups(Record):
    groups: tuple[Group, ...] = field("各组", "Groups")

    def names_inside(self) -> Mapping[str, Text]:
        return {group.id: group.name for group in self.groups}


def group(name: str, zh: str, **limits: str) -> Group:
    rows = tuple({"code": code, "at_least": limit} for code, limit in limits.items())
    return Group.model_validate({"id": name, "name": {"zh": zh, "en": name.title()}, "rows": rows, "first": "two"})


GROUPS = Groups(groups=(group("one", "甲", share="0.80", days="1"), group("two", "乙", days="15")))


@pytest.mark.parametrize(
    ("path", "zh", "en"),
    [
        ("groups.one.rows.share.at_least", "80%", "80%"),
        ("groups.one.rows.days.at_least", "1天", "1 day"),
        ("groups.one.rows", "share：≥ 80%；days：≥ 1天", "share: ≥ 80%; days: ≥ 1 day"),
        ("groups.one.first", "乙", "Two"),
        ("groups.one.mood", "好", "good"),
        ("groups.one.id", "one", "one"),
    ],
)
def test_what_stands_around_a_value_says_how_it_reads(path: str, zh: str, en: str) -> None:
    """Its unit hangs on what the value beside it says; codes of the record's own items are shown by their names, but only
    where the field is said to hold such codes."""
    part = part_of(GROUPS, path.split("."))
    assert part.text("zh") == zh
    assert part.text("en") == en


def test_a_no_that_nobody_wrote_is_not_said() -> None:
    """In a group; in a table the column goes when it is nowhere more than that."""
    assert "响" not in part_of(GROUPS, ["groups", "one"]).text("zh")
    assert "响" not in table_of(Group, GROUPS.groups, "zh").head


def test_lists_inside_a_list_are_one_table() -> None:
    """The first column says inside which item each row is; units and names hold as they do there."""
    table = listed(rows_of(GROUPS, ("groups", EACH, "rows")), "zh")
    assert table.head == ("组", "预警", "不低于")
    assert table.rows == (("甲", "share", "80%"), ("甲", "days", "1天"), ("乙", "days", "15天"))
    assert table.numeric == {2}
    assert rows_of(GROUPS, ("groups", EACH, "first")) == ()


def test_two_keys_as_a_grid() -> None:
    """Rows, columns and cells; a pair that is not there is a dash, and a field that is not there is told."""
    rows = rows_of(RULES, ("steps",))
    table = grid_of(rows, ("id", "note", "rate"), "zh")
    assert table.head == ("档", "–", "备注")
    assert table.rows == (("A", "5%", "–"), ("B+", "–", "10%"))
    assert table.numeric == {1, 2}
    with pytest.raises(NoSuchPart):
        grid_of(rows, ("id", "note", "rats"), "zh")


@pytest.mark.parametrize(
    ("number", "unit", "zh", "en"),
    [("1", "工作日", "1个工作日", "1 working day"), ("1", "人", "1人", "1 person"), ("2", "季", "2个季度", "2 quarters"), ("3", "", "3", "3")],
)  # fmt: skip
def test_a_number_with_its_unit(number: str, unit: str, zh: str, en: str) -> None:
    """With the measure word that Chinese asks for, and one thing in the singular."""
    assert with_unit(number, unit, "zh") == zh
    assert with_unit(number, unit, "en") == en
