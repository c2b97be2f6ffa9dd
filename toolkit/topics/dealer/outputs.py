"""What the dealer chapter shows: the profile, on the dealer's page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.text import Text
from toolkit.kernel.wording import day_text, number_text
from toolkit.network.record import label
from toolkit.network.view import View
from toolkit.plan.card import Card
from toolkit.topics.company.records import LICENCES, STORAGE, Contact, Staff
from toolkit.topics.dealer.records import CONTACT_ROLES, ENTITY, SYSTEMS, TAXPAYER, TENURE, DealerProfile, Warehouse
from toolkit.topics.market.rules import regions
from toolkit.topics.topic import Now

Pair = tuple[Text, Text]


def cards(view: View, now: Now, dealer: str) -> Iterator[Card]:
    """Yields the profile card of a dealer."""
    profile = view.get(DealerProfile, dealer)
    context = {
        "rows": tuple(_rows(view, profile)),
        "people": tuple(_people(view, profile)),
        "service": tuple(_service(view, profile)),
        "warehouses": _warehouses(view, profile),
        "licences": tuple(_licences(profile, now)),
    }
    kind, place = ENTITY.label(profile.entity_type), regions(view).text(profile.region)
    finding = Text(f"{kind.zh}，{place.zh}", f"{kind.within('en')}, {place.within('en')}")
    yield Card("profile", Text("档案", "Profile"), "dealer/card-profile.html", context, finding, order=80)


def _rows(view: View, profile: DealerProfile) -> Iterator[Pair]:
    tree = regions(view)
    yield label(DealerProfile, "id"), Text(profile.id)
    if profile.uscc:
        yield label(DealerProfile, "uscc"), Text(profile.uscc)
    yield label(DealerProfile, "entity_type"), ENTITY.label(profile.entity_type)
    yield label(DealerProfile, "region"), tree.text(profile.region)
    if profile.registered_address:
        yield label(DealerProfile, "registered_address"), Text(profile.registered_address)
    if profile.notice_address:
        yield label(DealerProfile, "notice_address"), Text(profile.notice_address.address)
    if profile.taxpayer_type:
        yield label(DealerProfile, "taxpayer_type"), TAXPAYER.label(profile.taxpayer_type)
    if profile.cooperation_since:
        since = profile.cooperation_since
        yield label(DealerProfile, "cooperation_since"), Text(day_text(since, "zh"), day_text(since, "en"))
    yield label(DealerProfile, "system"), SYSTEMS.label(profile.system)
    if profile.team:
        heads, dedicated = sum(t.heads for t in profile.team), sum(t.dedicated for t in profile.team)
        yield (
            label(DealerProfile, "team"),
            Text(f"{heads} 人，其中专职 {dedicated} 人", f"{heads}, of them {dedicated} dedicated"),
        )
    if profile.vehicles:
        count = sum(v.count for v in profile.vehicles)
        electric = sum(v.new_energy for v in profile.vehicles)
        yield (
            label(DealerProfile, "vehicles"),
            Text(f"{count} 辆，其中新能源 {electric} 辆", f"{count}, of them {electric} electric"),
        )
    parent = view.find(DealerProfile, profile.parent) if profile.parent else None
    if parent is not None:
        yield (
            label(DealerProfile, "parent"),
            Text(f"{parent.short_name}（{parent.id}）", f"{parent.short_name} ({parent.id})"),
        )


def _people(view: View, profile: DealerProfile) -> Iterator[tuple[Text, str, str]]:
    for entry in profile.contacts:
        person = view.find(Contact, entry.contact)
        yield CONTACT_ROLES.label(entry.role), person.name if person else "/", (person.mobile if person else "") or "/"


def _service(view: View, profile: DealerProfile) -> Iterator[tuple[Text, Text, str]]:
    team = profile.service_team
    if team is None:
        return
    for name in type(team).model_fields:
        staff = view.find(Staff, getattr(team, name)) if getattr(team, name) else None
        if staff is not None:
            person = view.find(Contact, staff.contact) if staff.contact else None
            yield label(type(team), name), staff.post, person.name if person else "/"


def _warehouses(view: View, profile: DealerProfile) -> tuple[tuple[Text, ...], tuple[tuple[Text, ...], ...]]:
    tree = regions(view)
    head = (
        label(Warehouse, "region"),
        Text("面积（㎡）", "Area (m²)"),
        label(Warehouse, "storage"),
        label(Warehouse, "tenure"),
        label(Warehouse, "fire_check"),
    )
    rows = tuple(
        (
            tree.text(w.region),
            Text(number_text(w.area_m2)),
            Text("、".join(STORAGE.label(s).zh for s in w.storage), ", ".join(STORAGE.label(s).en for s in w.storage)),
            _tenure(w),
            _day(w.fire_check),
        )
        for w in profile.warehouses
    )
    return head, rows


def _day(day: date | None) -> Text:
    return Text("–") if day is None else Text(day_text(day, "zh"), day_text(day, "en"))


def _tenure(warehouse: Warehouse) -> Text:
    words = TENURE.label(warehouse.tenure)
    end = warehouse.lease_end
    return (
        words
        if end is None
        else Text(f"{words.zh}，至{day_text(end, 'zh')}", f"{words.en} until {day_text(end, 'en')}")
    )


def _licences(profile: DealerProfile, now: Now) -> Iterator[tuple[Text, str, Text, str, Text]]:
    for licence in profile.licences:
        if licence.valid_to is None:
            until, mood, words = Text("长期", "no end"), "good", Text("有效", "valid")
        else:
            until = Text(day_text(licence.valid_to, "zh"), day_text(licence.valid_to, "en"))
            left = (licence.valid_to - now.as_of).days
            mood = "bad" if left < 0 else "warn" if left <= 90 else "good"
            words = Text("已过期", "expired") if left < 0 else Text(f"还有 {left} 天", f"{left} days left")
        yield LICENCES.label(licence.type), licence.number, until, mood, words
