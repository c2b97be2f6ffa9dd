"""`new`: a record's file to begin with: what is known filled in, every other field as a comment that says what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from toolkit.edit.desk import Desk, Put
from toolkit.edit.numbering import Numbers
from toolkit.edit.write import FileEdit
from toolkit.edit.yaml_form import entry
from toolkit.kernel.text import Locale, Text
from toolkit.kernel.units import unit_text
from toolkit.network.describe import FieldRow, fields_of
from toolkit.network.kinds import Kind, Kinds
from toolkit.network.network import Network
from toolkit.sources.document import Data
from toolkit.topics.company.records import Company

_SERIAL = re.compile(r"(?P<prefix>.+-)(?P<year>\d{4})-(?P<number>\d{4})", re.ASCII)
_NEED = Text("必填", "required")
_MOST_CODES = 14


def begun(kind: Kind, desk: Desk, as_of: date, given: dict[str, Data]) -> dict[str, Data]:
    """Returns what is given with what follows by itself: the next free id, version or contract number, and the year."""
    data, network = dict(given), desk.network
    fields = kind.model.model_fields
    if "id" in fields and "id" not in data:
        number = Numbers(kind, network, as_of).next()
        if number is not None:
            data["id"] = number
    if "version" in kind.path_fields and "version" not in data:
        data["version"] = _next_version(kind, network, as_of)
    if "contract_no" in kind.identity_fields and "contract_no" not in data:
        number = _next_serial(network.ids(kind.name), as_of) or _first_contract(desk, as_of)
        if number:
            data["contract_no"] = number
    if "year" in kind.path_fields and "year" not in data:
        data["year"] = str(as_of.year)
    return data


def skeleton(desk: Desk, kinds: Kinds, put: Put, locale: Locale) -> FileEdit:
    """Returns the file of a new record: its fields in order, each below a line that says what it is."""
    data, path = desk.written(put), desk.path_of(put)
    lines = [f"# {put.kind.title.zh} · {put.kind.title.within('en')}"]
    rows = fields_of(put.kind.model, kinds)
    if put.kind.form == "markdown":
        body = str(data.pop("body", ""))
        front = "\n".join(
            entry_line for key, held in data.items() for entry_line in entry(key, held, 0, put.kind.model)
        )
        return FileEdit(path, None, f"---\n{front}\n---\n\n{body.strip()}\n")
    for place, row in enumerate(rows):
        if row.depth:
            continue
        inner = tuple(_below(rows, place))
        if row.path in data:
            lines.append(f"# {_said(row, locale)}")
            lines += entry(row.path, data[row.path], 0, put.kind.model)
        elif row.path not in put.kind.path_fields and row.path != "draft":
            lines.append(f"# {row.path}:  # {_said(row, locale)}")
            lines += _inner(inner, row, locale)
    if "draft" in data and "draft" not in put.kind.model.model_fields:
        lines.append(f'draft: "{data["draft"]}"')
    return FileEdit(path, None, "\n".join(lines) + "\n")


def _inner(rows: tuple[FieldRow, ...], of: FieldRow, locale: Locale) -> Iterator[str]:
    """The fields of a group as comments; those of a list's items behind a dash, ready to be used."""
    listed = of.form.zh.startswith("列表")
    for place, row in enumerate(rows):
        lead = ("- " if place == 0 else "  ") if listed else ""
        yield f"#   {lead}{'  ' * (row.depth - 1)}{_last(row)}:  # {_said(row, locale)}"


def _below(rows: tuple[FieldRow, ...], place: int) -> Iterator[FieldRow]:
    for row in rows[place + 1 :]:
        if not row.depth:
            return
        yield row


def _last(row: FieldRow) -> str:
    return row.path.rpartition(".")[2]


def _said(row: FieldRow, locale: Locale) -> str:
    """What a field is, on one line: its name, whether it is needed, its form or its codes, unit and help."""
    joint, stop = ("；", "：") if locale == "zh" else ("; ", ": ")
    codes = [f"{code} {name.within(locale)}" for code, name in row.codes]
    shown = ("、" if locale == "zh" else ", ").join(codes[:_MOST_CODES]) + (" …" if len(codes) > _MOST_CODES else "")
    parts = [
        _NEED.within(locale) if row.required else "",
        shown or row.form.within(locale),
        unit_text(row.unit, locale),
        row.help.within(locale),
    ]
    said = joint.join(part for part in parts if part)
    return " ".join(f"{row.label.within(locale)}{stop}{said}".split())


def _next_version(kind: Kind, network: Network, as_of: date) -> str:
    held = (re.search(rf"@{as_of.year}-(\d+)\Z", key) for key in network.ids(kind.name))
    return f"{as_of.year}-{max((int(found[1]) for found in held if found), default=0) + 1}"


def _first_contract(desk: Desk, as_of: date) -> str:
    """The number of the first contract of a workspace, by the company's brand code; empty while the company has none."""
    company = next(iter(desk.network.all(Company)), None)
    unfinished = desk.unread("company:company") if company is None else None
    code = company.brand_code if company is not None else str(unfinished[1].get("brand_code", "")) if unfinished else ""
    return f"{code}-JX-{as_of.year}-0001" if code else ""


def _next_serial(ids: tuple[str, ...], as_of: date) -> str:
    found = [match for key in ids if (match := _SERIAL.fullmatch(key))]
    if not found:
        return ""
    number = max((int(m["number"]) for m in found if m["year"] == str(as_of.year)), default=0) + 1
    return f"{found[-1]['prefix']}{as_of.year}-{number:04}"
