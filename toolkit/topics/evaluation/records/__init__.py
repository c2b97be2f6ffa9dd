"""What the files say about evaluations: a quarter's data, the policy, and the procedure of each result."""

from __future__ import annotations

from toolkit.kernel.text import Text
from toolkit.network.kinds import Kind
from toolkit.topics.evaluation.records.evaluation import EvaluationFile
from toolkit.topics.evaluation.records.policy import EvaluationPolicy
from toolkit.topics.evaluation.records.quarter import QuarterData

KINDS = (
    Kind(
        "evaluation-policy",
        Text("考核政策", "the evaluation policies"),
        EvaluationPolicy,
        "content/policies/evaluation/{id}/{version}.yaml",
        identity="{id}@{version}",
    ),
    Kind(
        "quarter",
        Text("季度数据", "the quarters"),
        QuarterData,
        "dealers/{dealer}/quarters/{quarter}.yaml",
        identity="{dealer}/{quarter}",
    ),
    Kind(
        "evaluation",
        Text("考核书", "the evaluations"),
        EvaluationFile,
        "dealers/{dealer}/evaluations/{quarter}.yaml",
        identity="{id}",
    ),
)

__all__ = ["KINDS", "EvaluationFile", "EvaluationPolicy", "QuarterData"]
