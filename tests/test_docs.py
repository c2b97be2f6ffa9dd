"""The documents keep up with the program: every command, option and check is described, and nothing speaks of elsewhere."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import click
import pytest

from toolkit.cli import main
from toolkit.cli.manual import every_kind
from toolkit.cli.options import NAMES
from toolkit.kernel.text import Text
from toolkit.topics.catalogue import TOPICS
from toolkit.topics.manual import MARK, both

ROOT = Path(__file__).resolve().parent.parent
HAN = re.compile("[\u4e00-\u9fff]")
READMES = ("README.md", "README.zh-CN.md")


def tracked() -> list[Path]:
    """The files that are, or would be, part of the project."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


@pytest.mark.parametrize("readme", READMES)
def test_every_command_and_option_is_in_the_readme(readme: str) -> None:
    """A reader finds each command and each global option."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert [name for name in main.commands if f"`{name}" not in text] == []
    flags = ["-v" if name == "verbose" else "--" + name.replace("_", "-") for name in NAMES]
    assert [flag for flag in flags if f"`{flag}" not in text] == []


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_names_no_command_that_is_not_there(readme: str) -> None:
    """The table of commands has rows of real commands only."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    table = re.findall(r"^\| `([a-z]+)(?: [^`]*)?` \|", text, re.MULTILINE)
    assert [name for name in table if name not in main.commands] == []


def test_every_command_says_what_it_does_in_both_languages() -> None:
    """Help is Chinese first, English after."""
    helps = {name: command.help or "" for name, command in main.commands.items()}
    assert [
        name for name, text in helps.items() if not (re.search(r"[一-鿿]", text) and re.search(r"[a-z]{4}", text))
    ] == []


def test_every_problem_has_wording_in_both_languages() -> None:
    """No message or hint lacks a language, and a Chinese one is Chinese."""
    kinds = [kind for kind, _ in every_kind().values()]
    assert len(kinds) > 100
    assert [kind.code for kind in kinds if not kind.message.zh or not kind.message.en] == []
    assert [kind.code for kind in kinds if kind.hint and not kind.hint.en] == []


def test_every_check_has_a_manual_page() -> None:
    """Each check's function has a docstring, which is what `explain` prints."""
    assert [
        kind.code
        for topic in TOPICS
        for check in topic.checks
        for kind in check.kinds
        if not (kind.manual or check.find.__doc__)
    ] == []


def test_every_manual_page_is_there_in_both_languages() -> None:
    """Whoever looks up a code reads of it in the own language; Chinese lines are joined, and the mark is not shown."""
    pages = {code: manual for code, (_, manual) in every_kind().items()}
    assert sorted(code for code, manual in pages.items() if not manual.en or not manual.zh) == []
    assert sorted(code for code, manual in pages.items() if len(HAN.findall(manual.zh)) < 8) == []
    assert sorted(code for code, manual in pages.items() if "\n" in manual.zh or MARK in manual.zh + manual.en) == []


def test_a_page_without_chinese_is_seen() -> None:
    """The guard can fail: a docstring without the mark has no Chinese page; lines below it are joined without a space."""
    assert both("Found.\n\nWhy.").zh == ""
    assert both("Found.\n\n中文：发现什么，\n为什么。") == Text("发现什么，为什么。", "Found.")


def test_no_code_stands_for_two_problems() -> None:
    """One code, one kind of problem; the policy checks, which topics share, are the same kinds."""
    seen: dict[str, int] = {}
    for topic in TOPICS:
        for check in topic.checks:
            for kind in check.kinds:
                assert seen.setdefault(kind.code, id(kind)) == id(kind), kind.code


def test_options_of_commands_are_explained() -> None:
    """Every option of every command has help."""
    silent = [
        f"{name} {option.name}"
        for name, command in main.commands.items()
        for option in command.params
        if isinstance(option, click.Option) and not option.help
    ]
    assert silent == []


def test_nothing_speaks_of_a_machine_or_a_registry() -> None:
    """No file names a package registry's host or a path of somebody's machine."""
    hosts = ["pypi" + ".org", "python" + "hosted.org", "registry." + "npmjs", "deb." + "debian.org"]
    places = ["/ho" + "me/", "/wo" + "rk/", "/Use" + "rs/"]
    found = []
    for path in tracked():
        if path.suffix in (".png", ".pdf"):
            continue
        text = path.read_text(encoding="utf-8", errors="ignore")
        found += [f"{path.relative_to(ROOT)}: {word}" for word in (*hosts, *places) if word in text]
    assert found == []
