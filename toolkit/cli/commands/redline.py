"""`redline`: two versions of a contract, a contract and the standard, or two versions of a clause, as PDF and Word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath

import click

from toolkit import pipeline
from toolkit.cli import exits
from toolkit.cli.commands.outputs import options_of, out_folder
from toolkit.cli.options import Settings, takes_settings
from toolkit.cli.session import Session, run
from toolkit.kernel.digest import digest_of, short
from toolkit.kernel.problem import Problem
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.plan.artifact import PdfJob
from toolkit.review.reading import Public
from toolkit.sources.git import GitFailed, GitTree
from toolkit.sources.tree import Tree
from toolkit.topics.contract.outputs.redline import Version, policy_for, redline, redline_files
from toolkit.topics.contract.outputs.redline_text import clause_lines, lines_of, standard_lines
from toolkit.topics.contract.records import Contract, Template
from toolkit.topics.contract.rules.articles import clause_of, paragraphs, resolver
from toolkit.topics.contract.rules.paper import ContractPaper, standard_of


@click.command(name="redline")
@click.argument("old")
@click.argument("new")
@click.option("--author", default="修订对照", help="Word 修订的作者 · the author of Word's tracked changes")
@takes_settings
def redline_command(settings: Settings, old: str, new: str, author: str) -> None:
    """两份合同文本的修订对照，PDF 和 Word · what differs between two texts of a contract, as PDF and Word.

    \b
    合同 · contract          QY-JX-2026-0001，或 QY-JX-2026-0001@<git 版本>
    合同文件 · its file      dealers/…/QY-JX-2026-0001.yaml@<revision>
    通用条款 · standard      dist-zh-2026@2026-1
    条款 · clause            payment@2026-1
    """

    def body(session: Session) -> int:
        try:
            return _made(session, old, new, author)
        except GitFailed as error:
            session.say(f"读不到这个版本：{error}", f"the revision cannot be read: {error}")
            return exits.USAGE

    run(settings, body)


@dataclass(frozen=True, slots=True)
class _Found:
    """A text that was asked for; `standard` is its articles alone, empty where there are none to compare with a standard.

    `both` is the text in Chinese and English, of a contract whose standard terms are at hand in both.
    """

    version: Version
    standard: Version | None
    contract: Contract | None = None
    both: Version | None = None


class _Texts:
    """Finds the texts that references name; what lies in the working folder is read once."""

    def __init__(self, session: Session) -> None:
        self.session = session

    @cached_property
    def here(self) -> Network:
        """The working folder without people: names would differ from a revision's, which has none."""
        return pipeline.read(Public(self.session.tree))[0]

    @property
    def as_of(self) -> date:
        return pipeline.day_of(self.here, self.session.settings.as_of)

    def find(self, reference: str) -> _Found:
        """Returns the text that a reference names. Raises click.UsageError for one that names nothing."""
        return self._standard(reference) or self._clause(reference) or self._contract(reference)

    def _standard(self, reference: str) -> _Found | None:
        for template in self.here.all(Template):
            if reference in (template.id, f"{template.id}@{template.version}"):
                standard = standard_of(self.here, template, "zh")
                version = Version(f"通用条款 {standard.reference}", standard_lines(standard))
                return _Found(version, version)
        return None

    def _clause(self, reference: str) -> _Found | None:
        clause = clause_of(self.here, reference, "zh")
        if clause is None:
            return None
        body = paragraphs(clause.body.blocks, resolver({}, "zh"), "zh")
        return _Found(Version(f"条款 {reference}", clause_lines(clause.id, clause.title, body)), None)

    def _contract(self, reference: str) -> _Found:
        name, _, revision = reference.partition("@")
        number = PurePosixPath(name).name.removesuffix(".yaml").removesuffix(".signed")
        tree: Tree = Public(GitTree(self.session.root, revision) if revision else self.session.tree)
        network, problems = pipeline.read(tree)
        contract = network.find(Contract, number)
        paper = self._paper(network, problems, number) if contract is not None else None
        if contract is None or paper is None:
            raise click.UsageError(self._unknown(reference, contract is not None))
        label = f"{number}（{revision or '工作目录'}，第{paper.draft_version}稿）"
        standard = Version(f"{label} 通用条款", standard_lines(paper.standard), paper.signed)
        both = Version(label, lines_of(paper, english=True), paper.signed) if paper.english is not None else None
        return _Found(Version(label, lines_of(paper), paper.signed), standard, contract, both)

    def _paper(self, network: Network, problems: tuple[Problem, ...], number: str) -> ContractPaper | None:
        judged = pipeline.judge(network, problems, self.as_of)
        for artifact in pipeline.make(judged, ("contracts",), "", lambda name: b"")[0]:
            if isinstance(artifact.job, PdfJob):
                paper = artifact.job.parts[0].context.get("paper")
                if isinstance(paper, ContractPaper) and paper.contract_no == number:
                    return paper
        return None

    def _unknown(self, reference: str, known: bool) -> str:
        if known:
            words = Text(f"{reference} 的文本生成不了，先运行 check", f"{reference} cannot be printed: run check first")
        else:
            words = Text(
                f"没有 {reference}：写合同编号、合同文件、通用条款或条款，@ 后写版本",
                f"no {reference}: name a contract, its file, a standard or a clause, and after @ a revision or version",
            )
        return words.within(self.session.settings.lang)


def _made(session: Session, old: str, new: str, author: str) -> int:
    texts = _Texts(session)
    one, other = texts.find(old), texts.find(new)
    alone = one.contract is None or other.contract is None
    before, after = (each.standard if alone and each.standard else each.version for each in (one, other))
    if one.both is not None and other.both is not None:
        before, after = one.both, other.both
    policy = policy_for(texts.here, other.contract or one.contract, texts.as_of)
    found = redline(before, after, policy)
    name = f"{_slug(old)}--{_slug(new)}"
    stamp = short(digest_of([[line.text for line in each.lines] for each in (before, after)]))
    artifacts = redline_files(found, name, author, texts.as_of, stamp)
    templates = pipeline.templates_of(session.tree)
    options = options_of(session, ("redlines",), True, {"as_of": texts.as_of.isoformat()})
    report = pipeline.build(templates, artifacts, out_folder(session), options)
    session.tell(report.problems)
    for each in found.touched:
        click.echo(f"{each.name}：+{each.inserted} −{each.deleted}，{each.roles.within(session.settings.lang)}")
    session.say(
        f"改动 {len(found.touched)} 处，未改动 {found.untouched} 处；文件在 {Path(out_folder(session), 'redlines')}",
        f"{len(found.touched)} differ, {found.untouched} do not; the files are in {Path(out_folder(session), 'redlines')}",
    )
    return exits.PROBLEMS if report.failed else exits.OK


def _slug(reference: str) -> str:
    """A reference as part of a file's name."""
    return re.sub(r"[^0-9A-Za-z._-]+", "-", PurePosixPath(reference).name).strip("-.")[:60]
