"""The tags of a PDF with the fewest elements: what a line of text, a wrapper or a page's foot adds is taken away.

The layout engine makes an element for each line of each paragraph, and leaves the elements of the pages' feet outside the tree. Here a
paragraph holds its lines itself, elements that say nothing give their kids to the element above, and feet are artifacts.
"""

from __future__ import annotations

from collections.abc import Iterator

import pydyf

from toolkit.render.content import ARTIFACT, Mark, Owner, smallest
from toolkit.render.pdf_file import plain

_SAYS_NOTHING = frozenset(("/Span", "/NonStruct"))
_BARE = frozenset(("Type", "S", "K", "Pg", "P"))
_HOLDS_TEXT = frozenset(
    (
        "/P",
        "/H1",
        "/H2",
        "/H3",
        "/H4",
        "/H5",
        "/H6",
        "/TD",
        "/TH",
        "/LBody",
        "/Lbl",
        "/Caption",
        "/Link",
        "/Div",
        "/Span",
        "/NonStruct",
    )
)
_HOLDS_ROWS = frozenset(("/Table", "/THead", "/TBody", "/TFoot", "/TR", "/L"))


def tighten(pdf: pydyf.PDF) -> None:
    """Rewrites the tags and the contents of the pages of a PDF that is not yet written; does nothing without tags."""
    root = pdf.catalog.get("StructTreeRoot")
    if root is None:
        return
    tree = _Tree(pdf, _number(root))
    for place, page in enumerate(pdf.page_references):
        tree.write_page(place, pdf.objects[_number(pdf.objects[_number(page)]["Contents"])])
    tree.finish()


