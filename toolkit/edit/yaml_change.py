"""A YAML text made to say something else, where it has to and nowhere else: comments, order and quotes stay.

The places to change are found in the tree of the text's own nodes; what comes out is read again and must say exactly what was
wanted, else nothing is returned.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import yaml

from toolkit.edit.yaml_form import entry, flow, is_whole, item, scalar
from toolkit.network.leaves import inner_of
from toolkit.network.record import Value
from toolkit.sources.document import Data
from toolkit.sources.yaml_text import read_yaml_text

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Unchangeable(ValueError):
    """The form of a text does not let this change be made in it without losing something."""


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    text: str


def changed_yaml(text: str, data: dict[str, Data], model: type[Value] | None) -> str:
    """Returns the text that says `data`, as near to `text` as can be. Raises Unchangeable.

    `model` is the type of the file's record, which tells keys of lists and the order of fields; None where a file holds several.
    """
    root = yaml.compose(text, Loader=_LOADER)
    change = _Change(text)
    if not isinstance(root, yaml.MappingNode):
        raise Unchangeable
    change.mapping(root, data, model)
    made = change.applied()
    document, _ = read_yaml_text("", made)
    if document is None or document.data != data:
        raise Unchangeable
    return made


def data_of(node: Any) -> Data:
    """Returns what a node says."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): data_of(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return tuple(data_of(each) for each in node.value)
    return str(node.value)


