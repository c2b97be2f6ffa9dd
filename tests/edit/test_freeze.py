"""What freezing would write, and what stands in its way: all contracts or none, and never over a text that is there."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from tests.topics.contract_workspace import contract, contract_path
from tests.topics.frozen_files import (
    DRAFT,
    ONE,
    OTHER,
    SIGNED,
    WHO,
    files,
    freezing,
    frozen_workspace,
    network,
    signed_path,
)
from toolkit.edit.freeze import Proofs, to_freeze
from toolkit.sources.yaml_text import MAX_SCALAR
from toolkit.topics.contract.records import SignedText

STANDARD = next(path for path in frozen_workspace() if "/frozen/" in path)


def codes(texts: Mapping[str, str], *numbers: str) -> list[tuple[str, str]]:
    """Code and record of each problem; where there is one, there are no files."""
    made = freezing(texts, numbers)
    assert not (made.problems and made.files)
    return [(problem.code, problem.record) for problem in made.problems]


def test_all_that_are_signed_and_have_no_text() -> None:
    """Drafts have nothing to keep; what is frozen already is left alone."""
    assert to_freeze(network(files())) == (ONE, OTHER)
    assert to_freeze(network(frozen_workspace())) == ()
    half = {path: text for path, text in frozen_workspace().items() if path != signed_path()}
    assert to_freeze(network(half)) == (ONE,)


def test_standards_come_first() -> None:
    """So no text on the disk ever names a standard that is not there, even if the run is cut short."""
    assert [file.path for file in freezing(files()).files] == [STANDARD, signed_path(), signed_path(2, 2)]
    half = {path: text for path, text in frozen_workspace().items() if path != signed_path()}
    assert [file.path for file in freezing(half).files] == [signed_path()]


def test_the_same_input_gives_the_same_bytes() -> None:
    """Nothing of the machine or the day is in it."""
    assert freezing(files()) == freezing(dict(reversed(files().items())))


def test_a_draft_is_refused_and_holds_up_the_others() -> None:
    """All or none: with a draft among them nothing is written."""
    assert codes(files(), ONE, DRAFT) == [("EDT111", DRAFT)]
    assert codes(files(), ONE) == []


def test_an_ended_contract_was_signed() -> None:
    """Its text is kept as well."""
    ended = contract(SIGNED + WHO + 'status: ended\nended: {date: "2027-06-30", reason: 协商终止}\n')
    text = ended[contract_path()].replace("status: signed\n", "")
    assert codes({**files(), contract_path(): text}, ONE) == []


def test_a_text_that_is_there_is_not_written_again() -> None:
    """The same content: nothing to do, and said so."""
    made = freezing(frozen_workspace(), (ONE, OTHER))
    assert (made.files, made.problems, made.untouched) == ((), (), (ONE, OTHER))


@pytest.mark.parametrize(
    ("path", "old", "new", "parts"),
    [
        ("content/clauses/price/2026-1/zh.md", "重新协商", "再次协商", "standard、standard_sha256、clauses"),
        (contract_path(), "260000.00", "300000.00", "terms、annexes、values"),
        (
            "dealers/D-2025-0001/profile.yaml",
            "registered_address: 杭州市西湖区文一路1号",
            "registered_address: 新址",
            "counterpart",
        ),
        ("content/price-lists/ambient/2025-1.yaml", "43.50", "44.00", "annexes"),
    ],
)
def test_a_text_that_differs_is_never_overwritten(path: str, old: str, new: str, parts: str) -> None:
    """The parts that would be different are named."""
    assert old in frozen_workspace()[path]
    made = freezing({**frozen_workspace(), path: frozen_workspace()[path].replace(old, new)}, (ONE,))
    assert [(p.code, p.record) for p in made.problems] == [("EDT112", ONE)]
    assert f"({parts})" in made.problems[0].message.en
    assert made.files == ()


def test_a_paper_that_cannot_be_made_cannot_be_frozen() -> None:
    """A clause of the template is missing."""
    texts = {path: text for path, text in files().items() if "/price/2026-1/" not in path}
    assert codes(texts, OTHER) == [("EDT113", OTHER)]


def test_a_text_that_could_not_be_read_again() -> None:
    """One value of a file has a limit; the part that passes it is named."""
    row = "  - {zh: " + "很长的约定" * 200 + ", en: long}\n"
    long = contract(
        re.sub(r"^special:.*$", "special:\n" + row * (MAX_SCALAR // 3000 + 1), SIGNED, flags=re.M).rstrip("\n")
        + "\n"
        + WHO
    )
    made = freezing({**files(), **long}, (ONE,))
    assert {p.code for p in made.problems} == {"EDT114"}
    assert "terms" in made.problems[0].message.en


def test_the_digests_of_pdf_and_scan_are_kept() -> None:
    """Where they are given; the text's own digest is the same with and without."""
    proofs = {ONE: Proofs("a" * 64, ("盖章件.pdf", "b" * 64))}
    made = freezing(files(), None, proofs)
    texts = {**files(), **{file.path: file.text for file in made.files}}
    text, plain = network(texts).get(SignedText, ONE), network(frozen_workspace()).get(SignedText, ONE)
    assert (text.pdf, text.scan.name if text.scan else "", text.digest) == ("a" * 64, "盖章件.pdf", plain.digest)
    assert (plain.pdf, plain.scan) == (None, None)


def test_what_a_signed_text_rests_on_is_named() -> None:
    """Each clause with its digest, the policy and the price lists with theirs, the standard in full."""
    text = network(frozen_workspace()).get(SignedText, ONE)
    clauses = dict(row.split(": ") for row in text.clauses.splitlines())
    assert len(clauses) == 39
    assert {len(digest) for digest in clauses.values()} == {66}
    assert [(pin.kind, pin.version) for pin in text.versions] == [
        ("rebate-policy", "rebate@2026-1"),
        ("price-list", "ambient@2025-1"),
        ("price-list", "chilled@2025-1"),
    ]
    assert text.standard.endswith(text.standard_sha256[:12])


def test_a_frozen_text_is_small() -> None:
    """The articles, which are equal for all, are in none of them."""
    sizes = {path: len(text.encode()) for path, text in frozen_workspace().items() if path.endswith(".signed.yaml")}
    articles = len(frozen_workspace()[STANDARD].encode())
    assert max(sizes.values()) < articles
    assert "译本供参考" in frozen_workspace()[STANDARD]
    assert "译本供参考" not in frozen_workspace()[signed_path()]
