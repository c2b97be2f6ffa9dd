"""Options that every command takes, before or after its name."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from toolkit.kernel.text import Locale

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Settings:
    """What the global options say."""

    root: Path | None = None
    out: Path | None = None
    as_of: date | None = None
    jobs: int | None = None
    keep_going: bool = False
    wait: bool = False
    lang: Locale = "zh"
    strict: bool = False
    verbose: bool = False


class _Day(click.ParamType[date]):
    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        # The types of fields are loaded for a command that is given a day, not for the help.
        from toolkit.network.fields import FIRST_DAY, LAST_DAY

        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = None
        if day is None or day.isoformat() != value or not FIRST_DAY <= day <= LAST_DAY:
            self.fail(f"{value!r}: YYYY-MM-DD, {FIRST_DAY.year}-{LAST_DAY.year}", param, ctx)
        return day


_GLOBAL: tuple[Callable[[Any], Any], ...] = (
    click.option("--root", type=click.Path(path_type=Path), help="工作区目录 · the workspace's folder"),
    click.option(
        "--out", type=click.Path(path_type=Path), help="输出目录，默认 out/ · the output folder, out/ by default"
    ),
    click.option("--as-of", type=_Day(), help="基准日 · the day to look from, YYYY-MM-DD"),
    click.option("--jobs", type=click.IntRange(1, 256), help="并行进程数 · worker processes"),
    click.option("--keep-going", is_flag=True, default=None, help="有文件失败也发布其余 · publish what could be made"),
    click.option("--wait", is_flag=True, default=None, help="等另一次运行结束 · wait for another run to end"),
    click.option("--lang", type=click.Choice(["zh", "en"]), help="消息语言 · language of messages"),
    click.option("--strict", is_flag=True, default=None, help="提醒也算失败 · warnings fail too"),
    click.option("-v", "--verbose", is_flag=True, default=None, help="多说一些 · say more"),
)
NAMES = ("root", "out", "as_of", "jobs", "keep_going", "wait", "lang", "strict", "verbose")


def global_options(command: F) -> F:
    """Adds the global options to a command; what is given after its name stands over what was given before."""
    for option in reversed(_GLOBAL):
        command = option(command)
    return command


def takes_settings(function: Callable[..., Any]) -> Callable[..., Any]:
    """Gathers the global options of group and command into one Settings, the function's first argument."""

    @global_options
    @click.pass_context
    @functools.wraps(function)
    def gathered(context: click.Context, /, **values: Any) -> Any:
        before = context.obj if isinstance(context.obj, dict) else {}
        given = {name: values.pop(name) for name in NAMES}
        chosen = {
            name: value
            for name, value in {**before, **{k: v for k, v in given.items() if v is not None}}.items()
            if value is not None
        }
        return function(Settings(**chosen), **values)

    return gathered
