"""What the files say about conflicts: cases, goods found in the market, ladder, procedure, channel policy."""

from __future__ import annotations

from toolkit.kernel.text import Text
from toolkit.network.kinds import Kind
from toolkit.topics.conflict.records.case import (
    Appeal,
    Case,
    Cause,
    Conduct,
    Consequence,
    Decision,
    Loss,
    Proof,
    Settlement,
    TraceRow,
)
from toolkit.topics.conflict.records.policies import (
    ChannelPolicy,
    Condition,
    LadderPolicy,
    Natural,
    ProcedurePolicy,
    Rung,
    Share,
    Split,
)
from toolkit.topics.conflict.records.proposals import SplitProposal
from toolkit.topics.conflict.records.shipments import Sighting

__all__ = [
    "KINDS",
    "Appeal",
    "Case",
    "Cause",
    "ChannelPolicy",
    "Condition",
    "Conduct",
    "Consequence",
    "Decision",
    "LadderPolicy",
    "Loss",
    "Natural",
    "ProcedurePolicy",
    "Proof",
    "Rung",
    "Settlement",
    "Share",
    "Sighting",
    "Split",
    "SplitProposal",
    "TraceRow",
]

KINDS = (
    Kind(
        "conflict-case",
        Text("冲突案件", "the conflict cases"),
        Case,
        "dealers/{dealer}/cases/{id}.yaml",
    ),
    Kind(
        "sighting",
        Text("市场发现的货", "the goods found in the market"),
        Sighting,
        "content/shipments/{quarter}.csv",
        identity="{quarter}/{code}",
        form="csv",
    ),
    Kind(
        "ladder-policy",
        Text("处理阶梯", "the ladder of measures"),
        LadderPolicy,
        "content/policies/conflict/ladder/{version}.yaml",
        identity="{id}@{version}",
    ),
    Kind(
        "procedure-policy",
        Text("案件程序", "the case procedure"),
        ProcedurePolicy,
        "content/policies/conflict/procedure/{version}.yaml",
        identity="{id}@{version}",
    ),
    Kind(
        "channel-policy",
        Text("渠道政策", "the channel policy"),
        ChannelPolicy,
        "content/policies/conflict/channel/{version}.yaml",
        identity="{id}@{version}",
    ),
    Kind(
        "split-proposal",
        Text("利益分配方案", "the proposals of a profit split"),
        SplitProposal,
        "content/channel-splits/{id}.yaml",
    ),
)
