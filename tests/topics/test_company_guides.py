"""What dealers are to say of brand and products: planted faults, right words, and the paper of the kit that tells it."""

from __future__ import annotations

import dataclasses
from typing import Any

from tests.sample import judged
from tests.topics.builders import found, marked, product_line
from tests.topics.test_onboarding_outputs import NEW, SIGNED, kit
from toolkit.topics.company.checks.guides import CHECKS
from toolkit.topics.company.records.guides import BrandGuide, ProductGuide
from toolkit.topics.onboarding.outputs.brand import brand

CODES = """
    skus:
      - {code: QY-T-500, barcode: "6901234567892", name: 绿茶, unit: 瓶, case_pack: "15", specification: 500ml}
    """
BRAND = """version: 2026-1
approved_on: "2026-01-08"
story: 一间小作坊
idea: 看得明白
rules: []
words:
  - {word: 最, instead: 写具体的数, ground: 广告法第九条}
"""


def guide(points: str) -> dict[str, str]:
    head = 'id: ambient\nline: ambient\nversion: 2026-1\napproved_on: "2026-01-08"\nselling_points:\n'
    return {"content/product-guides/ambient.yaml": head + points, "content/brand.yaml": BRAND, **product_line(CODES)}


def test_a_point_names_a_product_of_its_line() -> None:
    """A code that the line does not have is told at its own line."""
    files = guide("""  - id: a
    skus:
      - QY-T-500
      - QY-T-501  # error[COM181]
    feature: 三样配料
    advantage: 三秒读完
    benefit: 放心
    evidence: 配料表
""")
    assert found(CHECKS, files) == marked(files)


def test_a_point_uses_no_word_that_advertisements_may_not_use() -> None:
    """Absolute words are told where they stand; without them, or without a brand guide, nothing is."""
    files = guide("""  - id: a
    feature: 三样配料
    advantage: 全国最快读完  # error[COM182]
    benefit: 放心
    evidence: 配料表
""")
    assert found(CHECKS, files) == marked(files)
    assert found(CHECKS, {path: body for path, body in files.items() if path != "content/brand.yaml"}) == []


def test_a_kit_tells_of_the_lines_that_its_dealer_buys_and_of_no_price() -> None:
    """G.1: brand, selling points with evidence, displays, storage; nobody else's line, and no amount of money."""
    both, one = brand(kit(NEW)), brand(kit(SIGNED))
    assert both is not None
    assert one is not None
    headings = [part.heading for part in both.parts]
    assert [heading for heading in headings if "低温酸奶" in heading] != []
    assert [part.heading for part in one.parts if "低温酸奶" in part.heading] == []
    words = str(both.parts)
    assert "¥" not in words
    assert all(point.evidence.zh in words for point in judged().network.get(ProductGuide, "chilled").selling_points)


def test_without_a_guide_there_is_no_such_paper() -> None:
    """A workspace that has written no guide gets a kit without an empty paper."""
    own = kit(SIGNED)

    class Bare:
        def only(self, model: type[Any]) -> object:
            return None if model is BrandGuide else own.view.only(model)

        def all(self, model: type[Any]) -> tuple[object, ...]:
            return () if model is ProductGuide else own.view.all(model)

        def find(self, model: type[Any], key: str) -> object:
            return own.view.find(model, key)

    assert brand(dataclasses.replace(own, view=Bare())) is None  # type: ignore[arg-type]
