"""The kits as outputs: a folder of papers, workbooks and a calendar for each new dealer, and a zip of it (reference G.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.kernel.text import Text
from toolkit.network.view import Views
from toolkit.plan.artifact import Artifact, Attachment, Job, PdfJob, PdfPart
from toolkit.plan.bundle import BundleJob, CopyJob, Member
from toolkit.plan.frame import STYLES, Frame
from toolkit.topics.contract.rules.letter_names import AUTHORISATION
from toolkit.topics.contract.rules.standing import in_force
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.onboarding.outputs.brand import brand
from toolkit.topics.onboarding.outputs.forms import Form, form_book, form_context, forms
from toolkit.topics.onboarding.outputs.goods import goods, price_book
from toolkit.topics.onboarding.outputs.hundred_days import hundred_days
from toolkit.topics.onboarding.outputs.kit import Kit, Row, Sheet, kit_of, own_sources
from toolkit.topics.onboarding.outputs.plans import acceptance, launch, ninety, training
from toolkit.topics.onboarding.outputs.rules import policies
from toolkit.topics.onboarding.outputs.welcome import compliance, welcome
from toolkit.topics.topic import Now

SECTION = "onboarding"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PARTIES = (Text("甲方"), Text("乙方"))


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the kit: its name in the folder, its Chinese name in the zip, and what it is."""

    file: str
    name: str
    job: Job
    because: tuple[str, ...]


def kits(views: Views, now: Now) -> Iterator[Artifact]:
    """Yields the kit of every dealer that is signed or in its start, or in force with an onboarding on record."""
    for profile in views.internal.all(DealerProfile):
        kit = kit_of(views.of_dealer(profile.id, "full"), profile.id, now.as_of)
        if kit is not None:
            yield from _kit(kit, now)


def _kit(kit: Kit, now: Now) -> Iterator[Artifact]:
    folder = f"{SECTION}/{kit.dealer.id}"
    items = tuple(_items(kit, now))
    for item in items:
        yield Artifact(f"{folder}/{item.file}", item.job, "dealer", item.because)
    members = [Member(item.name, f"{folder}/{item.file}") for item in items]
    number = kit.contract.contract_no
    if in_force(kit.contract, kit.as_of):
        members.append(
            Member("02 经销授权书.pdf", f"contracts/{kit.dealer.id}/{AUTHORISATION.number(number)}.pdf", optional=True)
        )
    because = tuple(dict.fromkeys(path for item in items for path in item.because))
    yield Artifact(f"{folder}.zip", BundleJob(tuple(sorted(members, key=lambda each: each.name))), "dealer", because)


def _items(kit: Kit, now: Now) -> Iterator[Item]:
    own = kit.view.paths(own_sources(kit))
    foot = f"{kit.party}　数据 {now.stamp(own)}　仅供该经销商"
    made = forms(kit)
    told = brand(kit)
    sheets = (
        *(goods(kit), policies(kit), training(kit), launch(kit), ninety(kit), acceptance(kit), compliance(kit)),
        *((told,) if told is not None else ()),
    )
    yield _paper(kit, now, welcome(kit, _contents(sheets, made)))
    if kit.contract.paper is None:
        number = kit.contract.contract_no
        yield Item(f"02-{number}.pdf", f"02 合同 {number}.pdf", CopyJob(f"contracts/{kit.dealer.id}/{number}.pdf"), own)
    book = price_book(kit, foot)
    for sheet in sheets:
        files = (Attachment("price-list.xlsx", XLSX, book, "供货价格表"),) if sheet.slug == "goods" else ()
        yield _paper(kit, now, sheet, files)
    yield Item("03-price-list.xlsx", "03 供货价格表.xlsx", book, own)
    yield Item("05-hundred-days.ics", "05 启动一百天日历.ics", hundred_days(kit), own)
    for form in made:
        yield _form(kit, now, form, own)
        yield Item(f"forms/{form.slug}.xlsx", f"11 表单/{form.title}.xlsx", form_book(kit, form, foot), own)


def _contents(sheets: tuple[Sheet, ...], made: tuple[Form, ...]) -> tuple[Row, ...]:
    rows = [(sheet.number, sheet.title) for sheet in sheets]
    rows += [
        ("02", "合同副本与经销授权书副本"),
        ("03", "供货价格表（电子表格）"),
        ("05", "启动一百天日历，可导入手机和电脑"),
    ]
    rows += [("11", f"表单：{form.title}（可填写的 PDF 与电子表格）") for form in made]
    return tuple(sorted(rows, key=lambda row: row[0]))


def _paper(kit: Kit, now: Now, sheet: Sheet, files: tuple[Attachment, ...] = ()) -> Item:
    sources = kit.view.paths(sheet.sources)
    names = (kit.company.legal_name, kit.dealer.name)
    context: dict[str, object] = {
        "frame": _frame(kit, sheet.title, now.stamp(sources), _version(kit, sheet)),
        "locale": "zh",
        "sheet": sheet,
        "parties": tuple(zip(PARTIES, names, strict=True)),
    }
    job = PdfJob(
        (PdfPart("onboarding/sheet.html", context),),
        (*STYLES, "onboarding/kit.css"),
        "zh",
        f"{sheet.title} {kit.dealer.short_name}",
        f"{kit.dealer.id}-kit-{sheet.number}",
        subject=f"{kit.company.legal_name} · {kit.dealer.name}",
        fields=(("name", kit.dealer.name), ("short_name", kit.dealer.short_name)),
        attachments=files,
    )
    return Item(f"{sheet.number}-{sheet.slug}.pdf", f"{sheet.number} {sheet.title}.pdf", job, sources)


def _version(kit: Kit, sheet: Sheet) -> str:
    """How a paper stands, and what it rests on: policies, else the contract."""
    return f"{'待双方签字' if sheet.signed else '定稿'} · {sheet.version or f'合同 {kit.contract.contract_no}'}"


def _form(kit: Kit, now: Now, form: Form, own: tuple[str, ...]) -> Item:
    context = {
        "frame": _frame(kit, form.title, now.stamp(own), f"空白表 · {kit.ramp_up.name.zh} {kit.ramp_up.version}"),
        "locale": "zh",
        **form_context(form),
    }
    job = PdfJob(
        (PdfPart("onboarding/form.html", context),),
        (*STYLES, "onboarding/kit.css"),
        "zh",
        f"{form.title} {kit.dealer.short_name}",
        f"{kit.dealer.id}-form-{form.slug}",
        fillable=True,
    )
    return Item(f"forms/{form.slug}.pdf", f"11 表单/{form.title}.pdf", job, own)


def _frame(kit: Kit, title: str, stamp: str, version: str) -> Frame:
    return Frame(Text(title), kit.party, stamp, Text("赋能启动包"), Text(version), Text("仅供该经销商，请勿外传"))
