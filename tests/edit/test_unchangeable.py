"""A file whose writing a command cannot change without losing something is left alone, and that is told."""

from __future__ import annotations

from tests.sample import ROOT
from toolkit.edit.desk import Desk, Put
from toolkit.network.load import load
from toolkit.sources.tree import MemoryTree
from toolkit.topics.catalogue import KINDS

STAFF = "content/staff.yaml"


def test_a_comment_between_brackets_is_not_lost() -> None:
    """A comment inside a list in brackets would go with the list: nothing is written, the file is named."""
    text = (ROOT / STAFF).read_text("utf-8")
    start = text.index("roles: [")
    odd = text[:start] + text[start:].replace("roles: [", "roles: [  # mine\n      ", 1)
    tree = MemoryTree({STAFF: odd.encode()})
    network = load(tree, KINDS).network
    desk = Desk(tree, network)
    entry = next(entry for entry in network.entries() if entry.kind.name == "staff")
    edits, problems = desk.edits((Put(entry.kind, {**desk.own(entry), "roles": ("SA", "CO")}, entry),))
    assert edits == ()
    assert [(problem.code, problem.origin.path) for problem in problems] == [("EDT121", STAFF)]
