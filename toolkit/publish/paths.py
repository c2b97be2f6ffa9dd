"""Which paths may be written: inside the output folder, and valid on Linux, macOS and Windows alike."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from toolkit.kernel.text import NO_TEXT, Text

LONGEST_NAME = 200
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\\<>:"|?*\ud800-\udfff]')
_OWN_NAMES = frozenset({"manifest.json", "report.json"})


def refusal(relative: str) -> Text:
    """Returns why an output path is refused; an empty text for a good one, such as `section/folder/name`."""
    folder, _, name = relative.rpartition("/")
    return _folder_refusal(folder) or _name_refusal(name)


@lru_cache(maxsize=1024)
def _folder_refusal(folder: str) -> Text:
    """Why a folder is refused; asked once for all the files in it."""
    names = folder.split("/")
    if not folder:
        return Text("不在任何栏目目录下，或是绝对路径", "it stands in no section folder, or is absolute")
    if names[0].startswith("."):
        return Text("栏目名以点开头", "the section's name starts with a dot")
    if names[0].casefold() in _OWN_NAMES:
        return Text("与清单或报告重名", "it has the name of the manifest or the report")
    return next(filter(None, map(_name_refusal, names)), NO_TEXT)


def _name_refusal(name: str) -> Text:
    """Why one name of a path is refused; `.` and `..` end with a dot."""
    if not name:
        return Text("有空名称，或是绝对路径", "it has an empty name or is absolute")
    if found := _FORBIDDEN.search(name):
        character = found.group().encode("unicode_escape").decode()
        return Text(f"含有字符 {character}", f"it has the character {character}")
    if name[-1] in ". ":
        return Text("名称以点或空格结尾", "a name ends with a dot or a space")
    if _DEVICE.fullmatch(name):
        return Text(f"{name} 是 Windows 设备名", f"{name} is the name of a Windows device")
    if len(name.encode()) > LONGEST_NAME:
        return Text(f"名称超过 {LONGEST_NAME} 字节", f"a name is longer than {LONGEST_NAME} bytes")
    return NO_TEXT


def check_path(relative: str) -> None:
    """Raises ValueError for a path that `refusal` names a reason for."""
    if why := refusal(relative):
        raise ValueError(f"{relative!r}: {why.en}")


def resolve_inside(root: Path, relative: str) -> Path:
    """Returns the place of `relative` under `root`, with no link on the way out of it.

    Raises ValueError for a path that `refusal` names a reason for, or whose folder really lies outside `root`. The last
    name is not followed: files are opened with O_NOFOLLOW.
    """
    check_path(relative)
    real_root = os.path.realpath(root)
    folder, _, name = relative.rpartition("/")
    wanted = os.path.join(real_root, *folder.split("/"))
    if os.path.realpath(wanted) != wanted:
        raise ValueError(f"{relative!r}: a folder on the way is a link")
    return Path(wanted, name)


def taken(paths: Iterable[str]) -> dict[str, str]:
    """Returns the paths that cannot stand beside an earlier one, and that one: the same, or a file for a folder."""
    files: set[str] = set()
    folders: dict[str, str] = {}
    found: dict[str, str] = {}
    for path in paths:
        above = _folders(path)
        other = (
            path if path in files else folders.get(path) or next((folder for folder in above if folder in files), None)
        )
        if other is not None:
            found[path] = other
            continue
        files.add(path)
        for folder in above:
            folders.setdefault(folder, path)
    return found


def _folders(path: str) -> list[str]:
    names = path.split("/")[:-1]
    return ["/".join(names[: depth + 1]) for depth in range(len(names))]
