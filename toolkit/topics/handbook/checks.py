"""What must hold of the handbook: pages in order, links that lead somewhere, translations that keep up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.sources.paths import is_outside, target_of
from toolkit.sources.prose import FIELD, Node
from toolkit.topics.handbook.records import Contents, Page
from toolkit.topics.handbook.rules import is_stale, original_digest
from toolkit.topics.handbook.rules.binding import (
    LISTS,
    NOT_ALONE,
    Known,
    Unbound,
    address_of,
    policies_in_force,
    shown,
    stands_alone,
)
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
    Text("移动文件，或改目录", "move the file, or change the contents"),
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
NO_ORIGINAL = ProblemKind(
    "HBK110",
    "warning",
    Text("英文页面 {page} 没有中文原文，读者看不到它", "the English page {page} has no Chinese original: nobody will see it"),
    Text("中文页面是原文；先写中文页面", "the Chinese page is the original; write it first"),
)  # fmt: skip
NO_CONTENTS = ProblemKind(
    "HBK112",
    "error",
    Text("手册没有目录，{count} 个页面不会出现在导航里", "the handbook has no contents: its {count} pages are in no navigation"),
    Text("写 {path}，列出各部分和页面", "write {path} with the parts and their pages"),
)  # fmt: skip
UNBOUND = ProblemKind(
    "HBK113",
    "error",
    Text("{{{{{name}}}}} 显示不出内容：{reason}", "{{{{{name}}}}} shows nothing: {reason}"),
    Text(
        "占位写成 rule:政策.字段、table:政策.列表、policy:政策 或 record:记录类型；政策取基准日生效的版本",
        "write rule:policy.field, table:policy.list, policy:policy or record:kind; of policies the version in force counts",
    ),
)
PICTURE = ProblemKind(
    "HBK111",
    "error",
    Text("手册页面不放图片：{target} 不会出现在网站上", "pages hold no pictures: {target} would not be on the site"),
    Text("改用文字或表格", "use words or a table"),
)

CONTENTS = "content/handbook/parts.yaml"


def contents(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Every page stands once in content/handbook/parts.yaml, under the part in whose folder it lies.

    The site's navigation and the pages before and after follow that file; a page that it lacks is not reached.

    中文：手册的每个页面在目录里各列一次，放在所属部分的文件夹里。网站的导航和前后页都照目录，目录里没有的页面谁也走不到。
    """
    pages = {page.id: page for page in network.all(Page) if page.locale == "zh"}
    listed = network.only(Contents)
    if listed is None:
        if pages and CONTENTS not in network.files:
            yield NO_CONTENTS.at(Origin(CONTENTS), path=CONTENTS, count=len(pages))
        return
    yield from _listed(network, listed, pages)
    found = {name for part in listed.parts for name in part.pages}
    for name, page in pages.items():
        if name not in found:
            yield UNLISTED.at(network.origin(page), record=name, page=name)


def _listed(network: Network, listed: Contents, pages: dict[str, Page]) -> Iterator[Problem]:
    seen: set[str] = set()
    rows = [(p, part, n, name) for p, part in enumerate(listed.parts) for n, name in enumerate(part.pages)]
    for p, part, n, name in rows:
        path = ("parts", p, "pages", n)
        where, shown = network.origin(listed, *path), network.field(listed, *path)
        if name in seen:
            yield TWICE.at(where, record=name, field=shown, page=name)
        elif name not in pages:
            yield NO_PAGE.at(where, record=name, field=shown, page=name, advice=_meant(name, tuple(pages)))
        elif pages[name].part != part.id:
            folder = pages[name].part
            yield OTHER_PART.at(where, record=name, field=shown, page=name, folder=folder, part=part.id)
        seen.add(name)


def _meant(word: str, choices: tuple[str, ...], mark: str = "") -> Text:
    near = nearest(word, choices)
    return Text(f"是不是 {mark}{near}？", f"did you mean {mark}{near}?") if near else NO_TEXT


