"""The group of all commands."""

from __future__ import annotations

from typing import Any

import click

from toolkit import __version__
from toolkit.cli.commands.check import check
from toolkit.cli.commands.due import due
from toolkit.cli.commands.explain import explain
from toolkit.cli.commands.freeze import freeze_contracts
from toolkit.cli.commands.history import history
from toolkit.cli.commands.outputs import COMMANDS, clean, everything, site
from toolkit.cli.commands.review import review
from toolkit.cli.commands.sample import sample
from toolkit.cli.commands.schema import schema
from toolkit.cli.commands.serve import serve
from toolkit.cli.commands.simulate import simulate_policy
from toolkit.cli.commands.upkeep import doctor, test
from toolkit.cli.commands.verify import verify
from toolkit.cli.options import global_options


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.version_option(__version__, prog_name="build")
@global_options
@click.pass_context
def main(context: click.Context, /, **values: Any) -> None:
    """经销商手册工具：检查数据，生成网站、合同和报告。

    Checks a repository of dealer records and playbooks, and builds the site, contracts and reports from it.
    """
    context.obj = values


for _command in (
    check,
    review,
    history,
    simulate_policy,
    due,
    explain,
    verify,
    site,
    *COMMANDS,
    freeze_contracts,
    everything,
    serve,
    clean,
    schema,
    sample,
    doctor,
    test,
):
    main.add_command(_command)
