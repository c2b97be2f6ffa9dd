"""What the files say about shared information: bulletins, launches, each dealer's year, the policies."""

from __future__ import annotations

from toolkit.kernel.text import Text
from toolkit.network.kinds import Kind
from toolkit.topics.information.records.policies import BriefingPolicy, SharingPolicy
from toolkit.topics.information.records.products import Briefing, ProductLaunch
from toolkit.topics.information.records.sharing import Audience, Bulletin, Share
from toolkit.topics.information.records.wishes import UserWish
from toolkit.topics.information.records.year import DealerInformation, Forecast

__all__ = [
    "KINDS",
    "Audience",
    "Briefing",
    "BriefingPolicy",
    "Bulletin",
    "DealerInformation",
    "Forecast",
    "ProductLaunch",
    "Share",
    "SharingPolicy",
    "UserWish",
]
_POLICIES = "content/policies/information"

KINDS = (
    Kind("bulletin", Text("信息简报", "the bulletins"), Bulletin, "content/bulletins/{id}.yaml"),
    Kind(
        "product-launch",
        Text("新品上市", "the product launches"),
        ProductLaunch,
        "content/launches/{sku}.yaml",
        identity="{sku}",
    ),
    Kind(
        "information",
        Text("信息共享记录", "the shared information"),
        DealerInformation,
        "dealers/{dealer}/information/{year}.yaml",
        identity="{dealer}/{year}",
    ),
    Kind(
        "sharing-policy",
        Text("信息共享政策", "the sharing policies"),
        SharingPolicy,
        f"{_POLICIES}/sharing/{{version}}.yaml",
        identity="{id}@{version}",
    ),
    Kind(
        "briefing-policy",
        Text("新品预沟通政策", "the briefing policies"),
        BriefingPolicy,
        f"{_POLICIES}/briefing/{{version}}.yaml",
        identity="{id}@{version}",
    ),
)
