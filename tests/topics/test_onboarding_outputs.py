"""The onboarding kit: who gets one, what is in it, and that it is made of the dealer's own data alone (reference G.1)."""

from __future__ import annotations

import pickle
from datetime import date, datetime
from decimal import Decimal
from functools import cache

import pytest

from tests.sample import judged
from toolkit.kernel.digest import digest_of
from toolkit.network.view import Views
from toolkit.plan.artifact import Artifact, PdfJob
from toolkit.plan.bundle import BundleJob, CopyJob
from toolkit.plan.events import CalendarJob
from toolkit.plan.sheets import WorkbookJob
from toolkit.topics.company.records import PriceList
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import state
from toolkit.topics.onboarding.outputs.kit import Kit, Sheet, kit_of
from toolkit.topics.onboarding.outputs.kits import kits
from toolkit.topics.onboarding.outputs.plans import acceptance, ninety
from toolkit.topics.onboarding.records import Onboarding
from toolkit.topics.topic import Now

NEW, SIGNED, OLD, CLOSED = "D-2026-0008", "D-2026-0012", "D-2025-0007", "D-2024-0013"


@cache
def views() -> Views:
    return Views(judged().network, judged().results)


@cache
def planned() -> dict[str, Artifact]:
    return {each.path: each for each in kits(views(), Now(judged().as_of, lambda paths: digest_of(sorted(paths))[:12]))}


def kit(dealer: str) -> Kit:
    found = kit_of(views().of_dealer(dealer, "full"), dealer, judged().as_of)
    assert found is not None
    return found


def test_who_gets_a_kit() -> None:
    """Every dealer that is signed or in its start, and those in force whose onboarding is on record; nobody else."""
    network, day = judged().network, judged().as_of
    starting = {row.id for row in network.all(DealerProfile) if state(row, day) in ("signed", "onboarding")}
    recorded = {row.dealer for row in network.all(Onboarding)}
    found = {path.split("/")[1].removesuffix(".zip") for path in planned()}
    assert starting <= found
    assert found <= starting | recorded
    assert {NEW, SIGNED, OLD} <= found
    assert CLOSED not in found


def test_a_kit_is_complete() -> None:
    """G.1: papers, the contract, prices, calendar and five forms in two formats each; the zip holds every one of them."""
    folder = f"onboarding/{NEW}/"
    files = {path.removeprefix(folder): each.job for path, each in planned().items() if path.startswith(folder)}
    assert len([name for name in files if name.endswith(".pdf") and "/" not in name]) == 10
    assert {name for name in files if name.startswith("forms/")} == {
        f"forms/{form}.{ending}" for form in ("order", "ticket", "fund", "stock", "visit") for ending in ("pdf", "xlsx")
    }
    assert isinstance(files["02-QY-JX-2026-0001.pdf"], CopyJob)
    assert isinstance(files["03-price-list.xlsx"], WorkbookJob)
    assert isinstance(files["05-hundred-days.ics"], CalendarJob)
    zipped = planned()[f"onboarding/{NEW}.zip"].job
    assert isinstance(zipped, BundleJob)
    assert {member.path for member in zipped.members if not member.optional} == {folder + name for name in files}
    assert [member.name for member in zipped.members if member.optional] == ["02 经销授权书.pdf"]


def test_forms_are_fillable_and_papers_are_not() -> None:
    """A reader types into the forms; nobody types into a policy."""
    jobs = {path: each.job for path, each in planned().items() if isinstance(each.job, PdfJob)}
    assert {path for path, job in jobs.items() if job.fillable} == {path for path in jobs if "/forms/" in path}


def test_everything_is_for_the_dealer_and_small() -> None:
    """Each output is for the dealer's eyes, can be sent to a worker, and says which records it comes from."""
    for artifact in planned().values():
        assert artifact.audience == "dealer"
        assert artifact.because
        assert pickle.loads(pickle.dumps(artifact.job)) == artifact.job


def test_prices_are_the_dealers_own() -> None:
    """A.2: the list of the contract less its discount, to the fen; no other dealer's contract changes them."""
    job = planned()[f"onboarding/{NEW}/03-price-list.xlsx"].job
    assert isinstance(job, WorkbookJob)
    rows = {str(row[0]): row[5] for sheet in job.sheets for row in sheet.rows}
    listed = {
        row.sku: row.dealer_price
        for name in ("ambient@2026-1", "chilled@2026-1")
        for row in judged().network.get(PriceList, name).prices
    }
    assert rows.keys() <= listed.keys()
    for sku, price in rows.items():
        assert isinstance(price, Decimal)
        assert abs(price - listed[sku] * Decimal("0.98")) <= Decimal("0.005")


@pytest.mark.parametrize("dealer", [NEW, SIGNED, OLD])
def test_no_other_dealer_is_named(dealer: str) -> None:
    """P1: nothing that is planned for one dealer holds the id or a name of another."""
    others = [row for row in judged().network.all(DealerProfile) if row.id != dealer]
    text = "".join(repr(each.job) for path, each in planned().items() if path.startswith(f"onboarding/{dealer}"))
    assert dealer in text
    found = {row.id for row in others if row.id in text or row.name in text or row.short_name in text}
    assert found == set()


def test_gates_move_with_our_delays() -> None:
    """G.2: coolers that came six days late move the gates that were still ahead; the paper says so, the calendar too."""
    headings = [part.heading for part in ninety(kit(NEW)).parts]
    assert headings[:4] == [
        "第7天（2026年8月25日）：账户开通",
        "第30天（2026年9月23日）：人会做、货进店",
        "第60天（2026年10月23日）：铺得开、卖得动",
        "第90天（2026年11月22日）：验收",
    ]
    job = planned()[f"onboarding/{NEW}/05-hundred-days.ics"].job
    assert isinstance(job, CalendarJob)
    days = {event.uid.split("-onboarding-")[1].split("@")[0]: event.start for event in job.events}
    assert (days["gate-30"], days["gate-90"]) == (date(2026, 9, 23), date(2026, 11, 22))
    assert not any(isinstance(day, datetime) for day in days.values())
    assert len({event.uid for event in job.events}) == len(job.events)


def cells(sheet: Sheet) -> list[tuple[object, ...]]:
    return [row for part in sheet.parts for grid in part.grids for row in (*grid.rows, grid.total)]


def test_the_acceptance_sheet_adds_up() -> None:
    """G.2: seven items, a hundred points; an old dealer's sheet shows what was reached, a new one's is open."""
    assert ("合计", "100", "92", "") in cells(acceptance(kit(OLD)))
    assert ("合计", "100", "", "") in cells(acceptance(kit(NEW)))


def test_a_dealer_without_records_gets_the_usual_tasks() -> None:
    """G.2: the kit is there on the day of signature, before anybody has written a task."""
    held = kit(SIGNED)
    assert held.record is None
    words = {row[1] for row in cells(ninety(held)) if len(row) == 4}
    assert "指定专职负责人和跑店人员" in words


def test_no_price_is_fixed() -> None:
    """0.1: the kit says whose decision the resale price is, in the letter, the price list and the page on antitrust."""
    for name in ("01-welcome", "03-goods", "10-compliance"):
        text = repr(planned()[f"onboarding/{NEW}/{name}.pdf"].job)
        assert "自己决定" in text or "自主决定" in text or "自己定" in text
