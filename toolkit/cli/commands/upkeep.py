"""`doctor` and `test`."""

from __future__ import annotations

import importlib.metadata
import os
import sys

import click

import build as setup  # knows the native libraries; nothing else does
from toolkit import __version__
from toolkit.cli import exits
from toolkit.cli.options import Settings, takes_settings
from toolkit.kernel.text import Text
from toolkit.pipeline import SHIPPED


@click.command()
@takes_settings
def doctor(settings: Settings) -> None:
    """这台机器缺什么 · what this machine lacks."""
    click.echo(f"toolkit {__version__} · Python {sys.version.split()[0]}")
    for package in ("weasyprint", "pydantic", "jinja2", "Markdown", "PyYAML", "pylopdf-fonts-zh-cn"):
        click.echo(f"  {package} {importlib.metadata.version(package)}")
    lacking = [native for native in setup.NATIVE if not native.present()]
    for native in setup.NATIVE:
        state = Text("缺", "missing") if native in lacking else Text("有", "present")
        click.echo(f"  {native.name}: {state.within(settings.lang)}")
    if lacking:
        click.echo(Text("安装：", "install: ").within(settings.lang) + setup.install_line(lacking))
    raise SystemExit(exits.INTERNAL if lacking else exits.OK)


@click.command(context_settings={"ignore_unknown_options": True})
@click.option("--slow", is_flag=True, help="连同慢的测试 · the slow tests too")
@click.argument("rest", nargs=-1, type=click.UNPROCESSED)
@takes_settings
def test(settings: Settings, slow: bool, rest: tuple[str, ...]) -> None:
    """运行格式、类型、楼层与全部测试 · run lint, types, floors and all tests."""
    os.chdir(SHIPPED)
    chosen = ["-m", ""] if slow else []
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *chosen, *rest])
