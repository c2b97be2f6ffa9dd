"""What one network report is written from: the view, its quarter, and how far the figures of the quarter are final."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from toolkit.kernel.text import Text
from toolkit.kernel.wording import day_text
from toolkit.network.results import Result
from toolkit.network.view import View
from toolkit.site.gathered.wording import year_before
from toolkit.topics.company.records import Company
from toolkit.topics.company.rules import line_name
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import DealerStanding
from toolkit.topics.evaluation.records.vocabularies import NOT_RATED
from toolkit.topics.evaluation.rules import Evaluation, NetworkGrades, NetworkReceivables, NetworkSales, NetworkStock
from toolkit.topics.market.rules import Regions, regions

R = TypeVar("R", bound=Result)
QUARTER_RESULTS: tuple[type[Result], ...] = (NetworkSales, NetworkGrades, NetworkReceivables, NetworkStock)


@dataclass(frozen=True, slots=True)
class Brief:
    """One quarter of the network on one day.

    `current` says whether standings of today belong to the report: they do in the last two quarters, not in older ones.
    """

    view: View
    company: Company
    quarter: str
    as_of: date
    evaluations: tuple[Evaluation, ...]
    current: bool = True

    def held(self, model: type[R]) -> R | None:
        """Returns the network's result of the quarter."""
        return self.view.result(model, self.quarter)

    def earlier(self, model: type[R]) -> R | None:
        """Returns the network's result of the same quarter a year before."""
        return self.view.result(model, year_before(self.quarter))

    def now(self, model: type[R]) -> R | None:
        """Returns the network's result of the as-of date."""
        return self.view.result(model, "network")

    def fiscal(self, model: type[R]) -> R | None:
        """Returns the network's result of the quarter's fiscal year."""
        return self.view.result(model, self.quarter[:4])

    @property
    def waiting(self) -> int:
        """Returns how many evaluations of the quarter are not issued although they will have a grade."""
        return sum(row.version == 0 and row.grade != NOT_RATED for row in self.evaluations)

    @property
    def settled(self) -> bool:
        """Returns whether every evaluation of the quarter that has a grade is issued."""
        return bool(self.evaluations) and not self.waiting

    @property
    def edition(self) -> Text:
        """Returns whether the figures of the quarter are final."""
        return Text("正式版", "Final") if self.settled else Text("暂定版", "Provisional")

    @property
    def basis(self) -> Text:
        """Returns what figures of the quarter stand on."""
        return Text(
            f"{self.quarter} 季度数据，{self.edition.zh}", f"Figures of {self.quarter}, {self.edition.en.lower()}"
        )

    @property
    def today(self) -> Text:
        """Returns what standings of the as-of date stand on."""
        return Text(f"截至 {day_text(self.as_of, 'zh')}", f"As of {day_text(self.as_of, 'en')}")

    @property
    def policies(self) -> tuple[str, ...]:
        """Returns the versions of the evaluation policy that the quarter was scored by."""
        return tuple(sorted({row.policy for row in self.evaluations}))

    @property
    def tree(self) -> Regions:
        """Returns the divisions."""
        return regions(self.view)

    def line(self, line: str) -> Text:
        """Returns a product line's name."""
        return line_name(self.view, line)

    def dealer(self, dealer: str) -> str:
        """Returns a dealer's short name; the id where there is no such dealer."""
        profile = self.view.find(DealerProfile, dealer)
        return profile.short_name if profile is not None else dealer

    def province(self, dealer: str) -> Text:
        """Returns the name of the province of a dealer's seat."""
        profile = self.view.find(DealerProfile, dealer)
        code = self.tree.province_code(profile.region) if profile is not None else ""
        return self.tree.own_name(code) if code else Text("–")

    def segment(self, dealer: str) -> str:
        """Returns a dealer's segment on record; an empty text for none."""
        standing = self.view.result(DealerStanding, dealer)
        return (standing.segment or "") if standing is not None else ""

    def names(self, dealers: tuple[str, ...], most: int = 5) -> Text:
        """Returns the names of some dealers in a row, with the number of those left out."""
        shown = [self.dealer(dealer) for dealer in dealers[:most]]
        more = len(dealers) - len(shown)
        zh = "、".join(shown) + (f" 等 {len(dealers)} 家" if more else "")
        return Text(zh, ", ".join(shown) + (f" and {more} more" if more else ""))
