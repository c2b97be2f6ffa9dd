"""The annex of forms (表单样式): what each form asks for, so that both sides know beforehand what must be told (reference G.1)."""

from __future__ import annotations

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.topics.contract.rules.terms.item import Cell, Matter, Section, Table, joined

_BLANK = "　"

_FORMS: tuple[tuple[Text, Text, tuple[tuple[str, str], ...]], ...] = (
    (
        Text("库存与销售周报", "Weekly stock and sales"),
        Text("每周一报上周；只报数量，不报转售价格。", "Mondays, for the week before; quantities only, no resale prices."),
        (("货号", "SKU"), ("期初库存（箱）", "Opening (cases)"), ("进货（箱）", "In (cases)"), ("出货（箱）", "Out (cases)"), ("期末库存（箱）", "Closing (cases)"), ("最早生产日期", "Oldest lot")),
    ),
    (
        Text("推广活动申请与核销", "Marketing request and claim"),
        Text("先批后做；一活动一表，核销时附票据和照片。", "Approved first; one form an activity, with invoices and photos when claimed."),
        (("活动与地点", "Activity, place"), ("起止日期", "Dates"), ("预算（元）", "Budget (CNY)"), ("申请分担比例", "Share asked"), ("实际费用（元）", "Spent (CNY)"), ("材料清单", "Papers")),
    ),
    (
        Text("退换与临期申请", "Returns and near-expiry swap"),
        NO_TEXT,
        (("货号", "SKU"), ("批号", "Lot"), ("数量（箱）", "Cases"), ("剩余保质期", "Life left"), ("原因", "Reason"), ("希望的处理", "Asked for")),
    ),
    (
        Text("服务工单", "Service ticket"),
        NO_TEXT,
        (("发生日期", "Date"), ("类别与优先级", "Category, priority"), ("情况", "What happened"), ("批号或机号", "Lot or device"), ("希望的处理", "Asked for")),
    ),
    (
        Text("反馈与申诉", "Feedback and appeal"),
        Text("申诉写明所针对的结果、理由和证据；申诉不带来任何不利。", "An appeal names the result, reasons and proof; it brings no disadvantage."),
        (("日期", "Date"), ("事项", "Matter"), ("事实与理由", "Facts and reasons"), ("证据", "Proof"), ("请求", "Asked for")),
    ),
    (
        Text("社会责任自查", "Self-check of social responsibility"),
        Text("每年一次，双方各填一份并互换。", "Once a year; both sides fill it in and exchange it."),
        (("项目", "Topic"), ("现状", "State"), ("证据", "Proof"), ("拟改进", "Improvement"), ("完成日期", "By")),
    ),
)  # fmt: skip


def forms(m: Matter) -> tuple[Section, ...]:
    """Returns the order form with the products of the contract, and the columns of the other forms."""
    rest = (Section(title, (about,) if about else (), (_form(heads),)) for title, about, heads in _FORMS)
    return (_order(m), *rest)


def _order(m: Matter) -> Section:
    head = (
        Text("货号", "SKU"),
        Text("数量（箱）", "Cases"),
        Text("含税供货价（元/箱）", "Supply price with tax (CNY/case)"),
        Text("要求到货日", "Wanted on"),
        Text("收货地点", "Deliver to"),
    )
    granted = dict.fromkeys(line for scope in m.contract.scopes for line in scope.lines)
    about = Text(
        "适用产品线：{lines}。盖章或经双方认可的系统提交；甲方在2个工作日内确认。",
        "For {lines}. Sealed, or through the system that both accept; Party A confirms within 2 working days.",
    ).filled({"lines": joined(m.line_name(line) for line in granted)})
    return Section(Text("订货单", "Order"), (about,), (_blank(head),))


def _form(heads: tuple[tuple[str, str], ...]) -> Table:
    return _blank(tuple(Text(zh, en) for zh, en in heads))


def _blank(head: tuple[Text, ...]) -> Table:
    row: tuple[Cell, ...] = (_BLANK,) * len(head)
    return Table(head, (row, row))
