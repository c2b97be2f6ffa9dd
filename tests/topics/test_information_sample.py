"""The sample shows the chapter at work: a season forecast with its correction, five dealers' forecasts, a launch told and told again."""

from __future__ import annotations

from tests.sample import judged
from tests.topics.information_files import everything
from toolkit.network.view import Lens, View
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.information.records import Bulletin, DealerInformation, ProductLaunch
from toolkit.topics.information.rules import ForecastAccuracy, InformationStanding, LaunchStanding, PeerTrend

OPEN = "D-2026-0008"
AGAIN = "D-2024-0009"


def test_the_dealers_of_the_line_were_told_of_the_new_yoghurt_and_understood() -> None:
    """PN: all that hold the chilled line; one of them has a concern that waits for its answer."""
    standing = judged().results.find(LaunchStanding, "QY-C105")
    assert standing is not None
    assert len(standing.told) >= 7
    assert standing.to_tell == standing.told == standing.understood == standing.planned
    assert standing.open_concerns == (OPEN,)


def test_who_did_not_understand_was_told_again() -> None:
    """PN: a quiz of 33 points, another talk, a quiz of 100."""
    standing = judged().results.find(InformationStanding, AGAIN)
    assert standing is not None
    (line,) = [row for row in standing.briefings if row.product == "QY-C105"]
    assert (line.talks, line.state, line.score) == (2, "understood", 100)


def test_the_season_forecast_came_before_the_season_and_was_corrected_openly() -> None:
    """B4.1: eight weeks ahead, each dealer set its own tactics; the correction says why, and halves the accuracy."""
    bulletin = judged().network.get(Bulletin, "summer-2026")
    assert (bulletin.period.first - bulletin.issues[0].published_on).days >= 56
    assert bulletin.issues[1].reason is not None
    answers = [row for year in judged().network.all(DealerInformation) for row in year.answers]
    assert len(answers) == 3
    standing = judged().results.find(InformationStanding, AGAIN)
    assert standing is not None
    quality = {(row.quarter, row.kind): row.accurate for row in standing.quality}
    assert str(quality["2026Q2", "forecast"]) == "0.5"


def test_five_dealers_have_forecasts_of_both_sides() -> None:
    """D.2: ours and theirs, for quarters that are over and the one that runs."""
    rows = [row for row in judged().results.all(ForecastAccuracy) if row.quarter == "2026Q4"]
    both = {row.dealer for row in rows if all(line.ours and line.theirs for line in row.rows)}
    assert len(both) == 5
    measured = [
        row for row in judged().results.all(ForecastAccuracy) if row.ours is not None and row.theirs is not None
    ]
    assert len({row.dealer for row in measured}) >= 3


def test_the_sample_has_no_error_of_this_chapter() -> None:
    """Warnings may stand: a dealer that is suspended has not acknowledged everything."""
    rows = [p for p in judged().problems if p.code.startswith("INF")]
    assert [p.line("en") for p in rows if p.severity == "error"] == []
    assert judged().network.all(ProductLaunch)


def test_no_dealer_of_the_sample_sees_another() -> None:
    """C67: no other dealer's id or name in what this chapter shows any of them; each sees something of its own."""
    the = judged()
    profiles = the.network.all(DealerProfile)
    found = []
    for own in profiles:
        view = View(the.network, the.results, Lens("dealer", own.id))
        held = (*view.all(Bulletin), *view.all(DealerInformation), *view.all(ProductLaunch))
        shown = (
            row
            for model in (ForecastAccuracy, InformationStanding, LaunchStanding, PeerTrend)
            for row in view.results(model)
        )
        text = "\n".join(word for value in (*held, *shown) for word in everything(value))
        others = (p for p in profiles if p.id != own.id)
        found += [(own.id, name) for p in others for name in (p.id, p.name, p.short_name) if name in text]
    assert found == []
