"""Letters and short agreements beside the contracts: only when records ask for them, with what the records say (reference F.1, A.10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from tests.sample import AS_OF, judged
from toolkit.network.view import Views
from toolkit.plan.artifact import PdfJob
from toolkit.topics.conflict.records import Case
from toolkit.topics.contract.outputs.letters import KINDS, Desk, Letter, desk_of, letters
from toolkit.topics.contract.outputs.letters.accounts import last_quarter, overdue
from toolkit.topics.contract.outputs.letters.rectification import asks_for_notice, rectifications
from toolkit.topics.contract.outputs.letters.rescission import rescissions
from toolkit.topics.contract.rules.standing import in_force
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.improvement.records import Exit
from toolkit.topics.market.rules import regions
from toolkit.topics.topic import Now

NOW = Now(AS_OF, lambda paths: "stamp")


@cache
def views() -> Views:
    return Views(judged().network, judged().results)


def desk(dealer: str, day: date = AS_OF) -> Desk:
    found = desk_of(views(), replace(NOW, as_of=day), dealer, regions(views().public))
    assert found is not None
    return found


def written(dealer: str, kind: str, day: date = AS_OF) -> tuple[Letter, ...]:
    return tuple(next(row for row in KINDS if row.id == kind).write(desk(dealer, day)))


def words(letter: Letter) -> str:
    """All that a letter says, table cells included."""
    rows = [*letter.opening, *letter.closing, letter.draft]
    for section in (*letter.sections, *letter.reply):
        rows += [section.heading.zh, *(line.zh for line in section.lines)]
        for table in section.tables:
            rows += [
                cell if isinstance(cell, str) else cell.within("zh")
                for row in (table.head, *table.rows, table.total)
                for cell in row
            ]
    return "\n".join(rows)


def test_a_letter_of_authority_for_each_contract_in_force() -> None:
    """Territory, channels, lines and term of today; none for a dealer whose contract has ended."""
    (letter,) = written("D-2025-0014", "authorisation")
    assert letter.number == "QY-JX-2025-0012-SQ"
    assert "浏阳市" in words(letter)
    assert "转售价格由被授权人自主决定" in words(letter)
    assert written("D-2024-0013", "authorisation") == ()


def test_an_amendment_counts_from_its_day() -> None:
    """The letter of authority shows a county only once its amendment is in effect."""
    (before,) = written("D-2025-0014", "authorisation", date(2026, 8, 31))
    assert "浏阳市" not in words(before)


def test_an_amendment_tells_before_and_after() -> None:
    """Each changed field by its labels, with both values in words; signed ones carry their day, drafts a watermark."""
    (letter,) = written("D-2024-0009", "amendment")
    (change,) = (section for section in letter.sections if "变更" in section.heading.zh)
    first = tuple(str(cell) for cell in change.tables[0].rows[0])
    assert first == ("销售目标 · 季度目标（2026Q4、常温茶饮与果汁） · 目标", "¥1,360,000.00", "¥1,150,000.00")
    assert (letter.draft, letter.day, letter.signers) == ("", date(2026, 9, 24), "both")


def test_a_reconciliation_adds_up() -> None:
    """Opening and credit sales less what was settled make the closing balance; the reply slip names it."""
    (letter,) = written("D-2025-0018", "reconciliation")
    cells = [Decimal(str(row[1]).replace(",", "")) for row in letter.sections[0].tables[0].rows]
    assert cells[0] + cells[1] - cells[2] == cells[3] == Decimal("214000.00")
    assert "¥214,000.00" in words(replace(letter, sections=()))


def test_dunning_only_for_what_is_overdue() -> None:
    """The sum of the ages, in capitals too; no letter where nothing is overdue."""
    (letter,) = written("D-2025-0018", "dunning")
    assert "人民币壹拾陆万肆仟玖佰元整" in words(letter)
    for profile in views().internal.all(DealerProfile):
        quarter = last_quarter(desk(profile.id))
        assert bool(written(profile.id, "dunning")) == bool(quarter and overdue(quarter))


def test_a_notice_shows_our_part_and_hides_who_brought_it() -> None:
    """What both sides do stands beside each other; the complainant's mask and the harmed dealer are not in it."""
    letters_of = {letter.number: words(letter) for letter in written("D-2025-0007", "rectification")}
    text = letters_of["ZG-CF-2026-0003"]
    assert "¥1,880.00" in text
    assert "嘉定门店补货改为每周两次" in text
    assert "P-2026-03" not in text
    assert "D-2025-0009" not in text
    assert "雅博" not in text


def test_no_notice_about_prices() -> None:
    """A complaint about prices never leads to a notice: a dealer sets its resale prices itself (Anti-Monopoly Law art. 18)."""
    case = judged().network.get(Case, "CF-2026-0003")
    assert asks_for_notice(case)
    assert not asks_for_notice(case.model_copy(update={"type": "CF3"}))
    assert not asks_for_notice(case.model_copy(update={"final_on": None}))


def test_an_agreement_to_end_lists_every_step() -> None:
    """All steps of the exit's policy with their days; a draft while the contract still binds."""
    (open_one,) = written("D-2025-0010", "ending")
    (done,) = written("D-2024-0013", "ending")
    steps = open_one.sections[1].tables[0]
    assert len(steps.rows) == 10
    assert steps.rows[0][3] == "2026年8月24日"
    assert open_one.draft
    assert not done.draft
    assert all(str(row[3]).strip() for row in done.sections[1].tables[0].rows)


def test_a_notice_of_rescission_is_only_ever_a_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    """None without a ground on record; with one, a draft that says when the right lapses; none once it has lapsed."""
    assert all(not written(profile.id, "rescission") for profile in views().internal.all(DealerProfile))
    record = judged().network.get(Exit, "EX-2026-0002").model_copy(update={"reason": "default", "notice_on": None})
    own = desk("D-2025-0010")
    monkeypatch.setattr(own.view, "of_dealer", lambda model, dealer: (record,) if model is Exit else ())
    (letter,) = rescissions(own)
    assert "草稿" in letter.draft
    assert "2027年8月17日" in letter.draft
    assert "民法典第五百六十二条" in words(letter)
    assert list(rescissions(replace(own, as_of=date(2027, 8, 18), contract=own.contract))) == []


def test_every_letter_has_a_path_of_its_own() -> None:
    """One file each, below the dealer's contracts, for that dealer's eyes."""
    made = list(letters(views(), NOW))
    assert len({artifact.path for artifact in made}) == len(made) > 50
    for artifact in made:
        dealer = artifact.path.split("/")[1]
        assert artifact.audience == "dealer"
        assert isinstance(artifact.job, PdfJob)
        assert all(f"dealers/{dealer}/" in path or path.startswith("content/") for path in artifact.because)


def test_a_reason_where_there_is_none() -> None:
    """Each kind says in both languages why a dealer has no such letter."""
    assert all(kind.absent.zh and kind.absent.en for kind in KINDS)
    contract = desk("D-2024-0013").contract
    assert contract is not None
    assert not in_force(contract, AS_OF)
    assert list(rectifications(desk("D-2024-0013"))) == []
