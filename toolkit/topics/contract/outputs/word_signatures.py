"""The end of the particular terms as Word: seals and signatures, or a place for each electronic signature in its order."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.kernel.text import Text
from toolkit.plan.word import Block, Cell, Style, Table
from toolkit.topics.contract.outputs.word_parts import line
from toolkit.topics.contract.rules.paper import ContractPaper

ENDING = Text("（以下无正文，为签署页）", "(Signature page)")
BLANK_DAY = "　　　　年　　月　　日"
ORDER = (
    Text("顺序", "Order"),
    Text("签署人", "Signer"),
    Text("电子签名位置", "Signature"),
    Text("时间戳与证书编号", "Time stamp, certificate"),
)
SIGNED_IN_ORDER = Text(
    "按上列顺序签署，前一步完成后方可进行下一步；自最后一步完成时生效。签名应为签名人专有、由其控制，签署后对签名和文本的任何改动能够被发现"
    "（电子签名法第十三条、第十四条）。",
    "Signed in this order; in effect when the last step is done (Electronic Signature Law arts. 13, 14).",
)

KEPT_ELSEWHERE = Text(
    "本合同以电子签名签署，签名、证书和时间戳在双方留存的电子文件中；本打印件仅供阅读，不含签名数据。",
    "Signed electronically: signatures, certificates and time stamps are in the electronic file that both Parties keep; "
    "this print is for reading and holds none of them.",
)


def signatures(paper: ContractPaper) -> Iterator[Block]:
    """Yields the page of signatures, which begins with the words that nothing follows."""
    yield line("ending", _words(ENDING, paper, "\n"))
    if paper.sign_method == "esign" and not paper.signed:
        yield _fields(paper)
        yield line("small", _words(SIGNED_IN_ORDER, paper, " "))
    elif paper.sign_method == "esign":
        yield _signed_electronically(paper)
        yield line("small", _words(KEPT_ELSEWHERE, paper, " "))
    else:
        yield _seals(paper)


def _words(words: Text, paper: ContractPaper, between: str) -> str:
    return f"{words.zh}{between}{words.within('en')}" if paper.both else words.zh


def _fields(paper: ContractPaper) -> Table:
    rows = (
        ("1", f"乙方授权代表：{paper.dealer.representative or '/'}", "［签名域 B1］", ""),
        ("2", f"乙方电子印章：{paper.dealer.name}", "［签章域 B2］", ""),
        ("3", f"甲方授权代表：{paper.company.representative or '/'}", "［签名域 A1］", ""),
        ("4", f"甲方电子印章：{paper.company.name}", "［签章域 A2］", ""),
    )
    heads = tuple(_words(head, paper, " ") for head in ORDER)
    return Table((_row(heads, "cell_head"), *(_row(row, "cell") for row in rows)), (8, 42, 22, 28), heads=1)


def _signed_electronically(paper: ContractPaper) -> Table:
    signed, day = "授权代表电子签名、电子印章：已签署", f"日期：{paper.signing_day}"
    rows = ((f"甲方：{paper.company.name}", f"乙方：{paper.dealer.name}"), (signed, signed), (day, day))
    return Table(tuple(_row(row, "flush") for row in rows), (50, 50), ruled=False)


def _seals(paper: ContractPaper) -> Table:
    day = f"日期：{paper.signing_day if paper.signed else BLANK_DAY}"
    person = "法定代表人或授权代表（签字）："
    rows = (
        (f"甲方（盖章）：{paper.company.name}", f"乙方（盖章）：{paper.dealer.name}"),
        (person, person),
        (day, day),
    )
    return Table(tuple(_row(row, "flush") for row in rows), (50, 50), ruled=False)


def _row(texts: tuple[str, ...], style: Style) -> tuple[Cell, ...]:
    return tuple(Cell((line(style, text),)) for text in texts)
