"""A thousand rows in one paper: the work grows with the rows and no faster, no row is torn or lost, each page has the head."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from weasyprint.text import line_break

from tests.topics.composed_papers import html, pages
from tests.topics.test_onboarding_outputs import SIGNED, kit
from toolkit.plan.artifact import Artifact
from toolkit.render.pdf import render_pdf
from toolkit.topics.onboarding.outputs import goods as making
from toolkit.topics.onboarding.outputs.kits import _paper
from toolkit.topics.topic import Now

FEW, MANY = 250, 1000
SLACK = 1.25
"""How much more than in proportion the work may grow; a layout that begins each page anew would be far above."""


def price_list(monkeypatch: pytest.MonkeyPatch, count: int) -> Artifact:
    """The paper of prices of a dealer whose line has so many products, as the kit makes it."""
    own = kit(SIGNED)
    offer = making.offers(own)[0]
    sku, price = offer.line.skus[0], offer.listed.prices[0]
    codes = [f"QY-X{n:04d}" for n in range(1, count + 1)]
    line = offer.line.model_copy(update={"skus": tuple(sku.model_copy(update={"code": code}) for code in codes)})
    prices = tuple(
        price.model_copy(update={"sku": code, "dealer_price": Decimal(n)}) for n, code in enumerate(codes, 1000)
    )
    many = making.Offer(line, offer.listed.model_copy(update={"prices": prices}), Decimal(0))
    monkeypatch.setattr(making, "offers", lambda _: (many,))
    now = Now(own.as_of, lambda _: "0123456789ab")
    item = _paper(own, now, making.goods(own))
    return Artifact("onboarding/x.pdf", item.job, "dealer")


def laid_out(monkeypatch: pytest.MonkeyPatch, count: int) -> tuple[list[str], int]:
    """The text of each page, and how many lines were measured to set them."""
    paper = html(price_list(monkeypatch, count))
    measured = 0
    plain = line_break.create_layout

    def counted(*given: Any, **named: Any) -> Any:
        nonlocal measured
        measured += 1
        return plain(*given, **named)

    with monkeypatch.context() as patch:
        patch.setattr(line_break, "create_layout", counted)
        data = render_pdf(paper)
    return pages(data), measured


def test_a_thousand_rows_cost_four_times_as_much_as_a_quarter_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages and measured lines grow in proportion; every row stands whole on one page, below the head of the table."""
    few, work_of_few = laid_out(monkeypatch, FEW)
    many, work_of_many = laid_out(monkeypatch, MANY)
    assert work_of_few > FEW
    assert work_of_many <= MANY / FEW * SLACK * work_of_few
    assert len(many) <= MANY / FEW * SLACK * len(few)
    rows = [re.findall(r"QY-X(\d{4})", text) for text in many]
    assert [number for found in rows for number in found] == [f"{n:04d}" for n in range(1, MANY + 1)]
    for text, found in zip(many, rows, strict=True):
        flat = re.sub(r"\s+", "", text)
        assert not found or "供货价（元/箱）" in flat
        for number in found:
            assert f"{999 + int(number):,}.00" in flat, f"the row of {number} is torn"
