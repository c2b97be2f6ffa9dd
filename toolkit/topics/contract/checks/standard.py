"""The standard behind the contracts: clauses that exist, placeholders that resolve, conditions that can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.sources.document import Step
from toolkit.sources.prose import Prose
from toolkit.topics.contract.records import Clause, Template
from toolkit.topics.contract.rules.annexes import WRITERS
from toolkit.topics.contract.rules.articles import clause_of
from toolkit.topics.contract.rules.conditions import conditional
from toolkit.topics.contract.rules.protection import FREE_PRICING, keeps_prices_free
from toolkit.topics.contract.rules.terms import NUMBERS
from toolkit.topics.topic import Check

NO_CLAUSE = ProblemKind(
    "CTR501",
    "error",
    Text("没有条款 {clause} 的中文文本", "there is no Chinese text of the clause {clause}"),
    Text("{advice}", "{advice}"),
)
NO_ANNEX = ProblemKind(
    "CTR502",
    "error",
    Text("不会写附件 {annex}", "no annex {annex} can be written"),
    Text("可选：{known}", "choose from: {known}"),
)
NO_FLAG = ProblemKind(
    "CTR503",
    "error",
    Text(
        "条款没有写明必备、可选或附条件（flag）",
        "the clause does not say whether it is mandatory, optional or conditional (flag)",
    ),
)
CONDITION = ProblemKind(
    "CTR504",
    "error",
    Text("附条件的条款没有写 when", "a conditional clause has no when"),
    Text("写明何时适用，或改为可选（O）", "say when it applies, or make it optional (O)"),
)
PLACEHOLDER = ProblemKind(
    "CTR505",
    "error",
    Text("通用条款里不认识占位 {{{{{name}}}}}", "the standard terms do not know the placeholder {{{{{name}}}}}"),
    Text("{advice}", "{advice}"),
)
TWICE = ProblemKind(
    "CTR512",
    "error",
    Text("条款 {clause} 在模板里出现两次", "the clause {clause} stands twice in the template"),
    Text("每一条只列一次", "list each article once"),
)
UNPROTECTED = ProblemKind(
    "CTR513",
    "error",
    Text(
        "模板里没有一字不差地写明转售价格由经销商自主决定",
        "no article says to the letter that the dealer decides its resale prices itself",
    ),
    Text(
        "在“供货价格与调价”里写：" + FREE_PRICING,
        "put this sentence into the article on supply prices: " + FREE_PRICING,
    ),
)
_BUYS = "buy_resell"


def templates(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A template names clauses that exist, each once, and annexes that the toolkit can write.

    中文：合同模板所列的条款都存在、各列一次，附件都是程序会写的。请改模板。
    """
    known = {clause.id: f"{clause.id}@{clause.version}" for clause in network.all(Clause)}
    for template in network.all(Template):
        seen: set[str] = set()
        for path, reference in _listed(template):
            clause = reference.split("@")[0]
            if clause_of(network, reference, "zh") is None:
                yield _told(network, NO_CLAUSE, template, path, clause=reference, advice=_meant(reference, known))
            if clause in seen:
                yield _told(network, TWICE, template, path, clause=clause)
            seen.add(clause)
        for n, annex in enumerate(template.annexes):
            if annex not in WRITERS:
                yield _told(network, NO_ANNEX, template, ("annexes", n), annex=annex, known="、".join(WRITERS))


def _meant(reference: str, known: Mapping[str, str]) -> Text:
    """The clause whose name is nearest: of whole references, every one is near another of the same version."""
    near = nearest(reference.split("@")[0], tuple(known))
    return Text(f"是不是 {known[near]}？", f"did you mean {known[near]}?") if near else NO_TEXT


