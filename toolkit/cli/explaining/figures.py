"""Answers about figures: one of them step by step, or several to choose from."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.cli.explaining.answer import Answer, Table, plain, where
from toolkit.kernel.text import Text
from toolkit.network.explaining import Found, Told
from toolkit.network.results import Step
from toolkit.pipeline import Judged

STEPS = (Text("步骤", "step"), Text("值", "value"), Text("出处", "where"), Text("政策版本", "policy"))
LISTED = (Text("数", "figure"), Text("值", "value"), Text("怎样问", "ask with"))
GIVEN = "▸ "
"""Stands before the steps that end in a value of the figure."""


def figure_answer(judged: Judged, found: Found) -> Answer:
    """Returns how a figure came about: its values, then each step with its value, its place and the policy behind it."""
    values = found.values()
    steps = found.steps(judged.network, judged.results, judged.as_of)
    title = found.figure.title
    return Answer(
        title=Text(f"{title.zh} · {found.address}", f"{title.within('en')} · {found.address}"),
        facts=tuple((each.name, _with_unit(each)) for each in values),
        tables=(Table(STEPS, tuple(_row(step) for step in steps), (48, 64, 0, 0)),),
        notes=(Text("▸ 得出该数的一步", "▸ a step that ends in a value of the figure"),) if steps else (),
        data={
            "kind": "figure",
            **_address(found),
            "values": tuple(_value(each) for each in values),
            "steps": tuple(_step(step) for step in steps),
        },
    )


def list_answer(asked: str, found: Iterable[Found]) -> Answer:
    """Returns all figures that the words may mean, each with its values and the words that ask for it alone."""
    rows = tuple(found)
    return Answer(
        title=Text(f"{asked}：{len(rows)} 个数", f"{asked}: {len(rows)} figures"),
        tables=(Table(LISTED, tuple((row.figure.title, _short(row), Text(row.address)) for row in rows), (0, 72, 0)),),
        notes=(Text("用 build explain 加最后一列查看一个数", "build explain with the last column tells of one"),),
        data={
            "kind": "list",
            "figures": tuple({**_address(row), "values": tuple(map(_value, row.values()))} for row in rows),
        },
    )


def _row(step: Step) -> tuple[Text, ...]:
    mark = GIVEN if step.gives else ""
    what = Text(f"{mark}{step.what.zh}", f"{mark}{step.what.within('en')}")
    value = Text(step.shown("zh"), step.shown("en"))
    return what, value, Text(where(step.origin)), Text(step.policy)


def _with_unit(each: Told) -> Text:
    value = plain(each.value)
    return value if each.value is None or not each.unit else Text(f"{value.zh} {each.unit}", value.within("en"))


def _short(row: Found) -> Text:
    known = [each for each in row.values() if each.value not in (None, "")]
    words = [(each.name, _with_unit(each)) for each in known]
    return Text(
        "，".join(f"{name.zh} {value.zh}" for name, value in words) or "–",
        ", ".join(f"{name.within('en')} {value.within('en')}" for name, value in words) or "–",
    )


def _address(row: Found) -> dict[str, object]:
    return {
        "figure": row.figure.name,
        "name": row.figure.title,
        "subject": row.result.subject,
        "dealer": row.result.dealer,
        "address": row.address,
    }


def _value(each: Told) -> dict[str, object]:
    return {"field": each.field, "name": each.name, "value": each.value, "unit": each.unit}


def _step(step: Step) -> dict[str, object]:
    origin = step.origin
    return {
        "what": step.what,
        "value": Text(step.shown("zh"), step.shown("en")),
        "path": origin.path if origin else None,
        "line": origin.line if origin else None,
        "column": origin.column if origin else None,
        "policy": step.policy,
        "raw": step.raw,
        "gives": step.gives,
    }
