"""Bytes become text that is the same on every platform, or a located problem; a file is read whole or not at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.sources.decode import SHOWN, decode, doubtful

PATIENCE = 60
"""Seconds of work: what does not end, or grows with the square of its input, passes them; no machine is too slow for them."""

LIMIT = 1000

REFUSED = {
    "empty": (b"", "SRC005", (0, 0)),
    "white space only": (b" \n\t\n", "SRC005", (0, 0)),
    "only a byte-order mark": (b"\xef\xbb\xbf\n", "SRC005", (0, 0)),
    "an LFS pointer": (
        b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n",
        "SRC005",
        (0, 0),
    ),
    "too large": (b"x" * (LIMIT + 1), "SRC002", (0, 0)),
    "UTF-16 with a mark": ("a: 1\n".encode("utf-16"), "SRC003", (1, 1)),
    "UTF-16 without": ("a: 1\n".encode("utf-16-le"), "SRC004", (1, 2)),
    "GBK": ("x\n名: 杭州".encode("gbk"), "SRC003", (2, 1)),
    "a cut character": ("ab\n杭州".encode()[:-1], "SRC003", (2, 2)),
    "a cut character behind a mark": ("\ufeff杭州".encode()[:-1], "SRC003", (1, 2)),
    "a surrogate": (b"a\xed\xa0\x80", "SRC003", (1, 2)),
    "a NUL": (b"a\nb\x00", "SRC004", (2, 2)),
    "a bidirectional override": ("杭\u202e州".encode(), "SRC004", (1, 2)),
    "a line separator": ("a\u2028b".encode(), "SRC004", (1, 2)),
    "no character": ("a\uffff".encode(), "SRC004", (1, 2)),
}


@pytest.mark.parametrize(("data", "code", "place"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_text_is_refused(data: bytes, code: str, place: tuple[int, int]) -> None:
    """Each kind of unreadable file is an error with line and column, or with the file where no line is to blame."""
    text, problems = decode("a.yaml", data, LIMIT)
    assert (text, problems[0].code, problems[0].origin[1:3]) == ("", code, place)


@pytest.mark.parametrize(
    "data",
    [b"a\nb\n", b"a\r\nb\r\n", b"a\rb\r", b"\xef\xbb\xbfa\nb\n", b"\xef\xbb\xbfa\r\nb\r"],
    ids=["LF", "CRLF", "CR", "BOM", "BOM and mixed"],
)
def test_line_ends_and_marks_make_no_difference(data: bytes) -> None:
    """The same file saved by another editor is the same text."""
    assert decode("a.yaml", data, LIMIT) == ("a\nb\n", ())


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_an_accepted_text_is_kept_as_it_is(text: str) -> None:
    """But for line ends nothing is changed, normalised or dropped."""
    found, problems = decode("a.yaml", text.encode(), 10_000)
    assert problems or found == text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


@given(st.binary(max_size=60))
def test_no_bytes_raise(data: bytes) -> None:
    """Whatever bytes a file has, there is text or a problem, never both."""
    text, problems = decode("a.yaml", data, LIMIT)
    assert bool(text) != bool(problems)


def test_a_file_of_controls_is_told_of_at_once() -> None:
    """A picture that was saved as YAML takes no longer than a text, and fills no screen."""
    before = time.process_time()
    _, problems = decode("a.yaml", b"\x01" * (1 << 20), 1 << 20)
    assert len(problems) == SHOWN
    assert time.process_time() - before < PATIENCE


def test_doubtful_characters_are_told_at_their_place() -> None:
    """Invisible characters and compatibility ideographs are kept, and told of as warnings."""
    found = tuple(doubtful("a.csv", "name\n甲\u200b乙,\ufa19\n"))
    assert [(p.code, p.severity, p.origin[1:3]) for p in found] == [
        ("SRC006", "warning", (2, 2)),
        ("SRC007", "warning", (2, 5)),
    ]
    assert tuple(doubtful("a.csv", "plain\ttext, 中文。")) == ()
