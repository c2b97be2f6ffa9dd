"""build.py's .venv: made once, made again when it must be, and never half a one taken for a whole one."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

BUILD_PY = Path(__file__).resolve().parents[2] / "build.py"

Program = Callable[[str, str], Path]


def steps_of(build: ModuleType, monkeypatch: pytest.MonkeyPatch, root: Path, fail_at: int = -1) -> list[str]:
    """Stands in for the programs of a set-up, which are noted by what they do; the chosen one is interrupted."""
    steps: list[str] = []

    def run(step: list[str], root: Path, _lock: int) -> None:
        if len(steps) == fail_at:
            raise KeyboardInterrupt
        if "venv" in step:
            steps.append("venv")
            python = root / build.PYTHON
            python.parent.mkdir(parents=True, exist_ok=True)
            python.unlink(missing_ok=True)
            system = root.parent / "system-python"
            system.touch(0o755)
            python.symlink_to(system)
        else:
            steps.append("lock" if "--require-hashes" in step else "project")

    monkeypatch.setattr(build, "run", run)
    return steps


# What it makes, and when it makes it again


def test_the_first_run_does_all_the_later_ones_nothing(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    """Environment, lock, project, in this order; then nothing as long as nothing changes."""
    steps = steps_of(build, monkeypatch, root)
    assert build.prepare(["check"], root) == 0
    assert steps == ["venv", "lock", "project"]
    assert build.prepare(["check"], root) == 0
    assert steps == ["venv", "lock", "project"]


def edit_lock(root: Path) -> Path:
    (root / "requirements.lock").write_text("click==8.5.2\n", "utf-8")
    return root


def edit_project(root: Path) -> Path:
    (root / "pyproject.toml").write_text("[project]\nname = 'x'\n", "utf-8")
    return root


def move(root: Path) -> Path:
    return root.rename(root.with_name("moved"))


def lose_python(root: Path) -> Path:
    (root / ".venv/bin/python").unlink()
    return root


def change_python(root: Path) -> Path:
    python = root / ".venv/bin/python"
    python.unlink()
    python.symlink_to("/bin/sh")
    return root


def uninstall_python(root: Path) -> Path:
    (root.parent / "system-python").unlink()
    return root


def lose_stamp(root: Path) -> Path:
    (root / ".venv/made-from").unlink()
    return root


@pytest.mark.parametrize(
    ("change", "again"),
    [
        (edit_lock, ["venv", "lock", "project"]),
        (edit_project, ["project"]),
        (move, ["venv", "lock", "project"]),
        (lose_python, ["venv", "lock", "project"]),
        (uninstall_python, ["venv", "lock", "project"]),
        (change_python, ["venv", "lock", "project"]),
        (lose_stamp, ["venv", "lock", "project"]),
    ],
)
def test_what_makes_it_again(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch, root: Path, change: Callable[[Path], Path], again: list[str]
) -> None:
    """A new lock, place or interpreter makes the environment anew; new metadata put the project in again."""
    steps = steps_of(build, monkeypatch, root)
    assert build.prepare(["check"], root) == 0
    steps.clear()
    root = change(root)
    assert build.prepare(["check"], root) == 0
    assert steps == again
    assert build.found(root) == build.wanted(root)


@pytest.mark.parametrize("at", [0, 1, 2])
def test_an_interrupted_set_up_is_begun_again(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch, root: Path, capsys: pytest.CaptureFixture[str], at: int
) -> None:
    """Ctrl-C in any step is exit code 130, and the next run believes nothing of what it finds."""
    steps_of(build, monkeypatch, root, fail_at=at)
    assert build.prepare(["check"], root) == 130
    assert "已中断" in capsys.readouterr().err
    assert build.found(root) == ""
    steps = steps_of(build, monkeypatch, root)
    assert build.prepare(["check"], root) == 0
    assert steps == ["venv", "lock", "project"]


def test_an_interrupted_renewal_is_begun_again(build: ModuleType, monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    """Where an environment was whole before, it no longer counts as whole once a renewal has begun."""
    steps_of(build, monkeypatch, root)
    assert build.prepare(["check"], root) == 0
    edit_lock(root)
    steps_of(build, monkeypatch, root, fail_at=0)
    assert build.prepare(["check"], root) == 130
    (root / "requirements.lock").write_text("click==8.5.1\n", "utf-8")
    assert build.found(root) == ""


def test_a_failing_step_is_shown_and_ends_with_3(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch, program: Program, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The last words of the program that failed, then what to do, in both languages."""
    python = program("python3", 'echo "venv: $*"; echo "ERROR: no network" >&2; exit 1')
    monkeypatch.setattr(build, "base_python", lambda: str(python))
    assert build.prepare(["check"], root) == 3
    err = capsys.readouterr().err
    assert "venv: -m venv --clear .venv\nERROR: no network\n没能准备好 .venv" in err
    assert "Could not set up .venv" in err
    assert build.found(root) == ""


