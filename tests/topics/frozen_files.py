"""A workspace whose contracts are frozen, and their papers finished to HTML, as a run would print them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from tests.topics.builders import TODAY, dealer
from tests.topics.contract_workspace import FULL, contract, contract_path, standard_workspace
from tests.topics.test_contract_outputs import KINDS, POLICY
from toolkit.edit.freeze import Freezing, Proofs, freeze, to_freeze, without_frozen
from toolkit.kernel.digest import digest_of
from toolkit.network.load import load
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.view import Views
from toolkit.plan.artifact import Artifact, BlockedJob
from toolkit.render.html import Finisher, Templates
from toolkit.render.paper import Paper
from toolkit.sources.tree import MemoryTree, WorkingTree
from toolkit.topics.contract.outputs.papers import papers
from toolkit.topics.topic import Now

ROOT = Path(__file__).resolve().parents[2]
ONE, OTHER, DRAFT = "QY-JX-2025-0001", "QY-JX-2025-0002", "QY-JX-2025-0003"
SIGNED = FULL.replace("status: legal_review\nsigned_on: none\n", 'status: signed\nsigned_on: "2026-12-20"\n')
PEOPLE = {
    "private/contacts.yaml": "contacts:\n"
    "  - {id: C-2025-0005, name: 甲签代表, purpose: 签约, legal_basis: contract}\n"
    "  - {id: C-2025-0006, dealer: D-2025-0001, name: 乙签代表, purpose: 签约, legal_basis: contract}\n"
    "  - {id: C-2025-0007, dealer: D-2025-0001, name: 收件联系人, purpose: 送达, legal_basis: contract}\n"
}
WHO = "company_signatory: C-2025-0005\ndealer_signatory: C-2025-0006\n"
NOTICE = "notice_address: {address: 杭州市西湖区文一路1号, recipient: C-2025-0007, email: a@example.cn, phone: 0571-1}"
LICENCE = "licences: [{type: food_operation, number: JY13301060000001, valid_to: '2031-05-31'}]"
TEMPLATES = Templates((WorkingTree(ROOT),))


def files(*more: Mapping[str, str]) -> dict[str, str]:
    """A signed contract with every field, a plain signed one, and a draft, under the real standard."""
    return {
        **standard_workspace(
            contract(SIGNED + WHO),
            dealer(f"{LICENCE}\n{NOTICE}"),
            dealer("", 2),
            contract("template: dist-zh-2026@2026-1", 2, 2),
            dealer("", 3),
            contract("template: dist-zh-2026@2026-1\nstatus: draft\nsigned_on: none", 3, 3),
            POLICY,
            PEOPLE,
        ),
        **{path: text for part in more for path, text in part.items()},
    }


def network(texts: Mapping[str, str]) -> Network:
    loaded = load(MemoryTree(texts), KINDS)
    assert [p.line("en") for p in loaded.problems if p.severity == "error" and p.code != "REF001"] == []
    return loaded.network


def planned(records: Network) -> tuple[Artifact, ...]:
    digests = {entry.document.path: entry.document.digest for entry in records.entries()}
    now = Now(TODAY, lambda paths: digest_of([digests[path] for path in sorted(paths)])[:12])
    return tuple(papers(Views(records, Results()), now))


def freezing(
    texts: Mapping[str, str], numbers: Iterable[str] | None = None, proofs: Mapping[str, Proofs] | None = None
) -> Freezing:
    """What would be written to freeze contracts, all that need it by default."""
    records = network(texts)
    wanted = to_freeze(records) if numbers is None else tuple(numbers)
    return freeze(records, planned(without_frozen(records)), wanted, proofs or {})


def frozen(texts: Mapping[str, str]) -> dict[str, str]:
    """The workspace with its signed contracts frozen."""
    made = freezing(texts)
    assert made.problems == ()
    return {**texts, **{file.path: file.text for file in made.files}}


@cache
def frozen_workspace() -> Mapping[str, str]:
    """The workspace of `files`, frozen; made once."""
    return frozen(files())


def html(texts: Mapping[str, str]) -> dict[str, tuple[str, ...] | str]:
    """By contract number the finished parts of each paper; of one that is not made, the code of the reason."""
    finisher = Finisher(TEMPLATES)
    found: dict[str, tuple[str, ...] | str] = {}
    for artifact in planned(network(texts)):
        number = artifact.path.rsplit("/", 1)[-1].removesuffix(".pdf")
        if isinstance(artifact.job, BlockedJob):
            found[number] = artifact.job.problem.code
        else:
            paper = finisher.finish(artifact.job)
            assert isinstance(paper, Paper)
            found[number] = paper.parts
    return found


def signed_path(number: int = 1, holder: int = 1) -> str:
    return contract_path(number, holder).replace(".yaml", ".signed.yaml")
