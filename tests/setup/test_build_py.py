"""build.py: what it asks of the machine, what it says about what is missing, and how it hands over."""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

BUILD_PY = Path(__file__).resolve().parents[2] / "build.py"
PAPERS = ("contract", "onboarding", "evaluation", "report", "portal", "all", "retry", "redline", "verify", "test")
LIGHT = ("check", "site", "review", "doctor", "init", "schema", "explain", "history", "clean", "")
PDF_NATIVES = ["pango", "pangoft2", "harfbuzz-subset"]

Program = Callable[[str, str], Path]
Person = Callable[[int, str | None], None]


def absent(build: ModuleType) -> tuple[tuple[object, ...], ...]:
    """The natives as a machine sees them that has none of them."""
    return tuple(native._replace(present=lambda: False) for native in build.NATIVE)


# What an old Python reads


@pytest.mark.parametrize("version", [(3, 6), (3, 10)])
def test_an_old_python_is_told_in_both_languages(
    build: ModuleType, program: Program, capsys: pytest.CaptureFixture[str], version: tuple[int, int]
) -> None:
    """Python below 3.11 is refused, and the newest that is there is named."""
    program("python3.11", "")
    program("python3.12", "")
    assert build.too_old(*version)
    zh, en = capsys.readouterr().err.splitlines()
    assert zh == f"需要 Python 3.11 或更新的版本，这里是 {version[0]}.{version[1]}：python3.12 build.py …"
    assert en == f"Python 3.11 or newer is needed, this is {version[0]}.{version[1]}: python3.12 build.py …"


@pytest.mark.parametrize("version", [(3, 11), (3, 14), (4, 0)])
def test_a_new_enough_python_is_taken(build: ModuleType, version: tuple[int, int]) -> None:
    """3.11 itself, and all that come after it."""
    assert not build.too_old(*version)


