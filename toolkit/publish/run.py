"""A whole publication on one screen: look at the ground, lock, recover, compare, make, confirm, put in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from toolkit.kernel.problem import Problem
from toolkit.plan.artifact import Artifact
from toolkit.publish.cache import Cache
from toolkit.publish.commit import Commit, Verdict, complete_partial, states, verdict
from toolkit.publish.crew import Crew, ExecutorCrew
from toolkit.publish.grounds import open_out
from toolkit.publish.live import Standing, standing
from toolkit.publish.lock import locked
from toolkit.publish.making import Made, Making, Renderer, refused_paths
from toolkit.publish.manifest import Section, load_sections
from toolkit.publish.paths import check_path
from toolkit.publish.problems import OutputProblem, write_failed
from toolkit.publish.recovery import recover
from toolkit.publish.report import Done, Failure, Options, Report
from toolkit.publish.stage import Stage
from toolkit.publish.workers import Workers

__all__ = ["Done", "Failure", "Options", "Renderer", "Report", "publish"]

CACHE_NAME = ".cache"
DEFAULT = Options()


def publish(artifacts: Sequence[Artifact], renderer: Renderer, out: Path, options: Options = DEFAULT) -> Report:
    """Returns what was built, reused and failed, after putting every section without failures in place under `out`.

    Raises, with the last output intact: OutputProblem (unfit folder, files of others, disk; exit 4), Locked (exit 11),
    EngineMissing (exit 3). Wrapped in `interrupt.interruptible`, a signal raises Interrupted (exit 130 or 143) with
    workers and stage gone.
    """
    out = open_out(out, options.root, options.sources)
    with locked(out, wait=options.wait):
        warnings = recover(out)
        before = {name: section for name, section in load_sections(out).items() if (out / name).exists()}
        refused = refused_paths(artifacts)
        sections = {artifact.section for ticket, artifact in enumerate(artifacts) if ticket not in refused}
        standings = _standings(out, before, {*sections, *options.sections})
        cache = Cache(options.cache or out / CACHE_NAME)
        with Stage(out) as stage:
            with closing(_crew(options)) as crew:
                made = Making(artifacts, refused, standings, renderer, (stage, cache, crew), options).run()
            if options.partial:
                warnings += _complete(made, standings)
            withheld = options.confirm() if options.confirm is not None else ()
            verdicts = _verdicts(made, standings, options, withheld)
            report = _report(made, verdicts, (*warnings, *cache.warnings, *crew.warnings), withheld)
            commit = Commit(out, stage, verdicts)
            commit.assemble(made.drafts)
            commit.carry_out(before, report, options.stamp)
            _tidy(out, made, verdicts, cache)
            left = stage.remove()
    return replace(report, warnings=(*report.warnings, *left))


def _standings(out: Path, before: Mapping[str, Section], names: set[str]) -> dict[str, Standing]:
    """What stands in each section of the run. Raises OutputProblem for files that are not ours, all of them at once."""
    for name in names:
        check_path(f"{name}/index.html")
    try:
        found = {name: standing(out, before.get(name, Section(name))) for name in sorted(names)}
    except OSError as error:
        raise write_failed(error.filename or out, error) from error
    if problems := [problem for each in found.values() for problem in each.problems]:
        raise OutputProblem(*problems)
    return found


def _crew(options: Options) -> Crew:
    if options.executor is not None:
        return ExecutorCrew(options.executor, options.workers, options.engine, options.timeout)
    return Workers(options.workers, options.engine, options.timeout, options.retire_after)


def _complete(made: Made, standings: Mapping[str, Standing]) -> tuple[Problem, ...]:
    return tuple(problem for name, draft in made.drafts.items() for problem in complete_partial(draft, standings[name]))


def _verdicts(
    made: Made, standings: Mapping[str, Standing], options: Options, withheld: tuple[Problem, ...]
) -> dict[str, Verdict]:
    if withheld:
        return {name: Verdict("kept", standings[name].section) for name in made.drafts}
    return {name: verdict(draft, standings[name], options) for name, draft in made.drafts.items()}


def _report(
    made: Made, verdicts: Mapping[str, Verdict], warnings: tuple[Problem, ...], withheld: tuple[Problem, ...]
) -> Report:
    done = [outcome for outcome in made.outcomes if isinstance(outcome, Done)]
    return Report(
        built=tuple(each for each in done if each.why not in ("same", "cache")),
        reused=tuple(each for each in done if each.why in ("same", "cache")),
        failed=tuple(outcome for outcome in made.outcomes if isinstance(outcome, Failure)),
        sections=states(verdicts),
        warnings=warnings,
        withheld=withheld,
    )


def _tidy(out: Path, made: Made, verdicts: Mapping[str, Verdict], cache: Cache) -> None:
    """Tells the cache which papers this output still needs, so that it can drop what nobody does.

    A section that was kept for one failure needs the others of this run too: the next one will ask for them.
    """
    for name, each in verdicts.items():
        entries = (*each.section.entries.values(), *made.drafts[name].entries.values())
        cache.retain(f"{out}\0{name}", (entry.key for entry in entries if entry.key))
    cache.sweep()
