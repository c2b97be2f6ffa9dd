"""`sample`: an invented network of any size, as a workspace of its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from toolkit import pipeline
from toolkit.cli import exits
from toolkit.cli.options import Settings, takes_settings
from toolkit.cli.session import Session, run
from toolkit.edit.yaml_file import yaml_file
from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem
from toolkit.publish.problems import OutputProblem
from toolkit.sample.ground import NOT_EMPTY, NOT_MADE, TOO_MANY, Ground, ground, taken
from toolkit.sample.network import Made, most, network, page


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--dealers", type=click.IntRange(min=1), required=True, help="经销商家数 · how many dealers")
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=1,
    help="种子：同样的数给同样的网络 · the same number, the same network",
)
@takes_settings
def sample(settings: Settings, folder: Path, dealers: int, seed: int) -> None:
    """造一个任意大小的虚构网络，写成新的工作区 · invent a network of any size, as a new workspace."""

    def body(session: Session) -> int:
        read, problems = pipeline.read(session.tree)
        stands_on = ground(read, pipeline.day_of(read, settings.as_of))
        refused = _refused(stands_on, dealers)
        if isinstance(stands_on, Problem) or refused is not None:
            session.tell((stands_on,) if isinstance(stands_on, Problem) else (*problems, refused))  # type: ignore[arg-type]
            return exits.PROBLEMS
        kept = sorted({entry.document.path for entry in read.entries() if taken(read, entry.kind.name)})
        with _new_folder(folder) as stage:
            for path in kept:
                data = session.tree.read(path)
                _write(
                    stage / path,
                    page(data.decode(), stands_on, dealers, seed).encode() if path.endswith(".md") else data,
                )
            for made in network(stands_on, dealers, seed):
                _write(stage / made.path, _text(made).encode())
        session.say(f"{dealers} 家经销商，种子 {seed}", f"{dealers} dealers, seed {seed}")
        click.echo(str(folder))
        return exits.OK

    run(settings, body)


def _refused(stands_on: Ground | Problem, dealers: int) -> Problem | None:
    if isinstance(stands_on, Ground) and dealers > most(stands_on):
        return TOO_MANY.at(Origin("content/divisions"), most=most(stands_on))
    return None


def _text(made: Made) -> str:
    return made.content if isinstance(made.content, str) else yaml_file(made.content, "虚构的样例 · invented")


@contextmanager
def _new_folder(folder: Path) -> Iterator[Path]:
    """Gives a folder beside the wanted one, which takes its name when all is written; otherwise nothing is left.

    Raises OutputProblem where the wanted one holds something, or the machine refuses.
    """
    target = folder.absolute()
    stage = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        if os.path.lexists(target) and (not target.is_dir() or target.is_symlink() or any(target.iterdir())):
            raise OutputProblem(NOT_EMPTY.at(Origin(str(folder)), folder=folder))
        target.parent.mkdir(parents=True, exist_ok=True)
        stage.mkdir()
        yield stage
        stage.rename(target)  # onto an empty folder or none: anything else that came meanwhile refuses it
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OutputProblem(NOT_MADE.at(Origin(str(folder)), folder=folder, reason=reason)) from None
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
