"""The termination agreement (终止协议): an end that both accept, with every step until nothing is owed (reference F.1 三十四, B)."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text, day_text, percent_text
from toolkit.network.shared import SIDES
from toolkit.topics.contract.outputs.letters.accounts import bond_balance
from toolkit.topics.contract.outputs.letters.letter import BOTH, Desk, Letter
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules.amending import contracts_on
from toolkit.topics.contract.rules.letter_names import ENDING
from toolkit.topics.contract.rules.standing import in_force_span
from toolkit.topics.contract.rules.terms.item import Cell, Section, Table
from toolkit.topics.improvement.records import Exit
from toolkit.topics.improvement.rules.exits import ExitStanding
from toolkit.topics.improvement.rules.rescission import BREACHES
from toolkit.topics.incentive.records import BondLedger


def endings(desk: Desk) -> Iterator[Letter]:
    """Yields one agreement for each exit that is decided and is no answer to a breach; a draft until the contract has ended."""
    for record in desk.view.of_dealer(Exit, desk.dealer.id):
        decided = record.review is not None and record.review.decision == "exit"
        if record.reason in BREACHES or not decided or record.end_on is None:
            continue
        contract = _ended(desk, record)
        if contract is not None:
            yield _agreement(desk, record, contract)


def _ended(desk: Desk, record: Exit) -> Contract | None:
    """The contract that the exit ends: the one in force on its last day."""
    day = record.end_on
    if day is None:
        return None
    spans = ((contract, in_force_span(contract)) for contract in contracts_on(desk.view, desk.dealer.id, day))
    return next((contract for contract, span in spans if span is not None and day in span), None)


def _agreement(desk: Desk, record: Exit, contract: Contract) -> Letter:
    company, dealer = desk.company, desk.dealer
    opening = (
        f"甲方：{company.legal_name}（统一社会信用代码{company.uscc}）",
        f"乙方：{dealer.name}（统一社会信用代码{dealer.uscc or '/'}）",
        f"双方签订的编号为{contract.contract_no}的经销合同（以下称“原合同”），经协商一致于期满前终止，订立本协议。",
    )
    end = (
        Text(f"原合同自{day_text(record.end_on, 'zh')}起终止（该日为最后有效日），《经销授权书》同时失效。终止原因：{_reason(record)}。任何一方不因此向对方承担违约责任。"),
        Text("终止前已确认的订单继续履行。"),
    )  # fmt: skip
    sections = (
        Section(Text("一、终止"), end, ()),
        Section(Text("二、清算"), _terms(desk, contract), (_steps(desk, record),)),
        *_disputes(record),
        Section(Text("其他"), _after(desk, contract), ()),
    )
    ended = contract.ended is not None or contract.status == "ended"
    return Letter(
        "ending",
        ENDING.number(record.id),
        Text("终止协议", "Termination agreement"),
        opening,
        sections,
        ("（以下无正文，为签署部分）",),
        signers=BOTH,
        draft="" if ended else "草稿：双方签署前不生效",
        period=Text(contract.contract_no),
        because=((Exit, record.id), (Contract, contract.contract_no), (BondLedger, dealer.id)),
    )


def _reason(record: Exit) -> str:
    said = record.review.reason.zh if record.review else ""
    return said.rstrip("。")


def _terms(desk: Desk, contract: Contract) -> tuple[Text, ...]:
    held = contract.termination
    days = held.settlement_days if held.buy_back_days is None else held.buy_back_days
    stock = (
        f"甲方在收到库存清单后{days}日内，对包装完好、可正常销售的库存按乙方实际购入价格的{percent_text(held.buy_back_rate)}回购；双方另行商定更有利于乙方的条件的，从其约定。"
        if held.buy_back_rate
        else "甲方不回购库存。"
    )
    sell = f"乙方也可在终止后{held.sell_off_days}日内继续销售。" if held.sell_off_days else ""
    balance = bond_balance(desk, contract)
    bond = f"履约保证金账面余额{amount_text(balance)}，结清后退还至乙方账户。" if balance is not None else ""
    settle = f"双方自终止之日起{held.settlement_days}日内对账确认；乙方已取得的返利和经批准的费用照付。"
    return tuple(Text(line) for line in (settle, stock + sell, bond) if line)


def _steps(desk: Desk, record: Exit) -> Table:
    standing = desk.view.result(ExitStanding, record.id)
    head = (Text("清算事项"), Text("责任方"), Text("期限"), Text("完成"))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            row.name,
            "甲方" if row.side == "brand" else "乙方" if row.side == "dealer" else SIDES.label(row.side),
            day_text(row.due, "zh") if row.due else "待前项完成",
            day_text(row.done, "zh") if row.done else "　",
        )
        for row in (standing.steps if standing else ())
    )
    return Table(head, rows)


def _disputes(record: Exit) -> Iterator[Section]:
    if record.disputes:
        yield Section(Text("保留的争议"), tuple(Text(row.zh) for row in record.disputes), ())


def _after(desk: Desk, contract: Contract) -> tuple[Text, ...]:
    return (
        Text(f"双方共同通知客户，移交未结售后事项，返还或删除数据；质量、售后、保密、数据和争议解决条款继续有效（{desk.article(contract, 'exit')}，民法典第五百五十八条、第五百六十七条）。"),
        Text("上列事项全部完成并由双方书面确认后，除继续有效的条款外，双方互不再负义务；本协议不使任何一方放弃对未知欠款和产品质量的权利。"),
        Text("本协议一式肆份，双方各执贰份，自双方签字并盖章（或完成可靠的电子签名）之日起生效。"),
    )  # fmt: skip
