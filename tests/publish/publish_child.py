"""A whole process that publishes, as the command line does, so that tests can kill it, stop it, and starve it of disk."""

from __future__ import annotations

import argparse
import os
import resource
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.publish.publish_bench import Bench, options, page, paper
from toolkit.plan.artifact import Artifact
from toolkit.publish import commit, recovery, run, stage, swap
from toolkit.publish.interrupt import Interrupted, interruptible
from toolkit.publish.problems import EngineMissing, Locked, OutputProblem
from toolkit.publish.run import publish


def plan(variant: str, pages: int, papers: int, title: str = "") -> list[Artifact]:
    """Returns two sections of outputs, some of which are the same in every variant, one in four absent from it."""
    made = [page(f"site/{n % 3}/{n}.html", f"{n} {variant if n % 2 else ''}" * 200) for n in range(pages)]
    made += [paper(f"papers/{n}.pdf", f"{title} {n} {variant}".strip()) for n in range(papers)]
    return [artifact for n, artifact in enumerate(made) if n % 4 or variant == "old"]


def die_after(owner: Any, name: str) -> None:
    """Has the process killed, as by kill -9 or a power failure, right after the first call of a function."""
    die(owner, name, lambda call: call())


def die_before(owner: Any, name: str) -> None:
    """Has the process killed instead of the first call of a function."""
    die(owner, name, lambda call: None)


def die(owner: Any, name: str, first: Callable[[Callable[[], object]], object]) -> None:
    original = getattr(owner, name)

    def dying(*given: Any, **named: Any) -> None:
        first(lambda: original(*given, **named))
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(owner, name, dying)


def die_between_renames() -> None:
    """Has the process killed when the old section has stepped aside and the new one is not yet in its place."""
    swap.exchange = lambda first, second: False
    rename = os.rename

    def renaming(source: Any, target: Any) -> None:
        rename(source, target)
        if Path(target).parent.name == stage.ASIDE:
            os.kill(os.getpid(), signal.SIGKILL)

    os.rename = renaming  # type: ignore[assignment]


POINTS: dict[str, Callable[[], None]] = {
    "recovered": lambda: die_after(run, "recover"),
    "recovering": lambda: die_before(recovery, "stage_removed"),
    "first file staged": lambda: die_after(stage.Stage, "add"),
    "first file kept": lambda: die_after(stage.Stage, "keep"),
    "staged": lambda: die_after(stage.Stage, "sync"),
    "first announced": lambda: die_after(commit, "announce"),
    "prepared": lambda: die_before(commit, "put_in_place"),
    "between renames": die_between_renames,
    "first swapped": lambda: die_after(commit, "put_in_place"),
    "first settled": lambda: die_after(commit.Commit, "_swap"),
    "sections settled": lambda: die_before(commit, "settle"),
    "first manifest settled": lambda: die_after(commit, "settle"),
    "carried out": lambda: die_after(commit.Commit, "carry_out"),
    "tidied": lambda: die_before(stage.Stage, "remove"),
}


def main(arguments: Sequence[str]) -> int:
    """Returns the exit code that the command line would give."""
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("variant")
    parser.add_argument("--pages", type=int, default=24)
    parser.add_argument("--papers", type=int, default=6)
    parser.add_argument("--title", default="")
    parser.add_argument("--die", choices=POINTS)
    parser.add_argument("--wait", action="store_true")
    parser.add_argument("--largest", type=int)
    given = parser.parse_args(arguments)
    if given.die:
        POINTS[given.die]()
    if given.largest:
        resource.setrlimit(resource.RLIMIT_FSIZE, (given.largest, given.largest))
    try:
        with interruptible():
            print("ready", flush=True)  # noqa: T201
            artifacts = plan(given.variant, given.pages, given.papers, given.title)
            report = publish(artifacts, Bench(), given.out, options(wait=given.wait))
    except Interrupted as error:
        return error.exit_code
    except (OutputProblem, Locked, EngineMissing) as error:
        print(error.problem.line("zh"), file=sys.stderr)  # noqa: T201
        return 4 if isinstance(error, OutputProblem) else 11 if isinstance(error, Locked) else 3
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