def test_a_disk_that_refuses_ends_with_4(build: ModuleType, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be written is named."""
    (root / ".venv.lock").mkdir()
    assert build.prepare(["check"], root) == 4
    assert str(root / ".venv.lock") in capsys.readouterr().err


# Two at once, and a run that is killed


def test_the_second_of_two_waits_and_finds_it_done(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """While one run sets up, another waits, says so, and then does nothing itself."""
    steps = steps_of(build, monkeypatch, root)
    with open(root / ".venv.lock", "ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        second = threading.Thread(target=build.prepare, args=(["check"], root))
        second.start()
        while "等它完成" not in (said := capsys.readouterr().err):
            assert second.is_alive(), said
            time.sleep(0.01)
        assert steps == []
        build.run(["-m", "venv"], root, 0)
        (root / build.STAMP).write_text(build.wanted(root), "utf-8")
    second.join(timeout=5)
    assert steps == ["venv"]


RUN = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import build
build.base_python, build.ROOT = lambda: sys.argv[2], Path(sys.argv[3])
sys.exit(build.main(["check"]))
"""


def begin(tmp_path: Path, root: Path) -> tuple[subprocess.Popen[str], Path]:
    """A run of its own, caught in the middle of a step, and the file that ends the step when it appears."""
    go, python = tmp_path / "go", tmp_path / "slow-python"
    loop = f'for i in $(seq 500); do [ -e "{go}" ] && exit; sleep 0.02; done'  # ten seconds, should the test fail
    python.write_text(f'#!/bin/sh\n: > "{tmp_path}/begun"\n{loop}\n', "utf-8")
    python.chmod(0o755)
    run = subprocess.Popen(
        [sys.executable, "-c", RUN, str(BUILD_PY.parent), str(python), str(root)], stderr=subprocess.PIPE, text=True
    )
    while not (tmp_path / "begun").exists():
        assert run.poll() is None
        time.sleep(0.01)
    return run, go


def free(root: Path, within: float) -> bool:
    """Whether the lock on the set-up is free, or becomes so within some seconds."""
    deadline = time.monotonic() + within
    with open(root / ".venv.lock", "ab") as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    return False
                time.sleep(0.01)
            else:
                return True


def test_what_outlives_a_killed_run_keeps_the_lock(build: ModuleType, tmp_path: Path, root: Path) -> None:
    """A kill -9 leaves a step writing into .venv: the next run waits for its end, then begins again."""
    run, go = begin(tmp_path, root)
    run.kill()
    run.communicate(timeout=5)
    assert run.returncode == -signal.SIGKILL
    assert not free(root, within=0.1)
    go.touch()
    assert free(root, within=20)
    assert build.found(root) == ""


def test_a_terminated_run_ends_its_step(build: ModuleType, tmp_path: Path, root: Path) -> None:
    """SIGTERM is exit code 143, and nothing goes on behind the caller's back."""
    run, _ = begin(tmp_path, root)
    run.terminate()
    run.communicate(timeout=5)
    assert run.returncode == 143
    assert free(root, within=10)
    assert build.found(root) == ""


# The real thing


@pytest.mark.slow
def test_a_real_environment(tmp_path: Path) -> None:
    """From nothing to a running command and from there on in silence, in a folder with a space and Chinese letters."""
    root = tmp_path / "渠道 手册"
    (root / "toolkit" / "cli").mkdir(parents=True)
    for name in ("build.py", "requirements.lock", "pyproject.toml"):
        (root / name).write_bytes((BUILD_PY.parent / name).read_bytes())
    (root / "toolkit" / "__init__.py").touch()
    (root / "toolkit" / "cli" / "__init__.py").write_text("def main() -> int:\n    return 7\n", "utf-8")
    (root / "toolkit" / "cli" / "__main__.py").write_text(
        "import sys, weasyprint, build, toolkit\nprint(sys.argv[1:], toolkit.__file__)\n", "utf-8"
    )
    command = [sys.executable, str(root / "build.py"), "check", "--lang", "zh"]
    # A test of the PDF engine in this process may have pinned the fonts; a user's shell has not.
    outside = {key: value for key, value in os.environ.items() if not key.startswith(("FONTCONFIG", "FC_", "PANGO"))}
    said = f"['check', '--lang', 'zh'] {root / 'toolkit' / '__init__.py'}\n"
    first = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=True, env=outside)
    assert first.stdout == said
    assert first.stderr.startswith("正在准备 .venv")
    again = subprocess.run(command, cwd="/", capture_output=True, encoding="utf-8", check=True, env=outside)
    assert (again.stdout, again.stderr) == (said, "")
    assert subprocess.run([root / ".venv/bin/build"], cwd=tmp_path, check=False).returncode == 7
