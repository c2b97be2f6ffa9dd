"""The house stands as it is drawn: floors, small rooms, no engine where none belongs, no float near money, one way to write code."""

from __future__ import annotations

import ast
import configparser
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.workspace import workspace
from toolkit.topics.catalogue import TOPICS

ROOT = Path(__file__).resolve().parent.parent
TOOLKIT = ROOT / "toolkit"
LONGEST = 400


def tool(name: str, *arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Runs a program of this environment."""
    program = Path(sys.executable).with_name(name)
    return subprocess.run([program, *arguments], cwd=cwd, capture_output=True, text=True, check=False)


@cache
def modules() -> tuple[tuple[str, ast.Module], ...]:
    """Path and syntax tree of every module of the toolkit."""
    paths = sorted(TOOLKIT.rglob("*.py"))
    return tuple((path.relative_to(TOOLKIT).as_posix(), ast.parse(path.read_text("utf-8"))) for path in paths)


def test_floors() -> None:
    """A lower floor never imports a higher one, engines stay above, programs are started in one place."""
    done = tool("lint-imports", "--no-cache")
    assert done.returncode == 0, done.stdout


def test_a_step_up_is_seen(tmp_path: Path) -> None:
    """The guard above can fail: a kernel that imports the command line is caught by the same contract."""
    rules = configparser.ConfigParser()
    rules.read(ROOT / ".importlinter", "utf-8")
    for name in rules.sections():
        if name not in ("importlinter", "importlinter:contract:floors"):
            rules.remove_section(name)
    with (tmp_path / ".importlinter").open("w", encoding="utf-8") as stream:
        rules.write(stream)
    for room in ("", "kernel", "cli"):
        (tmp_path / "toolkit" / room).mkdir()
        (tmp_path / "toolkit" / room / "__init__.py").touch()
    assert tool("lint-imports", "--no-cache", cwd=tmp_path).returncode == 0
    (tmp_path / "toolkit/kernel/money.py").write_text("import toolkit.cli\n")
    assert tool("lint-imports", "--no-cache", cwd=tmp_path).returncode != 0


def test_rooms_are_small() -> None:
    """No module is longer than a person can keep in mind."""
    long = {str(path): lines for path in TOOLKIT.rglob("*.py") if (lines := path.read_bytes().count(b"\n")) > LONGEST}
    assert long == {}


def test_functions_are_small() -> None:
    """No function passes sixty lines."""
    functions = (
        (path, node) for path, tree in modules() for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
    )
    long = {
        f"{path}:{node.name}": size
        for path, node in functions
        if (size := (node.end_lineno or 0) - node.lineno + 1) > 60
    }
    assert long == {}


def test_names_say_what_a_module_does() -> None:
    """No room for things that have no job of their own."""
    nameless = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base", "core", "lib"}
    assert {path for path, _ in modules() if nameless & set(path.removesuffix(".py").split("/"))} == set()


def floats(tree: ast.AST) -> list[int]:
    """The lines on which a module makes a binary fraction, or asks for one."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
    ]


def test_no_float_touches_money() -> None:
    """R11: where amounts are computed, and where they are worded, there is no binary fraction."""
    rooms = ("kernel/money.py", "kernel/wording.py", "network/fields.py", "plan/", "render/charts/", "topics/")
    found = {path: lines for path, tree in modules() if path.startswith(rooms) and (lines := floats(tree))}
    assert found == {}


@pytest.mark.parametrize(
    "line", ["x = 0.1", "x = float(y)", "def f(x: float) -> None: ...", "x = 1e5", "map(float, rows)"]
)
def test_a_float_is_seen(line: str) -> None:
    """The guard above can fail."""
    assert floats(ast.parse(f"import os\n{line}\n")) == [2]
    assert floats(ast.parse("x = 1\ny = '0.1'\nz = Decimal('0.1')")) == []


FILES = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir", "rmtree", "scandir", "listdir", "iterdir", "glob", "rglob"}  # fmt: skip
PURE = ("kernel/", "network/", "plan/", "topics/", "site/", "edit/", "review/")
WRITER = "edit/write.py"
"""The one module that writes records."""
PLACER = "edit/start_place.py"
"""The one that puts a new workspace in its place, whole: its files are written by the other."""


def file_calls(tree: ast.AST) -> set[str]:
    """The functions that a module calls to reach files."""
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {getattr(call, "attr", getattr(call, "id", "")) for call in calls} & FILES


def test_files_are_read_and_written_in_their_own_rooms() -> None:
    """S9: between sources and publish everything is a function of values; no path is made of data and opened."""
    found = {path: names for path, tree in modules() if path.startswith(PURE) and (names := file_calls(tree))}
    assert found.keys() == {WRITER, PLACER}, found
    assert file_calls(ast.parse("from pathlib import Path\nPath(name).read_text()\nopen(name)")) == {
        "read_text",
        "open",
    }


def test_every_topic_is_in_the_catalogue() -> None:
    """A chapter that nobody lists would be read by nobody; names are the same in code and catalogue."""
    folders = {path.parent.name for path in (TOOLKIT / "topics").glob("*/__init__.py")}
    assert {topic.name for topic in TOPICS} == folders


GUARD = """
import sys
class Guard:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "weasyprint":
            raise ImportError("no layout engine on this machine")
sys.meta_path.insert(0, Guard())
"""


def guarded(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs a program where the layout engine cannot be imported."""
    return subprocess.run(
        [sys.executable, "-c", GUARD + program, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("command", ["check", "site"])
def test_the_layout_engine_is_not_needed(command: str, tmp_path: Path) -> None:
    """Checking and the site work where the engine, or its native libraries, are missing, and never wait for its import."""
    root = workspace(tmp_path / "workspace")
    program = "from toolkit.cli import main; main(['--root', sys.argv[1], sys.argv[2]])"
    done = guarded(program, str(root), command)
    assert done.returncode == 0, done.stderr
    assert (root / "out/site/zh/index.html").is_file() == (command == "site")


def test_the_command_line_does_not_load_the_engine() -> None:
    """Without a guard in its way neither the engine nor what it needs is loaded before a paper is wanted."""
    program = "import sys; from toolkit.cli import main; assert len(dict(main.commands)) > 30; print([m for m in ('weasyprint', 'pydyf', 'fontTools', 'tinycss2', 'xlsxwriter', 'icalendar', 'pikepdf', 'docx', 'python_calamine') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_guard_stops_the_engine() -> None:
    """The guard above can fail: what imports the engine does not pass."""
    assert guarded("import weasyprint").returncode != 0
    assert guarded("import toolkit.render.pdf").returncode != 0


def test_lint() -> None:
    """One set of rules for all code, tests included."""
    done = tool("ruff", "check", "--no-cache", "--output-format", "concise", ".")
    assert done.returncode == 0, done.stdout


def test_format() -> None:
    """One way to lay code out."""
    done = tool("ruff", "format", "--no-cache", "--check", ".")
    assert done.returncode == 0, done.stdout


def test_types() -> None:
    """Every module, the tests too, is typed strictly."""
    done = tool("mypy")
    assert done.returncode == 0, done.stdout
