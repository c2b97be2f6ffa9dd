"""A contract as a Word file: the same paper as the PDF, for lawyers who write into it (capability C22)."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.kernel.text import Text
from toolkit.kernel.wording import chinese_number
from toolkit.plan.artifact import Artifact, PdfJob
from toolkit.plan.word import Block, Cell, Paragraph, Section, Style, Table, WordJob
from toolkit.topics.contract.outputs.columns import Beside, aligned
from toolkit.topics.contract.outputs.word_parts import (
    beside,
    foreign,
    grid,
    line,
    lines_beside,
    plain,
    printed,
    runs_of,
)
from toolkit.topics.contract.outputs.word_signatures import signatures
from toolkit.topics.contract.rules.annexes import Annex
from toolkit.topics.contract.rules.articles import Article
from toolkit.topics.contract.rules.paper import ContractPaper, Party
from toolkit.topics.contract.rules.terms.item import Term

PARTICULAR, STANDARD, ANNEXES = (
    Text("专用条款", "Particular Terms"),
    Text("通用条款", "Standard Terms"),
    Text("附件", "Annexes"),
)
DRAFT = "草稿 DRAFT"
RECITALS = Text("鉴于", "Recitals")
ITEMS = Text("专用条款各项", "Items of the Particular Terms")
HEADS = (Text("项", "Item"), Text("事项", "Subject"), Text("约定", "Terms"))
PREVAILS = Text(
    "本合同以中文订立，英文译文供参考；两种文本不一致的，以中文文本为准。",
    "This Contract is made in Chinese; the English translation is for reference. Where the two texts differ, the Chinese text prevails.",
)
COMPOSITION = Text(
    "双方本着平等、自愿、公平和诚信的原则，订立本合同。本合同由专用条款、通用条款（{reference}，文本摘要 {digest}）和附件组成；"
    "通用条款所称“专用条款第某项”，即下表所列各项。",
    "The Parties make this Contract as equals, of their own will, fairly and in good faith. It consists of these Particular Terms, "
    "the Standard Terms ({reference}, digest {digest}) and the Annexes; “item n of the Particular Terms” in the Standard Terms means "
    "the items listed below.",
)
NOTICE = Text(
    "格式条款提示：通用条款中标有★并加下划线的第{zh}条，涉及免除或减轻责任、排除或限制权利等与乙方有重大利害关系的内容。"
    "甲方已提请乙方注意，并按乙方的要求作了说明；乙方确认已阅读并理解。",
    "Notice of standard terms: the articles of the Standard Terms marked ★ and underlined ({en}) exclude or limit liability or rights "
    "or otherwise concern Party B materially. Party A has drawn attention to them and explained them as asked; Party B has read and "
    "understood them.",
)
CONCLUSION = Text(
    "本合同自双方签字并盖章（或完成可靠的电子签名）之日起成立；一式肆份，双方各执贰份，具有同等法律效力。",
    "This Contract is concluded when both Parties have signed and sealed it (or completed reliable electronic signatures); four "
    "copies, two for each Party, of equal effect.",
)
CHOICE = Text(
    "（本条是否适用，以专用条款“选择适用的条款”一项的约定为准；未约定适用的，本条不适用。）",
    "(Whether this Article applies is stated in the item “Optional articles” of the Particular Terms; unless stated there, it does not.)",
)
ROWS = (
    (Text("统一社会信用代码", "Credit code"), "uscc"),
    (Text("住所", "Address"), "address"),
    (Text("法定代表人或授权代表", ""), "representative"),
)
REPRESENTATIVE = Text("代表", "Representative")


def word_beside(artifact: Artifact) -> Iterator[Artifact]:
    """Yields the Word file beside a contract's PDF; nothing beside any other output."""
    job = artifact.job
    paper = job.parts[0].context.get("paper") if isinstance(job, PdfJob) else None
    if isinstance(job, PdfJob) and isinstance(paper, ContractPaper):
        stamp = str(job.parts[0].context["stamp"])
        path = artifact.path.removesuffix(".pdf") + ".docx"
        yield Artifact(path, contract_word(paper, stamp), artifact.audience, artifact.because)


