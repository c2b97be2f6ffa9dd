"""The seal of a PDF: the digest of its own bytes, written where no reader of PDFs looks, so that `verify` can ask it.

It tells a paper that was changed, by a person or a broken disk, from one as it was made. It is no signature: who changes a paper can also seal it
again. Whether we issued it, the manifest and the signed texts say.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Literal

MARK = b"%seal-sha256 "
"""A comment between the cross-references and the offset that ends the file: there it moves no offset."""
_END = b"startxref\n"
_SEAL = re.compile(re.escape(MARK) + rb"([0-9a-f]{64})\nstartxref\n\d+\n%%EOF\n?")
_OPEN = b"0" * 64
State = Literal["whole", "added", "broken", "none"]


@dataclass(frozen=True, slots=True)
class Sealed:
    """What the seal of a file says: `whole`; `added`, so many bytes behind a whole file, as a note or a signature does;
    `broken`; or that there is `none`.
    """

    state: State
    added: int = 0


def sealed(data: bytes) -> bytes:
    """Returns the PDF with its seal. Raises ValueError for bytes that do not end as a PDF of ours does."""
    place = data.rfind(_END)
    if place < 0 or not data.rstrip().endswith(b"%%EOF"):
        raise ValueError("no end of a PDF")
    head, tail = data[:place] + MARK, b"\n" + data[place:].rstrip() + b"\n"
    digest = hashlib.sha256(head + _OPEN + tail).hexdigest()
    return head + digest.encode() + tail


def seal_of(data: bytes) -> Sealed:
    """Returns what the first seal of a file says of the bytes up to its end, and how many bytes stand behind it."""
    found = _SEAL.search(data)
    if found is None:
        return Sealed("broken" if MARK in data else "none")
    end = found.end()
    body = hashlib.sha256(data[: found.start(1)] + _OPEN + data[found.end(1) : end])
    if body.hexdigest().encode() != found.group(1):
        return Sealed("broken")
    return Sealed("added", len(data) - end) if len(data) > end else Sealed("whole")
