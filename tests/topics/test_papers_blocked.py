"""A paper whose ground is gone is told by its own code, and the other papers are made all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from tests.sample import AS_OF, judged
from toolkit.network.record import Record
from toolkit.network.view import Views
from toolkit.plan.artifact import Artifact, BlockedJob
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.evaluation.outputs.papers import papers as evaluations
from toolkit.topics.evaluation.records import EvaluationPolicy
from toolkit.topics.incentive.outputs.statements import papers as statements
from toolkit.topics.topic import Now

Make = Callable[[Views, Now], Iterable[Artifact]]


@pytest.mark.parametrize(
    ("make", "gone", "code"), [(evaluations, EvaluationPolicy, "EVA901"), (statements, DealerProfile, "INC901")]
)
def test_a_paper_without_its_ground_is_blocked(make: Make, gone: type[Record], code: str) -> None:
    """With all there, each paper is planned; without, each is planned as missing with its code, and none is left out."""
    found, now = judged(), Now(AS_OF, lambda paths: "test")
    whole = tuple(make(Views(found.network, found.results), now))
    assert [artifact.path for artifact in whole if isinstance(artifact.job, BlockedJob)] == []
    lacking = tuple(make(Views(found.network.without(gone), found.results), now))
    assert [artifact.path for artifact in lacking] == [artifact.path for artifact in whole]
    assert {artifact.job.problem.code for artifact in lacking if isinstance(artifact.job, BlockedJob)} == {code}
