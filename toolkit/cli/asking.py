"""The questions of `new`: field by field, in both languages, list by list until an empty answer, each answer checked at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import click

from toolkit.edit.incoming.cells import Meaning, meant
from toolkit.edit.incoming.names import Names
from toolkit.edit.shape import VALUE, Form, Keys, Leaf, forms_of
from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem
from toolkit.kernel.text import Locale, Text
from toolkit.kernel.units import unit_text
from toolkit.network.kinds import Kind
from toolkit.network.validation import MISSING, validated
from toolkit.sources.document import Data

Group = dict[str, Data]
Into = Callable[[Group], Group]
"""Puts an item that is being asked for into its record."""
_MOST_CODES = 14


def _itself(data: Group) -> Group:
    return data


@dataclass(frozen=True)
class Asking:
    """Asks for the fields of one record. `as_of` is offered for days that have to be said."""

    kind: Kind
    names: Names
    as_of: date
    lang: Locale

    def record(self, data: Group) -> Group:
        """Returns the record with the answers. A field that got none stays away: the record is unfinished then."""
        self._say(Text("直接回车跳过；Ctrl-C 放弃，什么都不写", "Enter skips; Ctrl-C gives up, and nothing is written"))
        main = forms_of(self.kind)[0]
        for leaf in main.leaves:
            if leaf.required and leaf.keys[0] not in data:
                data = self._leaf(main, leaf, data, _itself)
        return self._lists(main, data, _itself)

    def _lists(self, form: Form, data: Group, into: Into) -> Group:
        """Asks for the items of the lists directly inside a form, one after another until one is left empty."""
        depth = len(form.lists)
        for inner in forms_of(self.kind):
            if len(inner.lists) != depth + 1 or inner.lists[:depth] != form.lists or _at(data, inner.lists[-1]):
                continue
            keys, items = inner.lists[-1], list[Data]()
            while (item := self._item(inner, data, keys, items, into)) is not None:
                items.append(item)
                data = _put(data, keys, tuple(items))
        return data

    def _item(self, form: Form, data: Group, keys: Keys, items: list[Data], into: Into) -> Data | None:
        leaves = sorted(form.leaves, key=lambda leaf: not (leaf.required or leaf.keys[0] in form.key))
        title = form.title.within(self.lang)
        self._say(
            Text(
                f"{title}，第 {len(items) + 1} 项（直接回车结束）",
                f"{title}, item {len(items) + 1} (Enter ends the list)",
            )
        )

        def placed(item: Group) -> Group:
            return into(_put(data, keys, (*items, item)))

        item: Group = {}
        for place, leaf in enumerate(leaves):
            if leaf.keys[-1] == "en" and leaf.meaning.bilingual:
                continue
            item = self._leaf(form, leaf, item, placed, defaults=place > 0)
            if not item and (place == 0 or leaf.required):
                return None
        return _short(form, self._lists(form, item, placed)) if item else None

    def _leaf(self, form: Form, leaf: Leaf, data: Group, into: Into, *, defaults: bool = True) -> Group:
        """Asks for a value until it is a sound one; its English after its Chinese."""
        put = self._one(leaf, leaf.title, data, into, defaults=defaults)
        if leaf.meaning.bilingual and put is not data:
            english = next((each for each in form.leaves if each.keys == (*leaf.keys[:-1], "en")), None)
            if english is not None:
                return self._one(english, english.title, put, into, defaults=False)
        return put

    def _one(self, leaf: Leaf, title: Text, data: Group, into: Into, *, defaults: bool) -> Group:
        offered = self.as_of.isoformat() if defaults and leaf.required and leaf.meaning.form == "day" else ""
        words = self._words(leaf, title)
        while True:
            answer = str(click.prompt(words, default=offered, show_default=bool(offered), err=True)).strip()
            if not answer:
                return data
            held, wrong = self._read(leaf.meaning, answer)
            put = _put(data, leaf.keys, held) if held is not None else data
            wrong = wrong or self._refusal(into(put), into(data))
            if wrong is None:
                return put
            self._say(Text(f"  ✗ {wrong.zh}", f"  ✗ {wrong.within('en')}"))

    def _words(self, leaf: Leaf, title: Text) -> str:
        parts = [unit_text(leaf.unit, self.lang), leaf.help.within(self.lang)]
        codes = leaf.meaning.vocabulary
        if codes is not None:
            joint = Text("、", ", ").within(self.lang)
            shown = [f"{code} {codes.label(code).within(self.lang)}" for code in list(codes)[:_MOST_CODES]]
            parts.append(joint.join(shown) + (" …" if len(codes) > _MOST_CODES else ""))
        said = Text("；", "; ").within(self.lang).join(part for part in parts if part)
        mark = "* " if leaf.required else ""
        return f"{mark}{title.within(self.lang)}" + (
            Text(f"（{said}）", f" ({said})").within(self.lang) if said else ""
        )

    def _read(self, meaning: Meaning, answer: str) -> tuple[Data | None, Text | None]:
        """What an answer means for the field, or why it means nothing: a record that it names must be there."""
        found = meant(meaning, answer)
        if found.wrong is not None or not meaning.reference or not isinstance(found.data, str):
            return found.data, found.wrong
        keys = self.names.found(meaning.reference, found.data)
        if len(keys) == 1:
            return keys[0], None
        if keys:
            shown = self.names.shown(meaning.reference, keys)
            return None, Text(f"不止一个：{shown.zh}", f"more than one: {shown.within('en')}")
        network = self.names.network
        if meaning.reference in network.kinds and network.named(meaning.reference, found.data) is None:
            return None, Text(f"没有 {found.data}", f"there is no {found.data}")
        return found.data, None

    def _refusal(self, data: Group, before: Group) -> Text | None:
        """What is wrong with the record since the last answer; what it still lacks is not wrong."""
        known = {problem.message for problem in self._problems(before)}
        return next((message for message in (p.message for p in self._problems(data)) if message not in known), None)

    def _problems(self, data: Group) -> tuple[Problem, ...]:
        where = Origin(self.kind.name)
        _, found = validated(self.kind.model, data, lambda path: where, name=self.kind.name, draft=True)
        return tuple(problem for problem in found if problem.code != MISSING.code)

    def _say(self, words: Text) -> None:
        click.echo(words.within(self.lang), err=True)


def _at(data: Data, keys: Keys) -> Data | None:
    for key in keys:
        if not isinstance(data, dict) or key not in data:
            return None
        data = data[key]
    return data


def _put(data: Group, keys: Keys, held: Data) -> Group:
    """A group with a value at keys below it; Chinese words and the number of a measure stand plainly until more is said."""
    key, rest = keys[0], keys[1:]
    old = data.get(key)
    if rest in (("zh",), (VALUE,)) and old is None:
        return {**data, key: held}
    if rest:
        inner: Group = old if isinstance(old, dict) else {"zh": old} if isinstance(old, str) and rest == ("en",) else {}
        return {**data, key: _put(inner, rest, held)}
    return {**data, key: held}


def _short(form: Form, item: Group) -> Data:
    """An item of a list of words as its words alone."""
    return item["zh"] if form.words and set(item) == {"zh"} else item
