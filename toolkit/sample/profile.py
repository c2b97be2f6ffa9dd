"""An invented dealer's own file, its people, and the way it came."""

from __future__ import annotations

from datetime import date, timedelta

from toolkit.sample.invented import PERSONS, Dealer, person
from toolkit.sources.document import Data

_POSTS = (("owner", "总经理", "General manager"), ("finance", "财务主管", "Finance"), ("order", "订单专员", "Orders"))
_LICENCES = {"food_operation": "JY1"}
_STEPS = (
    ("07-15", "lead", (), ()),
    ("08-01", "qualified", ("application_form", "licence_seen"), ("SA",)),
    ("08-28", "visited", ("visit_report", "photos"), ("SA",)),
    ("09-17", "scored", ("scorecard", "credit_check"), ("CO",)),
    ("09-25", "negotiating", ("nda", "interest_declaration"), ("SA_head",)),
    ("10-30", "drafted", ("minutes",), ("SA_head", "CO")),
    ("11-06", "legal_review", ("draft", "deviation_list"), ()),
    ("12-17", "signed", ("sealed_copy", "explanation_record", "authority"), ("LG", "FI", "GM")),
    ("12-26", "onboarding", ("bond_receipt", "account_file", "kit_receipt"), ("FI", "CO")),
    ("03-25", "active", ("acceptance_sheet",), ("CO",)),
)
_SCORES = {"scored": 75, "active": 80}


def text(zh: str, en: str) -> dict[str, Data]:
    """Returns a text in both languages."""
    return {"zh": zh, "en": en}


def profile(dealer: Dealer) -> dict[str, Data]:
    """Returns what `profile.yaml` says."""
    year, phone = dealer.ground.year, f"0000-8{dealer.number:07d}"
    return {
        "id": dealer.id,
        "name": dealer.name,
        "short_name": dealer.core,
        "uscc": dealer.uscc,
        "entity_type": "company",
        "region": dealer.county,
        "registered_address": dealer.address,
        "notice_address": {
            "address": dealer.address,
            "postcode": f"{dealer.county[:3]}{dealer.draw('post', 1000):03d}",
            "recipient": dealer.contact(0),
            "email": f"notice@d{dealer.number:05d}.example.com",
            "phone": phone,
        },
        "legal_representative": dealer.contact(0),
        "cooperation_since": f"{year}-01-01",
        "taxpayer_type": "general",
        "sme": "true",
        "invoice": {"title": dealer.name, "tax_number": dealer.uscc, "address_phone": f"{dealer.address} {phone}"},
        "bank_accounts": ({"account_name": dealer.name, "bank": f"{dealer.place_name}农村商业银行", "number": _account(dealer)},),
        "licences": tuple(_licence(dealer, kind) for kind in dealer.offer.line.required_licences),
        "contacts": tuple({"role": role, "contact": dealer.contact(place)} for place, (role, *_) in enumerate(_POSTS)),
        "warehouses": (_warehouse(dealer),),
        **_means(dealer),
        "segments": (_segment(dealer),),
        "service_team": _team(dealer),
        "succession": {"owner_over_60": "false", "candidate": "现任副总经理"},
        "transitions": tuple(_transition(dealer, *step) for step in _STEPS if _day(dealer, step[0]) <= dealer.ground.as_of),
    }  # fmt: skip


def contacts(dealer: Dealer) -> tuple[dict[str, Data], ...]:
    """Returns the dealer's people, for the private folder."""
    year = dealer.ground.year
    return tuple(
        {
            "id": dealer.contact(place),
            "dealer": dealer.id,
            "name": person(dealer.number * PERSONS + place, dealer.seed),
            "title": text(zh, en),
            "mobile": f"199{dealer.number * PERSONS + place:08d}",
            "purpose": "洽谈、订立和履行经销合同时的联络与签署",
            "legal_basis": "consent",
            "notice_given_at": f"{year - 1}-07-15",
            "retention_until": f"{year + 3}-12-31",
        }
        for place, (_, zh, en) in enumerate(_POSTS)
    )


