"""YAML is read strings first: what comes out is the text that was written, or an error at its line; never anything else."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests import strategies
from toolkit.sources.document import KEY, Data
from toolkit.sources.yaml_text import MAX_BYTES, MAX_DEPTH, MAX_NODES, MAX_SCALAR, read_yaml, yaml_places

PATIENCE = 60
"""Seconds of work: what does not end, or grows with the square of its input, passes them; no machine is too slow for them."""

Problems = list[tuple[str, int]]


def read(text: str | bytes) -> tuple[Data | None, Problems]:
    """The data of a YAML file, and the codes and lines of its problems."""
    document, problems = read_yaml("a.yaml", text.encode() if isinstance(text, str) else text)
    return (None if document is None else document.data), [(p.code, p.origin.line) for p in problems]


@dataclass(frozen=True)
class Case:
    """An input, what it says where it says something, and its problems: codes and lines."""

    text: str | bytes
    data: Data | None
    problems: tuple[tuple[str, int], ...] = ()


def error(text: str | bytes, *problems: tuple[str, int]) -> Case:
    """An input that is refused."""
    return Case(text, None, problems)


BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9))
MERGES = "m0: &m0 {x: y}\n" + "".join(f"m{n}: &m{n} {{<<: [*m{n - 1}, *m{n - 1}, *m{n - 1}]}}\n" for n in range(1, 10))

CASES = {
    "Y01": Case("country: NO", {"country": "NO"}),
    "Y02": Case("on: on", {"on": "on"}),
    "Y03": Case("zip: 0123", {"zip": "0123"}),
    "Y04": Case("open: 09:00\nclose: 18:00", {"open": "09:00", "close": "18:00"}),
    "Y05": Case("t: 12:30:45", {"t": "12:30:45"}),
    "Y06": Case("uscc: 911100001234567890", {"uscc": "911100001234567890"}),
    "Y07": Case("code: 1_000", {"code": "1_000"}),
    "Y08": Case("sku: 0x1F", {"sku": "0x1F"}),
    "Y09": Case("version: 1.10", {"version": "1.10"}),
    "Y10": Case("amount: 12345678901234567.89", {"amount": "12345678901234567.89"}),
    "Y11": Case("a: .nan\nb: -.inf\nc: NaN", {"a": ".nan", "b": "-.inf", "c": "NaN"}),
    "Y12": Case('amount: "１２３"', {"amount": "１２３"}),
    "Y13": Case("start: 2024-02-30", {"start": "2024-02-30"}),
    "Y14": Case("start: 20240331", {"start": "20240331"}),
    "Y15": Case("start: 2024-03-31T23:30:00+08:00", {"start": "2024-03-31T23:30:00+08:00"}),
    "Y16": Case("x: =", {"x": "="}),
    "Y17": error("a: 1\nb: 2\na: 3", ("YML002", 3)),
    "Y17 case": Case("Name: 1\nname: 2", {"Name": "1", "name": "2"}, (("YML013", 2),)),
    "Y18": error("name：示例公司", ("YML009", 1)),
    "Y18 second line": error("id: x\nname：示例公司", ("YML001", 3)),
    "Y19": error("a:\n\u00a0 b: 1", ("YML011", 1), ("YML010", 2)),
    "Y19 in a key": error("a:\n  b\u00a0c: 1", ("YML010", 2)),
    "Y20": error("a: 1\n---\nb: 2", ("YML008", 2)),
    "Y21": Case("note: a #b", {"note": "a"}, (("YML012", 1),)),
    "Y21 a comment": Case("note: a # b", {"note": "a"}),
    "Y30": error(BOMB, ("YML003", 1)),
    "Y31": error(MERGES, ("YML003", 1)),
    "Y31 without anchor": error("a: {<<: {b: c}}", ("YML003", 1)),
    "Y32": error("&a {x: *a}", ("YML003", 1)),
    "Y32 alias only": error("b: 1\nx: *a", ("YML003", 2)),
    "Y33": error("a: " + "[" * 60_000 + "]" * 60_000, ("YML005", 1)),
    "Y34": error("[" * 1000 + "]" * 1000, ("YML005", 1)),
    "Y35": error('a: 1\nx: !!python/object/apply:os.system ["id"]', ("YML004", 2)),
    "Y35 binary": error("x: !!binary aGk=", ("YML004", 1)),
    "Y35 set": error("x: !!set {a, b}", ("YML004", 1)),
    "Y35 str": error("x: !!str 1", ("YML004", 1)),
    "Y35 local": error("x: !secret 1", ("YML004", 1)),
    "Y35 none": error("x: ! 1", ("YML004", 1)),
    "Y36": Case("x: " + "9" * 5000, {"x": "9" * 5000}),
    "Y37": error("x: 0x" + "f" * 100_000, ("YML007", 1)),
    "Y38": error('a: "\\ud800"', ("YML001", 1)),
    "Y38 pair": error('a: "\\ud83d\\ude00"', ("YML001", 1)),
    "Y38 raw": error(b"a: \xed\xa0\x80", ("SRC003", 1)),
    "Y39": Case(
        "".join(f"{n * (2**61 - 1)}: 1\n" for n in range(1, 20_001)),
        {str(n * (2**61 - 1)): "1" for n in range(1, 20_001)},
    ),
    "Y40": error('a: "\\0\\x1b[31m"', ("SRC004", 1)),
    "Y40 raw": error("a: 1\nb: \x1b[31m", ("SRC004", 2)),
    "Y41": error("a: " + "x" * (10 << 20), ("SRC002", 0)),
    "U01": error('name: "金额 \u202e00.0001\u202c 元"', ("SRC004", 1), ("SRC004", 1)),
    "U01 escaped": error('name: "金额 \\u202e00.0001"', ("SRC004", 1)),
    "U01 isolate": error("a: 1\nname: \u2067甲", ("SRC004", 2)),
    "U02": Case("a: 1\nname: deal\u200ber", {"a": "1", "name": "deal\u200ber"}, (("SRC006", 2),)),
    "U02 in a key": error("deal\u200ber: 1", ("YML010", 1)),
    "U03": Case("legal_name: \ufa19州", {"legal_name": "\ufa19州"}, (("SRC007", 1),)),
    "U03 not composed": Case("name: e\u0301", {"name": "e\u0301"}),
    "U04": error("é: 1\ne\u0301: 2", ("YML010", 1), ("YML010", 2)),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_bad_inputs(case: Case) -> None:
    """Each known surprise of YAML is the exact text, or an error at its line, and none takes minutes."""
    before = time.process_time()
    data, problems = read(case.text)
    spent = time.process_time() - before
    assert (data, tuple(problems)) == (case.data, case.problems)
    assert spent < PATIENCE


@pytest.mark.parametrize("name", ["Y01", "Y03", "Y04", "Y07", "Y13", "Y16", "Y17", "Y20", "Y35", "Y36"])
def test_the_usual_loader_would_fail(name: str) -> None:
    """The cases tell: PyYAML's safe loader makes something else of them, silently or with an exception of its own."""
    case = CASES[name]
    assert isinstance(case.text, str)
    with contextlib.suppress(yaml.YAMLError, ValueError):
        assert yaml.load(case.text, Loader=yaml.SafeLoader) != case.data  # noqa: TID251


