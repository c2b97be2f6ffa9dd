"""Sharing an order's net amount between us and the dealer that serves it (reference J.5)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext

from toolkit.kernel.money import to_fen
from toolkit.kernel.text import Text
from toolkit.network.results import Step
from toolkit.topics.conflict.records import ChannelPolicy
from toolkit.topics.conflict.records.vocabularies import SHARES
from toolkit.topics.conflict.rules.results import SplitSimulation

PARITY = Decimal("0.0001")


def simulate(policy: ChannelPolicy, order: str, net: Decimal, own_margin: Decimal) -> SplitSimulation:
    """Returns what the dealer gets of an order of `net` yuan, each part to the fen, beside `own_margin` in its own channel.

    Parity is the total by the own margin, printed to a hundredth of a percent; None where there is no margin to compare with.
    An order of the own channel brings the own margin. Raises KeyError for a kind of order that the policy does not split.
    """
    split = {row.order: row for row in policy.splits}[order]
    if order == "own":
        parts: tuple[tuple[str, Decimal], ...] = ()
        total = to_fen(own_margin)
    else:
        parts = tuple((row.share, to_fen(net * row.rate)) for row in split.shares)
        total = sum((amount for _, amount in parts), Decimal(0))
    with localcontext() as context:
        context.prec = 40
        exact = total / own_margin if own_margin > 0 else None
        parity = None if exact is None else exact.quantize(PARITY, rounding=ROUND_HALF_UP)
    rates = {row.share: row.rate for row in split.shares}
    trace = [Step(what=Text("净额", "net amount"), value=net, policy=policy.reference)]
    trace += [
        Step(what=SHARES.label(name), value=f"{net} × {rates[name]} = {amount}", policy=policy.reference)
        for name, amount in parts
    ]
    sums = " + ".join(str(amount) for _, amount in parts)
    trace.append(Step(what=Text("合计", "total"), value=f"{sums} = {total}" if parts else total, gives="total"))
    shown = f"{total} ÷ {own_margin}" + (f" = {parity}" if parity is not None else "")
    trace.append(
        Step(what=Text("合计 ÷ 自有渠道毛利", "total by own margin"), value=shown, gives="parity" if exact else "")
    )
    gap = to_fen(own_margin) - total
    trace.append(Step(what=Text("差额", "gap"), value=f"{to_fen(own_margin)} − {total} = {gap}", gives="gap"))
    return SplitSimulation(
        subject=f"{policy.reference}/{order}",
        order=order,
        parts=parts,
        total=total,
        parity=parity,
        gap=gap,
        below_floor=exact is not None and exact < policy.parity_floor,
        trace=tuple(trace),
    )
