#!/usr/bin/env python3
"""Sets the project up beside this file, then hands over to its command line: `python3 build.py COMMAND …`.

Needs nothing but Python 3.11. What it says goes to stderr, Chinese first, so that `check --format json` stays clean.
Annotations here are plain names or strings, without the usual __future__ import: a Python as old as 3.6 must be able
to read the whole file, so that it can say that it is too old.
"""

import ctypes
import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent
REFUSED, DISK, INTERRUPTED, TERMINATED = 3, 4, 130, 143  # exit codes, the same as the toolkit's
VALUED = ("--root", "--out", "--as-of", "--jobs", "--executor", "--lang")  # global options followed by a value
GIT = ("review", "history", "redline", "all", "test")
PDF = ("contract", "onboarding", "evaluation", "report", "portal", "all", "retry", "redline", "verify", "test")
LOCK, PROJECT = "requirements.lock", "pyproject.toml"
PYTHON, STAMP = ".venv/bin/python", ".venv/made-from"  # the stamp stands only in a finished environment


class SetUpFailed(Exception):
    """The environment could not be made; holds the last words of the program that failed."""


class Native(NamedTuple):
    """One thing that pip cannot bring: who needs it, how it is recognised, its package for each manager."""

    name: str
    commands: "tuple[str, ...]"
    present: "Callable[[], object]"  # anything true
    packages: "tuple[str, str, str]"  # in the order of MANAGERS


def loads(library: str) -> bool:
    """Whether the system's loader finds a library under one of the names that WeasyPrint asks for."""
    names = [f"lib{library}.so.0", f"lib{library}.0.dylib", f"lib{library}.dylib"]
    brew = [f"/opt/homebrew/lib/{name}" for name in names] if sys.platform == "darwin" else []
    for name in names + brew:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def base_python() -> str:
    """The interpreter behind the environment that may be running us: it can clear .venv while the latter cannot."""
    return str(getattr(sys, "_base_executable", "") or sys.executable)


def venv_package() -> str:
    """Debian's package for the running Python: the plain name belongs to the system's own version only."""
    own = os.path.realpath("/usr/bin/python3") == os.path.realpath(base_python())
    return "python3-venv" if own else "python{}.{}-venv".format(*sys.version_info)


NATIVE = (
    Native("venv", (), partial(importlib.util.find_spec, "ensurepip"), (venv_package(), "python3", "python3")),
    Native("git", GIT, partial(shutil.which, "git"), ("git", "git", "git")),
    Native("pango", PDF, partial(loads, "pango-1.0"), ("libpango-1.0-0", "pango", "pango")),
    Native("pangoft2", PDF, partial(loads, "pangoft2-1.0"), ("libpangoft2-1.0-0", "pango", "pango")),
    Native("harfbuzz-subset", PDF, partial(loads, "harfbuzz-subset"), ("libharfbuzz-subset0", "harfbuzz", "harfbuzz")),
)
MANAGERS = {
    "apt-get": "{sudo}apt-get update; {sudo}apt-get install -y --no-install-recommends {names}",
    "dnf": "{sudo}dnf install -y {names}",
    "brew": "brew install {names}",
}


def say(zh: str, en: str) -> None:
    """Prints one message in both languages."""
    print(zh, en, sep="\n", file=sys.stderr, flush=True)


def too_old(major: int, minor: int) -> bool:
    """Whether this Python cannot run the project; says so, and names a newer one that this machine has."""
    if (major, minor) >= (3, 11):
        return False
    newer = next((name for name in (f"python3.{n}" for n in range(20, 10, -1)) if shutil.which(name)), "")
    use = f"{newer} build.py …" if newer else "https://www.python.org/"
    zh = f"需要 Python 3.11 或更新的版本，这里是 {major}.{minor}：{use}"
    say(zh, f"Python 3.11 or newer is needed, this is {major}.{minor}: {use}")
    return True


def command_of(arguments: "Sequence[str]") -> str:
    """The command among the arguments; empty where there is none, or where only its help is asked for."""
    words = iter(() if "--help" in arguments else arguments)
    for word in words:
        if word in VALUED:
            next(words, None)
        elif not word.startswith("-"):
            return word
    return ""


def missing(command: str, first: bool, natives: "Sequence[Native]" = NATIVE) -> "tuple[Native, ...]":
    """What the command needs and this machine lacks; `first`: the environment is still to be made."""
    needed = (native for native in natives if command in native.commands or (first and native.name == "venv"))
    return tuple(native for native in needed if not native.present())


def install_line(lacking: "Sequence[Native]") -> str:
    """The one line that installs what is lacking here; empty where this machine has no package manager that we know."""
    for place, manager in enumerate(MANAGERS):
        if shutil.which(manager):
            names = dict.fromkeys(native.packages[place] for native in lacking)  # one package may bring two libraries
            return MANAGERS[manager].format(sudo="" if os.geteuid() == 0 else "sudo ", names=" ".join(names))
    return ""


