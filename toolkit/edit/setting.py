"""`set`: fields of one record named as people name them, `targets[2026Q1+ambient].amount=5000`, as data of its file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.edit.incoming.cells import Meaning, meant
from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.leaves import inner_of
from toolkit.network.record import Value
from toolkit.network.shared import Measured
from toolkit.sources.document import Data

VALUE = "value"
_TOKEN = re.compile(r"\.?([A-Za-z_]\w*)|\[([^\]]*)\]")
NO_FIELD = ProblemKind(
    "EDT131",
    "error",
    Text("没有字段 {name}", "there is no field {name}"),
    Text("{advice}", "{advice}"),
    manual="A field is named by its path: groups by a point, items of a list by their key in brackets, such as "
    "targets.quarters[2026Q1+ambient].amount. A list without a key, or with a key of several fields, counts from 1; [+] adds an item."
    "中文：字段用路径表示：分组用点，列表项在方括号里写键，例"
    "如 targets.quarters[2026Q1+ambient].amount；没有键的列表从 1 数起，[+] 是添一项。",
)
NOT_A_VALUE = ProblemKind(
    "EDT132",
    "error",
    Text("{name} 是一组字段，不是一个值", "{name} is a group of fields, not a value"),
    Text("写到它里面的字段；FIELD= 整个删掉", "name a field inside it; FIELD= takes all of it away"),
    manual="A value goes into a single field. A group or a list can only be taken away as a whole."
    "中文：值写到单个字段里。分组和列表只能整个删去。",
)
KINDS = (NO_FIELD, NOT_A_VALUE)


@dataclass(frozen=True, slots=True)
class Wish:
    """A field and what it shall say; an empty text takes the field away."""

    name: str
    text: str


def wish_of(argument: str) -> Wish | None:
    """Returns the wish that `FIELD=VALUE` says; None when it has no equals sign."""
    name, sign, text = argument.partition("=")
    return Wish(name.strip(), text) if sign and name.strip() else None


def wished(
    model: type[Value], data: dict[str, Data], wishes: Iterable[Wish], where: str
) -> tuple[dict[str, Data], tuple[Problem, ...]]:
    """Returns a record's data with the wishes put in, in order, and what is wrong with them. `where` is the record's path."""
    problems: list[Problem] = []
    for wish in wishes:
        steps = _steps(wish.name)
        try:
            if not steps:
                raise _Refused(NO_FIELD, "", ())
            put = _put(model, data, steps, wish.text, "")
            data = put if isinstance(put, dict) else {}
        except _Refused as refused:
            near = nearest(refused.step, refused.known)
            advice = Text(f"是不是 {near}？", f"did you mean {near}?") if near else NO_TEXT
            hint = refused.kind.hint.filled({"advice": advice})
            problems.append(refused.kind.at(Origin(where), field=wish.name, hint=hint, name=wish.name, advice=advice))
    return data, tuple(problems)


class _Refused(Exception):
    def __init__(self, kind: ProblemKind, step: str, known: tuple[str, ...]) -> None:
        super().__init__(step)
        self.kind, self.step, self.known = kind, step, known


Steps = list[tuple[str | None, str | None]]


def _steps(name: str) -> Steps:
    found = [(match.group(1), match.group(2)) for match in _TOKEN.finditer(name)]
    whole = "".join(f".{field}" if field else f"[{item}]" for field, item in found)
    return found if whole.lstrip(".") == name else []


def _put(model: type[Value] | None, held: Data, steps: Steps, text: str, key: str) -> Data | None:
    """The data with a value put at a path into it; None when nothing is left. `model` is the group's type."""
    (field, item), rest = steps[0], steps[1:]
    if field is not None:
        return _put_field(model, held, field, rest, text)
    if not isinstance(held, tuple):
        raise _Refused(NO_FIELD, f"[{item}]", ())
    return _put_item(model, held, item or "", rest, text, key)


def _put_field(model: type[Value] | None, held: Data, field: str, rest: Steps, text: str) -> Data | None:
    if isinstance(held, str):
        held = {"zh" if model is None else VALUE: held} if held else {}
    names = ("zh", "en") if model is None else tuple(info.alias or name for name, info in model.model_fields.items())
    if field not in names or not isinstance(held, dict):
        raise _Refused(NO_FIELD, field, names)
    name = next((n for n, info in model.model_fields.items() if (info.alias or n) == field), field) if model else field
    annotation = (model.model_fields[name].annotation, *model.model_fields[name].metadata) if model else (str,)
    meaning = Meaning.of(annotation)
    inner = inner_of(model, name)
    old, made = held.get(field), dict(held)
    if rest:
        empty: Data = () if rest[0][1] is not None else {}
        if inner is None and not meaning.bilingual and rest[0][0] is not None:
            raise _Refused(NO_FIELD, rest[0][0], ())
        part = _put(inner, old if old is not None else empty, rest, text, field)
    elif not text:
        part = None
    elif inner is Measured:
        part = {**old, VALUE: text} if isinstance(old, dict) else text
    elif (inner is not None) or (meaning.listed and meaning.is_text and isinstance(old, tuple) and len(old) > 1):
        raise _Refused(NOT_A_VALUE, field, ())
    else:
        part = meant(meaning, text).data
        if isinstance(old, dict) and isinstance(part, str) and meaning.bilingual:
            part = {**old, "zh": part}
    if part is None or part in ((), {}):
        made.pop(field, None)
    else:
        made[field] = part
    return made or None


def _put_item(
    model: type[Value] | None, held: tuple[Data, ...], item: str, rest: Steps, text: str, key: str
) -> Data | None:
    keys = model.KEY if model is not None else ()
    names = [item_name(each, keys, place) for place, each in enumerate(held)]
    items = list(held)
    place = _place(names, item)
    if place is None and len(keys) > 1 and item.isascii() and item.isdigit() and 1 <= int(item[:6]) <= len(items):
        place = int(item) - 1  # a number alone is no key of two fields
    if place is None:
        if not text or (item not in ("+", str(len(items) + 1)) and not (keys and rest)):
            raise _Refused(NO_FIELD, item, tuple(names))
        parts = item.split("+") if keys and item != "+" else []
        if parts and len(parts) != len(keys):
            raise _Refused(NO_FIELD, item, tuple(names))
        items.append(dict(zip(keys, parts, strict=False)) if rest else text)
        place = len(items) - 1
        if not rest:
            return tuple(items)
    if not rest:
        if text and model is not None:
            raise _Refused(NOT_A_VALUE, f"{key}[{item}]", ())
        made: Data | None = text or None
    else:
        made = _put(model, items[place], rest, text, key)
    if made is None:
        items.pop(place)
    else:
        items[place] = made
    return tuple(items) or None


def item_name(held: Data, keys: tuple[str, ...], place: int) -> str:
    """Returns what an item of a list is known by: its key, a name by its Chinese wording; without one, its number from 1."""
    if keys and isinstance(held, dict) and all(key in held for key in keys):
        parts = (held[key] for key in keys)
        return "+".join(str(part.get("zh", "") if isinstance(part, dict) else part) for part in parts)
    return held if isinstance(held, str) else str(place + 1)


def _place(names: list[str], item: str) -> int | None:
    """Where the item of that name is, or the only one whose key begins with it."""
    near = [place for place, name in enumerate(names) if name.startswith(f"{item}+")]
    return names.index(item) if item in names else near[0] if len(near) == 1 else None
