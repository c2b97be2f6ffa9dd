"""One page of each kind of the sample's site: what holds for it holds for its like, and what is heaviest stands for the rest."""

from __future__ import annotations

import posixpath
import re
from functools import cache

from tests.sample import artifacts, site_files
from toolkit.plan.artifact import PageJob

STATE = re.compile(r'<tr data-state="(\w+)".*?href="(D-[\d-]+\.html)"', re.DOTALL)
ALL_OF = ("dashboards",)
"""Folders in which every page is a kind of its own."""


@cache
def kinds() -> tuple[str, ...]:
    """Returns paths below a language's folder: the largest page of each template and folder, each dashboard, a dealer of each state."""
    files = site_files()
    largest: dict[tuple[str, str], str] = {}
    for artifact in artifacts("site"):
        if isinstance(artifact.job, PageJob) and artifact.path.startswith("site/zh/"):
            path = artifact.path.removeprefix("site/zh/")
            folder = posixpath.dirname(path)
            key = (path if folder in ALL_OF else artifact.job.template, folder)
            if key not in largest or len(files[artifact.path]) > len(files[f"site/zh/{largest[key]}"]):
                largest[key] = path
    states = {state: f"dealers/{page}" for state, page in STATE.findall(files["site/zh/dealers/index.html"].decode())}
    return tuple(sorted({*largest.values(), *states.values()}))


def pages(*locales: str) -> tuple[str, ...]:
    """Returns the paths below site/ of one page of each kind in some languages, with the two that belong to none."""
    return (*(f"{locale}/{path}" for locale in locales for path in kinds()), "index.html", "404.html")
