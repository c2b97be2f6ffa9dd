"""A run of a command on one workspace: find it, read it, judge it, say so; and turn every way to fail into its exit code."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import NoReturn

import click

from toolkit import pipeline
from toolkit.cli import exits, show
from toolkit.cli.options import Settings
from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.pipeline import Judged
from toolkit.publish.interrupt import Interrupted, interruptible
from toolkit.publish.problems import EngineMissing, Locked, OutputProblem, PublishStopped
from toolkit.render.paper import PaperError
from toolkit.review.history_pages import teller
from toolkit.sources.git import Head, head
from toolkit.sources.history import History, history
from toolkit.sources.tree import SourceChanged, WorkingTree
from toolkit.topics.catalogue import KINDS

MARK = "content/workspace.yaml"
CHANGED = ProblemKind(
    "RUN001",
    "error",
    Text("{path} 在运行期间被改动，结果没有发布", "{path} changed during the run; nothing was published"),
    Text("改完后再运行一次", "run again when the editing is done"),
    manual="Results are made from one state of the files. What was saved while they were being read might "
    "fit together badly."
    "中文：结果要出自文件的同一个状态。读取期间存盘的内容可能与其余的对不上。",
)

_STOPPED = {OutputProblem: exits.OUTPUT, Locked: exits.LOCKED, EngineMissing: exits.INTERNAL}


class Session:
    """An opened workspace."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.root = _root(settings)
        self.tree = WorkingTree(self.root)

    @property
    def cache(self) -> Path:
        """Returns the folder in which what may be made again is kept."""
        return (self.settings.out or self.root / "out") / ".cache"

    def say(self, zh: str, en: str) -> None:
        """Prints a line about the run to stderr, so that what a command is asked for stays alone on stdout."""
        click.echo(Text(zh, en).within(self.settings.lang), err=True)

    def judged(self) -> Judged:
        """Returns the workspace read and judged, and says on which day."""
        network, problems = pipeline.read(self.tree)
        as_of = pipeline.day_of(network, self.settings.as_of)
        judged = pipeline.judge(network, problems, as_of)
        count = len(network.ids("dealer"))
        self.say(f"基准日 {as_of}，{count} 家经销商，{self.root}", f"as of {as_of}, {count} dealers, {self.root}")
        return judged

    def source(self) -> tuple[str, str]:
        """Returns what the page about the build says was read, and the commit for the manifest."""
        where = self._where
        if not where.commit:
            return Text("工作目录（不在 git 中）", "working folder, not in git").within(self.settings.lang), ""
        state = "+" if where.dirty else ""
        return f"{where.commit[:12]}{state}", where.commit + state

    def history(self) -> History:
        """Returns what git knows of the last change of each file."""
        return history(self.root, ("content", "dealers"), self._where.unsaved, teller(self.root, KINDS))

    def unsaved(self) -> tuple[str, ...]:
        """Returns the paths below the workspace that differ from their commit; none outside git."""
        return self._where.unsaved

    @cached_property
    def _where(self) -> Head:
        return head(self.root)

    def changed(self) -> tuple[Problem, ...]:
        """Returns a problem for each file that is no longer as it was read."""
        return tuple(CHANGED.at(Origin(path), path=path) for path in self.tree.changed())

    def tell(self, problems: tuple[Problem, ...]) -> None:
        """Prints problems and their counts to stderr."""
        for line in show.as_text(problems, self.settings.lang):
            click.echo(line, err=True)
        if problems:
            click.echo(show.summary(problems, self.settings.lang), err=True)


def _root(settings: Settings) -> Path:
    if settings.root is not None:
        if (settings.root / MARK).is_file():
            return settings.root.resolve()
        _no_workspace(settings, settings.root)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / MARK).is_file():
            return folder
    _no_workspace(settings, here)


def _no_workspace(settings: Settings, folder: Path) -> NoReturn:
    words = Text(
        f"{folder} 不是工作区：找不到 {MARK}\n提示：到工作区目录里运行，或用 --root 指定",
        f"{folder} is no workspace: it has no {MARK}\nhint: run inside a workspace, or name one with --root",
    )
    click.echo(words.within(settings.lang), err=True)
    raise SystemExit(exits.NO_WORKSPACE)


@contextmanager
def guarded(settings: Settings) -> Iterator[None]:
    """Runs a command's body; every way to end early becomes a message and an exit code, never a traceback for the user."""
    try:
        with interruptible():
            yield
    except Interrupted as error:
        raise SystemExit(error.exit_code) from None
    except PublishStopped as error:
        _end(settings, error.problems, _STOPPED[type(error)])
    except PaperError as error:
        _end(settings, error.problems, exits.PROBLEMS)
    except SourceChanged as error:
        _end(settings, (CHANGED.at(Origin(error.path), path=error.path),), exits.PROBLEMS)
    except BrokenPipeError:
        # Whoever read our output has stopped: there is nobody left to tell.
        sys.stderr.close()
        raise SystemExit(exits.OK) from None
    except (SystemExit, click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except Exception as error:  # noqa: BLE001  # the last door: what nobody foresaw becomes exit code 3
        if settings.verbose:
            traceback.print_exc()
        words = Text(
            f"内部错误：{type(error).__name__}: {error}（加 -v 看详情）",
            f"internal error: {type(error).__name__}: {error} (more with -v)",
        )
        click.echo(words.within(settings.lang), err=True)
        raise SystemExit(exits.INTERNAL) from None


def _end(settings: Settings, problems: tuple[Problem, ...], code: int) -> NoReturn:
    for line in show.as_text(problems, settings.lang):
        click.echo(line, err=True)
    raise SystemExit(code)


Body = Callable[[Session], int]


def run(settings: Settings, body: Body) -> NoReturn:
    """Opens the workspace, runs `body`, and leaves with the exit code that it returns."""
    with guarded(settings):
        code = body(Session(settings))
    raise SystemExit(code)
