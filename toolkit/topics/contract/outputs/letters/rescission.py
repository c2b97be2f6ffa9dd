"""The notice of rescission (解除通知书), as a draft only: nothing here sends it, and legal decides whether it goes out."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.kernel.text import Text
from toolkit.kernel.wording import day_text
from toolkit.topics.conflict.records import Case
from toolkit.topics.contract.outputs.letters.letter import Desk, Letter
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules.letter_names import RESCISSION
from toolkit.topics.contract.rules.standing import in_force
from toolkit.topics.contract.rules.terms.item import Section
from toolkit.topics.improvement.records import Exit
from toolkit.topics.improvement.rules.rescission import Ground, grounds_of

_REASONS = {
    "plan_failed": "经书面指明并给予改进期后，贵方期满仍未改正",
    "red_line": "发生合同约定可以立即解除的情形",
    "default": "贵方长期欠款或必需的资质长期失效，经催告仍未改正",
}


def rescissions(desk: Desk) -> Iterator[Letter]:
    """Yields a draft for each ground that is on record, unused, not lapsed, while a contract binds (Civil Code arts. 562 to 565)."""
    contract = desk.contract
    if contract is None or not in_force(contract, desk.as_of):
        return
    for ground in grounds_of(desk.view, desk.dealer.id):
        if ground.notice is None and desk.as_of <= ground.last:
            yield _draft(desk, contract, ground)


def _draft(desk: Desk, contract: Contract, ground: Ground) -> Letter:
    record = ground.record
    key = record.id if isinstance(record, Exit | Case) else ""
    cure = contract.termination.cure_days
    why = (
        Text(f"认定的事实：{_facts(record)}。我公司自{day_text(ground.known, 'zh')}起知悉该事由（登记编号{key}），证据清单随附。"),
        Text(f"依据：{desk.article(contract, 'termination')}，民法典第五百六十二条、第五百六十三条；需要先行催告的，已给予{cure}日的改正期，期满日：　　　　年　　月　　日。"),
    )  # fmt: skip
    effect = (
        Text("现通知贵方解除上述合同，自本通知送达贵方之日起解除；本通知载明贵方在一定期限内履行的，期限届满未履行时解除（民法典第五百六十五条）。"),
        Text(f"解除后按{desk.article(contract, 'exit')}对账、清点和回购库存、退还保证金、移交客户与售后、返还或删除数据；贵方已取得的返利和经批准的费用照付。"),
        Text(f"贵方对解除有异议的，可书面提出，也可按{desk.article(contract, 'disputes')}请求确认解除的效力。"),
    )  # fmt: skip
    return Letter(
        "rescission",
        RESCISSION.number(key),
        Text("解除通知书", "Notice of rescission"),
        (f"贵我双方签订的编号为{contract.contract_no}的经销合同，因发生下列解除事由，通知如下。",),
        (Section(Text("一、事实与依据"), why, ()), Section(Text("二、解除"), effect, ())),
        to=desk.dealer.name,
        draft=f"草稿：法务和总经理批准前不得发出；解除权于{day_text(ground.last, 'zh')}消灭（民法典第五百六十四条）",
        period=Text(contract.contract_no),
        because=((type(record), key), (Contract, contract.contract_no)),
    )


def _facts(record: object) -> str:
    if isinstance(record, Case) and record.decision is not None:
        return record.decision.finding.zh.rstrip("。")
    if isinstance(record, Exit):
        said = f"；{record.review.reason.zh.rstrip('。')}" if record.review else ""
        return f"{_REASONS.get(record.reason, '发生约定的解除情形')}{said}"
    return "/"
