"""The commands that make sections come from one table and from what the catalogue declares."""

from __future__ import annotations

import pytest

from toolkit.cli.app import main
from toolkit.cli.commands.outputs import COMMANDS, MAKINGS, PERIOD, SECTIONS, _names
from toolkit.site.reports import SECTION as REPORTS
from toolkit.topics.catalogue import TOPICS


def test_every_section_is_built_by_all_and_by_a_command() -> None:
    """A topic that declares a section needs nothing else: `all` builds it, and it has a command of its own."""
    declared = {section for topic in TOPICS for section in topic.sections}
    assert set(SECTIONS) == declared | {"site", REPORTS}
    assert declared | {REPORTS} == {section for making in MAKINGS for section in making.sections} & set(SECTIONS)
    assert {command.name for command in COMMANDS} <= set(main.commands)
    assert [making.name for making in MAKINGS if set(making.sections) <= declared | {REPORTS}] == [
        each.name for each in COMMANDS
    ]


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("contracts/D-2025-0007/CT-1.pdf", True),
        ("onboarding/D-2025-0007.zip", True),
        ("evaluations/2026Q3/D-2025-0007-statement.pdf", True),
        ("evaluations/2026Q3/D-2025-00071.pdf", False),
        ("contracts/D-2025-0008/D.pdf", False),
    ],
)
def test_files_of_a_dealer(path: str, named: bool) -> None:
    """A file is a dealer's by the name of a folder or by its own, alone or with an ending; a longer id is another's."""
    assert _names(path, ("D-2025-0007",)) is named
    assert _names(path, ())


@pytest.mark.parametrize(
    ("name", "is_period"),
    [("2026Q3", True), ("2026", True), ("2026H1", True), ("2026Q5", False), ("D-2026-0008", False)],
)
def test_periods_are_told_from_dealers(name: str, is_period: bool) -> None:
    """The first arguments of `evaluation` may be periods; anything else is taken for a dealer."""
    assert (PERIOD.fullmatch(name) is not None) is is_period
