"""An invented dealer's contract and bond: signed in the December before, for two years."""

from __future__ import annotations

from toolkit.sample.invented import Dealer, split
from toolkit.sample.profile import text
from toolkit.sources.document import Data

_OPTED = ("first-order", "social-responsibility")
_QUARTERS = (23, 26, 28, 23)
YEARS = 2
_LIABILITY = (
    ("company", "逾期交付已确认的订单", "Late delivery of a confirmed order", "每日按逾期部分货款的0.03%支付违约金", "0.03 % of the late part a day", "该部分货款的10%", "10 % of the late part"),
    ("company", "逾期兑付返利、费用或退还保证金", "Late rebate, fund or bond payment", "按每日0.01%支付利息", "interest of 0.01 % a day", "计至付清之日", "until paid"),
    ("dealer", "逾期付款", "Late payment", "按每日0.01%支付利息", "interest of 0.01 % a day", "计至付清之日", "until paid"),
    ("company", "其他违约", "Any other breach", "赔偿实际损失", "actual loss", "上一合同年度净销售额", "the last contract year’s net sales"),
    ("dealer", "其他违约", "Any other breach", "赔偿实际损失", "actual loss", "上一合同年度净销售额", "the last contract year’s net sales"),
)  # fmt: skip
_SUPPORT = (
    ("每年为乙方人员提供不少于24课时的产品、陈列与系统培训，不另收费。", "At least 24 hours of training a year on products, display and systems, free of charge."),
    ("每季度配送陈列架、价签条和海报各一批，数量以双方确认的铺货计划为准。", "Display racks, shelf strips and posters every quarter, in the numbers of the agreed plan."),
    ("每月5日前提供乙方自身的进货、返利与费用数据，每季度提供市场趋势简报。", "By the 5th of each month Party B’s own figures; every quarter a brief on market trends."),
)  # fmt: skip
_DATA = (
    ("库存与效期", "Stock and shelf life", "每月", "monthly", "补货建议与临期处理", "replenishment and near-expiry handling"),
    ("网点清单及变动", "Outlets and changes", "每季度", "quarterly", "铺货计划与考核", "stocking plan and evaluation"),
)  # fmt: skip
_DEDUCTIONS = (
    (
        "逾期超过30日且书面催告后仍未支付的货款",
        "invoices more than 30 days overdue and unpaid after a written reminder",
    ),
    ("经生效决定或裁判确认的赔偿", "damages confirmed by a final decision or judgment"),
)


def number(dealer: Dealer) -> str:
    """Returns the number of the dealer's contract."""
    return f"{dealer.ground.company.brand_code}-JX-{dealer.serial(1)}"


def contract(dealer: Dealer) -> dict[str, Data]:
    """Returns what the contract's file says."""
    ground, line = dealer.ground, dealer.offer.line
    return {
        "contract_no": number(dealer),
        "template": ground.template,
        "language": "zh",
        "draft_version": "3",
        "status": "signed",
        "contract_type": "buy_resell",
        "scopes": (
            {"id": f"{line.id}-county", "grant": "sole", "lines": (line.id,), "channels": dealer.channels, "regions": (dealer.county,)},
        ),
        "restriction": "none",
        "term": {"start": f"{ground.year}-01-01", "end": f"{ground.year + YEARS - 1}-12-31", "trial_months": "3", "renewal": "by_agreement", "renewal_notice_days": "60"},
        "targets": {"nature": "guideline", "basis": "sell_in_net", "tax": "excl", **_targets(dealer)},
        "first_order": {"amount": f"{dealer.month}.00", "minimum_order": "5000.00"},
        "prices": ({"list": dealer.offer.prices, "discount": "0.00"},),
        "price_change": {"notice_days": "20", "protection_days": "30"},
        "payment": {"method": "prepaid", "late_interest_daily": "0.0001", "reconciliation_day": "10"},
        "deposit": {
            "kind": "performance_bond",
            "amount": bond_amount(dealer),
            "deductions": tuple(text(*row) for row in _DEDUCTIONS),
            "top_up_days": "15",
            "refund_days": "30",
            "interest": "false",
        },
        "rebate_policy": dealer.offer.rebates,
        **_service(dealer),
        "company_signatory": ground.company.legal_representative,
        "dealer_signatory": dealer.contact(0),
        "sign_method": "wet",
        "signed_on": f"{ground.year - 1}-12-17",
        "signing_place": ground.company.registered_address[:9],
    }  # fmt: skip


def _service(dealer: Dealer) -> dict[str, Data]:
    """What each side does for the other, what follows when it does not, and how it all ends."""
    ground, line = dealer.ground, dealer.offer.line
    after = line.after_sales
    return {
        "marketing": {"duty": text("乙方在集镇做新品试饮，物料由甲方提供。", "Party B holds tastings; Party A supplies the material."), "bearer": "company"},
        "support": tuple(text(*row) for row in _SUPPORT),
        "delivery": {"place": "乙方仓库", "freight": "company", "lead_days": "5", "acceptance_days": "3"},
        "returns": ({"line": line.id, "swap_rate": "0.03", **({"remaining_life": "0.67"} if line.shelf_life_days else {})},),
        "after_sales": text(
            "乙方当场受理消费者投诉，留样并登记批次；甲方在2个工作日内答复，属质量问题的承担全部费用。" if after is None
            else f"{after.responsible.zh}；质保{after.months}个月，首次响应4小时、修复48小时。",
            "Party B takes complaints and keeps a sample; Party A answers in two working days and bears the cost of defects." if after is None
            else f"{after.responsible.en}; {after.months} months of warranty, first answer within 4 hours, repaired within 48.",
        ),
        "data": tuple({"item": text(*row[:2]), "frequency": text(*row[2:4]), "purpose": text(*row[4:])} for row in _DATA),
        "liability": tuple({"party": row[0], "trigger": text(*row[1:3]), "remedy": text(*row[3:5]), "cap": text(*row[5:])} for row in _LIABILITY),
        "termination": {"notice_days": "60", "cure_days": "20", "settlement_days": "30", "buy_back_rate": "0.90", "sell_off_days": "90"},
        "dispute": {"kind": "court", "body": f"{dealer.place_name}人民法院"},
        "opted": tuple(clause for clause in _OPTED if clause in ground.clauses),
    }  # fmt: skip


def quarter_targets(dealer: Dealer, year: int) -> tuple[int, ...]:
    """Returns the targets of a year's quarters, in whole yuan without VAT."""
    return split(dealer.month * (12 + year - dealer.ground.year), *_QUARTERS)


def bond_amount(dealer: Dealer) -> str:
    """Returns the performance bond."""
    return f"{dealer.month // 5000 * 1000}.00"


def bond(dealer: Dealer) -> dict[str, Data]:
    """Returns the account of the bond."""
    paid: dict[str, Data] = {"date": f"{dealer.ground.year - 1}-12-24", "kind": "paid", "amount": bond_amount(dealer)}
    return {"contract": number(dealer), "entries": (paid,)}


def _targets(dealer: Dealer) -> dict[str, Data]:
    line, years = dealer.offer.line.id, range(dealer.ground.year, dealer.ground.year + YEARS)
    whole: list[dict[str, Data]] = [
        {"year": str(year), "line": line, "amount": f"{sum(quarter_targets(dealer, year))}.00"} for year in years
    ]
    parts: list[dict[str, Data]] = [
        {"quarter": f"{year}Q{place}", "line": line, "amount": f"{amount}.00"}
        for year in years
        for place, amount in enumerate(quarter_targets(dealer, year), 1)
    ]
    return {"years": tuple(whole), "quarters": tuple(parts)}
