"""What the files say about candidates: their screening, the visits, and the policies of gates, scorecard and pipeline."""

from __future__ import annotations

from toolkit.kernel.text import Text
from toolkit.network.kinds import Kind
from toolkit.topics.screening.records.policy import GatesPolicy, PipelinePolicy, ScorecardPolicy
from toolkit.topics.screening.records.screening import Screening
from toolkit.topics.screening.records.visit import Visit

KINDS = (
    Kind(
        "screening",
        Text("筛选记录", "the screenings"),
        Screening,
        "dealers/{dealer}/screening.yaml",
        identity="{dealer}",
    ),
    Kind("visit", Text("考察记录", "the visits"), Visit, "dealers/{dealer}/visits/{id}.yaml"),
    Kind(
        "gates-policy",
        Text("门槛政策", "the gate policies"),
        GatesPolicy,
        "content/policies/screening/gates/{version}.yaml",
        identity="{id}@{version}",
    ),
    Kind(
        "scorecard-policy",
        Text("评分卡政策", "the scorecard policies"),
        ScorecardPolicy,
        "content/policies/screening/scorecard/{version}.yaml",
        identity="{id}@{version}",
    ),
    Kind(
        "pipeline-policy",
        Text("招商进度政策", "the pipeline policies"),
        PipelinePolicy,
        "content/policies/screening/pipeline/{version}.yaml",
        identity="{id}@{version}",
    ),
)

__all__ = ["KINDS", "GatesPolicy", "PipelinePolicy", "Screening", "ScorecardPolicy", "Visit"]
