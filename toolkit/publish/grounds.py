"""Whether a folder may be built into at all: asked before anything is rendered, answered without touching it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from toolkit.kernel.origin import Origin
from toolkit.kernel.text import Text
from toolkit.publish.disk import FOLDER_MODE
from toolkit.publish.problems import UNFIT, OutputProblem, write_failed


def open_out(out: Path, root: Path | None, sources: tuple[Path, ...]) -> Path:
    """Returns the real path of the output folder, made if it was missing. Raises OutputProblem for an unfit one."""
    if why := unfit(out, root, sources):
        raise OutputProblem(UNFIT.at(Origin(str(out)), out=out, why=why))
    missing = [folder for folder in (out.absolute(), *out.absolute().parents) if not folder.exists()]
    try:
        for folder in reversed(missing):
            folder.mkdir(exist_ok=True)
            folder.chmod(FOLDER_MODE)
    except OSError as error:
        raise write_failed(out, error) from error
    return out.resolve()


def unfit(out: Path, root: Path | None = None, sources: tuple[Path, ...] = ()) -> Text | None:
    """Returns why `out` may not be built into, None for a good folder.

    `root` is the workspace: `out` may lie in it but not be it or hold it. `sources` are folders that records and
    templates are read from: `out` may neither hold one nor lie in one.
    """
    return next(_objections(out, root, sources), None)


def _objections(out: Path, root: Path | None, sources: tuple[Path, ...]) -> Iterator[Text]:
    if out.is_symlink():
        yield Text("是符号链接", "it is a symbolic link")
    if out.exists() and not out.is_dir():
        yield Text("不是目录", "it is not a folder")
    real = Path(os.path.realpath(out))
    if _holds(real, Path(os.path.sep)):
        yield Text("是根目录", "it is the root of the file system")
    if (home := _home()) is not None and _holds(real, home):
        yield Text("是主目录或包含主目录", "it is or holds your home folder")
    if root is not None and _holds(real, Path(os.path.realpath(root))):
        yield Text("是工作区本身或包含工作区", "it is or holds the workspace")
    for source in (Path(os.path.realpath(each)) for each in sources):
        if _holds(real, source) or _holds(source, real):
            yield Text(f"与源目录 {source.name} 重叠", f"it overlaps the source folder {source.name}")
    if os.path.lexists(real / ".git") or ".git" in real.parts:
        yield Text("是 git 仓库", "it is a git repository")
    nearest = next(folder for folder in (real, *real.parents) if folder.exists())
    if not nearest.is_dir():
        yield Text(f"{nearest} 不是目录", f"{nearest} is not a folder")
    if not os.access(nearest, os.W_OK | os.X_OK):
        yield Text("没有写权限，或文件系统只读", "it may not be written to, or its file system is read-only")


def _holds(folder: Path, other: Path) -> bool:
    return other == folder or folder in other.parents


def _home() -> Path | None:
    """The home folder; None where there is no such thing, as for a service without HOME."""
    try:
        return Path(os.path.realpath(Path.home()))
    except RuntimeError:
        return None