def protection(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A contract of purchase and resale says, word for word, that the dealer decides its resale prices itself.

    Fixing resale prices or setting a minimum is banned, and so is rewarding or punishing them (Anti-Monopoly Law art. 18
    para 1 items 1 and 2; reference 0.1, F.1). Counsel may add to the sentence, not change it.

    中文：买断经销的合同一字不差地写明转售价格由经销商自主决定。固定转售价、限定最低转售价以及为此奖惩都被禁止（反垄断法
    第十八条第一款第一、二项）。法务可以在后面补充，不能改这句话。
    """
    for template in network.all(Template):
        clauses = [clause_of(network, reference, "zh") for reference in template.articles]
        if _BUYS in template.contract_types and not any(clause and keeps_prices_free(clause) for clause in clauses):
            price = [n for n, reference in enumerate(template.articles) if reference.startswith("price@")]
            yield _told(network, UNPROTECTED, template, ("articles", *price[:1]))


def _listed(template: Template) -> Iterator[tuple[tuple[Step, ...], str]]:
    yield ("preamble",), template.preamble
    for n, reference in enumerate(template.articles):
        yield ("articles", n), reference


def _told(network: Network, kind: ProblemKind, template: Template, path: tuple[Step, ...], **values: object) -> Problem:
    where = network.origin(template, *path)
    shown = network.field(template, *path)
    return kind.at(where, record=template.id, field=shown, severity=None, hint=None, related=(), **values)


def clauses(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A Chinese clause has a flag, a conditional one has conditions, and placeholders are `ref:` to an article or `term:` to an item.

    The standard terms carry no dealer's data, so no other placeholder stands in them; data never run as a template. An
    article that is referred to stands in every template that lists the clause.

    中文：中文条款写明必备、可选或附条件，附条件的写明条件，占位只指向条或专用条款的项。通用条款不带任何一家经销商的数据，
    所以不许有别的占位；被引用的条款，要列在用到它的每个模板里。
    """
    articles = _articles(network)
    for clause in network.all(Clause):
        record = f"{clause.id}@{clause.version}/{clause.locale}"
        if clause.locale == "zh" and clause.numbered:
            if clause.flag is None:
                yield NO_FLAG.at(network.origin(clause), record=record, field="flag")
            elif clause.flag == "C" and not conditional(clause):
                yield CONDITION.at(network.origin(clause, "flag"), record=record, field="when")
        within = articles.get(f"{clause.id}@{clause.version}", articles[""])
        for name in dict.fromkeys(clause.body.fields()):
            kind, _, about = name.partition(":")
            choices = {"ref": within, "term": frozenset(NUMBERS)}.get(kind, frozenset())
            if about not in choices:
                where, advice = _place(clause.body, name), _advice(kind, about, choices)
                yield PLACEHOLDER.at(where, record=record, field="body", name=name, advice=advice)


def _articles(network: Network) -> Mapping[str, frozenset[str]]:
    """For each clause the articles that stand beside it wherever it is listed; under the empty text, those of any template."""
    found: dict[str, frozenset[str]] = {"": frozenset()}
    for template in network.all(Template):
        beside = frozenset(reference.split("@")[0] for reference in template.articles)
        found[""] |= beside
        for _, reference in _listed(template):
            found[reference] = found.get(reference, beside) & beside
    return found


def _place(body: Prose, name: str) -> Origin:
    match = re.search(r"\{\{\s*" + re.escape(name) + r"\s*\}\}", body.source)
    line, column = body.line_of(match.group() if match else name)
    return Origin(body.path, line, column)


def _advice(kind: str, about: str, choices: frozenset[str]) -> Text:
    if not choices:
        return Text("只能用 ref:条款 或 term:事项", "use ref:clause or term:item")
    near = nearest(about, sorted(choices))
    return Text(f"是不是 {kind}:{near}？", f"did you mean {kind}:{near}?") if near else NO_TEXT


CHECKS = (
    Check((NO_CLAUSE, NO_ANNEX, TWICE), templates),
    Check((UNPROTECTED,), protection),
    Check((NO_FLAG, CONDITION, PLACEHOLDER), clauses),
)
