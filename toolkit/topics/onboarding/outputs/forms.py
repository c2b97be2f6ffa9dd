"""The forms of a kit, each as a fillable PDF and as a workbook of the same fields (reference G.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.kernel.text import Text
from toolkit.plan.sheets import Column, ColumnKind, Line, WorkbookJob
from toolkit.plan.sheets import Sheet as Table
from toolkit.topics.onboarding.outputs.goods import offers
from toolkit.topics.onboarding.outputs.kit import Kit
from toolkit.topics.support.records.vocabularies import CATEGORIES, PRIORITIES


@dataclass(frozen=True, slots=True)
class Entry:
    """A field: its label, what may be entered, and whether it is a line, one of a list, or a box of several lines."""

    label: str
    kind: ColumnKind = "text"
    unit: str = ""
    choices: tuple[str, ...] = ()
    wide: bool = False

    @property
    def words(self) -> str:
        """Returns the label with its unit."""
        return f"{self.label}（{self.unit}）" if self.unit else self.label


@dataclass(frozen=True, slots=True)
class Form:
    """A form: file name, title, what it is for and where it goes, single fields, and a table of rows to fill in."""

    slug: str
    title: str
    purpose: str
    entries: tuple[Entry, ...]
    columns: tuple[Entry, ...] = ()
    rows: int = 0


def forms(kit: Kit) -> tuple[Form, ...]:
    """Returns the five forms that a new dealer needs first, with its own products to choose from."""
    codes = tuple(f"{sku.code} {sku.name.zh}" for offer in offers(kit) for sku, _, _ in offer.rows())
    product = Entry("品项", choices=codes)
    who = (Entry("填写人"), Entry("日期", "day"))
    days = f"{kit.contract.delivery.lead_days}日内到货"
    return (
        Form("order", "订货单", f"发给客户经理或在订货系统录入；确认后{days}。按动销订货，不要求压货。",
             (*who, Entry("希望到货日", "day"), Entry("收货仓库")), (product, Entry("箱数", "whole", "箱"), Entry("备注")), 12),
        Form("ticket", "问题与投诉单", "质量、物流、财务、系统问题都用这一张；登记后按服务时限答复。",
             (*who, Entry("类别", choices=tuple(CATEGORIES.label(each).zh for each in CATEGORIES)), Entry("紧急程度", choices=tuple(PRIORITIES.label(each).zh for each in PRIORITIES)),
              product, Entry("批次"), Entry("数量", "whole", "箱"), Entry("发生了什么、在哪里、何时", wide=True), Entry("希望怎样解决", wide=True))),
        Form("fund", "市场费用申请单", "先批后做；批复前发生的费用不能核销。费用付到公司账户。",
             (*who, Entry("活动名称"), Entry("开始日", "day"), Entry("结束日", "day"), Entry("预算", "amount", "元"), Entry("申请我方承担", "amount", "元"), Entry("目标与做法", wide=True), Entry("会提供的证据", wide=True)),
             (Entry("费用项目"), Entry("金额", "amount", "元"), Entry("供应商"), Entry("凭证")), 5),
        Form("stock", "进销存周报", "每周一上午前报上周；只报数量，不报下家价格，也不报消费者个人信息。",
             (*who, Entry("周次")), (product, Entry("期初", "whole", "箱"), Entry("进货", "whole", "箱"), Entry("出货", "whole", "箱"), Entry("期末", "whole", "箱"), Entry("最早批次")), 12),
        Form("visit", "拜访反馈单", "我方人员每次拜访后，请贵公司写下看法；直接发渠道运营，不经客户经理。",
             (*who, Entry("拜访人"), Entry("拜访日", "day"), Entry("上次说好的事办了吗", choices=("都办了", "办了一部分", "没有办", "没有约定")), Entry("满意程度", choices=("很满意", "满意", "一般", "不满意")),
              Entry("这次我方答应了什么、何时做完", wide=True), Entry("还需要我方做什么", wide=True))),
    )  # fmt: skip


def form_context(form: Form) -> dict[str, object]:
    """Returns what the template of a fillable PDF is filled with: fields with names, and the rows of the table by number."""
    return {
        "form": form,
        "short": tuple((f"f{n}", entry) for n, entry in enumerate(form.entries) if not entry.wide),
        "wide": tuple((f"f{n}", entry) for n, entry in enumerate(form.entries) if entry.wide),
        "rows": tuple(range(1, form.rows + 1)),
    }


def form_book(kit: Kit, form: Form, foot: str) -> WorkbookJob:
    """Returns a form as a workbook: the entries unlocked, the rest locked, lists where there is a choice."""
    columns = tuple(_columns(form)) or (Column(Text("补充说明"), entry=True, width=60),)
    lines = (Line(Text("经销商"), kit.party), *_lines(form))
    sheet = Table(
        Text(form.title),
        columns,
        title=Text(form.title),
        lines=lines,
        blank=max(form.rows * 2, 6),
        notes=(Text(form.purpose),),
    )
    return WorkbookJob((sheet,), "zh", form.title, kit.dealer.id, kit.company.legal_name, foot)


def _columns(form: Form) -> Iterator[Column]:
    for entry in form.columns:
        width = 26 if entry.choices else 14
        yield Column(
            Text(entry.label),
            entry.kind,
            entry.unit,
            width,
            choices=entry.choices,
            entry=True,
            summed=entry.kind == "whole",
        )


def _lines(form: Form) -> Iterator[Line]:
    for entry in form.entries:
        yield Line(Text(entry.words), None, entry.kind, entry.choices, entry=True)
