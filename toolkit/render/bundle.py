"""Turns files into a zip: same files, same bytes, and nothing of the machine or the day in it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

FORMAT = f"zip 1 {zlib.ZLIB_RUNTIME_VERSION}"
"""Goes into the key of a bundle: other bytes for the same members have another one."""
EARLIEST = (1980, 1, 1, 0, 0, 0)
_PACKED = (".pdf", ".xlsx", ".docx", ".zip", ".png", ".jpg", ".jpeg", ".gz")
_UNIX, _FILE_MODE = 3, 0o100644 << 16


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Returns a zip of (name, bytes) in the given order; files that are packed already are stored as they are."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, data in files:
            entry = ZipInfo(name, EARLIEST)
            entry.create_system, entry.external_attr = _UNIX, _FILE_MODE
            entry.compress_type = ZIP_STORED if name.lower().endswith(_PACKED) else ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=6)
    return stream.getvalue()
