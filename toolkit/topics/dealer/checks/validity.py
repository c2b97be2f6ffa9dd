"""What runs out: licences and leases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from toolkit.kernel.period import add_months
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.company.records import LICENCES
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import RESTING, RUNNING, state
from toolkit.topics.topic import Check

ALERTS = (30, 60, 90)
"""Days before a licence ends at which the warning changes (reference A.8)."""

LICENCE_EXPIRED = ProblemKind(
    "DLR121",
    "error",
    Text("{licence} {number} 已于 {day} 到期", "the {licence} {number} expired on {day}"),
    Text("停止接单，取得新证后登记新的编号和有效期", "take no orders; record the new licence when it is there"),
)
LICENCE_EXPIRING = ProblemKind(
    "DLR122",
    "warning",
    Text(
        "{licence} {number} 还有 {days} 天到期（{alert} 天预警）",
        "the {licence} {number} expires in {days} days (alert of {alert} days)",
    ),
    Text("提醒经销商办理延续，{day} 前取得新证", "remind the dealer to renew it by {day}"),
)
LEASE_ENDED = ProblemKind(
    "DLR123",
    "warning",
    Text("仓库 {warehouse} 的租约已于 {day} 到期", "the lease of the warehouse {warehouse} ended on {day}"),
    Text("登记新的租约到期日，或删去这个仓库", "record when the new lease ends, or take the warehouse out"),
)


LICENCE_DAYS = ProblemKind(
    "DLR125",
    "error",
    Text("{licence} {number} 的有效期自 {start}：晚于到期日或还没有开始", "the {licence} {number} holds from {start}: after its end, or not yet"),
    Text("核对证照正本；新证生效前旧证仍要登记", "look at the original; until the new one holds, keep the old one on record"),
)  # fmt: skip
FIRE_CHECK = ProblemKind(
    "DLR124",
    "warning",
    Text(
        "仓库 {warehouse} 的消防检查{last}，应每 {months} 个月一次",
        "the warehouse {warehouse}: {last}; a fire check is due every {months} months",
    ),
    Text("请经销商安排检查，登记 fire_check", "ask the dealer to arrange it, and record fire_check"),
)
FIRE_MONTHS = 12
"""How long a fire check of a warehouse holds, in months (reference A.8; a yearly round is the practice)."""


def licences(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Licences are valid, and nobody is surprised by their end.

    Selling without a valid licence is unlawful for the dealer and blocks its orders (reference A.8: alerts at 90, 60
    and 30 days). An expired licence is an error for a dealer whose cooperation runs, and a warning before and
    after; dealers that rest are left alone. The last day counts as valid; a licence without `valid_to` does not
    expire.

    中文：证照在有效期内，到期前 90、60、30 天提醒。无证经营对经销商是违法，也要停止接单；合作中的算错误，合作前后只作提
    醒。末日当天仍有效，没有写到期日的视为长期有效。
    """
    for profile in network.all(DealerProfile):
        if not profile.licences or (standing := state(profile, as_of)) in RESTING:
            continue
        for place, licence in enumerate(profile.licences):
            if licence.valid_to is None:
                continue
            days = (licence.valid_to - as_of).days
            if days > ALERTS[-1]:
                continue
            kind = LICENCE_EXPIRED if days < 0 else LICENCE_EXPIRING
            path = ("licences", place, "valid_to")
            yield kind.at(
                network.origin(profile, *path),
                record=profile.id,
                field=network.field(profile, *path),
                severity="warning" if standing not in RUNNING else None,
                licence=LICENCES.label(licence.type),
                number=licence.number,
                day=licence.valid_to,
                days=days,
                alert=next(alert for alert in ALERTS if days <= alert),
            )


def beginnings(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A licence begins before it ends, and where it is the only one of its sort on record it has begun (reference A.8).

    中文：证照的起始日不晚于到期日；某类证照只登记了一份的，它应当已经开始。新证还没有生效，旧证也要留着登记。请核对正本。
    """
    for profile in network.all(DealerProfile):
        sorts = [row.type for row in profile.licences]
        for n, row in enumerate(profile.licences):
            start = row.valid_from
            if start is None:
                continue
            backward = row.valid_to is not None and start > row.valid_to
            ahead = start > as_of and sorts.count(row.type) == 1 and state(profile, as_of) in RUNNING
            if backward or ahead:
                about: dict[str, Any] = {"licence": LICENCES.label(row.type), "number": row.number, "start": start}
                yield told(network, LICENCE_DAYS, profile, "licences", n, "valid_from", **about)


def leases(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The warehouses that a profile names are still the dealer's to use.

    Delivery goes to them, and the food licence is bound to the premises (reference A.8). Record the new end of the
    lease.

    中文：档案里的仓库，租约都还没有到期。货要送到那里，食品经营许可也与场所绑定。请登记新的到期日，或删去这个仓库。
    """
    for profile in network.all(DealerProfile):
        for place, warehouse in enumerate(profile.warehouses):
            ended = warehouse.lease_end is not None and warehouse.lease_end < as_of
            if ended and state(profile, as_of) not in RESTING:
                path = ("warehouses", place, "lease_end")
                yield LEASE_ENDED.at(
                    network.origin(profile, *path),
                    record=profile.id,
                    field=network.field(profile, *path),
                    warehouse=warehouse.id,
                    day=warehouse.lease_end,
                )


def fire_checks(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The warehouses of a dealer whose cooperation runs were checked for fire within a year: our goods lie there.

    A fire is the dealer's loss and our empty shelves (reference A.8, L); before and after the cooperation it is not ours to ask.

    中文：合作中的经销商，仓库一年内做过消防检查：我们的货放在那里，一场火既是对方的损失，也使市场断货。合作之前和之后不
    作要求。
    """
    for profile in network.all(DealerProfile):
        if state(profile, as_of) not in RUNNING:
            continue
        for place, warehouse in enumerate(profile.warehouses):
            done = warehouse.fire_check
            if done is not None and add_months(done, FIRE_MONTHS) >= as_of:
                continue
            path = ("warehouses", place, "fire_check" if done is not None else "id")
            last = Text("没有记录", "none on record") if done is None else Text(f"上次在 {done}", f"last on {done}")
            yield told(network, FIRE_CHECK, profile, *path, warehouse=warehouse.id, last=last, months=FIRE_MONTHS)


CHECKS: tuple[Check, ...] = (
    Check((LICENCE_EXPIRED, LICENCE_EXPIRING), licences),
    Check((LICENCE_DAYS,), beginnings),
    Check((LEASE_ENDED,), leases),
    Check((FIRE_CHECK,), fire_checks),
)