def links(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A link leads to a page, a heading or a record that is there, in the reader's own language. Nothing is fetched.

    Links are relative paths to files, so that they work where the repository is browsed too. Pictures are not copied to the
    site, so a page that holds one is told.

    中文：链接指向真有的页面、标题或记录，并且是读者的语言；不从外面取任何内容。链接写成到文件的相对路径，在仓库里浏览也
    能用。图片不会复制到网站，所以放了图片的页面会提示。
    """
    pages = {page.body.path: page for page in network.all(Page)}
    for page in pages.values():
        pictures = {node.get("src") for node in page.body.walk() if node.tag == "img"}
        for href in dict.fromkeys(page.body.links()):
            if href in pictures:
                yield PICTURE.at(_place(page, href), record=page.id, field="body", target=href)
            elif href.startswith("#") or not is_outside(href):
                yield from _link(page, href, pages, network.files)


def _link(page: Page, href: str, pages: dict[str, Page], files: frozenset[str]) -> Iterator[Problem]:
    target, anchor = (page.body.path, href[1:]) if href.startswith("#") else target_of(page.body.path, href)
    where = _place(page, href)
    if target not in files:
        advice = _meant(target, tuple(pages))
        yield NO_TARGET.at(where, record=page.id, field="body", target=target, advice=advice)
    elif target in pages and pages[target].locale != page.locale:
        yield OTHER_LANGUAGE.at(where, record=page.id, field="body", target=target)
    elif anchor and target in pages:
        anchors = tuple(heading.anchor for heading in pages[target].body.headings())
        if anchor not in anchors:
            advice = _meant(anchor, anchors, "#")
            yield NO_ANCHOR.at(where, record=page.id, field="body", target=target, anchor=anchor, advice=advice)


def _place(page: Page, href: str) -> Origin:
    """Where a link stands: the whole target is looked for first, since one may be the beginning of another."""
    needle = next((form for form in (f"]({href})", f"]({href} ", f"](<{href}>") if form in page.body.source), href)
    line, column = page.body.line_of(needle)
    return Origin(page.body.path, line, column + needle.find(href))


def bindings(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A placeholder of a page leads to a value, a list or a policy that is in force, or to a kind of record.

    So pages show the rules that count.

    Numbers that a policy holds are written in the policy only (reference D.1, C34); the page shows them from there.

    中文：页面里的占位指向现行政策的数值、列表、政策或一种记录，使页面显示的就是管用的规则。政策里有的数字只写在政策里，
    页面从那里取。
    """
    known = Known(policies_in_force(network, network.kinds, as_of), network.kinds)
    for page in network.all(Page):
        lone = (block.children for block in page.body.blocks if stands_alone(block))
        alone = {id(child) for children in lone for child in children if isinstance(child, Node)}
        for node in page.body.walk():
            if node.tag != FIELD:
                continue
            name = node.get("name")
            try:
                address = address_of(name)
                shown(address, known, "zh" if page.locale == "zh" else "en", _nowhere)
                if address.form in LISTS and id(node) not in alone:
                    raise Unbound(NOT_ALONE)
            except Unbound as error:
                yield UNBOUND.at(_field_place(page, name), record=page.id, field="body", name=name, reason=error.reason)


def _nowhere(form: str, name: str) -> str:
    return ""


def _field_place(page: Page, name: str) -> Origin:
    written = re.search(r"\{\{\s*" + re.escape(name) + r"\s*\}\}", page.body.source)
    line, column = page.body.line_of(written[0] if written else name)
    return Origin(page.body.path, line, column)


def translations(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Every page has an English edition that was made from the Chinese text as it stands; readers see a note where not.

    The two lie in folders of one name. Set `translation_of` once the translation says what the original says.

    中文：每个页面都有照现行中文译出的英文版，没跟上的给读者提示。两种版本放在同名的文件夹；译文与原文一致之后，再更新它
    所依据的摘要。
    """
    for page in network.all(Page):
        if page.locale != "zh":
            if network.find(Page, f"zh/{page.id}") is None:
                yield NO_ORIGINAL.at(network.origin(page), record=page.id, page=page.id)
            continue
        english = network.find(Page, f"en/{page.id}")
        if english is None:
            yield MISSING.at(network.origin(page), record=page.id, page=page.id)
            continue
        if is_stale(english, page):
            where = network.origin(english, "translation_of")
            yield STALE.at(where, record=page.id, field="translation_of", digest=original_digest(page))
        if english.part != page.part:
            where = network.origin(english)
            yield OTHER_PART.at(where, record=page.id, page=page.id, folder=english.part, part=page.part)


CHECKS = (
    Check((NO_CONTENTS, NO_PAGE, UNLISTED, OTHER_PART, TWICE), contents),
    Check((NO_TARGET, NO_ANCHOR, OTHER_LANGUAGE, PICTURE), links),
    Check((UNBOUND,), bindings),
    Check((MISSING, STALE, NO_ORIGINAL), translations),
)
