"""The commands on offer, each with what it does in a line: told without loading any, since one alone may load the whole house."""

from __future__ import annotations

import gc
from collections.abc import Iterator, MutableMapping
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

import click


class Offer(NamedTuple):
    """Where a command is: its module below `commands`, and its name there or that of the tuple that holds it; and its line of help."""

    module: str
    attribute: str
    words: str


OFFERS: dict[str, Offer] = {
    "all": Offer("outputs", "everything", "生成全部 · build everything."),
    "brief": Offer(
        "outputs", "COMMANDS", "生成上月的经销商数据简报 · the data brief of the last month for each dealer."
    ),
    "check": Offer("check", "check", "找出工作区里的所有问题 · find every problem of the workspace."),
    "clean": Offer("outputs", "clean", "删除输出目录 · remove the output folder."),
    "contract": Offer(
        "outputs",
        "COMMANDS",
        "生成合同 PDF 和谈判纪要；不写编号则为所有有条款的经销商 · contract PDFs and minutes of negotiations, of all dealers that have terms when none is named.",
    ),
    "doctor": Offer("upkeep", "doctor", "这台机器缺什么 · what this machine lacks."),
    "due": Offer(
        "due",
        "due",
        "本周到期的事：按人、按经销商；可导出日历 · what is due this week, by person and dealer; also as a calendar file.",
    ),
    "evaluation": Offer(
        "outputs",
        "COMMANDS",
        "生成季度考核报告 · quarterly evaluations, of all quarters and dealers when none is named.",
    ),
    "explain": Offer(
        "explain",
        "explain",
        "说明一条检查、一个数、一版政策或条款、一份输出 · tell of a check, a figure, a policy, a clause, an output.",
    ),
    "export": Offer(
        "export",
        "export",
        "把记录导出为 Excel，改好后用 import 导回 · records as a workbook, to be edited there and imported again.",
    ),
    "forge": Offer(
        "forge",
        "forge",
        "写出代码平台的流水线：检查、评审、评论、生成、发布 · write a forge's workflows: check, review, comment, build, publish.",
    ),
    "freeze": Offer(
        "freeze",
        "freeze_contracts",
        "冻结已签合同的文本，此后只按它打印 · keep the text of signed contracts: their papers are printed from it ever after.",
    ),
    "history": Offer(
        "history",
        "history",
        "一家经销商的变更：谁、何时、改了什么字段、谁批准，取自 git · who changed what of a dealer, when, approved by whom, from git.",
    ),
    "import": Offer(
        "import_",
        "import_records",
        "从 Excel 或 CSV 导入任何种类的记录；有一处错就什么都不写 · records of any kind from Excel or CSV; nothing is written if anything is wrong.",
    ),
    "init": Offer(
        "init",
        "init",
        "建立自己的工作区：初始政策和条款，没有经销商 · begin a workspace: starter policies and clauses, no dealers.",
    ),
    "meeting": Offer(
        "outputs", "COMMANDS", "生成季度回顾资料和经销商大会资料 · packs for quarterly reviews and dealer conferences."
    ),
    "new": Offer(
        "new",
        "new",
        "新建一条记录：编号、路径自动，每个字段带说明；在终端里逐项询问，列表问到回车为止 · begin a record; on a terminal it asks field by field, and lists until an empty answer.",
    ),
    "onboarding": Offer(
        "outputs", "COMMANDS", "生成赋能启动包：目录和压缩包 · onboarding kits, a folder and a zip for each dealer."
    ),
    "plan": Offer(
        "outputs",
        "COMMANDS",
        "生成改进计划（供双方）和策略卡（仅供我方） · improvement plans for both sides, strategy cards for us.",
    ),
    "redline": Offer(
        "redline",
        "redline_command",
        "两份合同文本的修订对照，PDF 和 Word · what differs between two texts of a contract, as PDF and Word.",
    ),
    "renew": Offer(
        "renew",
        "renew",
        "期间内到期合同的续签草案，如 2026Q4 · drafts of the next contract for those that end within a period.",
    ),
    "report": Offer("outputs", "COMMANDS", "生成网络报告 · network reports."),
    "review": Offer(
        "review",
        "review",
        "改动会带来什么，要谁批准；不写 HEAD 即工作目录 · what a change causes and who must approve it; HEAD is the working folder.",
    ),
    "sample": Offer(
        "sample",
        "sample",
        "造一个任意大小的虚构网络，写成新的工作区 · invent a network of any size, as a new workspace.",
    ),
    "schema": Offer("schema", "schema", "记录的 JSON Schema · JSON Schema of the records."),
    "screening": Offer(
        "outputs",
        "COMMANDS",
        "生成筛选报告、考察表、差异报告和候选人比较 · screening reports, visit forms, difference reports, comparisons.",
    ),
    "serve": Offer(
        "serve",
        "serve",
        "本机预览：保存后页面自动更新，Ctrl-C 结束 · a local preview that follows what you save; Ctrl-C ends it.",
    ),
    "set": Offer(
        "set",
        "set_fields",
        "改一条记录的字段，注释和顺序不变；值留空就删掉 · change fields of a record; comments and order stay, no value takes a field away.",
    ),
    "simulate": Offer(
        "simulate",
        "simulate_policy",
        "改过的政策用在过去的季度：谁变动、多付多少 · a changed policy on past quarters: who moves, what it costs.",
    ),
    "site": Offer("outputs", "site", "生成手册网站 · build the handbook site."),
    "test": Offer("upkeep", "test", "运行格式、类型、楼层与全部测试 · run lint, types, floors and all tests."),
    "upgrade": Offer(
        "upgrade",
        "upgrade",
        "把旧格式的工作区改成现在的格式：先看差异，确认才写 · bring a workspace to today's format: the change is shown and asked for first.",
    ),
    "verify": Offer(
        "verify", "verify", "一份 PDF 是否由我方生成、有无改动 · whether a PDF is one we issued, and unchanged."
    ),
}
"""By name. A new command needs a row here."""


class Commands(MutableMapping[str, click.Command]):
    """The commands by name, each loaded when it is asked for."""

    def __init__(self) -> None:
        self._loaded: dict[str, click.Command] = {}
        self._names = dict.fromkeys(OFFERS)

    def __getitem__(self, name: str) -> click.Command:
        if name in self._loaded:
            return self._loaded[name]
        if name not in self._names:
            raise KeyError(name)
        offer = OFFERS[name]
        found = getattr(_loaded(f"toolkit.cli.commands.{offer.module}"), offer.attribute)
        commands = found if isinstance(found, tuple) else (found,)
        self[name] = next(command for command in commands if command.name == name)
        return self._loaded[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._names[name] = None
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        del self._names[name]
        self._loaded.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _loaded(module: str) -> ModuleType:
    """What is loaded stays: looking for garbage in it, again and again while it comes, took a quarter of the time."""
    gc.disable()
    try:
        return import_module(module)
    finally:
        gc.freeze()
        gc.enable()


class Group(click.Group):
    """The group of all commands. What it lists of each stands in the table above."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the list of commands into the help."""
        limit = formatter.width - 6 - max(map(len, OFFERS))
        rows = [
            (name, click.Command(name, help=offer.words).get_short_help_str(limit))
            for name, offer in sorted(OFFERS.items())
        ]
        with formatter.section("Commands"):
            formatter.write_dl(rows)
