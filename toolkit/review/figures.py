"""Figures that move between the two sides: states, grades, rebates, accruals, exposure, and every other that can be explained."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.text import LOCALES, Text
from toolkit.network.dues import Due
from toolkit.network.explaining import Figure, Figures, held_at
from toolkit.network.record import Value, label, mark
from toolkit.network.results import Result
from toolkit.network.showing import NOTHING, field_text
from toolkit.network.validation import inner_model
from toolkit.review.consequence import Consequence
from toolkit.review.renames import Renames, subjects
from toolkit.review.side import Side

GROUP_OF = {
    "state": "lifecycle", "contract": "lifecycle", "segment.recorded": "lifecycle", "segment.proposed": "lifecycle",
    "evaluation": "evaluation", "annual": "evaluation", "grades": "evaluation",
    "rebate": "rebate", "accrual": "rebate", "bond": "rebate", "network-rebates": "rebate",
    "receivables": "credit",
}  # fmt: skip
"""The sort of consequence that a figure's move is, or that of one of its values; every other figure is named at the end."""
DECIMALS = 4
"""How many decimals of a figure are shown: a share to the hundredth of a percent."""
MONEY = {"rebate.payable": Text("应付返利", "rebates payable"), "accrual.accrued": Text("返利计提", "rebates accrued")}
"""The amounts that are added up over dealers on the first screen."""


def moved_figures(old: Side, new: Side, figures: Figures, moved: Renames) -> Iterator[Consequence]:
    """Yields each value of each figure that is not the same on both sides, also of a subject that came or went.

    Of a part of the network, figures of dealers only, and those only that do not rest on the records of others.
    """
    whole = old.whole and new.whole
    for figure in figures.all:
        if figure.model.across and not whole:
            continue
        before = subjects(old.results.all(figure.model), moved)
        after = subjects(new.results.all(figure.model), {})
        for key in sorted(before.keys() | after.keys(), key=lambda key: key[1]):
            one, other = before.get(key), after.get(key)
            if one is not other and (whole or (one or other).dealer):  # type: ignore[union-attr]
                yield from _moved(figure, key[1], one, other)


def _moved(figure: Figure[Result], subject: str, one: Result | None, other: Result | None) -> Iterator[Consequence]:
    dealer = (other or one).dealer  # type: ignore[union-attr]
    for path in figure.values:
        before, after = held_at(one, path), held_at(other, path)
        if before == after or (one is None and after in (None, 0)) or (other is None and before in (None, 0)):
            continue
        name, unit = _named(figure, path)
        address = f"{figure.name}.{path}"
        yield Consequence(
            GROUP_OF.get(address) or GROUP_OF.get(figure.name, "figure"),
            subject,
            name,
            _shown(figure, path, before),
            _shown(figure, path, after),
            dealer,
            _difference(before, after) if unit == "元" else None,
            name=address,
        )


def _difference(before: object, after: object) -> Decimal | None:
    if isinstance(before, Decimal | None) and isinstance(after, Decimal | None):
        return (after or Decimal(0)) - (before or Decimal(0))
    return None


def _owner(figure: Figure[Result], path: str) -> tuple[type[Value], str, tuple[Text, ...]]:
    owner: type[Value] = figure.model
    *groups, name = path.split(".")
    names: list[Text] = []
    for group in groups:
        if not group.isdigit():
            names.append(label(owner, group))
            owner = inner_model(owner.model_fields[group].annotation) or owner
    return owner, name, (*names, label(owner, name))


def _named(figure: Figure[Result], path: str) -> tuple[Text, str]:
    owner, name, names = _owner(figure, path)
    words = (figure.title, *names)
    return Text(" ".join(w.zh for w in words), " · ".join(w.within("en") for w in words)), mark(owner, name, "unit")


def _shown(figure: Figure[Result], path: str, held: object) -> Text:
    if held is None:
        return Text(NOTHING)
    owner, name, _ = _owner(figure, path)
    if isinstance(held, Decimal) and -held.as_tuple().exponent > DECIMALS:  # type: ignore[operator]
        held = held.quantize(Decimal(1).scaleb(-DECIMALS)).normalize()
    return Text(*(field_text(owner, name, held, locale) for locale in LOCALES))


def moved_deadlines(old: Side, new: Side, moved: Renames) -> Iterator[Consequence]:
    """Yields the deadlines that now have passed, that came, moved, or fell away."""
    before = subjects((row for row in old.results.everything() if isinstance(row, Due)), moved)
    after = subjects((row for row in new.results.everything() if isinstance(row, Due)), {})
    for key in sorted(before.keys() | after.keys(), key=lambda key: (key[1], key[0].__name__)):
        one, other = before.get(key), after.get(key)
        was, now = (row if isinstance(row, Due) else None for row in (one, other))
        if was is now or _standing(was, old.as_of) == _standing(now, new.as_of):
            continue
        row = now or was
        if row is not None:
            what = Text(row.what.zh, row.what.within("en"))
            yield Consequence(
                "deadline", key[1], what, _due_text(was, old.as_of), _due_text(now, new.as_of), row.dealer
            )


def _standing(due: Due | None, as_of: date) -> tuple[date, bool, bool] | None:
    return None if due is None else (due.on, due.done, due.is_late(as_of))


def _due_text(due: Due | None, as_of: date) -> Text:
    if due is None:
        return Text(NOTHING)
    day = due.on.isoformat()
    if due.done:
        return Text(f"{day}（已完成）", f"{day} (done)")
    return Text(f"{day}（已过期）", f"{day} (has passed)") if due.is_late(as_of) else Text(day)