class _Change:
    """The edits of one text, gathered while its nodes and what they shall say are walked together."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.edits: list[_Edit] = []

    def applied(self) -> str:
        """Returns the text with all edits made. Raises Unchangeable when two of them touch."""
        made, place = [], 0
        for edit in sorted(self.edits, key=lambda each: (each.start, each.end)):
            if edit.start < place:
                raise Unchangeable
            made += [self.text[place : edit.start], edit.text]
            place = edit.end
        return "".join((*made, self.text[place:]))

    def value(self, node: Any, want: Data, model: type[Value] | None, key: str, *, inside: bool = False) -> bool:
        """Changes a value in its place; returns False when it must be written anew with its key or its dash."""
        if data_of(node) == want:
            return True
        if isinstance(node, yaml.ScalarNode) and isinstance(want, str):
            return self._scalar(node, want, model, key, inside=inside)
        if isinstance(node, yaml.MappingNode) and isinstance(want, dict) and want and node.value:
            return self.mapping(node, want, inner_of(model, key))
        if isinstance(node, yaml.SequenceNode) and isinstance(want, tuple) and want and node.value:
            return self._sequence(node, want, model, key)
        return False

    def _scalar(self, node: Any, want: str, model: type[Value] | None, key: str, *, inside: bool) -> bool:
        if node.style in ("|", ">") or ("\n" in want and not inside):
            return False
        quoted = node.style in ("'", '"')
        put = scalar(want, number=is_whole(model, key) and not quoted, quoted=quoted)
        self.edits.append(_Edit(node.start_mark.index, node.end_mark.index, put))
        return True

    def mapping(self, node: Any, want: dict[str, Data], model: type[Value] | None) -> bool:
        if node.flow_style:
            return self._flow_mapping(node, want, model)
        rows = [(key.value, key, value) for key, value in node.value]
        kept = [name for name, _, _ in rows if name in want]
        if not kept or (rows[0][0] not in want and self._line_start(rows[0][1]) is None):
            return False
        indent = rows[0][1].start_mark.column
        for name, key, value in rows:
            if name not in want:
                start = self._line_start(key)
                if start is None:
                    return False
                self.edits.append(_Edit(start, self._after(value), ""))
            elif not self.value(value, want[name], model, name):
                lines = entry(name, want[name], indent, model)
                self.edits.append(_Edit(key.start_mark.index, self._end(value), "\n".join(lines)))
        self._new_keys(rows, kept, want, model, indent)
        return True

    def _new_keys(
        self, rows: list[Any], kept: list[str], want: dict[str, Data], model: type[Value] | None, indent: int
    ) -> None:
        order = [info.alias or name for name, info in model.model_fields.items()] if model is not None else []
        placed = list(kept)
        ends = {name: self._line_end(self._end(value)) for name, _, value in rows if name in want}
        for name in (name for name in want if name not in kept):
            lines = entry(name, want[name], indent, model)
            before = set(order[: order.index(name)]) if name in order else set(placed)
            anchor = next((other for other in reversed(placed) if other in before), None)
            if anchor is None:
                start = next(key for own, key, _ in rows if own == kept[0]).start_mark.index
                self.edits.append(_Edit(start, start, "\n".join(lines) + "\n" + " " * indent))
            else:
                text = "".join(f"\n{' ' * indent if n == 0 else ''}{line}" for n, line in enumerate(lines))
                self.edits.append(_Edit(ends[anchor], ends[anchor], text))
                ends[name] = ends[anchor]
            placed.insert(placed.index(anchor) + 1 if anchor is not None else 0, name)

    def _flow_mapping(self, node: Any, want: dict[str, Data], model: type[Value] | None) -> bool:
        if [key.value for key, _ in node.value] == list(want):
            return all(self.value(value, want[key.value], model, key.value, inside=True) for key, value in node.value)
        self._bare(node)
        old = {key.value: self.text[key.start_mark.index : self._end(value)] for key, value in node.value
               if key.value in want and data_of(value) == want[key.value]}  # fmt: skip
        parts = [old.get(name) or f"{name}: {flow(held, model, name)}" for name, held in want.items()]
        self.edits.append(_Edit(node.start_mark.index, node.end_mark.index, "{" + ", ".join(parts) + "}"))
        return True

    def _sequence(self, node: Any, want: tuple[Data, ...], model: type[Value] | None, key: str) -> bool:
        pairs = list(_aligned(tuple(data_of(each) for each in node.value), want, inner_of(model, key)))
        if node.flow_style:
            return self._flow_sequence(node, want, model, key, pairs)
        if not any(old is not None and new is not None for old, new in pairs):
            return False
        indent, last, pending = node.start_mark.column, None, list[str]()
        for old, new in pairs:
            held = node.value[old] if old is not None else None
            if held is None and new is not None:
                lines = item(want[new], indent, model, key)
                text = "\n".join([" " * indent + lines[0], *lines[1:]])
                pending.append(text)
                if last is not None:
                    self.edits.append(_Edit(last, last, "\n" + pending.pop()))
            elif held is not None and not self._item(held, None if new is None else want[new], indent, model, key):
                return False
            elif held is not None and new is not None:
                last = self._line_end(self._end(held))
                if pending:
                    start = self._dash(held)
                    self.edits.append(_Edit(start, start, "\n".join(pending) + "\n"))
                    pending = []
        return True

    def _item(self, node: Any, want: Data | None, indent: int, model: type[Value] | None, key: str) -> bool:
        start = self._dash(node)
        if start < 0:
            return False
        if want is None:
            self.edits.append(_Edit(start, self._after(node), ""))
            return True
        if not self.value(node, want, model, key):
            lines = item(want, indent, model, key)
            self.edits.append(_Edit(start + indent, self._end(node), "\n".join(lines)))
        return True

    def _flow_sequence(
        self, node: Any, want: tuple[Data, ...], model: type[Value] | None, key: str, pairs: list[Any]
    ) -> bool:
        if all(old is not None and old == new for old, new in pairs):
            return all(
                self.value(each, held, model, key, inside=True) for each, held in zip(node.value, want, strict=True)
            )
        self._bare(node)
        same = {new: self.text[node.value[old].start_mark.index : self._end(node.value[old])] for old, new in pairs
                if old is not None and new is not None and data_of(node.value[old]) == want[new]}  # fmt: skip
        parts = [same.get(place) or flow(held, model, key) for place, held in enumerate(want)]
        self.edits.append(_Edit(node.start_mark.index, node.end_mark.index, "[" + ", ".join(parts) + "]"))
        return True

    def _bare(self, node: Any) -> None:
        """Raises Unchangeable for brackets of several lines with comments between, which writing them anew would lose."""
        lines = self.text[node.start_mark.index : node.end_mark.index].split("\n")
        if len(lines) > 1 and any(" #" in line or line.lstrip().startswith("#") for line in lines):
            raise Unchangeable

    def _dash(self, node: Any) -> int:
        """Where the line of an item begins; -1 when its dash is not the first thing on it."""
        start = self.text.rfind("\n", 0, node.start_mark.index) + 1
        return start if self.text[start : node.start_mark.index].strip() == "-" else -1

    def _line_start(self, node: Any) -> int | None:
        start = self.text.rfind("\n", 0, node.start_mark.index) + 1
        return start if not self.text[start : node.start_mark.index].strip() else None

    def _line_end(self, place: int) -> int:
        end = self.text.find("\n", place)
        return end if end >= 0 else len(self.text)

    def _after(self, node: Any) -> int:
        return min(self._line_end(self._end(node)) + 1, len(self.text))

    def _end(self, node: Any) -> int:
        """Where the content of a node ends: the parser's own end lies behind the comments that follow it."""
        if isinstance(node, yaml.ScalarNode):
            return self._block_end(node) if node.style in ("|", ">") else int(node.end_mark.index)
        if node.flow_style or not node.value:
            return int(node.end_mark.index)
        last = node.value[-1]
        return self._end(last[1] if isinstance(node, yaml.MappingNode) else last)

    def _block_end(self, node: Any) -> int:
        end = place = self._line_end(node.start_mark.index)
        depth: int | None = None
        while place < min(node.end_mark.index, len(self.text)):
            stop = self._line_end(place + 1)
            line = self.text[place + 1 : stop]
            if line.strip():
                own = len(line) - len(line.lstrip(" "))
                depth = own if depth is None else depth
                if own < depth:
                    break
                end = stop
            place = stop
        return end


def _aligned(
    old: tuple[Data, ...], new: tuple[Data, ...], model: type[Value] | None
) -> Iterator[tuple[int | None, int | None]]:
    """Yields which items of two lists are one, by their key or by what they say, in the new order; gone ones where they were."""
    keys = model.KEY if model is not None else ()
    names = [[_name(each, keys) for each in held] for held in (old, new)]
    for op, a, b, c, d in SequenceMatcher(None, names[0], names[1], autojunk=False).get_opcodes():
        if op == "equal" or (op == "replace" and (not keys or b - a == d - c)):
            both = min(b - a, d - c)
            yield from zip(range(a, a + both), range(c, c + both), strict=True)
            a, c = a + both, c + both
        yield from ((place, None) for place in range(a, b))
        yield from ((None, place) for place in range(c, d))


def _name(held: Data, keys: tuple[str, ...]) -> str:
    if keys and isinstance(held, dict) and all(key in held for key in keys):
        return repr([held[key] for key in keys])
    return repr(held)