def contract_word(paper: ContractPaper, stamp: str) -> WordJob:
    """Returns the Word file of a contract: particular terms, standard terms and annexes, each with pages of its own."""
    about = f"{paper.contract_no} · 第{paper.draft_version}稿 · 数据 {stamp}"
    reference = paper.standard.reference
    foot = f"{_named(STANDARD, paper)} · {reference} · 文本摘要 {paper.standard.digest}"
    title = paper.title.zh
    return WordJob(
        sections=(
            Section(tuple(_particular(paper)), f"{title} {PARTICULAR.zh}", f"{_named(PARTICULAR, paper)} · {about}"),
            Section(tuple(_standard(paper)), f"{title} {STANDARD.zh}", foot),
            Section(tuple(_annexes(paper)), f"{title} {ANNEXES.zh}", f"{_named(ANNEXES, paper)} · {about}"),
        ),
        locale="zh",
        title=f"{title} {paper.contract_no}",
        identifier=paper.contract_no,
        subject=f"{paper.company.name} · {paper.dealer.name}",
        creator=paper.company.name,
        watermark="" if paper.signed else DRAFT,
    )


def _named(part: Text, paper: ContractPaper) -> str:
    return f"{part.zh} {part.en}" if paper.both else part.zh


def _particular(paper: ContractPaper) -> Iterator[Block]:
    both = paper.both
    yield from _opening(paper, PARTICULAR)
    number, place = ("合同编号 Contract No.", "签署地点 Place") if both else ("合同编号", "签署地点")
    yield line("meta", f"{number}：{paper.contract_no}　　{place}：{paper.signing_place}")
    if both:
        yield from _twice("notice", PREVAILS)
    for party in (paper.company, paper.dealer):
        yield _party(party, both)
    yield line("heading", _worded(RECITALS, both))
    if both:
        yield beside(
            [(p, paper.preamble_en[n] if n < len(paper.preamble_en) else None) for n, p in enumerate(paper.preamble)]
        )
    else:
        for each in paper.preamble:
            yield from printed(each)
    composition = COMPOSITION.filled({"reference": paper.standard.reference, "digest": paper.standard.digest})
    yield from _said("body", composition, both)
    yield line("heading", _worded(ITEMS, both))
    yield _items_both(paper.terms) if both else _items(paper.terms)
    zh = "、".join(article.heading[1:-1] for article in paper.starred)
    en = ", ".join(str(article.number) for article in paper.starred)
    yield from _said("notice", NOTICE.filled({"zh": zh, "en": en}), both)
    yield from _said("body", CONCLUSION, both)
    yield from signatures(paper)


def _opening(paper: ContractPaper, part: Text) -> Iterator[Paragraph]:
    yield line("title", paper.title.zh)
    yield line("part", part.zh)
    if paper.both:
        yield line("meta", f"{paper.title.within('en')} · {part.en}")


def _worded(words: Text, both: bool) -> str:
    return f"{words.zh} {words.en}" if both else words.zh


def _said(style: Style, words: Text, both: bool) -> Iterator[Paragraph]:
    """A paragraph, with its translation below it in a contract of two languages."""
    if both:
        yield from _twice(style, words)
    else:
        yield line(style, words.zh)


def _twice(style: Style, words: Text) -> Iterator[Paragraph]:
    yield line(style, words.zh)
    yield line("notice" if style == "notice" else "foreign", words.within("en"))


def _party(party: Party, both: bool) -> Table:
    """A side: its name, and what identifies it; what is not known is struck out."""
    name = party.name + (f"（{party.english_name}）" if party.english_name else "")
    rows = [(f"{party.side.zh} {party.side.within('en')}" if both else party.side.zh, name)]
    for label, attribute in ROWS:
        shown = _worded(label if label.en else REPRESENTATIVE, True) if both else label.zh
        rows.append((shown, getattr(party, attribute) or "/"))
    cells = tuple((Cell((line("cell", label, "heavy"),)), Cell((line("cell", value),))) for label, value in rows)
    return Table(cells, (28, 72))


