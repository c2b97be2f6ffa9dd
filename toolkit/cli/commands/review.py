"""`review`."""

from __future__ import annotations

import json
from functools import partial

import click

from toolkit import pipeline
from toolkit.cli import exits
from toolkit.cli.moved_cards import moved_cards
from toolkit.cli.options import Settings, takes_settings
from toolkit.cli.reviewing import Compared, compared
from toolkit.cli.session import Session, run
from toolkit.kernel.text import Text
from toolkit.render.html import Finisher, Templates
from toolkit.review.reading import TEMPLATES
from toolkit.review.review import Around, Review, reviewed
from toolkit.review.shown.data import as_json, schema
from toolkit.review.shown.markdown import as_markdown
from toolkit.review.shown.owners import codeowners
from toolkit.review.shown.page import page_of
from toolkit.review.shown.text import as_text
from toolkit.sources.commits import commits, descends, is_cut
from toolkit.sources.git import GitFailed
from toolkit.sources.tree import Tree, WorkingTree
from toolkit.topics.catalogue import FIGURES


@click.command()
@click.argument("base", required=False)
@click.argument("revision", required=False, metavar="[HEAD]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "html", "json"]),
    default="text",
    help="输出格式 · form of the output",
)
@click.option("--schema", "wants_schema", is_flag=True, help="JSON 格式的 schema · the schema of the JSON form")
@click.option("--codeowners", is_flag=True, help="按批准规则生成 CODEOWNERS · CODEOWNERS from the rules of approval")
@click.option("--whole", is_flag=True, help="大网络也全部读取和比较 · read and compare all of a large network too")
@takes_settings
def review(
    settings: Settings,
    base: str | None,
    revision: str | None,
    form: str,
    wants_schema: bool,
    codeowners: bool,
    whole: bool,
) -> None:
    """改动会带来什么，要谁批准；不写 HEAD 即工作目录 · what a change causes and who must approve it; HEAD is the working folder."""

    def body(session: Session) -> int:
        if wants_schema:
            click.echo(json.dumps(schema(), ensure_ascii=False, indent=1))
            return exits.OK
        if codeowners:
            return _owners(session)
        if base is None:
            raise click.UsageError(
                Text("写明要比较的版本 BASE", "name the revision BASE to compare with").within(settings.lang)
            )
        try:
            two = compared(session, base, revision, whole=whole)
            found = _review(session, two)
        except GitFailed as error:
            return _no_revision(session, error)
        click.echo(_shown(found, two, form, settings), nl=False)
        return exits.OK if found.passes else exits.PROBLEMS

    run(settings, body)


def _no_revision(session: Session, error: GitFailed) -> int:
    """Says what git said; in a clone that was cut off, how to get the rest."""
    session.say(f"读不到这个版本：{error}", f"the revision cannot be read: {error}")
    if is_cut(session.root):
        session.say(
            "这是浅克隆，缺少较早的提交；先运行 git fetch --unshallow，或在流水线里取全部历史（fetch-depth: 0）",
            "this clone is shallow and lacks older commits: run git fetch --unshallow, or fetch the whole history (fetch-depth: 0)",
        )
    return exits.USAGE


def _review(session: Session, two: Compared) -> Review:
    names = {path for tree in two.trees for path in tree.list(TEMPLATES).files}
    old, new = two.trees
    return reviewed(
        two.old,
        two.new,
        Around(
            FIGURES,
            lambda keys: commits(session.root, two.base, two.tip, keys) if two.tip else (),
            tuple(sorted(name.removeprefix(f"{TEMPLATES}/") for name in names)),
            partial(_template, new, old),
            (*_notes(session, two.base, two.tip), *two.notes),
        ),
    )


def _template(new: Tree, old: Tree, name: str) -> str:
    """What a template says in the head, else in the base; it is read as text and never run."""
    for tree in (new, old):
        try:
            return tree.read(f"{TEMPLATES}/{name}").decode("utf-8", "replace")
        except OSError:
            continue
    return ""


def _notes(session: Session, base: str, tip: str) -> list[Text]:
    notes: list[Text] = []
    if tip and not descends(session.root, base, tip):
        notes.append(
            Text(
                "BASE 不是 HEAD 的祖先：BASE 后来的提交会显示为被撤回；要只看分支上的改动，请写 git merge-base 给出的提交",
                "BASE is no ancestor of HEAD: its later commits show as taken back; to see the branch alone, name the commit that git merge-base gives",
            )
        )
    if is_cut(session.root):
        notes.append(
            Text(
                "这是浅克隆：看不到的提交里的批准没有计入",
                "this clone is shallow: approvals on commits that it lacks are not seen",
            )
        )
    return notes


def _shown(found: Review, two: Compared, form: str, settings: Settings) -> str:
    if form == "json":
        return as_json(found) + "\n"
    if form == "markdown":
        return as_markdown(found, settings.lang)
    if form == "html":
        # The program's own templates: those of the reviewed revision are data here and are not run.
        data = Finisher(Templates((WorkingTree(pipeline.SHIPPED),))).finish(
            page_of(found, settings.lang, moved_cards(found, two, settings.lang))
        )
        return data.decode("utf-8") if isinstance(data, bytes) else ""
    return "".join(f"{line}\n" for line in as_text(found, settings.lang))


def _owners(session: Session) -> int:
    network, _ = pipeline.read(session.tree)
    click.echo(codeowners(network, pipeline.day_of(network, session.settings.as_of)), nl=False)
    return exits.OK