BUDGETS = {
    "bytes": (lambda n: "a: x\n#" + "x" * (n - 6), MAX_BYTES, "SRC002"),
    "depth": (lambda n: "a: " + "[" * (n - 1) + "x" + "]" * (n - 1), MAX_DEPTH, "YML005"),
    "nodes": (lambda n: "a: [" + "x," * (n - 4) + "x]", MAX_NODES, "YML006"),
    "scalar": (lambda n: "a: " + "x" * n, MAX_SCALAR, "YML007"),
    "scalar in bytes": (lambda n: "a: " + "界" * (n // 3) + "x" * (n % 3), MAX_SCALAR, "YML007"),
}


@pytest.mark.parametrize(("text", "budget", "code"), BUDGETS.values(), ids=BUDGETS)
def test_budgets_at_their_edges(text: Callable[[int], str], budget: int, code: str) -> None:
    """A file may use each budget up and no more: size, depth, number of nodes, length of a value."""
    assert read(text(budget))[1] == []
    assert [found for found, _ in read(text(budget + 1))[1]] == [code]


REFUSED = {
    "nothing in it but a comment": ("# x\n", [("YML009", 1)]),
    "a list at the top": ("- a\n- b", [("YML009", 1)]),
    "a value missing": ("a: 1\nb:\nc: 2", [("YML011", 2)]),
    "a value missing in a list": ("a:\n  - x\n  -", [("YML011", 3)]),
    "a key that is a list": ("? [a, b]\n: c", [("YML010", 1)]),
    "an empty key": ('"": x', [("YML010", 1)]),
    "a tab in the indentation": ("a:\n\tb: 1", [("YML001", 2)]),
    "an open quotation": ('a: "x\nb: 2', [("YML001", 2)]),
    "a value that begins with @": ("a: 1\nb: @x", [("YML001", 2)]),
    "two values on a line": ("a: b: c", [("YML001", 1)]),
    "a directive that is not known": ("%YAML 3.0\n---\na: 1", [("YML001", 1)]),
}


@pytest.mark.parametrize(("text", "problems"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_record_is_refused_at_its_line(text: str, problems: Problems) -> None:
    """Mistakes of form are errors with a place."""
    assert read(text) == (None, problems)


def test_a_full_width_colon_is_named() -> None:
    """The most usual slip of a Chinese keyboard gets a hint of its own, wherever it stands."""
    for text in ("name：示例", "a: 1\nname：示例\nb: 2"):
        _, problems = read_yaml("a.yaml", text.encode())
        assert "：" in problems[0].hint.zh, text
    _, problems = read_yaml("a.yaml", b"a: b: c")
    assert "：" not in problems[0].hint.zh.replace("“: ”", "")


def test_all_problems_of_a_file_are_told() -> None:
    """One mistake does not hide the next, unless the structure is lost."""
    text = "a: 1\na: 2\nb:\nc: \ufa19\n名: 3\nd: x #y\n"
    assert read(text)[1] == [("YML002", 2), ("YML011", 3), ("SRC007", 4), ("YML010", 5), ("YML012", 6)]


def test_a_duplicate_key_names_both_lines() -> None:
    """The first place is told beside the second."""
    _, (found,) = read_yaml("a.yaml", b"x:\n  a: 1\n  b: 2\n  a: 3\n")
    assert (found.origin[:3], [r.origin[:3] for r in found.related]) == (("a.yaml", 4, 3), [("a.yaml", 2, 3)])


def test_what_a_message_quotes_is_short() -> None:
    """A key, a tag or a comment of a thousand characters does not fill the screen."""
    long = "x" * 900
    for text in (f"{'键' * 900}: 1", f"a: !{long} 1", f"a: &{long} 1", f"a: *{long}", f"a: b #{long}"):
        _, problems = read_yaml("a.yaml", text.encode())
        assert problems, text[:10]
        assert all(len(p.message.zh) < 120 for p in problems), text[:10]


@given(st.one_of(st.text(max_size=80), st.text("ab:-#&*!|>'\"{}[],?%@` \n\t：\u3000", max_size=60)))
@example("\ufffe")
@example("a: \ufeff")
@example("%TAG ! x:\n--- !a\nb: c")
def test_no_text_raises(text: str) -> None:
    """Whatever stands in a file, reading it ends with data or with located problems."""
    document, problems = read_yaml("a.yaml", text.encode("utf-8", "surrogatepass"))
    assert (document is None) == any(p.severity == "error" for p in problems)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 2
    assert all(p.origin.path == "a.yaml" and 0 <= p.origin.line <= lines for p in problems)


@given(st.binary(max_size=60))
def test_no_bytes_raise(data: bytes) -> None:
    """The same for bytes that are no text at all."""
    document, problems = read_yaml("a.yaml", data)
    assert document is not None or problems


def plain(text: str) -> bool:
    """Whether a text may stand in YAML without quotes, by the words of the specification."""
    return (
        text == text.strip()
        and text != ""
        and text[0] not in "-?:,[]{}#&*!|>'\"%@`"
        and not any(mark in text for mark in (": ", " #", "\n", "\t"))
        and not text.endswith(":")
        and text not in ("---", "...")
    )


@given(st.lists(strategies.scalars(), min_size=1, max_size=5))
def test_every_accepted_value_is_the_text_that_was_written(values: list[str]) -> None:
    """Quoted in either way or plain, a value comes back character by character; nothing is normalised or converted."""
    rows, expected = [], {}
    for number, value in enumerate(values):
        shown = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
        rows.append(f'd{number}: "{shown}"')
        expected[f"d{number}"] = value
        if "\n" not in value and value:
            rows.append(f"s{number}: '" + value.replace("'", "''") + "'")
            expected[f"s{number}"] = value
        if plain(value):
            rows.append(f"p{number}: {value}")
            expected[f"p{number}"] = value
    data, problems = read("\n".join(rows))
    assert [code for code, _ in problems if not code.startswith("SRC00")] == []
    assert data == expected


trees = st.recursive(
    st.one_of(strategies.scalars(), strategies.ids()),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(tuple),
        st.dictionaries(strategies.keys(), inner, min_size=1, max_size=3),
    ),
    max_leaves=8,
)


class Writer:
    """Writes data as YAML in block style, and notes where each key and value begins."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.places: dict[tuple[str | int, ...], tuple[int, int]] = {}

    def mapping(self, data: dict[str, Data], path: tuple[str | int, ...], indent: int) -> None:
        """Writes a mapping below what stands so far."""
        for key, value in data.items():
            self.places[(*path, key, KEY)] = (len(self.lines) + 1, indent + 1)
            self._value(" " * indent + f"{key}:", value, (*path, key), indent + 2)

    def _value(self, head: str, value: Data, path: tuple[str | int, ...], indent: int) -> None:
        if isinstance(value, str):
            self.places[path] = (len(self.lines) + 1, len(head) + 2)
            shown = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
            self.lines.append(f'{head} "{shown}"')
            return
        self.lines.append(head)
        self.places[path] = (len(self.lines) + 1, indent + 1)
        if isinstance(value, dict):
            self.mapping(value, path, indent)
        else:
            for place, item in enumerate(value):
                self._value(" " * indent + "-", item, (*path, place), indent + 2)


@given(st.dictionaries(strategies.keys(), trees, min_size=1, max_size=4))
@settings(max_examples=60)
def test_every_key_and_value_is_found_at_its_place(data: dict[str, Data]) -> None:
    """Lines and columns count from 1, columns in code points, whatever stands before on the line."""
    writer = Writer()
    writer.mapping(data, (), 0)
    text = "\n".join(writer.lines)
    document, _ = read_yaml("a.yaml", text.encode())
    assert document is not None
    assert document.data == data
    found = {path: (where.line, where.column) for path, where in yaml_places("a.yaml", text).items() if path}
    assert found == writer.places


def test_places_end_where_the_value_ends() -> None:
    """The end of a place is exclusive, and counts characters, not bytes."""
    where = yaml_places("a.yaml", "名字: 1\nname: 杭州𠮷田")[("name",)]
    assert where == ("a.yaml", 2, 7, 2, 11)


def test_front_matter_counts_from_its_own_line() -> None:
    """YAML inside another file knows the lines of that file."""
    assert yaml_places("a.md", "a: 1\nb: 2", first_line=2)[("b",)][:3] == ("a.md", 3, 4)


def test_a_file_has_one_digest_on_every_platform() -> None:
    """Byte-order mark and line ends do not count; anything else does."""
    texts = (b"a: 1\nb: 2\n", b"a: 1\r\nb: 2\r\n", b"\xef\xbb\xbfa: 1\nb: 2\n", b"a: 1\rb: 2\r", b"a: 1\nb: 3\n")
    found = [document.digest for text in texts if (document := read_yaml("a.yaml", text)[0])]
    assert len(found) == len(texts)
    assert [digest == found[0] for digest in found] == [True, True, True, True, False]
