"""What the help lists is what the commands say of themselves, and listing them loads none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from toolkit.cli.app import main
from toolkit.cli.commands.outputs import COMMANDS
from toolkit.cli.offered import OFFERS, Commands

ROOT = Path(__file__).resolve().parents[2]
LOADED = "print(sorted({name.split('.')[0] for name in sys.modules} & {'pydantic', 'jinja2', 'yaml', 'markdown', 'cn2an', 'watchfiles'}), 'toolkit.topics.catalogue' in sys.modules)"


@pytest.mark.parametrize("name", sorted(OFFERS))
def test_a_line_of_help_is_that_of_the_command(name: str) -> None:
    """The table says of each command what its own help begins with, and leads to the command of that name."""
    command = Commands()[name]
    assert command.name == name
    assert OFFERS[name].words == " ".join((command.help or "").partition("\n\n")[0].split())


def test_every_command_is_offered() -> None:
    """A command that a module below `commands` defines stands in the table."""
    for file in sorted((ROOT / "toolkit/cli/commands").glob("*.py")):
        module = __import__(f"toolkit.cli.commands.{file.stem}", fromlist=["*"])
        found = [held for held in vars(module).values() if isinstance(held, click.Command)]
        own = [each.name for each in found if each.callback is not None and _home(each) == module.__name__]
        assert [name for name in own if name not in OFFERS] == []
    assert {command.name for command in COMMANDS} <= set(OFFERS)


def _home(command: click.Command) -> str:
    function: Any = command.callback
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    return str(getattr(function, "__module__", ""))


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["chek"], []])
def test_the_help_loads_nothing_heavy(arguments: list[str]) -> None:
    """Neither the types of records nor any library of theirs is loaded to list commands or to refuse one."""
    program = f"import sys\nfrom toolkit.cli.app import main\ntry:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n{LOADED}"
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[] False"


def test_a_command_loads_what_it_needs() -> None:
    """The guard above can fail: the help of one command loads its house."""
    program = f"import sys\nfrom toolkit.cli.app import main\ntry:\n    main(['due', '--help'])\nexcept SystemExit:\n    pass\n{LOADED}"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "pydantic" in done.stdout.splitlines()[-1]


def test_a_misspelt_command_is_told_the_nearest() -> None:
    """As before the commands were loaded one by one."""
    said = CliRunner().invoke(main, ["chek"])
    assert said.exit_code == 2
    assert "check" in said.output


def test_the_list_of_commands_is_cut_to_the_width() -> None:
    """The help shows every command, in order, with as much of its line as fits."""
    said = CliRunner().invoke(main, ["--help"]).output.partition("Commands:")[2]
    assert [line.split()[0] for line in said.splitlines() if line.startswith("  ") and not line.startswith("   ")] == sorted(OFFERS)  # fmt: skip
    assert max(map(len, said.splitlines())) <= 120
