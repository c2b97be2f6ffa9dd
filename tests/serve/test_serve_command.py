"""`build serve` as a user runs it: save and see, break and keep, Ctrl-C and gone."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.serve.serve_scene import FIRST, PAGE, SECOND, Command, change
from toolkit.cli import exits
from toolkit.cli.app import main

Start = Callable[..., Command]


@pytest.fixture
def start(root: Path, tmp_path: Path) -> Iterator[Start]:
    """Starts the command on the workspace; what was started is ended."""
    started: list[Command] = []

    def run(*options: str) -> Command:
        started.append(Command(root, tmp_path / f"{len(started)}.log", *options))
        return started[-1]

    yield run
    for command in started:
        command.kill()


@pytest.mark.slow
def test_save_and_see(start: Start, root: Path) -> None:
    """An open page hears of the save, the page says the new words, and the terminal tells what was saved."""
    command = start()
    with command.site.news(PAGE) as heard:
        before = next(heard)
        change(root, FIRST, "short_name: 第1商贸", "short_name: 澄湖商贸")
        assert next(heard)["page"] != before["page"]
    assert "澄湖商贸" in command.site.ask(f"/{PAGE}").body.decode()
    command.says(f"{FIRST}: ")


@pytest.mark.slow
def test_break_and_keep(start: Start, root: Path) -> None:
    """A file that cannot be read: the page stays, its problem is heard and said; mended, all is as it should be."""
    command = start()
    good, whole = command.site.ask(f"/{PAGE}").body, (root / FIRST).read_text("utf-8")
    with command.site.news(PAGE) as heard:
        before = next(heard)
        (root / FIRST).write_text(whole + "a: [\n", "utf-8")
        wrong = next(heard)
        assert (wrong["page"], wrong["held"], [row["code"] for row in wrong["problems"]]) == (
            before["page"],
            True,
            ["YML001"],
        )
        assert command.site.ask(f"/{PAGE}").body == good
        assert "YML001" in command.says("1 errors, 0 warnings")
        (root / FIRST).write_text(whole, "utf-8")
        assert next(heard) == before


@pytest.mark.slow
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_it_ends_at_once(start: Start, number: signal.Signals, code: int) -> None:
    """While a page listens: the shell's exit code, no traceback, and the port is free again."""
    command = start()
    with command.site.news(PAGE) as heard:
        next(heard)
        ended, words = command.ended(number)
        assert list(heard) == []
    assert ended == code
    assert "Traceback" not in words
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", command.site.port), timeout=2)


@pytest.mark.slow
def test_a_taken_port_is_said(start: Start) -> None:
    """A second preview of one workspace runs beside the first, and says where."""
    first = start()
    taken = first.site.port
    second = start("--port", str(taken))
    assert second.site.port != taken
    second.says(f"port {taken} is taken: {second.site.port} it is")
    assert second.site.ask(f"/{PAGE}").status == first.site.ask(f"/{PAGE}").status == 200


@pytest.mark.slow
def test_a_workspace_with_errors_is_previewed(start: Start, root: Path) -> None:
    """What a build would refuse is shown as well as it can be, with what is wrong."""
    (root / SECOND).write_text("id: [\n", "utf-8")
    command = start()
    command.says("YML001")
    assert command.site.ask(f"/{PAGE}").status == 200
    with command.site.news(PAGE) as heard:
        assert [row["code"] for row in next(heard)["problems"]] == ["YML001"]


def test_no_workspace(tmp_path: Path) -> None:
    """10, before anything is listened to."""
    result = CliRunner().invoke(main, ["--root", str(tmp_path), "serve"])
    assert result.exit_code == exits.NO_WORKSPACE


def test_a_port_that_cannot_be(root: Path) -> None:
    """2: a number that is no port."""
    for port in ("-1", "65536", "http"):
        assert CliRunner().invoke(main, ["--root", str(root), "serve", "--port", port]).exit_code == exits.USAGE
