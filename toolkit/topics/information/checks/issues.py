"""How information is given out: for somebody, in versions that follow each other, on a basis, seen in time, kept as long as needed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.network.record import Record
from toolkit.network.results import Results
from toolkit.network.telling import told, told_at_key
from toolkit.sources.document import Step
from toolkit.topics.company.records import Staff
from toolkit.topics.information.records import Bulletin, DealerInformation, Share, SharingPolicy
from toolkit.topics.information.records.vocabularies import PLANS, SHARED_KINDS, THEIRS
from toolkit.topics.information.rules.delivery import acknowledged, acknowledged_by, published, seen_on
from toolkit.topics.information.rules.reach import Reach
from toolkit.topics.information.rules.standing import SHARING, keep_until
from toolkit.topics.topic import Check

Path = tuple[Step, ...]
About = tuple[Record, Path, Bulletin | Share]
FEW = 5
"""So many ids stand in a message; the rest is a number."""

NO_AUDIENCE = ProblemKind(
    "INF111",
    "error",
    Text("没有写给谁", "it is for nobody"),
    Text("在 audience 写产品线、区域、分群或指定经销商", "name lines, divisions, segments or dealers under audience"),
)
NOBODY = ProblemKind(
    "INF112",
    "warning",
    Text("发出日 {day} 没有一家符合条件的经销商", "on {day}, when it was published, no dealer met the conditions"),
)
CHAIN = ProblemKind(
    "INF113",
    "error",
    Text("版次应从 1 起连续，发出日不能倒退", "versions run from 1 without a gap, and their days do not go back"),
)
NO_REASON = ProblemKind(
    "INF114",
    "error",
    Text("第 {version} 版没有写更正原因", "version {version} does not say why it corrects the one before"),
    Text("错了就说错了：准确率照实计算", "say what was wrong: accuracy is counted as it is"),
)
EMPTY = ProblemKind(
    "INF115", "error", Text("既没有内容，也没有数据", "there is neither a text nor a figure"), Text("补上，或删去这一版", "add one, or take the version out")
)  # fmt: skip
WRONG_RECEIPT = ProblemKind(
    "INF116",
    "error",
    Text("第 {version} 版的确认不成立：{why}", "version {version} cannot have been acknowledged so: {why}"),
)
NOT_SEEN = ProblemKind(
    "INF117",
    "warning",
    Text("应在 {due} 前确认，{count} 家未确认：{who}", "to be acknowledged by {due}; {count} have not: {who}"),
    Text("换一种方式送达，并问清是否看懂", "deliver it another way, and ask whether it is understood"),
)
REVERSED = ProblemKind("INF118", "error", Text("所涉期间的止日早于起日", "the period ends before it begins"))
FUTURE = ProblemKind(
    "INF119",
    "error",
    Text(
        "{kind}说到 {last}，发出时还没有到", "{kind} of a time up to {last}, which had not come when it was published"
    ),
    Text("预测、产品规划和新品才能写将来", "only forecasts, roadmaps and new products speak of what is to come"),
)
NO_BASIS = ProblemKind(
    "INF120",
    "error",
    Text(
        "经销商的数据没有用途，也没有合同依据", "the dealer's data have neither a purpose nor a basis in the contract"
    ),
    Text("写 basis（合同 data 中的一项）或 purpose", "give basis, an item under data in the contract, or purpose"),
)
UNKNOWN_BASIS = ProblemKind(
    "INF121",
    "error",
    Text("{day} 有效的合同里没有“{basis}”这一项数据", "no contract in force on {day} has the data item {basis}"),
    Text("最接近的是 {near}", "the nearest is {near}"),
)
APPROVER = ProblemKind(
    "INF122",
    "error",
    Text("{staff} 不能代表法务，或与负责人是同一人", "{staff} may not act for legal, or is its owner too"),
    Text(
        "给多家的信息由渠道运营起草、法务审核",
        "what goes to many is drafted by channel operations and approved by legal",
    ),
)
TOO_LONG = ProblemKind(
    "INF123",
    "warning",
    Text("保存期已于 {day} 届满", "it was to be kept until {day}"),
    Text("删去；政策写明保存几年", "take it out; the policy says for how many years it is kept"),
)
NOT_ASKED = ProblemKind(
    "INF124",
    "error",
    Text("简报 {bulletin} 不是发给这家的，或回应早于发出", "the bulletin {bulletin} was not for this dealer, or not out yet"),
)  # fmt: skip


def audiences(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A bulletin is for somebody, has been seen by legal, and only those it was for acknowledge or answer it.

    What goes to many dealers at once is where other dealers' data slip through, so a second pair of eyes of the legal
    department looks at it (reference A.22: CO→LG).

    中文：简报写明发给谁，经法务看过，只有收件的经销商确认或回应。同时发给多家，最容易带出别家的数据，所以要有法务的另一
    双眼睛。
    """
    reach = Reach(network)
    meant: dict[str, tuple[date, frozenset[str]]] = {}
    for bulletin in network.all(Bulletin):
        held = bulletin.audience
        first = min((row.published_on for row in bulletin.issues), default=None)
        if not (held.dealers or held.lines or held.regions or held.segments):
            yield told_at_key(network, NO_AUDIENCE, bulletin, "audience")
        elif first is not None:
            meant[bulletin.id] = (first, frozenset(reach.dealers(held, first)))
            if not meant[bulletin.id][1] and first <= as_of:
                yield told_at_key(network, NOBODY, bulletin, "audience", day=first)
        staff = network.find(Staff, bulletin.approved_by)
        if bulletin.approved_by == bulletin.owner or (staff is not None and "LG" not in staff.roles):
            yield told(network, APPROVER, bulletin, "approved_by", staff=bulletin.approved_by)
        for n, row in enumerate(bulletin.acknowledgements):
            if bulletin.id in meant and row.dealer not in meant[bulletin.id][1]:
                why = Text(f"不是发给 {row.dealer} 的", f"it was not for {row.dealer}")
                path = ("acknowledgements", n, "dealer")
                yield told(network, WRONG_RECEIPT, bulletin, *path, version=row.version, why=why)
    for year in network.all(DealerInformation):
        for n, answer in enumerate(year.answers):
            known = meant.get(answer.bulletin)
            if known is not None and (year.dealer not in known[1] or answer.date < known[0]):
                yield told(network, NOT_ASKED, year, "answers", n, "bulletin", bulletin=answer.bulletin)


