"""What a lawyer sends back: tracked changes and comments stand at their clauses, and a hostile file is refused."""

from __future__ import annotations

import io
import zipfile
from functools import cache

from tests.topics.test_contract_word import contracts
from tests.word_editing import edited, packed, parts, ran, remarked, tracked
from toolkit.cli.commands.word_import import _texts
from toolkit.edit.word import Return, returned
from toolkit.render.docx import word_bytes
from toolkit.sources.word import WordText, read_word
from toolkit.sources.word_package import LARGEST, UNPACKED

NUMBER = "QY-JX-2025-0005"


@cache
def ours() -> bytes:
    return word_bytes(contracts()[NUMBER][2])


def read(data: bytes) -> WordText:
    text, problems = read_word("back.docx", data)
    assert text is not None, problems
    return text


def back(data: bytes) -> Return:
    paper, _, job = contracts()[NUMBER]
    printed = tuple(each for section in job.sections for each in _texts(section.blocks))
    return returned(read(data), paper, printed)


def codes(data: bytes, name: str = "back.docx") -> list[str]:
    text, problems = read_word(name, data)
    assert text is None
    return [problem.code for problem in problems]


def test_an_untouched_file_has_no_change() -> None:
    """What we gave and got back as it was is read as the same, number for number."""
    found = back(ours())
    assert (found.changes, found.comments, found.looks) == ((), (), 0)
    assert read(ours()).identifier == NUMBER


def test_a_tracked_change_stands_at_its_article() -> None:
    """Article, paragraph, before and after, author and day; the standard was changed, so legal has to approve."""
    old = "供货价格上调的，乙方可要求重新协商销售目标。"
    data = edited(ours(), (ran(old), tracked("供货价格上调的，乙方", "可", "有权", "要求重新协商销售目标。")))
    (change,) = back(data).changes
    assert (change.place.kind, change.place.key, change.place.number) == ("article", "price", "5.")
    assert change.place.name.startswith("第九条 ")
    assert (change.before, change.after) == (old, old.replace("可", "有权", 1))
    assert (change.authors, change.days, change.tracked) == (("王律师",), ("2026-10-18",), True)
    (proposal,) = back(data).proposals()
    assert (proposal.kind, "法务" in proposal.words.zh) == ("wording", True)


def test_a_changed_item_is_a_changed_field() -> None:
    """The particular terms are values of the contract's file."""
    old = "甲方调整供货价格，应提前30日书面通知。"
    data = edited(ours(), (ran(old), tracked("甲方调整供货价格，应提前", "30", "60", "日书面通知。")))
    (change,) = back(data).changes
    assert (change.place.kind, change.place.key) == ("item", "price-change")
    assert [each.kind for each in back(data).proposals()] == ["field"]


def test_a_comment_is_read_with_what_it_is_about() -> None:
    """Who, when, which words, and where."""
    text = "供货价格上调的，乙方可要求重新协商销售目标。"
    (comment,) = back(remarked(ours(), text, "请给出期限")).comments
    assert (comment.remark.author, comment.remark.text, comment.remark.about) == ("王律师", "请给出期限", text)
    assert comment.place.key == "price"


def test_a_change_without_a_trace_is_told_too() -> None:
    """Somebody turned tracking off: the text is compared with what we gave, not with what the file admits."""
    old = "供货价格上调的，乙方可要求重新协商销售目标。"
    (change,) = back(edited(ours(), (ran(old), ran(old.replace("可", "不得", 1))))).changes
    assert (change.tracked, change.before, change.place.key) == (False, old, "price")


def test_form_alone_is_counted_and_passed_over() -> None:
    """A bold word is no change of the contract."""
    text = "供货价格上调的，乙方可要求重新协商销售目标。"
    bold = '<w:r><w:rPr><w:b/><w:rPrChange w:id="9" w:author="x" w:date="2026-10-18T00:00:00Z"><w:rPr/></w:rPrChange></w:rPr>'
    found = back(edited(ours(), (ran(text), ran(text).replace("<w:r>", bold))))
    assert (found.changes, found.looks) == ((), 1)


def test_hostile_files_are_refused() -> None:
    """Entities, outside templates, macros, bombs, and what is no Word file at all; each is told by its own code."""
    files = parts(ours())
    entity = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'
    assert codes(packed({**files, "word/document.xml": entity})) == ["DOC104"]
    rels = files["word/_rels/document.xml.rels"]
    outside = rels.replace(
        b"</Relationships>",
        b'<Relationship Id="x" Type="http://example.com/attachedTemplate" Target="http://example.com/t.dotm" TargetMode="External"/></Relationships>',
    )
    assert codes(packed({**files, "word/_rels/document.xml.rels": outside})) == ["DOC105"]
    assert codes(packed({**files, "word/vbaProject.bin": b"x"})) == ["DOC103"]
    assert codes(ours(), "back.docm") == ["DOC103"]
    assert codes(packed({**files, "word/media/a.bin": b"\0" * (UNPACKED + 1)})) == ["DOC102"]
    assert codes(b"\0" * (LARGEST + 1)) == ["DOC102"]
    assert codes(b"not a zip") == ["DOC101"]
    assert codes(packed({"a.txt": b"x"})) == ["DOC101"]
    assert codes(packed({**files, "word/document.xml": b"<w:document"})) == ["DOC101"]
    assert codes(packed({**files, "word/document.xml": '<?xml version="1.0"?><a/>'.encode("utf-16")})) == ["DOC101"]
    assert codes(packed({**files, **{f"x{n}": b"" for n in range(2001)}})) == ["DOC102"]


def test_a_link_is_let_be() -> None:
    """A link that one clicks fetches nothing by itself."""
    files = parts(ours())
    rels = files["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="x" Type="http://example.com/relationships/hyperlink" Target="http://example.com" TargetMode="External"/></Relationships>',
    )
    assert read(packed({**files, "word/_rels/document.xml.rels": rels})).identifier == NUMBER


def test_a_lying_zip_is_refused() -> None:
    """A part that says it is small and unpacks to more than all parts may have."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts(ours()).items():
            archive.writestr(name, content + b" " * (UNPACKED + 9 if name == "word/document.xml" else 0))
    data = stream.getvalue()
    assert len(data) < LARGEST
    assert codes(data) == ["DOC102"]
