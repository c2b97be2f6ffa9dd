"""Answers about what figures and papers rest on: a version of a policy, a clause, any other record."""

from __future__ import annotations

from toolkit.cli.explaining.answer import Answer, Table, plain, where
from toolkit.cli.explaining.figures import list_answer
from toolkit.kernel.text import Text
from toolkit.network.explaining import names_in
from toolkit.network.network import Entry
from toolkit.network.policy import Policy
from toolkit.network.references import naming
from toolkit.pipeline import Judged
from toolkit.topics.catalogue import FIGURES
from toolkit.topics.contract.rules.uses import ClauseUse, uses_of, versions_of

USED = (Text("数", "figures"), Text("个数", "how many"), Text("对象", "of"))
NAMED = (Text("记录", "record"), Text("字段", "field"), Text("出处", "where"))
HELD = (
    Text("合同", "contract"), Text("经销商", "dealer"), Text("条款版本", "clause"), Text("模板", "template"),
    Text("条号", "article"), Text("适用", "applies"), Text("签署", "signed"), Text("有效", "in force"),
)  # fmt: skip
SHOWN = 20
"""So many subjects of a sort are named in the text; JSON names all."""


def policy_of(judged: Judged, reference: str) -> Policy | None:
    """Returns the version of a policy that `policy-id@version` names, or None."""
    records = (entry.record for entry in judged.network.entries())
    return next((row for row in records if isinstance(row, Policy) and row.reference == reference), None)


def references(judged: Judged) -> tuple[str, ...]:
    """Returns `id@version` of every policy and every clause, for a hint at what was meant."""
    records = [entry.record for entry in judged.network.entries()]
    policies = {row.reference for row in records if isinstance(row, Policy)}
    clauses = {key.partition("/")[0] for key in judged.network.ids("clause")}
    return tuple(sorted(policies | clauses))


def policy_answer(judged: Judged, policy: Policy) -> Answer:
    """Returns the days of a version, the figures that rest on it, and the records that name it."""
    network, entry = judged.network, judged.network.entry(policy)
    used = tuple(FIGURES.using(judged.results, policy.reference))
    named = tuple(naming(network, entry.kind.name, entry.id))
    count = sum(len(results) for _, results in used)
    rows = tuple(
        (
            Text("、".join(f.name for f in figures), ", ".join(f.name for f in figures)),
            Text(str(len(results))),
            _listed(tuple(result.subject for result in results)),
        )
        for figures, results in used
    )
    days = Text(f"{policy.effective_from} – {policy.effective_to or ''}")
    place = where(network.origin(policy, "effective_from"))
    return Answer(
        title=Text(f"{policy.name.zh} · {policy.reference}", f"{policy.name.within('en')} · {policy.reference}"),
        facts=(
            (Text("出处", "where"), Text(place)),
            (Text("生效", "in force"), days),
            (Text("所用于", "used by"), Text(f"{count} 个结果", f"{count} results")),
        ),
        tables=(Table(USED, rows, (40, 0, 90)), *_named(judged, named)) if rows or named else (),
        notes=() if rows else (Text("到基准日没有结果用到它", "no result rests on it on the day"),),
        data={
            "kind": "policy",
            "policy": policy.reference,
            "name": policy.name,
            "path": entry.document.path,
            "from": policy.effective_from,
            "to": policy.effective_to,
            "used_by": tuple({"figures": [f.name for f in figures], "subjects": [r.subject for r in held]} for figures, held in used),
            "named_by": tuple(_naming(judged, *row) for row in named),
        },
    )  # fmt: skip


