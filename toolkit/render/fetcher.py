"""What a paper may fetch while it is laid out: the pictures of its own list, and nothing else.

Deny by default: a URL is served only if it is `asset:///name` for a picture of the paper, and never opened otherwise.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree

from PIL import Image

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.render.nesting import DEPTH, SHAPES, depth_of, shapes_of
from toolkit.render.paper import Paper, PaperError

PIXELS = 25_000_000
BYTES = 8 * 1024 * 1024
SCHEME = "asset:///"

REFUSED = ProblemKind(
    "PDF021",
    "error",
    Text("文件引用了清单以外的资源：{url}", "the paper refers to something outside its list of assets: {url}"),
    Text(
        "只能用 asset:///名称 引用随文件给出的图片",
        "only asset:///name is allowed, for a picture that comes with the paper",
    ),
    manual="Nothing is fetched from network or disk while a paper is laid out, and no refused picture leaves a hole."
    "中文：排版时不从网络或磁盘取任何东西，被拒绝的图片也不会留下一个空洞。",
)
BAD_PICTURE = ProblemKind(
    "PDF022",
    "error",
    Text("图片 {name} 不能用：{reason}", "the picture {name} cannot be used: {reason}"),
    Text(
        "用不超过 2500 万像素、8 MB 的 PNG、JPEG 或 SVG", "use a PNG, JPEG or SVG of at most 25 million pixels and 8 MB"
    ),
    manual="A picture is checked by its content, not by its name, before the layout sees it."
    "中文：图片在排版之前按内容检查，不看文件名。",
)

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?(?:/[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)*")
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_TOO_BIG = Text("图片过大", "it is too large")
_DAMAGED = Text("文件损坏或不完整", "it is damaged or cut off")
_UNKNOWN = Text("不是 PNG、JPEG 或 SVG", "it is no PNG, JPEG or SVG")
_UNSAFE = Text("SVG 含有不允许的内容", "the SVG has content that is not allowed")
_MISNAMED = Text("名称只能用小写字母、数字和 . _ - /", "a name has lower-case letters, digits and . _ - / only")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that may be served, with the media type that its content shows."""

    data: bytes
    media_type: str


def pictures_of(paper: Paper, part: int) -> Mapping[str, Picture]:
    """Returns the paper's pictures that the part or the styles name, by name; raises PaperError for one that is unfit.

    A name counts if it stands in the text as it is: a reference in any other spelling will not be served.
    """
    texts = (paper.parts[part], *paper.styles)
    return {
        name: _checked(paper.identifier, name, data)
        for name, data in paper.assets
        if any(name in text for text in texts)
    }


def refusal(identifier: str, url: str) -> Problem:
    """Returns the problem for a reference to anything outside the list, such as a file or an address on the network."""
    return REFUSED.at(Origin(identifier), url=url if len(url) <= 120 else f"{url[:120]}…")


def _checked(identifier: str, name: str, data: bytes) -> Picture:
    reason, media_type = _judged(name, data)
    if reason:
        raise PaperError(BAD_PICTURE.at(Origin(identifier), name=name, reason=reason))
    return Picture(data, media_type)


def _judged(name: str, data: bytes) -> tuple[Text | None, str]:
    """Why the picture is unfit, if it is, and its media type."""
    if not _NAME.fullmatch(name):
        return _MISNAMED, ""
    if len(data) > BYTES:
        return _TOO_BIG, ""
    if data.startswith(_PNG):
        return _fault_of_raster(data, "PNG"), "image/png"
    if data.startswith(_JPEG):
        return _fault_of_raster(data, "JPEG"), "image/jpeg"
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _fault_of_svg(data), "image/svg+xml"
    return _UNKNOWN, ""


def _fault_of_raster(data: bytes, form: str) -> Text | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(data), formats=(form,))
            if picture.width * picture.height > PIXELS:
                return _TOO_BIG
            # The engine accepts a picture that was cut off, and draws the rest grey.
            picture.verify()
    except Image.DecompressionBombError:
        return _TOO_BIG
    except (OSError, SyntaxError, ValueError):
        return _DAMAGED
    whole = form == "PNG" or b"\xff\xd9" in data[-64:]
    return None if whole else _DAMAGED


def _fault_of_svg(data: bytes) -> Text | None:
    if b"<!DOCTYPE" in data.upper() or b"<!ENTITY" in data.upper() or b"\x00" in data:
        return _UNSAFE
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError:
        return _DAMAGED
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        return _UNKNOWN
    if depth_of(root) > DEPTH or shapes_of(root) > SHAPES or sum(1 for _ in root.iter()) > SHAPES:
        return _UNSAFE
    return None
