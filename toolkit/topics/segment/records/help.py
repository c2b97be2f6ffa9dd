"""Help between dealers: what one lacks, what another has to spare, the policy, and the helps that came about (reference K.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from toolkit.network.fields import Amount, Bilingual, Count, Day, Duration, Flag, IdOf, Name, Number, OneOf, RefTo
from toolkit.network.policy import Policy
from toolkit.network.record import Record, Value, field
from toolkit.network.shared import SIDES
from toolkit.topics.company.records import DealerId, StaffId
from toolkit.topics.segment.records.vocabularies import COSTS, HELPED_IN, HELPS, NEEDS, REACHES, SIGNALS


class HelpLine(Value):
    """So much of a sort of help, for some weeks; a line where it holds for the goods of that line only."""

    KEY = ("id",)
    id: Name = field("编号", "Id")
    kind: Annotated[str, OneOf(HELPS)] = field("种类", "Kind")
    count: Count = field("数量", "How much")
    line: Annotated[Name, RefTo("product-line")] | None = field("产品线", "Product line", default=None)
    start: Day = field("自", "From")
    end: Day = field("至", "Until")
    text: Bilingual = field("说明", "In words")

    def units_inside(self) -> Mapping[str, str]:
        """Returns what this sort of help is counted in."""
        return {"count": HELPED_IN[self.kind]}


class Wanted(HelpLine):
    """What a dealer asks for; both sides know it, others are not told whose it is."""

    asked_on: Day = field("提出日", "Asked on")


class Spare(HelpLine):
    """What a dealer has to spare and is willing to lend, as it told us itself."""

    offered_on: Day = field("表示愿意", "Said so on")
    cost: Annotated[str, OneOf(COSTS)] = field("费用", "Cost")


class HelpReach(Value):
    KEY = ("kind",)
    kind: Annotated[str, OneOf(HELPS)] = field("种类", "Kind")
    reach: Annotated[str, OneOf(REACHES)] = field("最远", "As far as")
    same_line: Flag = field("限同产品线", "For the same line only", default=False)


class Hint(Value):
    """When the data say all of `when` and none of `unless`, this need is likely and this may be offered."""

    KEY = ("id",)
    id: Name = field("编号", "Id")
    when: tuple[Annotated[str, OneOf(SIGNALS)], ...] = field("同时有", "When")
    unless: tuple[Annotated[str, OneOf(SIGNALS)], ...] = field("没有", "Unless", default=())
    need: Annotated[str, OneOf(NEEDS)] = field("可能的需求", "Likely need")
    offer: Bilingual = field("可以提供", "May be offered")


class HelpPolicy(Policy):
    """Who may help whom, how fast we answer, and what the data point to."""

    answer_days: Duration = field("需求答复时限", "A wish is answered within", unit="个工作日")
    look_days: Duration = field("每隔多久看一次", "Looked at every", unit="天")
    weak_below: Number = field("偏弱：得分低于", "Weak: score below", unit="分")
    strong_from: Number = field("良好：得分不低于", "Good: score from", unit="分")
    reaches: tuple[HelpReach, ...] = field("可互助的种类", "Sorts of help")
    hints: tuple[Hint, ...] = field("从数据看需求", "Needs seen from the data")


class HelpParty(Value):
    dealer: DealerId = field("经销商", "Dealer")
    entry: Name = field("策略卡条目", "Entry of its card")
    agreed_on: Day | None = field("同意日", "Agreed on", default=None)


class HelpLook(Value):
    """What all three saw at the end of a month: was it done, are the accounts clear, does it go on."""

    KEY = ("date",)
    date: Day = field("日期", "Date")
    done: Flag = field("事办了", "Done")
    settled: Flag = field("账清了", "Accounts clear")
    note: Bilingual = field("说明", "Note")


class Declined(Value):
    """Who did not want it. Nobody is worse off for saying no."""

    side: Annotated[str, OneOf(SIDES)] | None = field(
        "我方或经销商", "Ours or a dealer's", default=None, help_zh="两家之一不愿意的写 dealer", help_en="dealer, when one of the two did not wish to"
    )  # fmt: skip
    on: Day = field("日期", "On")
    reason: Bilingual = field("原因", "Reason")


class MutualHelp(Record):
    """One dealer helps another. The giver is asked first; the receiver hears of it after the giver has agreed."""

    id: Annotated[str, IdOf("MH")] = field("互助编号", "Help")
    receiver: HelpParty = field("受助方", "Helped")
    giver: HelpParty = field("帮助方", "Helper")
    owner: StaffId = field("牵线人", "Brought together by")
    asked_on: Day = field("开始征询", "Asked from")
    count: Count = field("数量", "How much")
    start: Day | None = field("开始", "From", default=None)
    end: Day | None = field("结束", "Until", default=None)
    cost: Annotated[str, OneOf(COSTS)] = field("费用", "Cost")
    amount: Amount | None = field("约定金额", "Amount agreed", unit="元", default=None)
    checked_by: StaffId | None = field("法务核对", "Seen by legal", default=None)
    checked_on: Day | None = field("核对日", "Seen on", default=None)
    signed_on: Day | None = field("双方签协议", "Agreement signed", default=None)
    looks: tuple[HelpLook, ...] = field("三方回看", "Looked at", default=())
    declined: Declined | None = field("未成", "Came to nothing", default=None)
