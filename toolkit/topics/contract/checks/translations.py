"""The English texts of the clauses: there, in step with the Chinese, and of the same shape."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.topics.contract.records import Clause
from toolkit.topics.contract.rules.structure import shape
from toolkit.topics.topic import Check

DIGITS = 16
"""How many digits of the original's digest a translation names."""

TRANSLATION = ProblemKind(
    "CTR506",
    "warning",
    Text(
        "英文文本未跟上中文（中文文本摘要已是 {digest}）",
        "the English text is behind the Chinese (whose digest is now {digest})",
    ),
    Text("改好译文后，把 translation_of 写成 {digest}", "mend the translation, then set translation_of to {digest}"),
)
DIFFERENT = ProblemKind(
    "CTR507",
    "error",
    Text("英文文本的占位与中文不同：{names}", "the English text has other placeholders than the Chinese: {names}"),
)
NO_ENGLISH = ProblemKind(
    "CTR510",
    "warning",
    Text("条款 {clause} 没有英文文本", "the clause {clause} has no English text"),
    Text("中英文合同需要它", "contracts in both languages need it"),
)
SHAPE = ProblemKind(
    "CTR511",
    "warning",
    Text(
        "英文文本的款、项或表格行与中文不一一对应",
        "paragraphs, items or rows of the English text do not match the Chinese",
    ),
    Text("款号和项号是按次序计算的，两种文本须逐一对应", "numbers are counted, so both texts need the same parts"),
)
NO_ORIGINAL = ProblemKind(
    "CTR518",
    "warning",
    Text("英文条款 {clause} 没有中文原文", "the English clause {clause} has no Chinese original"),
    Text("合同以中文为准", "the Chinese text prevails"),
)


def translations(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """An English clause follows its Chinese original: same parts, same placeholders, and made from the text as it stands.

    Readers of both languages are told the same article and item numbers, which are counted from the parts. The Chinese text
    prevails.

    中文：英文条款跟着中文走：款项一一对应，占位相同，按现行中文译出。两种文本的读者看到的条号、项号相同，号码按次序计算，
    所以结构必须一致。以中文为准。
    """
    for clause in network.all(Clause):
        record = f"{clause.id}@{clause.version}/{clause.locale}"
        name = f"{clause.id}@{clause.version}"
        if clause.locale == "zh":
            if network.find(Clause, f"{name}/en") is None:
                yield NO_ENGLISH.at(network.origin(clause), record=record, clause=name)
            continue
        original = network.find(Clause, f"{name}/zh")
        if original is None:
            yield NO_ORIGINAL.at(network.origin(clause), record=record, clause=name)
            continue
        digest = original.body.file_digest[:DIGITS]
        if clause.translation_of != digest:
            where = network.origin(clause, "translation_of")
            yield TRANSLATION.at(where, record=record, field="translation_of", digest=digest)
        different = sorted(set(clause.body.fields()) ^ set(original.body.fields()))
        if different:
            yield DIFFERENT.at(network.origin(clause), record=record, field="body", names="、".join(different))
        if shape(clause.body) != shape(original.body):
            yield SHAPE.at(network.origin(clause), record=record, field="body")


CHECKS = (Check((TRANSLATION, DIFFERENT, NO_ENGLISH, SHAPE, NO_ORIGINAL), translations),)
