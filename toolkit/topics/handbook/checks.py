"""What must hold of the handbook: pages in order, links that lead somewhere, translations that keep up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.sources.paths import is_outside, target_of
from toolkit.topics.handbook.records import Contents, Page
from toolkit.topics.handbook.rules import is_stale, original_digest
from toolkit.topics.topic import Check

NO_PAGE = ProblemKind(
    "HBK101",
    "error",
    Text("目录里的页面 {page} 没有中文文件", "the page {page} of the contents has no Chinese file"),
    Text("{advice}", "{advice}"),
)
UNLISTED = ProblemKind(
    "HBK102",
    "warning",
    Text("页面 {page} 不在目录里，读者找不到它", "the page {page} is not in the contents: nobody will find it"),
    Text("加到 content/handbook/parts.yaml", "add it to content/handbook/parts.yaml"),
)
OTHER_PART = ProblemKind(
    "HBK103",
    "error",
    Text(
        "页面 {page} 放在 {folder}，目录里属于 {part}",
        "the page {page} lies in {folder}; the contents put it into {part}",
    ),
)
TWICE = ProblemKind(
    "HBK104", "error", Text("页面 {page} 在目录里出现两次", "the page {page} stands twice in the contents")
)
NO_TARGET = ProblemKind(
    "HBK105",
    "error",
    Text("链接指向的 {target} 不存在", "the link leads to {target}, which is not there"),
    Text("{advice}", "{advice}"),
)
NO_ANCHOR = ProblemKind(
    "HBK106",
    "error",
    Text("{target} 里没有标题 #{anchor}", "{target} has no heading #{anchor}"),
    Text("{advice}", "{advice}"),
)
MISSING = ProblemKind("HBK107", "warning", Text("页面 {page} 还没有英文版", "the page {page} is not translated"))
STALE = ProblemKind(
    "HBK108",
    "warning",
    Text(
        "英文版未跟上中文版（中文摘要已是 {digest}）",
        "the translation is behind the original (whose digest is now {digest})",
    ),
    Text("改好译文后，把 translation_of 写成 {digest}", "mend the translation, then set translation_of to {digest}"),
)
OTHER_LANGUAGE = ProblemKind(
    "HBK109",
    "error",
    Text("链接到了另一种语言的页面：{target}", "the link leads to a page in the other language: {target}"),
)


def contents(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Every page stands once in content/handbook/parts.yaml, under the part in whose folder it lies."""
    listed = network.only(Contents)
    if listed is None:
        return
    pages = {page.id: page for page in network.all(Page) if page.locale == "zh"}
    seen: dict[str, str] = {}
    for p, part in enumerate(listed.parts):
        for n, name in enumerate(part.pages):
            where = network.origin(listed, "parts", p, "pages", n)
            if name in seen:
                yield TWICE.at(where, record=name, page=name)
            elif name not in pages:
                near = nearest(name, tuple(pages))
                yield NO_PAGE.at(
                    where,
                    record=name,
                    page=name,
                    advice=Text(f"是不是 {near}？", f"did you mean {near}?") if near else NO_TEXT,
                )
            elif pages[name].part != part.id:
                yield OTHER_PART.at(where, record=name, page=name, folder=pages[name].part, part=part.id)
            seen[name] = part.id
    for name, page in pages.items():
        if name not in seen:
            yield UNLISTED.at(network.origin(page), record=name, page=name)


def links(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A link leads to a page, a heading or a record that is there, in the reader's own language. Nothing is fetched.

    Links are relative paths to files, so that they work where the repository is browsed too.
    """
    pages = {page.body.path: page for page in network.all(Page)}
    files = {entry.document.path for entry in network.entries()}
    for page in network.all(Page):
        for href in dict.fromkeys(page.body.links()):
            if is_outside(href) and not href.startswith("#"):
                continue
            target, anchor = (page.body.path, href[1:]) if href.startswith("#") else target_of(page.body.path, href)
            line, column = page.body.line_of(href)
            where = Origin(page.body.path, line, column)
            if target not in files:
                near = nearest(target, tuple(pages))
                yield NO_TARGET.at(
                    where,
                    record=page.id,
                    target=target,
                    advice=Text(f"是不是 {near}？", f"did you mean {near}?") if near else NO_TEXT,
                )
            elif target in pages and pages[target].locale != page.locale:
                yield OTHER_LANGUAGE.at(where, record=page.id, target=target)
            elif anchor and target in pages:
                anchors = tuple(heading.anchor for heading in pages[target].body.headings())
                if anchor not in anchors:
                    near = nearest(anchor, anchors)
                    yield NO_ANCHOR.at(
                        where,
                        record=page.id,
                        target=target,
                        anchor=anchor,
                        advice=Text(f"是不是 #{near}？", f"did you mean #{near}?") if near else NO_TEXT,
                    )


def translations(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Every page has an English edition that was made from the Chinese text as it stands; readers see a note where not."""
    for page in network.all(Page):
        if page.locale == "zh":
            english = network.find(Page, f"en/{page.id}")
            if english is None:
                yield MISSING.at(network.origin(page), record=page.id, page=page.id)
            elif is_stale(english, page):
                yield STALE.at(network.origin(english, "translation_of"), record=page.id, digest=original_digest(page))


CHECKS = (
    Check((NO_PAGE, UNLISTED, OTHER_PART, TWICE), contents),
    Check((NO_TARGET, NO_ANCHOR, OTHER_LANGUAGE), links),
    Check((MISSING, STALE), translations),
)
