"""The group of all commands."""

from __future__ import annotations

import gc
from typing import Any

import click

from toolkit import __version__
from toolkit.cli.commands.check import check
from toolkit.cli.commands.due import due
from toolkit.cli.commands.explain import explain
from toolkit.cli.commands.export import export
from toolkit.cli.commands.forge import forge
from toolkit.cli.commands.freeze import freeze_contracts
from toolkit.cli.commands.history import history
from toolkit.cli.commands.import_ import import_records
from toolkit.cli.commands.init import init
from toolkit.cli.commands.new import new
from toolkit.cli.commands.outputs import COMMANDS, clean, everything, site
from toolkit.cli.commands.redline import redline_command
from toolkit.cli.commands.renew import renew
from toolkit.cli.commands.review import review
from toolkit.cli.commands.sample import sample
from toolkit.cli.commands.schema import schema
from toolkit.cli.commands.serve import serve
from toolkit.cli.commands.set import set_fields
from toolkit.cli.commands.simulate import simulate_policy
from toolkit.cli.commands.upgrade import upgrade
from toolkit.cli.commands.upkeep import doctor, test
from toolkit.cli.commands.verify import verify
from toolkit.cli.options import global_options

NEW_OBJECTS = 50_000
"""A run makes millions of values and hardly a circle of them: looking for circles after every 700 took a fifth of its time."""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.version_option(__version__, prog_name="build")
@global_options
@click.pass_context
def main(context: click.Context, /, **values: Any) -> None:
    """经销商手册工具：检查数据，生成网站、合同和报告。

    Checks a repository of dealer records and playbooks, and builds the site, contracts and reports from it.
    """
    gc.set_threshold(NEW_OBJECTS, 20, 100)
    context.obj = values


for _command in (
    check,
    review,
    history,
    simulate_policy,
    due,
    renew,
    explain,
    verify,
    site,
    *COMMANDS,
    redline_command,
    new,
    set_fields,
    import_records,
    export,
    freeze_contracts,
    everything,
    serve,
    clean,
    init,
    upgrade,
    forge,
    schema,
    sample,
    doctor,
    test,
):
    main.add_command(_command)
