"""What a running dealer's profile must hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind, Severity
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.record import label
from toolkit.network.results import Results
from toolkit.topics.dealer.records import CONTACT_ROLES, DealerProfile
from toolkit.topics.dealer.rules import RUNNING, missing_master_data, state
from toolkit.topics.topic import Check

NO_FIELD = ProblemKind(
    "DLR111",
    "error",
    Text("合作中的经销商缺少{label}", "a running dealer needs its {label}"),
    Text("补上 {name}", "add {name}"),
)
NO_CONTACT = ProblemKind(
    "DLR112",
    "error",
    Text("合作中的经销商没有“{role}”联系人", "a running dealer needs a contact for “{role}”"),
    Text("在 contacts 里补上 role: {code}", "add one with role: {code} to the contacts"),
)


def master_data(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A dealer whose cooperation runs has complete master data.

    Letters need the addresses, invoices the tax data, deliveries somebody who orders, and the dealer a team that
    looks after it (reference 0b, A.8: at least one owner, one finance and one order contact). While a profile says
    `draft: true` the gaps are warnings. Add what the message names.

    中文：合作中的经销商档案齐全：寄送有地址，开票有税务资料，订货有人，服务团队、财务和订货联系人至少各一名。档案标为未
    完成时只作提醒。请补上提示所说的内容。
    """
    for profile in network.all(DealerProfile):
        if state(profile, as_of) not in RUNNING:
            continue
        severity: Severity | None = "warning" if profile.draft else None
        for name in missing_master_data(profile):
            parent, _, role = name.partition(".")
            if role:
                place, words = network.key_origin(profile, parent), CONTACT_ROLES.label(role)
                yield NO_CONTACT.at(place, record=profile.id, field=parent, severity=severity, role=words, code=role)
            else:
                place, words = network.origin(profile), label(DealerProfile, name)
                yield NO_FIELD.at(place, record=profile.id, field=name, severity=severity, name=name, label=words)


CHECKS: tuple[Check, ...] = (Check((NO_FIELD, NO_CONTACT), master_data),)
