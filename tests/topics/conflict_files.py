"""Files of the conflict tests: the policies as they are shipped, a right case, goods found."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tests.topics.builders import company, contract, dealer, filled, product_line, staff
from toolkit.network.kinds import Kinds
from toolkit.network.load import load
from toolkit.network.network import Network
from toolkit.sources.tree import MemoryTree
from toolkit.topics.company.records import KINDS as COMPANY
from toolkit.topics.conflict.records import KINDS as CONFLICT
from toolkit.topics.conflict.records import LadderPolicy
from toolkit.topics.contract.records import KINDS as CONTRACT
from toolkit.topics.dealer.records import KINDS as DEALER
from toolkit.topics.evaluation.records import KINDS as EVALUATION
from toolkit.topics.market.records import KINDS as MARKET

KINDS = Kinds((*COMPANY, *MARKET, *DEALER, *CONTRACT, *CONFLICT, *EVALUATION))
ROOT = Path(__file__).parents[2]
CASE = "CF-2026-0003"
PATH = f"dealers/D-2025-0001/cases/{CASE}.yaml"
LADDER_PATH = "content/policies/conflict/ladder/2024-1.yaml"
PROCEDURE_PATH = "content/policies/conflict/procedure/2024-1.yaml"
CHANNEL_PATH = "content/policies/conflict/channel/2026-1.yaml"
CALENDAR = "content/calendar/2026.yaml"
POLICIES = {path: (ROOT / path).read_text("utf-8") for path in (LADDER_PATH, PROCEDURE_PATH, CALENDAR)}
DIGEST = "0123456789abcdef" * 4
PEOPLE = staff(
    "id: S-2025-0001, roles: [SA]\nid: S-2025-0002, roles: [SA]\nid: S-2025-0003, roles: [AU]\n"
    "id: S-2025-0004, roles: [CO]\nid: S-2025-0005, roles: [LG]\nid: S-2025-0006, roles: [SA]"
)
REST = {
    "type": "CF1",
    "subject": "邻区门店发现整箱货",
    "complainant": "{kind: other_dealer, mask: P-2026-03}",
    "respondent": "dealer",
    "parties": "[{dealer: D-2025-0002, role: harmed}]",
    "received_on": '"2026-02-09"',
    "opened_on": '"2026-02-10"',
    "lead": "S-2025-0003",
    "status": "final",
    "causes": "[{kind: individual, side: dealer, text: 线路顺带}]",
    "trace": '[{code: A1, sku: QY-A1, shipped_on: "2026-01-19", found_on: "2026-02-05", region: "330110", channel: traditional, cases: "80"}]',
    "evidence": f"[{{name: 码照片, kind: trace_code, sha256: {DIGEST}}}, {{name: 小票, kind: purchase, sha256: {DIGEST}}}]",
    "timeline": '[{step: traced, date: "2026-02-12"}, {step: notified, date: "2026-02-12"}, {step: inspected, date: "2026-02-25"}, {step: delivered, date: "2026-03-09"}]',
    "inspectors": "[S-2025-0003, S-2025-0004]",
    "defence": "不是有意",
    "decision": '{date: "2026-03-09", finding: 超过50箱, clause: 跨区销售条款, level: "2", '
    'consequences: [{measure: compensation, text: 赔偿, amount: "1880.00"}, {measure: evaluation, text: 扣3分}], '
    'loss: {cases: "80", margin: "16.00", audit_cost: "600.00", tax: excl, basis: 进销单据}, '
    "committee: [{role: AU, staff: S-2025-0003}, {role: SA, staff: S-2025-0006}, {role: LG, staff: S-2025-0005}, {role: CO, staff: S-2025-0004}]}",
    "law_check": '{date: "2026-03-06", by: S-2025-0005, result: cleared}',
    "final_on": '"2026-03-30"',
}


def case(text: str = "", name: str = CASE) -> dict[str, str]:
    """A final case of level 2 that is right in all; `text` says what differs, `key: none` leaves a key out."""
    return {f"dealers/D-2025-0001/cases/{name}.yaml": filled(text, REST)}


def channel_policy() -> dict[str, str]:
    """The channel policy as it is shipped."""
    return {CHANNEL_PATH: (ROOT / CHANNEL_PATH).read_text("utf-8")}


def sightings(rows: str) -> dict[str, str]:
    """Goods shipped to D-2025-0001 (330106) and found, one a row: code, region, channel, date, cases; 330110 is another's."""
    lines = (row.split(",") for row in rows.splitlines())
    body = "".join(f"{c},D-2025-0001,QY-A1,ambient,{region},{ch},{day},{n}\n" for c, region, ch, day, n in lines)
    divisions = "code,parent,level,name,short,pinyin\n330000,,province,浙江省,浙江,zhejiang\n330100,330000,prefecture,杭州市,杭州,hangzhou\n"
    divisions += "".join(f"{code},330100,county,某区,某,mou\n" for code in (330105, 330106, 330110))
    other = 'scopes: [{id: main, grant: exclusive, lines: [ambient], channels: [traditional], regions: ["330110"]}]'
    return {
        "content/shipments/2026Q1.csv": "code,shipped_to,sku,line,region,channel,date,cases\n" + body,
        "content/divisions/2025-12.csv": divisions,
        **contract(),
        **contract(other, number=2, holder=2),
    }


def workspace(files: Mapping[str, str]) -> dict[str, str]:
    """The files with company, staff, two dealers and the shipped policies around them."""
    return {**company(), **PEOPLE, **product_line(), **dealer(), **dealer(number=2), **POLICIES, **files}


def loaded(files: Mapping[str, str]) -> Network:
    """The network of some files, which may name records that are not there but must be right in themselves."""
    result = load(MemoryTree(dict(files)), KINDS, whole=False)
    assert [p.line("en") for p in result.problems if p.code != "REF001"] == []
    return result.network


@cache
def _ladder() -> LadderPolicy:
    found = loaded(POLICIES).only(LadderPolicy)
    assert found is not None
    return found


LADDER = _ladder()