def staff_contact(contact: str, number: int, seed: int, year: int) -> dict[str, Data]:
    """Returns an invented person for one of the company's own posts."""
    return {
        "id": contact,
        "name": person(-1 - number, seed),
        "mobile": f"1980{number:07d}",
        "purpose": "工作联络、审批与签署",
        "legal_basis": "employment",
        "notice_given_at": f"{year - 1}-01-01",
    }


def _account(dealer: Dealer) -> str:
    return f"9{dealer.number:07d}{dealer.draw('account', 10**10):010d}"


def _licence(dealer: Dealer, kind: str) -> dict[str, Data]:
    if kind == "business":
        return {"type": kind, "number": dealer.uscc}
    year = dealer.ground.year
    number = f"{_LICENCES.get(kind, 'XK')}{dealer.county}{dealer.number:07d}"
    return {"type": kind, "number": number, "valid_from": f"{year - 1}-03-10", "valid_to": f"{year + 4}-03-09"}


def _warehouse(dealer: Dealer) -> dict[str, Data]:
    return {
        "id": f"W-{dealer.serial(1)}",
        "address": f"{dealer.address}仓库",
        "region": dealer.county,
        "area_m2": str(300 + dealer.draw("area", 40) * 50),
        "storage": (dealer.offer.line.storage,),
        "tenure": "owned",
        "fire_check": f"{dealer.ground.year}-03-{10 + dealer.draw('fire', 15)}",
    }


def _means(dealer: Dealer) -> dict[str, Data]:
    sales = 3 + dealer.draw("sales", 12)
    return {
        "team": (
            {"role": text("业务员", "Sales"), "heads": str(sales), "dedicated": str(sales // 2)},
            {"role": text("仓管与司机", "Store and drivers"), "heads": str(sales - 1), "dedicated": "1"},
        ),
        "vehicles": ({"kind": text("厢式货车", "Van"), "count": str(sales // 2 + 1), "new_energy": "1"},),
        "system": "erp",
        "other_brands": (
            {
                "brand": f"{dealer.core[:2]}坊",
                "category": text("休闲食品", "Snacks"),
                "share": f"0.{20 + dealer.draw('share', 30)}",
                "relation": "neutral",
                "as_of": _lately(dealer),
            },
        ),
    }


def _lately(dealer: Dealer) -> str:
    return (dealer.ground.as_of - timedelta(days=40)).isoformat()


def _segment(dealer: Dealer) -> dict[str, Data]:
    return {
        "date": f"{dealer.ground.year}-03-30",
        "segment": "steady",
        "approved_by": dealer.ground.staff["SA_head"],
        "reason": text("转正时评定。", "Set on acceptance."),
    }


def _team(dealer: Dealer) -> dict[str, Data]:
    staff = dealer.ground.staff
    team = {
        "manager": "manager",
        "backup": "SA_head",
        "finance": "FI",
        "logistics": "PO",
        "after_sales": "CS",
        "marketing": "MK",
    }
    return {duty: staff[role] for duty, role in team.items() if role in staff}  # fmt: skip


def _day(dealer: Dealer, day: str) -> date:
    return date.fromisoformat(f"{dealer.ground.year - (day > '04')}-{day}")


def _transition(
    dealer: Dealer, day: str, to: str, documents: tuple[str, ...], roles: tuple[str, ...]
) -> dict[str, Data]:
    on, staff = _day(dealer, day).isoformat(), dealer.ground.staff
    made: dict[str, Data] = {"date": on, "to": to}
    if to == "lead":
        made["reason"] = text("由销售在当地走访时登记。", "Recorded by sales on a visit to the town.")
    if documents:
        made["documents"] = documents
    if roles:
        made["approvals"] = tuple({"role": r, "staff": staff["manager" if r == "SA" else r], "date": on} for r in roles)
    if to in _SCORES:
        made["score"] = str(_SCORES[to] + dealer.draw(to, 18))
    return made