def _items(terms: tuple[Term, ...]) -> Table:
    """The key-terms table: number, subject, and what is agreed with its small tables."""
    rows = [tuple(Cell((line("cell_head", head.zh),)) for head in HEADS)]
    for term in terms:
        said: list[Block] = [line("cell", each.zh) for each in term.lines]
        said += [grid(each) for each in term.tables]
        number, subject = line("cell", str(term.number)), line("cell", term.title.zh, "heavy")
        rows.append((Cell((number,)), Cell((subject,)), Cell(tuple(said))))
    return Table(tuple(rows), (7, 20, 73), heads=1)


def _items_both(terms: tuple[Term, ...]) -> Table:
    """The key-terms table in two languages; the small tables stand across both columns."""
    rows: list[tuple[Cell, ...]] = [
        (Cell((line("cell_head", "项"),)), Cell((line("cell_head", "约定"),)), Cell((line("cell_head", "Terms"),)))
    ]
    for term in terms:
        zh = (line("cell", term.title.zh, "heavy"), *(line("cell", each.zh) for each in term.lines))
        en = (foreign(term.title.within("en")), *(foreign(each.within("en")) for each in term.lines))
        rows.append((Cell((line("cell", str(term.number)),)), Cell(zh), Cell(en)))
        if term.tables:
            rows.append((Cell(below=True), Cell(tuple(grid(each, both=True) for each in term.tables), span=2)))
    return Table(tuple(rows), (7, 42, 51), heads=1)


def _standard(paper: ContractPaper) -> Iterator[Block]:
    yield from _opening(paper, STANDARD)
    yield line("meta", f"{'版本 Version' if paper.english else '版本'}：{paper.standard.reference}")
    if paper.english is None:
        for article in paper.standard.articles:
            yield from article_blocks(article)
        return
    yield from _twice("notice", PREVAILS)
    for row in aligned(paper.standard, paper.english):
        yield _article_beside(row)


def article_blocks(article: Article) -> Iterator[Block]:
    """Yields an article: its heading, whose number Word counts, and its paragraphs."""
    yield _heading(article)
    if article.optional:
        yield line("choice", CHOICE.zh)
    for each in article.paragraphs:
        yield from printed(each, article.starred)


def _heading(article: Article) -> Paragraph:
    star = "★ " if article.starred else ""
    return Paragraph("article", (plain(f"{star}{article.title}"),), 0, article.heading)


def _article_beside(row: Beside) -> Table:
    """An article and its translation in two columns, paragraph by paragraph."""
    english = f"{row.english.heading} {row.english.title}"
    cells = [(Cell((_heading(row.article),)), Cell((foreign(english),)))]
    if row.article.optional:
        cells.append((Cell((line("choice", CHOICE.zh),)), Cell((foreign(CHOICE.within("en")),))))
    pairs = beside(list(row.pairs), row.article.starred)
    return Table((*cells, *pairs.rows), pairs.shares, ruled=False)


def _annexes(paper: ContractPaper) -> Iterator[Block]:
    for number, annex in enumerate(paper.annexes):
        yield from _annex(annex, paper.both, new_page=number > 0 and annex.key in ("explanation", "duties"))


def _annex(annex: Annex, both: bool, new_page: bool) -> Iterator[Block]:
    yield Paragraph("annex", runs_of((f"附件{chinese_number(annex.number)}　{annex.title.zh}",)), new_page=new_page)
    if both:
        yield line("meta", f"Annex {annex.number} · {annex.title.within('en')}")
    for section in annex.sections:
        heading, english = section.heading.zh, section.heading.within("en")
        yield line("subheading", f"{heading} {english}" if both and english != heading else heading)
        if both:
            yield from lines_beside(section.lines)
        else:
            yield from (line("body", each.zh) for each in section.lines)
        for table in section.tables:
            yield grid(table, both)
