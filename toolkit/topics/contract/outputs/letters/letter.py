"""A letter or short agreement of the contract chapter as one value, and the PDF planned from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import day_text
from toolkit.network.record import Record
from toolkit.network.view import View
from toolkit.plan.artifact import Artifact, PdfJob, PdfPart
from toolkit.plan.frame import STYLES, Frame
from toolkit.topics.company.records import Company
from toolkit.topics.contract.records import Contract, Template
from toolkit.topics.contract.rules.amending import contracts_on
from toolkit.topics.contract.rules.articles import heading
from toolkit.topics.contract.rules.standing import current
from toolkit.topics.contract.rules.terms.item import Section
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.market.rules import Regions

Named = tuple[type[Record], str]
COMPANY, BOTH = "company", "both"


@dataclass(frozen=True, slots=True)
class Desk:
    """What a letter to one dealer is written from: its view, the day, the company, and the contract that governs on that day."""

    view: View
    as_of: date
    company: Company
    dealer: DealerProfile
    contract: Contract | None
    regions: Regions

    def article(self, contract: Contract, *clauses: str) -> str:
        """Returns `合同通用条款第十三条` for clauses of the contract's standard; `合同约定` where it was signed on another paper."""
        template = None if contract.paper is not None else self.view.find(Template, contract.template)
        listed = [reference.partition("@")[0] for reference in template.articles] if template else []
        names = [heading(listed.index(clause) + 1, "zh") for clause in clauses if clause in listed]
        return f"合同通用条款{'和'.join(names)}" if names else "合同约定"

    def standing(self, day: date) -> Contract | None:
        """Returns the contract that governed on a day, with its terms of that day."""
        return current(contracts_on(self.view, self.dealer.id, day), day)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter: its number is also the name of its file. `day` is printed where a record gives it, else left to be filled in.

    `signers` says who seals it; `reply` is the slip that the other side sends back; a `draft` carries a watermark and a line
    that says what is still missing before it may go out.
    """

    kind: str
    number: str
    title: Text
    opening: tuple[str, ...]
    sections: tuple[Section, ...] = ()
    closing: tuple[str, ...] = ()
    to: str = ""
    signers: str = COMPANY
    reply: tuple[Section, ...] = ()
    draft: str = ""
    day: date | None = None
    period: Text = NO_TEXT
    because: tuple[Named, ...] = ()

    @property
    def state(self) -> str:
        """Returns how it stands: a draft, signed on a day, or ready and waiting for seals."""
        return "草稿" if self.draft else "定稿" if self.day is not None else "待盖章"


Stamp = Callable[[tuple[str, ...]], str]


def planned(desk: Desk, letter: Letter, stamp: Stamp) -> Artifact:
    """Returns the PDF of a letter, beside the contracts of its dealer."""
    dealer = desk.dealer
    sources = desk.view.paths(((Company, "company"), (DealerProfile, dealer.id), *letter.because))
    frame = Frame(
        letter.title,
        f"{dealer.short_name or dealer.name}（{dealer.id}）",
        stamp(sources),
        letter.period,
        Text(f"{letter.state} · 编号 {letter.number}"),
        Text("仅供该经销商", "for this dealer only") if letter.to or letter.signers == BOTH else NO_TEXT,
    )
    context = {
        "frame": frame,
        "letter": letter,
        "company": desk.company,
        "dealer": dealer,
        "day": day_text(letter.day, "zh") if letter.day else "",
        "locale": "zh",
    }
    job = PdfJob(
        parts=(PdfPart("contract/letter.html", context),),
        stylesheets=(*STYLES, "contract/letter.css"),
        locale="zh",
        title=f"{letter.title.zh} {letter.number}",
        identifier=letter.number,
        subject=f"{desk.company.legal_name} · {dealer.name}",
        fields=(("company.legal_name", desk.company.legal_name), ("profile.name", dealer.name)),
    )
    return Artifact(letter_path(dealer.id, letter.number), job, "dealer", because=sources)


def letter_path(dealer: str, number: str) -> str:
    """Returns where a letter is put below the output folder."""
    return f"contracts/{dealer}/{number}.pdf"
