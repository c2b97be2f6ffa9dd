"""How the page of carriers says things: its own words, the name of a field, the name of a policy's part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from toolkit.kernel.text import Locale, Text
from toolkit.network.describe import FieldRow, fields_of
from toolkit.network.kinds import Kind
from toolkit.network.record import Value, label
from toolkit.network.showing import NoSuchPart, Part, part_of
from toolkit.site.carriers.carrier import Field
from toolkit.site.pages import Book

WORDS: dict[str, Text] = {
    "title": Text("每项做法由什么承载", "What carries each practice"),
    "purpose": Text(
        "每一项做法和能力落在哪些记录、规则、检查和页面上，还缺什么。",
        "On which records, rules, checks and pages each practice and capability rests, and what is still missing.",
    ),
    "about": Text(
        "编号 M、C 来自项目最初的两份方案与能力清单；名称是我们自己的说法。由测试逐条核对：所列的字段、规则、检查、页面都在。",
        "The numbers M and C come from the two founding documents of the project and its list of capabilities; the names are ours. "
        "A test holds every line against the program: each field, rule, check and page that is listed is there.",
    ),
    "M": Text("做法", "Practices"),
    "C": Text("能力", "Capabilities"),
    "whole": Text("有承载", "carried"),
    "partly": Text("部分", "in part"),
    "not_yet": Text("还没有", "not yet"),
    "open": Text("还没有做完的", "What is not finished"),
    "id": Text("编号", "No."),
    "name": Text("做什么", "What is done"),
    "carried_by": Text("由什么承载", "Carried by"),
    "missing": Text("还缺", "Missing"),
    "prose": Text("只靠文字：", "In words alone: "),
    "Field": Text("记录", "Records"),
    "Ruled": Text("政策", "Policies"),
    "Rule": Text("规则", "Rules"),
    "Finding": Text("检查", "Checks"),
    "Shown": Text("卡片", "Cards"),
    "Made": Text("产出", "Outputs"),
    "Command": Text("命令", "Commands"),
    "Playbook": Text("手册", "Handbook"),
}
ENDS: Mapping[Locale, str] = {"zh": "：", "en": ": "}


def field_words(the: Book, kind: Kind, held: Iterable[Field]) -> str:
    """Returns the names of some fields of a kind: those of one group together, in brackets after the group's name."""
    rows = {row.path: row for row in fields_of(kind.model, the.view.kinds)}
    groups: dict[str, dict[str, list[str]]] = {}
    for field in held:
        *above, own = (row.label.within(the.locale) for row in _above(rows, field.path))
        said = groups.setdefault(above[-1] if above else "", {}).setdefault(own, [])
        if field.code:
            said.append(dict(rows[field.path].codes)[field.code].within(the.locale))
    joint, bracket = ("、", "{}（{}）") if the.locale == "zh" else (", ", "{} ({})")
    joined = {
        group: joint.join(
            f"{name}{ENDS[the.locale]}{' / '.join(said)}" if said else name for name, said in names.items()
        )
        for group, names in groups.items()
    }
    return joint.join(bracket.format(group, names) if group else names for group, names in joined.items())


def _above(rows: Mapping[str, FieldRow], path: str) -> list[FieldRow]:
    """The rows from the outermost group to the field itself."""
    steps = path.split(".")
    heads = (".".join(steps[: n + 1]).removesuffix("[]") for n in range(len(steps)))
    return [rows[head] for head in heads if head in rows]


def policy_words(the: Book, address: str) -> str:
    """Returns the name of a policy and of the part that an address leads to; empty where no such policy is in force."""
    name, *path = address.split(".")
    policy = the.policies.get(name)
    if policy is None:
        return ""
    try:
        part = part_of(policy, path)
    except NoSuchPart:
        return ""
    title = policy.name.within(the.locale)
    said = f"《{title}》" if the.locale == "zh" else title
    return f"{said}{_part_name(part, the.locale)}" if the.locale == "zh" else f"{said}: {_part_name(part, the.locale)}"


def _part_name(part: Part, locale: Locale) -> str:
    """The own name of an item that has one, else that of the field."""
    named = getattr(part.held, "name", None) if isinstance(part.held, Value) else None
    return named.within(locale) if isinstance(named, Text) else label(part.model, part.name).within(locale)
