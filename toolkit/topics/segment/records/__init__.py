"""What the files say about segments: the policies, a dealer's strategy card, the yearly survey."""

from __future__ import annotations

from toolkit.kernel.text import Text
from toolkit.network.kinds import Kind
from toolkit.topics.segment.records.help import HelpPolicy, MutualHelp
from toolkit.topics.segment.records.policies import SegmentationPolicy, WarningPolicy, WarningRule
from toolkit.topics.segment.records.strategy import Observed, StrategyCard
from toolkit.topics.segment.records.survey import Survey, SurveyAnswer

__all__ = [
    "KINDS",
    "HelpPolicy",
    "MutualHelp",
    "Observed",
    "SegmentationPolicy",
    "StrategyCard",
    "Survey",
    "SurveyAnswer",
    "WarningPolicy",
    "WarningRule",
]
_POLICIES = "content/policies/segment"

KINDS = (
    Kind(
        "segmentation-policy",
        Text("分群政策", "the segmentation policy"),
        SegmentationPolicy,
        f"{_POLICIES}/segmentation/{{version}}.yaml",
        identity="{id}@{version}",
    ),
    Kind(
        "warning-policy",
        Text("预警政策", "the early warning policy"),
        WarningPolicy,
        f"{_POLICIES}/warning/{{version}}.yaml",
        identity="{id}@{version}",
    ),
    Kind(
        "strategy",
        Text("策略卡", "the strategy cards"),
        StrategyCard,
        "dealers/{dealer}/strategy.yaml",
        identity="{dealer}",
    ),
    Kind(
        "help-policy",
        Text("互助政策", "the policy of mutual help"),
        HelpPolicy,
        f"{_POLICIES}/mutual-help/{{version}}.yaml",
        identity="{id}@{version}",
    ),
    Kind("mutual-help", Text("互助", "help between dealers"), MutualHelp, "content/mutual-help/{id}.yaml"),
    Kind("survey", Text("满意度调查", "the surveys"), Survey, "content/surveys/{year}.yaml", identity="{year}"),
)