def versions(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Versions are numbered from 1, follow each other in time, say something, and each correction says why.

    Accuracy is 1 − corrected ÷ issued (reference 0b, H): a correction that is written over the first version would hide
    that anything was wrong.

    中文：简报版次从 1 起连续，按时间先后，有内容，更正的写明原因。准确率按更正的比例计算，悄悄改第一版就看不出错过。
    """
    for record, base, about in _all(network):
        for n, issue in enumerate(about.issues):
            path = (*base, "issues", n)
            if issue.version != n + 1 or (n and issue.published_on < about.issues[n - 1].published_on):
                yield told(network, CHAIN, record, *path, "version")
            if issue.version > 1 and issue.reason is None:
                yield told(network, NO_REASON, record, *path, "version", version=issue.version)
            if issue.text is None and not issue.figures:
                yield told(network, EMPTY, record, *path, "version")
        out = {issue.version: issue.published_on for issue in about.issues}
        for n, row in enumerate(about.acknowledgements):
            path = (*base, "acknowledgements", n)
            if row.version not in out:
                why = Text("没有这一版", "there is no such version")
                yield told(network, WRONG_RECEIPT, record, *path, "version", version=row.version, why=why)
            elif row.date < out[row.version]:
                why = Text(f"{row.date} 早于发出", f"{row.date} is before it was published")
                yield told(network, WRONG_RECEIPT, record, *path, "date", version=row.version, why=why)


def receipts(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The newest version has been acknowledged by its day, by every dealer that it was for, or by us (reference 0b, H).

    中文：最新一版在期限内得到每个收件方的确认，经销商发来的由我方确认。没有回音就换一种方式送达，并问清是否看懂。
    """
    reach = Reach(network)
    for record, base, about in _all(network):
        issues = published(about.issues, as_of)
        if not issues or issues[-1].acknowledge_by >= as_of:
            continue
        newest = issues[-1]
        missing = _missing(reach, record, about, newest.version, issues[0].published_on, as_of)
        if missing:
            place = next(n for n, row in enumerate(about.issues) if row.version == newest.version)
            shown = Text(
                *(", ".join(words[:FEW]) + (" …" if len(missing) > FEW else "") for words in zip(*missing, strict=True))
            )
            path = (*base, "issues", place, "acknowledge_by")
            yield told(network, NOT_SEEN, record, *path, due=newest.acknowledge_by, count=len(missing), who=shown)


def _missing(
    reach: Reach, record: Record, about: Bulletin | Share, version: int, first: date, as_of: date
) -> list[tuple[str, str]]:
    """Who has not acknowledged a version, in both languages."""
    if isinstance(about, Bulletin):
        seen = acknowledged_by(about)
        meant = reach.dealers(about.audience, first)
        return [(dealer, dealer) for dealer in meant if seen_on(seen.get(dealer, {}), version, as_of) is None]
    if seen_on(acknowledged(about.acknowledgements), version, as_of) is not None:
        return []
    dealer = str(vars(record)["dealer"])
    return [("我方", "we")] if about.direction == "from_dealer" else [(dealer, dealer)]


def periods(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A period runs forward, what is reported has happened, and nothing is kept longer than the policy says.

    Figures of a time that had not come when they were given out are a forecast and are called so. Shared data are erased
    when their time is over (reference A.24).

    中文：所涉期间从前往后，报告的都已发生，保存不超过政策规定的年限。发出时还没有到的时间，要写成预测；期满的共享数据删
    去。
    """
    policy = in_force(network.all(SharingPolicy), SHARING, as_of)
    for record, base, about in _all(network):
        period, first = about.period, min((row.published_on for row in about.issues), default=None)
        path = (*base, "period", "last")
        if period.last < period.first:
            yield told(network, REVERSED, record, *path)
        elif first is not None and about.kind not in PLANS and period.last > first:
            yield told(network, FUTURE, record, *path, kind=SHARED_KINDS.label(about.kind), last=period.last)
        until = keep_until(period.last, policy)
        if until is not None and until < as_of:
            yield told(network, TOO_LONG, record, *path, day=until)


def bases(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """What a dealer gives us has a purpose or stands among the data of its contract (the article on data; F.1).

    Data are used for what they were given for and nothing else; without a stated purpose nobody could tell.

    中文：经销商给我们的数据写明用途，或属于合同约定报送的一项。数据只用于给出时的目的，不写明就无从判断。
    """
    reach = Reach(network)
    for year in network.all(DealerInformation):
        for n, share in enumerate(year.shares):
            if share.direction not in THEIRS:
                continue
            day = min((row.published_on for row in share.issues), default=share.period.last)
            if share.basis is None:
                if share.purpose is None:
                    yield told(network, NO_BASIS, year, "shares", n, "direction")
                continue
            items = sorted({row.item.zh for contract in reach.contracts(year.dealer, day) for row in contract.data})
            if share.basis not in items:
                near = nearest(share.basis, items) or "、".join(items) or "/"
                yield told(network, UNKNOWN_BASIS, year, "shares", n, "basis", day=day, basis=share.basis, near=near)


def _all(network: Network) -> Iterator[About]:
    for bulletin in network.all(Bulletin):
        yield bulletin, (), bulletin
    for year in network.all(DealerInformation):
        for n, share in enumerate(year.shares):
            yield year, ("shares", n), share


CHECKS: tuple[Check, ...] = (
    Check((NO_AUDIENCE, NOBODY, APPROVER, WRONG_RECEIPT, NOT_ASKED), audiences),
    Check((CHAIN, NO_REASON, EMPTY, WRONG_RECEIPT), versions),
    Check((NOT_SEEN,), receipts),
    Check((REVERSED, FUTURE, TOO_LONG), periods),
    Check((NO_BASIS, UNKNOWN_BASIS), bases),
)
