"""Digests of values: the same value gives the same digest on every machine and in every run."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal

SHORT = 12


def digest_bytes(data: bytes) -> str:
    """Returns the SHA-256 of `data`, 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def digest_of(value: object) -> str:
    """Returns the SHA-256 of the canonical form of a value made of mappings, sequences, text, numbers and dataclasses.

    Order of mapping keys does not matter, order of sequences does. Raises TypeError for a value without a canonical form.
    """
    sink = hashlib.sha256()
    for piece in _pieces(value):
        sink.update(piece)
    return sink.hexdigest()


def short(digest: str) -> str:
    """Returns the form of a digest that people read: its first 12 digits."""
    return digest[:SHORT]


def _pieces(value: object) -> list[bytes]:
    """Type-tagged, length-prefixed pieces, so that no two different values share a stream of bytes."""
    match value:
        case None:
            return [b"n;"]
        case bool():
            return [b"b1;" if value else b"b0;"]
        case str():
            return _sized(b"s", value.encode("utf-8", "surrogatepass"))
        case bytes():
            return _sized(b"y", value)
        case int():
            return _sized(b"i", str(value).encode())
        case Decimal():
            return _sized(b"d", str(value).encode())
        case datetime() | date():
            return _sized(b"t", value.isoformat().encode())
        case Mapping():
            rows = sorted((b"".join(_pieces(k)), b"".join(_pieces(v))) for k, v in value.items())
            return [b"m%d;" % len(rows), *(part for row in rows for part in row)]
        case tuple() | list():
            return [b"l%d;" % len(value), *(part for item in value for part in _pieces(item))]
        case frozenset() | set():
            return [b"f%d;" % len(value), *sorted(b"".join(_pieces(item)) for item in value)]
    if is_dataclass(value) and not isinstance(value, type):
        head = _sized(b"c", type(value).__qualname__.encode())
        return head + [part for f in fields(value) for part in _pieces(getattr(value, f.name))]
    model_fields = getattr(type(value), "model_fields", None)
    if model_fields is not None:
        head = _sized(b"c", type(value).__qualname__.encode())
        return head + _pieces({name: getattr(value, name) for name in model_fields if name in vars(value)})
    raise TypeError(f"no canonical form for {type(value).__qualname__}")


def _sized(tag: bytes, data: bytes) -> list[bytes]:
    return [tag + b"%d:" % len(data), data]