def agreed() -> bool:
    """Whether to install: on a terminal as the user answers, elsewhere only as root (containers, CI)."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
        return os.geteuid() == 0
    say("现在安装吗？[y/N]", "Install now? [y/N]")
    return sys.stdin.readline().strip().lower() in {"y", "yes", "是", "好"}


def provide(lacking: "Sequence[Native]") -> bool:
    """Installs what is lacking where that is allowed; False, with the line to run shown, where it is still lacking."""
    names = ", ".join(native.name for native in lacking)
    line = install_line(lacking)
    say(f"本机缺少：{names}", f"This machine lacks: {names}")
    say("安装命令 / To install:", "    " + (line or "（用系统的包管理器 / with the system's package manager）"))
    if not line or not agreed():
        return False
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    code = subprocess.run(line, shell=True, env=quiet, stdout=sys.stderr, check=False).returncode
    importlib.invalidate_caches()  # ensurepip may now stand in a folder that was looked into before
    if code == 0 and all(native.present() for native in lacking):
        return True
    say("没有装好：请看上面的输出，手工运行那一行。", "That did not work: see above, and run the line by hand.")
    return False


def wanted(root: Path) -> str:
    """What the stamp has to say: place and interpreter (an environment cannot be moved), lock, and last the project."""
    digests = [hashlib.sha256((root / name).read_bytes()).hexdigest() for name in (LOCK, PROJECT)]
    return "\n".join([str(root), os.path.realpath(root / PYTHON), *digests])


def found(root: Path) -> str:
    """What the stamp says; empty without a finished environment."""
    whole = (root / STAMP).is_file() and os.access(root / PYTHON, os.X_OK)
    return (root / STAMP).read_text("utf-8", "replace") if whole else ""


@contextmanager
def alone(root: Path) -> "Iterator[int]":
    """Holds the lock on the set-up and gives its descriptor; waits where another run holds it."""
    import fcntl  # here, because Windows has none and is told so first

    with open(root / ".venv.lock", "ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("另一个进程正在准备 .venv，等它完成……", "Another run is setting up .venv, waiting for it …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock.fileno()


def run(step: "list[str]", root: Path, lock: int) -> None:
    """Runs one step. It inherits the lock: a step that outlives a killed run keeps the next one waiting."""
    done = subprocess.run(step, cwd=root, pass_fds=(lock,), stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode:
        words = (done.stdout + done.stderr).decode("utf-8", "replace")
        raise SetUpFailed("\n".join(words.splitlines()[-6:]))


def set_up(root: Path) -> None:
    """Makes .venv from the lock, or only puts the project in again where the lock is unchanged. Raises SetUpFailed.

    Modules are compiled when they are first used: compiling all of them would take half as long again.
    """
    with alone(root) as lock:
        before = found(root)
        if before == wanted(root):
            return
        (root / STAMP).unlink(missing_ok=True)
        pip = [str(root / PYTHON), "-m", "pip", "install", "--quiet", "--no-compile", "--no-deps"]
        if before.rpartition("\n")[0] != wanted(root).rpartition("\n")[0]:
            say("正在准备 .venv（约半分钟，需要网络）……", "Setting up .venv (about half a minute, needs the network) …")
            run([base_python(), "-m", "venv", "--clear", ".venv"], root, lock)
            run([*pip, "--require-hashes", "-r", LOCK], root, lock)
        run([*pip, "--no-build-isolation", "-e", "."], root, lock)
        beside = (root / STAMP).with_suffix(".new")
        beside.write_text(wanted(root), "utf-8")
        beside.replace(root / STAMP)


def prepare(arguments: "Sequence[str]", root: Path) -> int:
    """Brings the machine to where the command can run; 0, or the exit code after having said what is wrong."""
    try:
        first = found(root) != wanted(root)
        lacking = missing(command_of(arguments), first)
        if lacking and not provide(lacking):
            return REFUSED
        if first:
            set_up(root)
    except SetUpFailed as failure:
        print(failure, file=sys.stderr)
        say(
            "没能准备好 .venv（原因见上）。若是网络：设置代理，或用 PIP_INDEX_URL 指向镜像，然后重试。",
            "Could not set up .venv (see above). Is it the network? Set a proxy, or PIP_INDEX_URL to a mirror, retry.",
        )
        return REFUSED
    except OSError as error:
        say(f"无法读写：{error}", f"Cannot read or write: {error}")
        return DISK
    except KeyboardInterrupt:
        say("已中断；下次运行会接着准备。", "Interrupted; the next run sets up what is missing.")
        return INTERRUPTED
    return 0


def main(arguments: "Sequence[str]") -> int:
    """Sets up what is missing and becomes the toolkit; returns an exit code only where that cannot be."""
    if too_old(*sys.version_info[:2]):
        return REFUSED
    if os.name != "posix":
        say("只支持 Linux 与 macOS；Windows 请用 WSL。", "Linux and macOS only; on Windows use WSL.")
        return REFUSED
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))  # so that a running step ends with us
    code = prepare(arguments, ROOT)
    if code:
        return code
    if sys.platform == "darwin":  # on Apple's own processors the loader does not look where Homebrew puts libraries
        os.environ.setdefault("DYLD_FALLBACK_LIBRARY_PATH", "/opt/homebrew/lib:/usr/local/lib:/usr/lib")
    python = str(ROOT / PYTHON)
    os.execv(python, [python, "-P", "-m", "toolkit.cli", *arguments])  # -P: the user's folder may hold a toolkit/ too


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
