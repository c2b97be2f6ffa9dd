"""The group of all commands."""

from __future__ import annotations

import gc
from typing import Any

import click

from toolkit import __version__
from toolkit.cli.offered import Commands, Group
from toolkit.cli.options import global_options

NEW_OBJECTS = 50_000
"""A run makes millions of values and hardly a circle of them: looking for circles after every 700 took a fifth of its time."""


@click.group(
    cls=Group,
    commands=Commands(),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
)
@click.version_option(__version__, prog_name="build")
@global_options
@click.pass_context
def main(context: click.Context, /, **values: Any) -> None:
    """经销商手册工具：检查数据，生成网站、合同和报告。

    Checks a repository of dealer records and playbooks, and builds the site, contracts and reports from it.
    """
    gc.set_threshold(NEW_OBJECTS, 20, 100)
    context.obj = values
