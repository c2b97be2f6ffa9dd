"""The sentence that keeps resale prices free. It stands word for word in every standard contract (reference 0.1, F.1)."""

from __future__ import annotations

from toolkit.topics.contract.records import Clause

FREE_PRICING = "乙方自主决定转售价格；甲方提供的零售价仅为建议价，不具约束力，甲方不因乙方的转售价格给予奖励或惩罚。"


def keeps_prices_free(clause: Clause) -> bool:
    """Returns whether a Chinese clause holds the sentence to the letter."""
    return FREE_PRICING in clause.body.text()
