"""What the files say about support: a dealer's year, its orders, and the policies."""

from __future__ import annotations

from toolkit.kernel.text import Text
from toolkit.network.kinds import Kind
from toolkit.topics.support.records.funds import Claim, Fund, FundApproval, FundBudget, Material, Payment
from toolkit.topics.support.records.orders import SupplyOrder
from toolkit.topics.support.records.policies import FundPolicy, Limit, SlaCell, SlaPolicy
from toolkit.topics.support.records.sales import SalesPolicy, Variant
from toolkit.topics.support.records.tickets import Pause, Reopening, Ticket
from toolkit.topics.support.records.year import Handover, SupportYear

__all__ = [
    "KINDS",
    "Claim",
    "Fund",
    "FundApproval",
    "FundBudget",
    "FundPolicy",
    "Handover",
    "Limit",
    "Material",
    "Pause",
    "Payment",
    "Reopening",
    "SalesPolicy",
    "SlaCell",
    "SlaPolicy",
    "SupplyOrder",
    "SupportYear",
    "Ticket",
    "Variant",
]

KINDS = (
    Kind(
        "support-year",
        Text("支持与服务记录", "the support records"),
        SupportYear,
        "dealers/{dealer}/support/{year}.yaml",
        identity="{dealer}/{year}",
    ),
    Kind(
        "supply-order",
        Text("供货订单", "the orders supplied"),
        SupplyOrder,
        "dealers/{dealer}/orders/{quarter}.csv",
        identity="{dealer}/{id}",
        form="csv",
    ),
    Kind(
        "sla-policy",
        Text("工单时限政策", "the ticket times"),
        SlaPolicy,
        "content/policies/support/sla/{version}.yaml",
        identity="{id}@{version}",
    ),
    Kind(
        "fund-policy",
        Text("市场费用政策", "the fund rules"),
        FundPolicy,
        "content/policies/support/fund/{version}.yaml",
        identity="{id}@{version}",
    ),
    Kind(
        "sales-policy",
        Text("销售政策", "the sales policies"),
        SalesPolicy,
        "content/policies/support/sales/{id}/{version}.yaml",
        identity="{id}@{version}",
    ),
)
