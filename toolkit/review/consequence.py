"""What follows from a change: figures that move, papers to make again, dealers that are touched, problems and deadlines."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.vocabulary import Vocabulary

GROUPS = Vocabulary(
    "consequence",
    {
        "lifecycle": ("生命周期", "Lifecycle"),
        "evaluation": ("考核与等级", "Evaluations and grades"),
        "rebate": ("返利与计提", "Rebates and accruals"),
        "credit": ("授信敞口", "Credit exposure"),
        "territory": ("区域重叠", "Territory overlaps"),
        "paper": ("要重出的合同和文件", "Contracts and documents to issue again"),
        "reach": ("涉及的经销商和文件", "Dealers and documents that are touched"),
        "notice": ("经销商的意见", "The dealer's voice"),
        "deadline": ("期限", "Deadlines"),
        "figure": ("其他数字", "Other figures"),
        "problem": ("问题", "Problems"),
    },
)
"""The sorts of consequences, in the order in which they are read."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a redline: taken out (`-`), put in (`+`), or standing beside them."""

    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class Consequence:
    """One thing that follows. `difference` is in yuan where money moves; `lines` is the redline of a paper's text.

    `name` is that of the figure, `rebate.payable`, where it is one. `fails` says that the change may not go in with it: a new error, a notice to the dealer that is missing.
    """

    group: str
    subject: str
    what: Text
    before: Text = NO_TEXT
    after: Text = NO_TEXT
    dealer: str = ""
    difference: Decimal | None = None
    lines: tuple[Line, ...] = ()
    fails: bool = False
    name: str = ""