class _Tree:
    """The elements by their numbers, and for each page the elements that hold its MCIDs."""

    def __init__(self, pdf: pydyf.PDF, root: int) -> None:
        self._objects = pdf.objects
        top = pdf.objects[root]
        nums = pdf.objects[_number(top["ParentTree"])]["Nums"]
        self._owners: dict[int, pydyf.Array] = {
            nums[place]: nums[place + 1] for place in range(0, len(nums), 2) if isinstance(nums[place + 1], pydyf.Array)
        }
        self._renamed: dict[bytes, bytes] = {}
        self._new: dict[tuple[bytes, int], int] = {}
        self._holder: dict[tuple[bytes, int], int] = {}
        self._kept: list[int] = []
        language = pdf.catalog.get("Lang")
        for kid in top["K"]:
            self._fold(_number(kid), language.data if language else b"")
        self._page_of = list(pdf.page_references)

    def _fold(self, number: int, language: bytes) -> None:
        """Takes in the kids of each kid that says nothing, from the leaves up; a language is said where it changes."""
        element = self._objects[number]
        if "Lang" in element:
            if element["Lang"].data == language:
                del element["Lang"]
            else:
                language = element["Lang"].data
        kids: list[object] = []
        for kid in element["K"]:
            below = _number(kid) if isinstance(kid, bytes) else None
            if below is None or self._objects[below].get("Type") != "/StructElem":
                kids.append(kid)
                continue
            self._fold(below, language)
            inner = self._objects[below]
            self._hand_down_language(inner)
            kids += inner["K"] if _gives_way(inner, element) else [kid]
        element["K"] = pydyf.Array(kids)
        for kid in kids:
            if isinstance(kid, int):
                self._holder[element["Pg"], kid] = number
            elif isinstance(kid, bytes) and self._objects[_number(kid)].get("Type") == "/StructElem":
                self._objects[_number(kid)]["P"] = element.reference

    def _hand_down_language(self, element: pydyf.Dictionary) -> None:
        """Lets the only kid of a division say its language, so that the division says nothing."""
        kids = element["K"]
        if element["S"] == "/Div" and "Lang" in element and len(kids) == 1 and isinstance(kids[0], bytes):
            below = self._objects[_number(kids[0])]
            if below.get("Type") == "/StructElem":
                below.setdefault("Lang", element.pop("Lang"))

    def write_page(self, place: int, stream: pydyf.Stream) -> None:
        """Writes a page's content anew; one that is not understood stays, with its MCIDs as they are."""
        page, owners = self._page_of[place], self._owners[place]
        holders = [self._holder.get((page, mcid), ARTIFACT) for mcid in range(len(owners))]
        # Numbered as they come, so that the same page of another paper is the same question.
        known = {holder: number for number, holder in enumerate(dict.fromkeys((ARTIFACT, *holders)))}
        marks = tuple(
            Mark(known[holder], self._objects[holder]["S"] if holder else "", self._follows(holder, mcid))
            for mcid, holder in enumerate(holders)
        )
        content, groups = smallest(plain(stream), marks)
        stream.stream = [content] if content is not None else stream.stream
        for new, old in enumerate(groups):
            for mcid in old:
                self._new[page, mcid] = new
        self._owners[place][:] = [
            self._objects[holders[old[0]]].reference if holders[old[0]] else owners[old[0]] for old in groups
        ]

    def _follows(self, holder: Owner, mcid: int) -> int | None:
        """The MCID that comes right before this one in the element that holds it, if one does."""
        if holder == ARTIFACT:
            return None
        kids = self._objects[holder]["K"]
        place = kids.index(mcid)
        before = kids[place - 1] if place else None
        return before if isinstance(before, int) else None

    def finish(self) -> None:
        """Gives the elements their new MCIDs, and takes out what may be left out."""
        for number in sorted(set(self._holder.values())):
            element = self._objects[number]
            element["K"] = pydyf.Array(_once(self._renumbered(element)))
        elements = [
            each for each in self._objects if isinstance(each, pydyf.Dictionary) and each.get("Type") == "/StructElem"
        ]
        for element in elements:
            if element["S"] == "/Table" and not self._is_irregular(element):
                self._unlist(element)
        for element in elements:
            self._trim(element)

    def _is_irregular(self, element: pydyf.Dictionary) -> bool:
        """Whether a table has a cell across several rows or columns, or a header that does not say what it heads."""
        return any(
            {"ColSpan", "RowSpan"}.intersection(cell["A"]) or (cell["S"] == "/TH" and "Scope" not in cell["A"])
            for cell in self._cells(element)
        )

    def _unlist(self, element: pydyf.Dictionary) -> None:
        """Takes out which headers each cell has: in a regular table their scopes say it."""
        for cell in self._cells(element):
            cell["A"].pop("Headers", None)
            cell.pop("ID", None)

    def _cells(self, element: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
        for kid in element["K"]:
            below = self._objects[_number(kid)] if isinstance(kid, bytes) else {}
            if below.get("S") in ("/TH", "/TD"):
                yield below
            elif below.get("S") in _HOLDS_ROWS:
                yield from self._cells(below)

    def _renumbered(self, element: pydyf.Dictionary) -> Iterator[object]:
        for kid in element["K"]:
            if not isinstance(kid, int):
                yield kid
            elif (element["Pg"], kid) in self._new:  # else nothing was painted: a line of spaces
                yield self._new[element["Pg"], kid]

    def _trim(self, element: pydyf.Dictionary) -> None:
        del element["Type"]
        kids = element["K"]
        if not any(isinstance(kid, int) for kid in kids):
            element.pop("Pg", None)
        if len(kids) == 1:
            element["K"] = kids[0]
        elif not kids:
            del element["K"]
        about = element.get("A")
        if about is None:
            return
        if not about.get("Headers", True):
            del about["Headers"]
        if "Headers" in about:
            about["Headers"] = pydyf.Array([self._short(each) for each in about["Headers"]])
        if list(about) == ["O"]:
            del element["A"]
        if "ID" in element:
            element["ID"] = self._short(element["ID"])

    def _short(self, identifier: pydyf.String) -> pydyf.String:
        name = self._renamed.setdefault(identifier.data, b"%x" % len(self._renamed))
        return pydyf.String(name.decode())


def _gives_way(inner: pydyf.Dictionary, outer: pydyf.Dictionary) -> bool:
    """Whether an element says nothing that the one above it does not, so that its kids may stand in its place."""
    text = any(isinstance(kid, int) for kid in inner["K"])
    silent = inner["S"] in _SAYS_NOTHING or (inner["S"] == "/Div" and not text)
    if not silent or not _BARE.issuperset(inner) or outer["S"] in _HOLDS_ROWS:
        return False
    return not text or (outer["S"] in _HOLDS_TEXT and inner["Pg"] == outer.get("Pg"))


def _once(kids: Iterator[object]) -> Iterator[object]:
    before: object = None
    for kid in kids:
        if kid != before:
            yield kid
        before = kid


def _number(reference: bytes) -> int:
    return int(reference.split(b" ")[0])
