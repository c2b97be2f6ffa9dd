"""Network reports planned from a few files or from the sample, for the tests of what they say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tests.topics.builders import dealer
from tests.topics.evaluation_files import TODAY, quarter, terms
from tests.topics.paper_files import NOW, files, views_of
from toolkit.plan.artifact import Artifact, PdfJob
from toolkit.plan.sheets import Sheet, WorkbookJob
from toolkit.site.reports import reports

MANY = 400


def planned(texts: Mapping[str, str], as_of: date = TODAY) -> dict[str, Artifact]:
    """Returns the reports of a few files, by path."""
    return {artifact.path: artifact for artifact in reports(views_of(texts, as_of), NOW, texts)}


def many_files() -> dict[str, str]:
    """Returns a network of 400 dealers, each with a contract and a quarter; every one bought another amount."""
    found = files()
    for n in range(2, MANY + 1):
        found.update(dealer(f"short_name: 经销商{n:03d}", n))
        found.update(terms(number=n))
        found.update(quarter(number=n))
    return found


def sheet_of(artifact: Artifact, name: str) -> Sheet:
    """Returns a sheet of a workbook by its Chinese name."""
    assert isinstance(artifact.job, WorkbookJob)
    return next(sheet for sheet in artifact.job.sheets if sheet.name.zh == name)


def pages_of(artifact: Artifact) -> list[str]:
    """Returns the headings of a paper's pages, in Chinese."""
    assert isinstance(artifact.job, PdfJob)
    pages = artifact.job.parts[0].context["pages"]
    assert isinstance(pages, list)
    return [page.heading.zh for page in pages]