def test_an_old_python_ends_with_3(build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is touched before the version is known to do."""
    monkeypatch.setattr(build, "too_old", lambda *_: True)
    monkeypatch.setattr(build, "prepare", lambda *_: pytest.fail("the machine was touched"))
    assert build.main(["check"]) == 3


def test_an_old_python_can_read_the_file() -> None:
    """The grammar is that of 3.6, and no annotation is evaluated that 3.6 could not."""
    tree = ast.parse(BUILD_PY.read_text("utf-8"), feature_version=(3, 6))
    annotations: list[ast.expr | None] = []
    for node in ast.walk(tree):
        assert not (isinstance(node, ast.ImportFrom) and node.module == "__future__")
        if isinstance(node, ast.FunctionDef):
            annotations.append(node.returns)
        elif isinstance(node, ast.arg | ast.AnnAssign):
            annotations.append(node.annotation)
    assert len(annotations) > 20
    assert [ast.unparse(a) for a in annotations if a and not isinstance(a, ast.Name | ast.Constant)] == []


# What a command needs


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        (["all"], "all"),
        (["--root", "all", "check"], "check"),
        (["--lang=zh", "-v", "site", "--audience", "public"], "site"),
        (["contract", "D-2025-0007", "--help"], ""),
        (["--version"], ""),
        (["--root"], ""),
        ([], ""),
    ],
)
def test_the_command_is_found_among_the_options(build: ModuleType, arguments: list[str], command: str) -> None:
    """An option's value is not taken for a command, and a question for help needs nothing."""
    assert build.command_of(arguments) == command


@pytest.mark.parametrize("command", PAPERS)
def test_a_paper_needs_the_native_libraries(build: ModuleType, command: str) -> None:
    """Every command that makes or reads a PDF names all three libraries when none is there."""
    names = [native.name for native in build.missing(command, False, absent(build))]
    assert [name for name in names if name != "git"] == PDF_NATIVES


@pytest.mark.parametrize("command", LIGHT)
def test_without_papers_no_library_is_even_looked_for(build: ModuleType, command: str) -> None:
    """check, site, review and the like work without pango, and do not pay for looking."""

    def look() -> bool:
        pytest.fail("looked for a library")

    natives = [native._replace(present=look) if native.name in PDF_NATIVES else native for native in build.NATIVE]
    build.missing(command, True, natives)


def test_making_an_environment_is_needed_once(build: ModuleType) -> None:
    """Debian's python3-venv is asked for at the first run only."""
    assert [native.name for native in build.missing("check", True, absent(build))] == ["venv"]
    assert build.missing("check", False, absent(build)) == ()


def test_a_library_is_found_as_the_loader_finds_it(build: ModuleType) -> None:
    """The C++ runtime or the C library's maths is everywhere; an invented name is nowhere."""
    assert not build.loads("channelbook-invented")
    assert build.loads("z") or build.loads("m") or build.loads("System") or build.loads("harfbuzz")


# What it says and does about it


@pytest.mark.parametrize(
    ("manager", "user", "line"),
    [
        ("apt-get", 0, "apt-get update; apt-get install -y --no-install-recommends "
                       "git libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
        ("apt-get", 1000, "sudo apt-get update; sudo apt-get install -y --no-install-recommends "
                          "git libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
        ("dnf", 1000, "sudo dnf install -y git pango harfbuzz"),
        ("brew", 501, "brew install git pango harfbuzz"),
        ("emerge", 0, ""),
    ],
)  # fmt: skip
def test_the_line_to_run(
    build: ModuleType, program: Program, person: Person, manager: str, user: int, line: str
) -> None:
    """One line, for the package manager that is there, with sudo where it is needed, no package twice."""
    program(manager, "")
    person(user, None)
    lacking = [native for native in absent(build) if native.name != "venv"]  # type: ignore[attr-defined]
    assert build.install_line(lacking) == line


def test_the_package_for_environments_is_that_of_the_running_python(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """python3-venv serves the system's own Python; another version beside it has a package of its own."""
    monkeypatch.setattr(build, "base_python", lambda: "/usr/bin/python3")
    assert build.venv_package() == "python3-venv"
    monkeypatch.setattr(build, "base_python", lambda: "/opt/python/bin/python3")
    assert build.venv_package() == f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


@pytest.mark.parametrize(
    ("user", "answer", "installs"),
    [
        (0, None, True),
        (1000, None, False),
        (1000, "y\n", True),
        (1000, "是\n", True),
        (1000, "\n", False),
        (0, "n\n", False),
    ],
)
def test_who_may_install(
    build: ModuleType, program: Program, person: Person, tmp_path: Path, capfd: pytest.CaptureFixture[str],
    user: int, answer: str | None, installs: bool,
) -> None:  # fmt: skip
    """On a terminal it is asked; elsewhere root goes ahead and others are given the line. stdout stays clean."""
    asked = tmp_path / "asked"
    program("sudo", '"$@"')
    program("apt-get", f'echo "$DEBIAN_FRONTEND $*" >> "{asked}"; echo "Reading package lists..."')
    pango = build.Native("pango", (), asked.exists, ("libpango-1.0-0", "", ""))
    person(user, answer)
    assert build.provide([pango]) is installs
    out, err = capfd.readouterr()
    assert out == ""
    assert "本机缺少：pango\nThis machine lacks: pango\n" in err
    assert "apt-get install -y --no-install-recommends libpango-1.0-0\n" in err
    assert ("现在安装吗" in err) is (answer is not None)
    done = asked.read_text("utf-8") if asked.exists() else ""
    line = "noninteractive update\nnoninteractive install -y --no-install-recommends libpango-1.0-0\n"
    assert done == (line if installs else "")


@pytest.mark.parametrize("script", ["exit 100", "exit 0"])
def test_an_installation_that_brings_nothing_is_said(
    build: ModuleType, program: Program, person: Person, capfd: pytest.CaptureFixture[str], script: str
) -> None:
    """A package manager that fails, or that succeeds without the library being there, is no success."""
    program("apt-get", script)
    person(0, None)
    assert not build.provide([build.Native("pango", (), lambda: False, ("libpango-1.0-0", "", ""))])
    assert "没有装好" in capfd.readouterr().err


def test_an_unknown_machine_is_told_what_it_lacks(
    build: ModuleType, program: Program, person: Person, capfd: pytest.CaptureFixture[str]
) -> None:
    """Without a package manager that we know nothing is run, not even for root."""
    program("emerge", "exit 1")
    person(0, None)
    assert not build.provide(absent(build))
    assert "This machine lacks: venv, git, pango, pangoft2, harfbuzz-subset" in capfd.readouterr().err


def test_papers_without_pango_end_with_3_before_anything_is_made(
    build: ModuleType, program: Program, person: Person, monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    """A missing library is exit code 3, and no half-made .venv is left behind."""
    program("apt-get", "exit 1")
    person(1000, None)
    lacking = absent(build)[2:]
    monkeypatch.setattr(build, "missing", lambda command, _first: lacking if command == "all" else ())
    assert build.prepare(["all"], root) == 3
    assert not (root / ".venv").exists()


# The handing over


def test_the_toolkit_takes_over_with_all_arguments(build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same process becomes the environment's Python, which looks for the toolkit in the project only (-P)."""
    called: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(build, "prepare", lambda *_: 0)
    monkeypatch.setattr(build.signal, "signal", lambda *_: None)
    monkeypatch.setattr(os, "execv", lambda path, arguments: called.append((path, arguments)))
    build.main(["contract", "D-2025-0007", "--lang", "zh"])
    python = str(BUILD_PY.parent / ".venv/bin/python")
    assert called == [(python, [python, "-P", "-m", "toolkit.cli", "contract", "D-2025-0007", "--lang", "zh"])]


@pytest.mark.parametrize("code", [3, 4, 130])
def test_a_failed_preparation_is_the_exit_code(build: ModuleType, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """Nothing is started on a machine that is not ready."""
    monkeypatch.setattr(build, "prepare", lambda *_: code)
    monkeypatch.setattr(build.signal, "signal", lambda *_: None)
    monkeypatch.setattr(os, "execv", lambda *_: pytest.fail("started"))
    assert build.main(["all"]) == code
