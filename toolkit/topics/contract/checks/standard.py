"""The standard behind the contracts: clauses that exist, placeholders that resolve, conditions that can hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.network import Network
from toolkit.network.policy import version_problems
from toolkit.network.results import Results
from toolkit.topics.contract.checks.place import told
from toolkit.topics.contract.records import Clause, Contract, ContractLimits, Template
from toolkit.topics.contract.rules.annexes import WRITERS
from toolkit.topics.contract.rules.articles import clause_of
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
CONDITION = ProblemKind("CTR504", "error", Text("附条件的条款没有写 when", "a conditional clause has no when"))
PLACEHOLDER = ProblemKind(
    "CTR505",
    "error",
    Text("通用条款里不认识占位 {{{{{name}}}}}", "the standard terms do not know the placeholder {{{{{name}}}}}"),
    Text("{advice}", "{advice}"),
)
TRANSLATION = ProblemKind(
    "CTR506",
    "warning",
    Text(
        "英文文本未跟上中文（中文文本摘要已是 {digest}）",
        "the English text is behind the Chinese (whose digest is now {digest})",
    ),
)
DIFFERENT = ProblemKind(
    "CTR507",
    "error",
    Text("英文文本的占位与中文不同：{names}", "the English text has other placeholders than the Chinese: {names}"),
)
WRONG_TYPE = ProblemKind(
    "CTR508", "error", Text("模板 {template} 不适用于{type}", "the template {template} is not for {type}")
)
OPTED_UNKNOWN = ProblemKind(
    "CTR509",
    "error",
    Text(
        "选用的条款 {clause} 不是模板里的可选条款",
        "the clause {clause} that is opted for is no optional one of the template",
    ),
    Text("{advice}", "{advice}"),
)


def templates(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A template names clauses that exist, and annexes that the toolkit can write."""
    known = tuple(dict.fromkeys(f"{clause.id}@{clause.version}" for clause in network.all(Clause)))
    for template in network.all(Template):
        for n, reference in enumerate((template.preamble, *template.articles)):
            path = ("articles", n - 1) if n else ("preamble",)
            if clause_of(network, reference, "zh") is None:
                near = nearest(reference, known)
                advice = Text(f"是不是 {near}？", f"did you mean {near}?") if near else NO_TEXT
                yield NO_CLAUSE.at(
                    network.origin(template, *path),
                    record=template.id,
                    field=network.field(template, *path),
                    clause=reference,
                    advice=advice,
                )
        for n, annex in enumerate(template.annexes):
            if annex not in WRITERS:
                yield NO_ANNEX.at(
                    network.origin(template, "annexes", n),
                    record=template.id,
                    field=f"annexes[{annex}]",
                    annex=annex,
                    known="、".join(WRITERS),
                )


def clauses(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A Chinese clause has a flag, a conditional one has conditions, and placeholders are `ref:` to an article or `term:` to an item.

    The standard terms carry no dealer's data, so no other placeholder stands in them; data never run as a template.
    """
    articles = {reference.split("@")[0] for template in network.all(Template) for reference in template.articles}
    for clause in network.all(Clause):
        record = f"{clause.id}@{clause.version}/{clause.locale}"
        if clause.locale == "zh" and clause.numbered:
            if clause.flag is None:
                yield NO_FLAG.at(network.origin(clause), record=record, field="flag")
            elif clause.flag == "C" and clause.when is None:
                yield CONDITION.at(network.origin(clause, "flag"), record=record, field="when")
        for name in dict.fromkeys(clause.body.fields()):
            kind, _, about = name.partition(":")
            choices = tuple(articles if kind == "ref" else NUMBERS)
            if kind not in ("ref", "term") or about not in choices:
                line, column = clause.body.line_of("{{" + name)
                near = nearest(about or name, choices)
                advice = (
                    Text(f"是不是 {kind}:{near}？", f"did you mean {kind}:{near}?")
                    if near and kind in ("ref", "term")
                    else Text("只能用 ref:条款 或 term:事项", "use ref:clause or term:item")
                )
                yield PLACEHOLDER.at(
                    Origin(clause.body.path, line, column), record=record, field="body", name=name, advice=advice
                )


def translations(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """An English clause follows its Chinese original: same placeholders, and made from the text as it stands."""
    for clause in network.all(Clause):
        original = network.find(Clause, f"{clause.id}@{clause.version}/zh")
        if clause.locale == "zh" or original is None:
            continue
        record = f"{clause.id}@{clause.version}/{clause.locale}"
        digest = original.body.file_digest[:16]
        if clause.translation_of != digest:
            yield TRANSLATION.at(
                network.origin(clause, "translation_of"), record=record, field="translation_of", digest=digest
            )
        different = sorted(set(clause.body.fields()) ^ set(original.body.fields()))
        if different:
            yield DIFFERENT.at(network.origin(clause), record=record, field="body", names="、".join(different))


def contracts(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A contract uses a template made for its type, and opts only for what the template offers."""
    for contract in network.all(Contract):
        template = network.find(Template, contract.template)
        if template is None:
            continue
        if contract.contract_type not in template.contract_types:
            yield told(
                network, WRONG_TYPE, contract, "contract_type", template=contract.template, type=contract.contract_type
            )
        offered = tuple(
            c.id for reference in template.articles if (c := clause_of(network, reference, "zh")) and c.flag == "O"
        )
        for n, opted in enumerate(contract.opted):
            if opted not in offered:
                near = nearest(opted, offered)
                advice = (
                    Text(f"是不是 {near}？", f"did you mean {near}?")
                    if near
                    else Text("可选：" + "、".join(offered), "choose from: " + ", ".join(offered))
                )
                yield told(network, OPTED_UNKNOWN, contract, "opted", n, clause=opted, advice=advice)


def limit_versions(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The versions of the contract limits follow each other without gap or overlap."""
    yield from version_problems(network, ContractLimits)


CHECKS = (
    Check((NO_CLAUSE, NO_ANNEX), templates),
    Check((NO_FLAG, CONDITION, PLACEHOLDER), clauses),
    Check((TRANSLATION, DIFFERENT), translations),
    Check((WRONG_TYPE, OPTED_UNKNOWN), contracts),
    Check((), limit_versions),
)
