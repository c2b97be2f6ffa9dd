"""A lawyer in a few lines: takes our Word file and changes its XML as Word does, with tracked changes and comments."""

from __future__ import annotations

import io
import zipfile

BY = 'w:author="王律师" w:date="2026-10-18T09:30:00Z"'


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def edited(data: bytes, *changes: tuple[str, str], part: str = "word/document.xml") -> bytes:
    """The file with texts of one part replaced; each must stand there."""
    files = parts(data)
    text = files[part].decode("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return packed({**files, part: text.encode("utf-8")})


def ran(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def tracked(before: str, old: str, new: str, after: str) -> str:
    """A run in which some words were taken out and others put in."""
    gone = f'<w:del w:id="900" {BY}><w:r><w:delText xml:space="preserve">{old}</w:delText></w:r></w:del>'
    come = f'<w:ins w:id="901" {BY}>{ran(new)}</w:ins>'
    return ran(before) + gone + come + ran(after)


def remarked(data: bytes, text: str, remark: str) -> bytes:
    """The file with a comment on the run of these words."""
    start, end = '<w:commentRangeStart w:id="70"/>', '<w:commentRangeEnd w:id="70"/>'
    reference = '<w:r><w:commentReference w:id="70"/></w:r>'
    files = parts(edited(data, (ran(text), start + ran(text) + end + reference)))
    comment = f'<w:comment w:id="70" {BY}><w:p>{ran(remark)}</w:p></w:comment>'
    comments = files["word/comments.xml"].decode("utf-8")
    assert "</w:comments>" in comments
    body = comments.replace("</w:comments>", f"{comment}</w:comments>")
    return packed({**files, "word/comments.xml": body.encode("utf-8")})
