"""The data behind an evaluation, inside its PDF: the quarter's file as the dealer may see it, and every step of the result."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.network.record import Value
from toolkit.network.results import Step
from toolkit.network.view import Lens, Views
from toolkit.plan.artifact import Attachment
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.evaluation.rules.explain import FIGURES
from toolkit.topics.evaluation.rules.results import Evaluation

YAML = "application/yaml"
_OWN = frozenset(("grade", "factor"))
"""The steps up to these rest on the dealer's own figures; those that follow hold it against others, whose totals are theirs."""


def attachments(views: Views, result: Evaluation, data: QuarterData | None, as_of: date) -> tuple[Attachment, ...]:
    """Returns the quarter's data and the steps of the result as files. `data` comes from the dealer's view."""
    stem = f"{result.dealer}-{result.quarter}"
    found: list[Attachment] = []
    if data is not None:
        words = f"{result.quarter} 季度数据，经销商可见部分"
        found.append(Attachment(f"{stem}-data.yaml", YAML, yaml_bytes(words, data), words, "Source"))
    words = f"{result.quarter} 考核计算过程，逐步"
    steps = own_steps(views, result, as_of)
    found.append(Attachment(f"{stem}-trace.yaml", YAML, steps_bytes(words, steps), words, "Supplement"))
    return tuple(found)


def own_steps(views: Views, result: Evaluation, as_of: date) -> tuple[Step, ...]:
    """Returns the steps that rest on the dealer's own figures and on policies: none tells of another dealer."""
    steps = views.steps(FIGURES[0], result.subject, as_of, Lens("dealer", result.dealer))
    last = max((n for n, step in enumerate(steps) if step.gives in _OWN), default=-1)
    return steps[: last + 1]


def yaml_bytes(head: str, value: Value) -> bytes:
    """Returns a record as YAML, numbers and days quoted as in the files; what is empty is left out."""
    return ("\n".join((f"# {head}", *_mapping(value, ""))) + "\n").encode()


def steps_bytes(head: str, steps: Iterable[Step]) -> bytes:
    """Returns steps as a YAML list of what, value and policy version."""
    lines = [f"# {head}"]
    for step in steps:
        lines.append(f"- step: {_scalar(step.what.zh)}")
        lines.append(f"  value: {_scalar(step.shown('zh'))}")
        if step.policy:
            lines.append(f"  policy: {_scalar(step.policy)}")
    return ("\n".join(lines) + "\n").encode()


def _mapping(value: Value, pad: str) -> Iterator[str]:
    for name, held in vars(value).items():
        if held is None or held == ():
            continue
        info = type(value).model_fields[name]
        yield from _entry(info.alias or name, held, pad)


def _entry(key: str, held: object, pad: str) -> Iterator[str]:
    if isinstance(held, Value):
        yield f"{pad}{key}:"
        yield from _mapping(held, pad + "  ")
    elif isinstance(held, Text):
        yield f"{pad}{key}: {{zh: {_scalar(held.zh)}, en: {_scalar(held.within('en'))}}}"
    elif isinstance(held, tuple):
        yield f"{pad}{key}:"
        for item in held:
            yield from _item(item, pad + "  ")
    else:
        yield f"{pad}{key}: {_scalar(held)}"


def _item(item: object, pad: str) -> Iterator[str]:
    if not isinstance(item, Value):
        yield f"{pad}- {_scalar(item)}"
        return
    lines = list(_mapping(item, ""))
    for n, line in enumerate(lines):
        yield f"{pad}{'- ' if n == 0 else '  '}{line}"


def _scalar(held: object) -> str:
    if isinstance(held, bool):
        return "true" if held else "false"
    if isinstance(held, int):
        return str(held)
    if isinstance(held, Decimal):
        return f'"{held:f}"'
    return json.dumps(held.isoformat() if isinstance(held, date) else str(held), ensure_ascii=False)
