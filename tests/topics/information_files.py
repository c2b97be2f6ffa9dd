"""Small workspaces for the tests of shared information: the shipped policies, dealers with contracts, what was shared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.topics import evaluation_files
from tests.topics.builders import TODAY, contract, dealer, filled, marked, product_line, staff
from toolkit.kernel.text import Text
from toolkit.network.kinds import Kinds
from toolkit.network.load import load
from toolkit.network.network import Network
from toolkit.network.record import Value
from toolkit.network.results import Results
from toolkit.sources.tree import MemoryTree
from toolkit.topics.communication.records import KINDS as COMMUNICATION
from toolkit.topics.information.checks import CHECKS
from toolkit.topics.information.records import KINDS as INFORMATION
from toolkit.topics.information.rules import derive
from toolkit.topics.topic import Check

ROOT = Path(__file__).resolve().parents[2]
KINDS = Kinds(dict.fromkeys((*evaluation_files.KINDS.all, *COMMUNICATION, *INFORMATION)))
SHARING = "content/policies/information/sharing/2024-1.yaml"
BRIEFING = "content/policies/information/briefing/2024-1.yaml"
POLICIES = {path: (ROOT / path).read_text("utf-8") for path in (SHARING, BRIEFING)}
STAFF = staff("id: S-2025-0001, roles: [CO]\nid: S-2025-0002, roles: [LG]\n")
BULLETIN = "content/bulletins/brief.yaml"
LAUNCH = "content/launches/QY-A1.yaml"
SKU = '{code: QY-A1, barcode: "6970000011013", name: 青梅苏打, unit: 罐, case_pack: "24", specification: 330毫升, stage: launch}'
D = Decimal
SOME = """\
shares:
  - id: one
    direction: {direction}
    kind: {kind}
    subject: 一周数据
    purpose: 补货建议
    period: {{first: "2026-09-01", last: "2026-09-30"}}
    issues:
      - version: 1
        published_on: "2026-10-08"
        acknowledge_by: "2026-12-31"
        figures: [{{id: stock, name: 库存, value: "{value}", unit: 箱, source: dealer_report, as_of: "2026-09-30"}}]"""
"""A share with one figure, right in everything."""


def bulletin(text: str = "", path: str = BULLETIN) -> dict[str, str]:
    """A trend of the first quarter for all dealers of the ambient line, right in everything."""
    rest = {
        "id": path.rsplit("/", 1)[-1].removesuffix(".yaml"),
        "kind": "trend",
        "subject": "市场简报",
        "period": '{first: "2026-01-01", last: "2026-03-31"}',
        "audience": "{lines: [ambient]}",
        "owner": "S-2025-0001",
        "approved_by": "S-2025-0002",
        "issues": '[{version: "1", published_on: "2026-04-14", acknowledge_by: "2026-12-31", text: 夏天早到}]',
    }
    return {path: filled(text, rest)}


def launch(text: str = "") -> dict[str, str]:
    """A soda announced on 8 January and launched on 1 March 2026."""
    rest = {
        "announced_on": '"2026-01-08"',
        "launch_on": '"2026-03-01"',
        "owner": "S-2025-0001",
        "points": "[冰镇陈列]",
    }
    return {LAUNCH: filled(text, rest)}


def year(text: str, number: int = 1) -> dict[str, str]:
    """What passed between us and the dealer D-2025-000N in 2026."""
    return {f"dealers/D-2025-{number:04d}/information/2026.yaml": filled(text, {"year": '"2026"'})}


def briefing(text: str = "") -> str:
    """A year's file with one briefing in which all went well; `text` are its lines, indented by four."""
    rest = {
        "talks": '[{told_on: "2026-01-20", by: S-2025-0001, understood: {on: "2026-01-21", method: retell, result: "yes"}}]',
        "joint_plan": '{agreed_on: "2026-01-25", first_order: "10", outlets: "5", due: "2026-05-31"}',
        "result": '{on: "2026-05-30", first_order: "12", outlets: "6"}',
    }
    lines = filled(text, rest).splitlines()
    return "briefings:\n  - product: QY-A1\n" + "".join(f"    {line}\n" for line in lines)


def ground(dealers: int = 1, more: str = "") -> dict[str, str]:
    """The policies, the staff, a line with a SKU that is not being launched, and dealers with a contract for it."""
    files = {**POLICIES, **STAFF, **product_line(f"skus: [{SKU.replace('launch', 'mature')}]")}
    for number in range(1, dealers + 1):
        files |= {**dealer(more, number), **contract("", number, number)}
    return files


def launching(dealers: int = 1) -> dict[str, str]:
    """The same with the SKU in its launch stage."""
    return {**ground(dealers), **product_line(f"skus: [{SKU}]")}


def quarter(number: int, sold: str, past: str = "1000000", out: str = "900000", name: str = "2026Q2") -> dict[str, str]:
    """A frozen quarter of the ambient line: net sell-in, that of a year before, sell-out."""
    line = f"""{{line: ambient, tax: excl, source: erp, sell_in_gross: "{sold}", returns: "0", last_year: "{past}", \
focus: "0", focus_target: "0", sell_out: "{out}", stock_opening: "0", stock_closing: "0", stock_aged: "0"}}"""
    return evaluation_files.quarter(f'frozen_on: "2026-07-07"\nlines: [{line}]\ndeductions: []', name, number)


def network(files: Mapping[str, str]) -> Network:
    """The network of a few files, which may name records that are not there but must be right in themselves."""
    loaded = load(MemoryTree(dict(files)), KINDS)
    wrong = [problem.line("en") for problem in loaded.problems if problem.code != "REF001"]
    assert wrong == [], "the test's own files"
    return loaded.network


def derived(files: Mapping[str, str], as_of: date = TODAY) -> Results:
    """What the rules derive of the files."""
    return Results(derive(network(files), Results(), as_of))


def found(files: Mapping[str, str], as_of: date = TODAY, checks: Iterable[Check] = CHECKS) -> list[str]:
    """The problems as `path:line severity[CODE]`, sorted."""
    held = network(files)
    results = Results(derive(held, Results(), as_of))
    rows = [row for check in checks for row in check.find(held, results, as_of)]
    return sorted(f"{p.origin.path}:{p.origin.line} {p.severity}[{p.code}]" for p in rows if p.code != "INF406")


def planted(files: Mapping[str, str], as_of: date = TODAY) -> None:
    """Holds when the problems are exactly those that the comments in the files announce, and there is one.

    What a quarter lacks (INF406) has a test of its own: the small workspaces here give nothing in most quarters.
    """
    expected = marked(files)
    assert expected
    assert expected == found(files, as_of)


def everything(held: object) -> Iterator[str]:
    """Every text and number that a value shows, keys and projected values included."""
    if isinstance(held, Value):
        for value in vars(held).values():
            yield from everything(value)
    elif isinstance(held, Mapping):
        for key, value in held.items():
            yield str(key)
            yield from everything(value)
    elif isinstance(held, tuple | list):
        for item in held:
            yield from everything(item)
    elif isinstance(held, Text):
        yield from (held.zh, held.en)
    elif held is not None:
        yield f"{held:f}" if isinstance(held, Decimal) else str(held)
