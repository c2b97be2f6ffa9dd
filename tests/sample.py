"""The sample workspace, read and judged once for all tests that look at the whole of it."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from toolkit import pipeline
from toolkit.pipeline import Judged
from toolkit.plan.artifact import Artifact
from toolkit.render.html import Finisher
from toolkit.sources.tree import WorkingTree

ROOT = Path(__file__).resolve().parent.parent
AS_OF = date(2026, 10, 20)


@cache
def judged() -> Judged:
    """Returns the sample on its own as-of date."""
    network, problems = pipeline.read(WorkingTree(ROOT))
    return pipeline.judge(network, problems, pipeline.day_of(network, None))


@cache
def artifacts(section: str) -> tuple[Artifact, ...]:
    """Returns what a build of one section plans."""
    templates = pipeline.templates_of(WorkingTree(ROOT))
    planned, collided = pipeline.make(judged(), (section,), "test", lambda name: templates.text(name).encode())
    assert collided == ()
    return planned


@cache
def site_files() -> dict[str, bytes]:
    """Returns the finished site: output path → bytes."""
    finisher = Finisher(pipeline.templates_of(WorkingTree(ROOT)))
    finished = {artifact.path: finisher.finish(artifact.job) for artifact in artifacts("site")}
    return {path: data for path, data in finished.items() if isinstance(data, bytes)}