def clause_answer(judged: Judged, reference: str) -> Answer | None:
    """Returns which contracts hold a version of a clause, and which hold another; None for no such clause (C29)."""
    clause = reference.partition("@")[0]
    versions = versions_of(judged.network, clause)
    if reference not in (*versions, clause) or not versions:
        return None
    uses = tuple(uses_of(judged.network, clause, judged.as_of))
    asked = [use for use in uses if reference in (clause, use.reference)]
    others = [use for use in uses if use not in asked]
    signed, loose = [use for use in asked if use.signed], [use for use in asked if not use.signed]
    tables = [Table(HELD, tuple(map(_use, asked)), (0,) * len(HELD))] if asked else []
    if others:
        title = Text("用其他版本的合同", "contracts with another version")
        tables.append(Table(HELD, tuple(map(_use, others)), (0,) * len(HELD), title))
    return Answer(
        title=Text(f"条款 · {reference}", f"clause · {reference}"),
        facts=(
            (Text("版本", "versions"), Text("、".join(versions), ", ".join(versions))),
            (Text("已签署的合同", "signed contracts"), _counted(signed)),
            (Text("未签署的合同", "contracts not signed"), _counted(loose)),
        ),
        tables=tuple(tables),
        notes=(Text("已签署的合同不随条款改动。", "A signed contract does not change with the clause."),),
        data={"kind": "clause", "clause": reference, "versions": versions, "contracts": tuple(map(_used, (*asked, *others)))},
    )  # fmt: skip


def record_answer(judged: Judged, key: str) -> Answer | None:
    """Returns what record an id names, the figures that name it, and the records that do; None for no such id."""
    entry = next((e for e in judged.network.entries() if e.id == key), None)
    if entry is None:
        return None
    figures = tuple(found for found in FIGURES.held(judged.results) if key in names_in(found.result))
    named = tuple(naming(judged.network, entry.kind.name, entry.id))
    place = where(judged.network.origin(entry.record))
    tables = (*list_answer(key, figures).tables, *_named(judged, named)) if figures else _named(judged, named)
    title = entry.kind.title
    return Answer(
        title=Text(f"{title.zh} · {key}", f"{title.within('en')} · {key}"),
        facts=((Text("出处", "where"), Text(place)),),
        tables=tables,
        notes=() if figures else (Text("没有算出的数用到它", "no computed figure names it"),),
        data={
            "kind": "record",
            "record": entry.kind.name,
            "id": key,
            "path": entry.document.path,
            "figures": tuple(found.address for found in figures),
            "named_by": tuple(_naming(judged, *row) for row in named),
        },
    )


def _listed(subjects: tuple[str, ...]) -> Text:
    more = len(subjects) - SHOWN
    zh, en = "、".join(subjects[:SHOWN]), ", ".join(subjects[:SHOWN])
    return Text(zh, en) if more <= 0 else Text(f"{zh} 等，另 {more} 个", f"{en} and {more} more")


def _counted(uses: list[ClauseUse]) -> Text:
    dealers = len({use.contract.dealer for use in uses})
    return Text(f"{len(uses)} 份，{dealers} 家", f"{len(uses)} of {dealers} dealers")


def _use(use: ClauseUse) -> tuple[Text, ...]:
    article = Text("鉴于", "preamble") if not use.article else Text(f"第{use.article}条", f"article {use.article}")
    kept = Text(f"{use.signed}，已冻结", f"{use.signed}, frozen") if use.frozen else plain(use.signed)
    return (
        Text(use.contract.contract_no), Text(use.contract.dealer), Text(use.reference), Text(use.template),
        article, plain(use.applies), kept, plain(use.in_force),
    )  # fmt: skip


def _used(use: ClauseUse) -> dict[str, object]:
    return {
        "contract": use.contract.contract_no, "dealer": use.contract.dealer, "clause": use.reference,
        "template": use.template, "article": use.article, "applies": use.applies, "signed": use.signed,
        "frozen": use.frozen, "in_force": use.in_force,
    }  # fmt: skip


def _named(judged: Judged, named: tuple[tuple[Entry, tuple[str | int, ...]], ...]) -> tuple[Table, ...]:
    """The records that name another; nothing where none does."""
    rows = tuple(
        (
            Text(entry.id),
            Text(judged.network.field(entry.record, *path)),
            Text(where(judged.network.origin(entry.record, *path))),
        )
        for entry, path in named[:SHOWN]
    )
    title = Text(f"引用它的记录（{len(named)}）", f"records that name it ({len(named)})")
    return (Table(NAMED, rows, (0, 48, 0), title),) if rows else ()


def _naming(judged: Judged, entry: Entry, path: tuple[str | int, ...]) -> dict[str, object]:
    origin = judged.network.origin(entry.record, *path)
    return {
        "record": entry.id,
        "kind": entry.kind.name,
        "field": judged.network.field(entry.record, *path),
        "path": origin.path,
        "line": origin.line,
    }
