"""The lists of duties beside the clauses: of a clause that exists, each duty in a paragraph that it has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.sources.prose import Node, Prose
from toolkit.topics.contract.records import ClauseDuties
from toolkit.topics.contract.rules.articles import clause_of
from toolkit.topics.topic import Check

NO_CLAUSE = ProblemKind(
    "CTR758",
    "error",
    Text("没有条款 {clause}，却有它的义务清单", "there is a list of duties of {clause}, but no such clause"),
    Text("清单放在同版条款的文件夹里", "keep the list in the folder of the clause's own version"),
)
NO_PARAGRAPH = ProblemKind(
    "CTR759",
    "error",
    Text("条款 {clause} 没有第 {given} 款，只有 {count} 款", "the clause {clause} has no paragraph {given}, only {count}"),
    Text("写义务所在的款", "name the paragraph in which the duty stands"),
)  # fmt: skip


def duties(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A list of duties belongs to a clause of the same version, and each duty names a paragraph of it.

    Both sides read the list instead of forty articles; a number that leads nowhere would send them to the wrong place
    (MISSION: rights and obligations of both).

    中文：义务清单与条款同一版本，每项义务指向条款里真有的款。双方看清单而不看四十条全文，号码错了会把人带到错的地方。
    """
    for listed in network.all(ClauseDuties):
        name = f"{listed.id}@{listed.version}"
        clause = clause_of(network, name, "zh")
        if clause is None:
            yield told(network, NO_CLAUSE, listed, clause=name)
            continue
        count = paragraphs_in(clause.body)
        for n, duty in enumerate(listed.duties):
            if not 1 <= duty.paragraph <= count:
                path = ("duties", n, "paragraph")
                yield told(network, NO_PARAGRAPH, listed, *path, clause=name, given=duty.paragraph, count=count)


def paragraphs_in(body: Prose) -> int:
    """Returns how many numbered paragraphs (款) a clause has."""
    return sum(isinstance(item, Node) for block in body.blocks if block.tag == "ol" for item in block.children)


CHECKS = (Check((NO_CLAUSE, NO_PARAGRAPH), duties),)
