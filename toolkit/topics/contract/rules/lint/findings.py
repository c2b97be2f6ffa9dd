"""What the linter finds in clauses and contracts, and which of it legal has waived (reference F.4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from toolkit.kernel.once import once
from toolkit.network.network import Network
from toolkit.network.record import Record
from toolkit.topics.company.records import Staff
from toolkit.topics.contract.records import Clause, Contract, Template
from toolkit.topics.contract.records.waiver import LintWaiver
from toolkit.topics.contract.rules.articles import clause_of
from toolkit.topics.contract.rules.lint.rule import LintRule
from toolkit.topics.contract.rules.lint.table import BY_ID, lint
from toolkit.topics.contract.rules.lint.texts import LIABILITY, Passage, clause_passages, field_texts
from toolkit.topics.contract.rules.lint.whole import (
    NUMBERS,
    ONE_SIDED,
    UNDEFINED,
    defined_in,
    numbers_differ,
    one_sided,
    sides_of,
    undefined,
)

LEGAL = "LG"
DEFINITIONS = "definitions"
COUNTED = ("liability.trigger", "liability.remedy", "deposit.deductions")
"""Fields of a contract that say for what money is taken: there the name of a price matter is enough."""
TOLD_ELSEWHERE = frozenset(("franchise", "bond-doubled", "paid-when-paid"))
"""Rules that other checks of contracts carry, with the data beside the words (CTR774, CTR776, CTR777)."""
ROUTE = "dispute"
"""The field of a contract whose words another check holds against the route that it names (CTR602)."""
FINAL = ("signed", "ended")


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that applies to a passage: its words, where they stand, and by what a waiver names them."""

    rule: LintRule
    words: str
    record: Record
    target: str
    passage: Passage


def clause_findings(network: Network, clause: Clause) -> Iterator[Finding]:
    """Yields what stands in a clause: paragraph by paragraph, then over the whole of it and both languages."""
    target = f"{clause.id}@{clause.version}/{clause.locale}"
    passages = clause_passages(clause)
    for passage in passages:
        for rule, words in lint(passage.sense, passage.counted, True):
            yield Finding(rule, words, clause, target, passage)
    body = Passage(clause.body.text(), offset=passages[1].offset if len(passages) > 1 else 0)
    if clause.id == LIABILITY and (words := one_sided(*sides_of(p.words for p in passages[1:]))):
        yield Finding(ONE_SIDED, words, clause, target, body)
    if clause.locale == "zh":
        yield from _undefined(network, clause, target, passages)
    else:
        original = network.find(Clause, f"{clause.id}@{clause.version}/zh")
        pairs = zip(clause_passages(original), passages, strict=False) if original is not None else ()
        for ours, theirs in pairs:
            if words := numbers_differ(ours.words, theirs.words):
                yield Finding(NUMBERS, words, clause, target, theirs)


def _undefined(network: Network, clause: Clause, target: str, passages: tuple[Passage, ...]) -> Iterator[Finding]:
    """Terms of the field that a template which lists the clause gives no meaning; a template without definitions is not asked."""
    reference = f"{clause.id}@{clause.version}"
    for template in network.all(Template):
        listed = (template.preamble, *template.articles)
        definitions = next((clause_of(network, ref, "zh") for ref in listed if ref.startswith(f"{DEFINITIONS}@")), None)
        if reference not in listed or definitions is None:
            continue
        known = defined_in(passage.words for passage in clause_passages(definitions))
        for passage in passages:
            if words := undefined(passage.words, known):
                yield Finding(UNDEFINED, words, clause, target, passage)
                return


def contract_findings(contract: Contract) -> Iterator[Finding]:
    """Yields what stands in a contract's own texts; whether its cases of breach lean to one side is told by CTR601."""
    final = contract.status in FINAL
    for finding in record_findings(contract, contract.contract_no, counted=COUNTED, final=final):
        if finding.rule.id not in TOLD_ELSEWHERE and finding.passage.path[0] != ROUTE:
            yield finding


def record_findings(
    record: Record, target: str, fields: tuple[str, ...] = (), counted: tuple[str, ...] = (), final: bool = False
) -> tuple[Finding, ...]:
    """Returns what stands in the free texts of a record, each rule once at a field even when both languages break it."""
    return _record_findings(record, target, fields, counted, final)


@once(1 << 12)
def _record_findings(
    record: Record, target: str, fields: tuple[str, ...], counted: tuple[str, ...], final: bool
) -> tuple[Finding, ...]:
    found: dict[tuple[str, object], Finding] = {}
    for path, words, counts in field_texts(record, fields, counted):
        for rule, said in lint(words, counts, final):
            found.setdefault((rule.id, path), Finding(rule, said, record, target, Passage(words, path, counts)))
    return tuple(found.values())


def acts_for_legal(network: Network, waiver: LintWaiver) -> bool:
    """Returns whether the person who waived could act for legal on that day."""
    person = network.find(Staff, waiver.by)
    if person is None or LEGAL not in (person.department, *person.roles):
        return False
    return person.since <= waiver.date and (person.until is None or waiver.date <= person.until)


def lacks_note(waiver: LintWaiver) -> bool:
    """Returns whether the rule asks for a legal opinion that the waiver does not name."""
    rule = BY_ID.get(waiver.rule)
    return rule is not None and rule.note and waiver.legal_note is None


def holding(network: Network, as_of: date) -> Mapping[tuple[str, str, str], LintWaiver]:
    """Returns the waivers that hold on a day, by rule, target and digest of the words."""
    rows = (w for w in network.all(LintWaiver) if w.date <= as_of and acts_for_legal(network, w) and not lacks_note(w))
    return {(waiver.rule, waiver.target, waiver.text): waiver for waiver in rows}


def waiver_of(finding: Finding, waivers: Mapping[tuple[str, str, str], LintWaiver]) -> LintWaiver | None:
    """Returns the waiver that lets a finding stand, or None."""
    return waivers.get((finding.rule.id, finding.target, finding.passage.digest))


def blocking(network: Network, contract_no: str, as_of: date) -> tuple[Finding, ...]:
    """Returns the errors that keep a contract from being made: in the clauses of its template and in its own texts, unless waived.

    The English clauses count where the contract is written in both languages. An unknown contract has none: references are told
    by their own check.
    """
    contract = network.find(Contract, contract_no)
    if contract is None:
        return ()
    waivers = holding(network, as_of)
    found = (*contract_findings(contract), *template_findings(network, contract))
    return tuple(unwaived(found, waivers))


def unwaived(found: Iterable[Finding], waivers: Mapping[tuple[str, str, str], LintWaiver]) -> Iterator[Finding]:
    """Yields the errors among findings that no waiver lets stand."""
    return (row for row in found if row.rule.severity == "error" and waiver_of(row, waivers) is None)


def template_findings(network: Network, contract: Contract) -> Iterator[Finding]:
    """Yields what stands in the clauses that a contract's template lists, in the languages of the contract."""
    template = network.find(Template, contract.template)
    for reference in (template.preamble, *template.articles) if template is not None else ():
        for locale in ("zh", "en") if contract.language == "zh_en" else ("zh",):
            clause = network.find(Clause, f"{reference}/{locale}")
            if clause is not None:
                yield from clause_findings(network, clause)
