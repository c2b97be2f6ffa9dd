"""What end users wish for: heard of people, of a product that there is, and answered (M100)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.company.records import ProductLine
from toolkit.topics.company.rules import work_calendar
from toolkit.topics.information.records import DealerInformation, UserWish
from toolkit.topics.information.rules.wishes import wish_days, wish_due
from toolkit.topics.topic import Check

UNANSWERED = ProblemKind(
    "INF501",
    "warning",
    Text("用户的愿望 {wish} 应在 {due} 前说明怎么处理", "what becomes of the users' wish {wish} was to be said by {due}"),
    Text("采纳、在试、不做都可以，要写原因并告诉经销商", "taken up, tried or declined: give the reason and tell the dealer"),
)  # fmt: skip
HALF_ANSWER = ProblemKind(
    "INF502",
    "error",
    Text("有结果的要写后来怎样、答复日、答复人", "a result needs what became of it, the day and who answered"),
)
BEFORE = ProblemKind(
    "INF503", "error", Text("{day} 早于听到日或在今后", "{day} lies before it was heard, or is still to come")
)
NOBODY = ProblemKind("INF504", "error", Text("人数要大于零", "at least one person must have said so"))
OTHER_PRODUCT = ProblemKind(
    "INF505",
    "error",
    Text("产品线里没有货号 {product}", "the product line has no product {product}"),
    Text("只知道产品线的不写货号", "leave it out where only the line is known"),
)


def wishes(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A wish of end users is somebody's, of our goods, and is answered like a dealer's suggestion.

    中文：最终用户的愿望写明有几人、关于我方哪种商品，像经销商的建议一样答复。采纳、在试、不做都可以，要写原因并告诉经销
    商。
    """
    days, calendar = wish_days(network, as_of), work_calendar(network)
    lines = {sku.code: line.id for line in network.all(ProductLine) for sku in line.skus}
    for held in network.all(DealerInformation):
        for n, wish in enumerate(held.wishes):
            path = ("wishes", n)
            if not wish.people:
                yield told(network, NOBODY, held, *path, "people")
            if wish.product is not None and lines.get(wish.product) != wish.line:
                yield told(network, OTHER_PRODUCT, held, *path, "product", product=wish.product)
            yield from _answer(network, held, path, wish, as_of)
            due = wish_due(wish, days, calendar) if days is not None else None
            if wish.state == "open" and due is not None and due < as_of:
                yield told(network, UNANSWERED, held, *path, "heard_on", wish=wish.id, due=due)


def _answer(
    network: Network, held: DealerInformation, path: tuple[str, int], wish: UserWish, as_of: date
) -> Iterator[Problem]:
    given = (wish.became, wish.answered_on, wish.answered_by)
    if wish.state != "open" and any(part is None for part in given):
        yield told(network, HALF_ANSWER, held, *path, "state")
    if wish.heard_on > as_of:
        yield told(network, BEFORE, held, *path, "heard_on", day=wish.heard_on)
    if wish.answered_on is not None and not wish.heard_on <= wish.answered_on <= as_of:
        yield told(network, BEFORE, held, *path, "answered_on", day=wish.answered_on)


CHECKS: tuple[Check, ...] = (Check((UNANSWERED, HALF_ANSWER, BEFORE, NOBODY, OTHER_PRODUCT), wishes),)
