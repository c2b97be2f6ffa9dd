"""The seal tells a PDF as it was made from one that was changed, and what was added behind it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.render.seal import MARK, Sealed, seal_of, sealed

BODY = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nxref\n0 1\ntrailer\n<< >>\nstartxref\n42\n%%EOF\n"


def test_a_sealed_file_is_whole() -> None:
    """The seal stands once, before the offset that ends the file, and the rest of the bytes are as they were."""
    data = sealed(BODY)
    assert seal_of(data) == Sealed("whole")
    assert data.count(MARK) == 1
    assert data.startswith(BODY[: BODY.index(b"startxref")])
    assert data.endswith(b"startxref\n42\n%%EOF\n")


def test_the_same_file_gets_the_same_seal() -> None:
    """Same bytes in, same bytes out."""
    assert sealed(BODY) == sealed(BODY)


@given(st.integers(0, len(sealed(BODY)) - 1), st.integers(1, 255))
def test_no_byte_can_be_changed_unseen(place: int, by: int) -> None:
    """Whatever single byte is changed, the file is no longer whole."""
    data = bytearray(sealed(BODY))
    data[place] ^= by
    assert seal_of(bytes(data)).state != "whole"


@given(st.binary(min_size=1, max_size=40))
def test_what_is_added_behind_is_told(more: bytes) -> None:
    """A note or an electronic signature stands behind the whole file, which stays as it was."""
    assert seal_of(sealed(BODY) + more) == Sealed("added", len(more))


@given(st.integers(0, len(sealed(BODY)) - 1))
def test_a_cut_file_is_not_whole(end: int) -> None:
    """A download that broke off is never taken for the paper."""
    state = seal_of(sealed(BODY)[:end]).state
    assert state in ("broken", "none") or (state == "whole" and end == len(sealed(BODY)) - 1)


def test_another_file_has_no_seal() -> None:
    """A PDF of somebody else, and one of ours that was saved anew, have none."""
    assert seal_of(BODY) == Sealed("none")
    assert seal_of(b"") == Sealed("none")


@pytest.mark.parametrize("data", [b"", b"startxref\n", b"no PDF at all"])
def test_only_a_pdf_is_sealed(data: bytes) -> None:
    """Bytes without the end of a PDF are refused."""
    with pytest.raises(ValueError, match="no end"):
        sealed(data)
