"""The yearly survey."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.segment.records import Survey
from toolkit.topics.segment.records.vocabularies import THEMES
from toolkit.topics.segment.rules.loyalty import share
from toolkit.topics.topic import Check

HIGHEST = 10
LEAST_RESPONSE = Decimal("0.60")

OUT_OF_RANGE = ProblemKind("SEG141", "error", Text("{given} 不在 0 到 10 之间", "{given} is not between 0 and 10"))
NOT_INVITED = ProblemKind("SEG142", "error", Text("{dealer} 不在受邀名单里", "{dealer} is not among those invited"))
OUTSIDE = ProblemKind(
    "SEG143",
    "error",
    Text("{day} 不在 {first} 至 {last} 之间", "{day} is not between {first} and {last}"),
)
FEW = ProblemKind(
    "SEG144",
    "info",
    Text("回收 {answered} 份，发出 {invited} 份，不足六成", "{answered} of {invited} answered, less than 60 %"),
    Text("先请没有答的人说原因，再用结果", "ask those who did not answer why, before using the result"),
)


def answers(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Answers are of 0 to 10, from dealers that were invited, given while the survey was open (reference H.6).

    中文：满意度回答在 0 到 10 之间，来自受邀的经销商，在调查期间作答。
    """
    for survey in network.all(Survey):
        if survey.opened.year != survey.year or survey.closed < survey.opened:
            first, last = date(survey.year, 1, 1), survey.closed
            yield told(network, OUTSIDE, survey, "opened", day=survey.opened, first=first, last=last)
        for n, row in enumerate(survey.answers):
            path = ("answers", n)
            if not 0 <= row.overall <= HIGHEST:
                yield told(network, OUT_OF_RANGE, survey, *path, "overall", given=row.overall)
            for theme in THEMES:
                given = getattr(row.themes, theme)
                if not 0 <= given <= HIGHEST:
                    yield told(network, OUT_OF_RANGE, survey, *path, "themes", theme, given=given)
            if row.dealer not in survey.invited:
                yield told(network, NOT_INVITED, survey, *path, "dealer", dealer=row.dealer)
            if not survey.opened <= row.date <= survey.closed:
                first, last = survey.opened, survey.closed
                yield told(network, OUTSIDE, survey, *path, "date", day=row.date, first=first, last=last)


def response(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """At least 60 % of those invited answer; below that the result speaks for too few (reference H.6).

    中文：受邀的至少六成作答，不足的代表不了大家。先请没有答的人说原因，再用结果。
    """
    for survey in network.all(Survey):
        part = share(len(survey.answers), len(survey.invited))
        if survey.closed < as_of and part is not None and part < LEAST_RESPONSE:
            given, asked = len(survey.answers), len(survey.invited)
            yield told(network, FEW, survey, "answers", answered=given, invited=asked)


CHECKS: tuple[Check, ...] = (Check((OUT_OF_RANGE, NOT_INVITED, OUTSIDE), answers), Check((FEW,), response))
