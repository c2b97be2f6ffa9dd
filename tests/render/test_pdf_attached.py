"""What a PDF carries beside its pages: files with the data behind it, and fields that a reader fills in."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from toolkit.kernel.text import Text
from toolkit.plan.artifact import Attachment, PdfJob, PdfPart
from toolkit.plan.sheets import Column, Sheet, WorkbookJob
from toolkit.render.html import Finisher, Templates
from toolkit.render.paper import Enclosure, Paper
from toolkit.render.pdf import render_pdf
from toolkit.sources.tree import MemoryTree

FIELD = '<p><label for="who">客户名称</label><input id="who" name="who" type="text"></p>'
HTML = '<html lang="zh-CN"><head><title>单</title></head><body><h1>订单</h1><form>{}</form></body></html>'
CSS = 'html{font-family:"Song"} h1{font-family:"Hei";font-weight:normal} input{border:1pt solid;width:90mm}'
FILES = (
    Enclosure("表.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK..", "明细"),
    Enclosure("data.csv", "text/csv", "甲,1\n".encode(), relationship="Source"),
)
PAPER = Paper((HTML.format("<p>甲</p>"),), (CSS,), (), "zh", "订单", "F-1")
FORM = Paper((HTML.format(FIELD),), (CSS,), (), "zh", "订单", "F-1", fillable=True)


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def test_files_travel_inside() -> None:
    """Each comes out byte for byte, with its media type and its relation to the paper; the paper stays tagged."""
    with opened(render_pdf(replace(PAPER, enclosures=FILES))) as pdf:
        found = {
            name: (spec.get_file().read_bytes(), spec.get_file().mime_type) for name, spec in pdf.attachments.items()
        }
        relations = {str(file.UF): str(file.AFRelationship) for file in pdf.Root.AF}
        assert "/StructTreeRoot" in pdf.Root
    assert found == {file.name: (file.data, file.media_type) for file in FILES}
    assert relations == {"表.xlsx": "/Data", "data.csv": "/Source"}


def test_a_paper_without_files_has_none() -> None:
    """The count above can fail: a bundle's scan compares the files in a PDF with the plan's list."""
    with opened(render_pdf(PAPER)) as pdf:
        assert dict(pdf.attachments) == {}
        assert "/AF" not in pdf.Root
        assert "/AcroForm" not in pdf.Root


def test_same_paper_same_bytes_and_another_key_for_other_files() -> None:
    """R8, R9: no date of the day; a changed file, or fields, make another paper."""
    carried = replace(PAPER, enclosures=FILES)
    assert render_pdf(carried) == render_pdf(carried)
    assert render_pdf(FORM) == render_pdf(FORM)
    keys = {PAPER.key(), carried.key(), replace(PAPER, enclosures=FILES[:1]).key(), replace(PAPER, fillable=True).key()}
    assert len(keys) == 4


def test_a_job_carries_a_workbook() -> None:
    """The data behind a paper are planned as a workbook and finished with it."""
    book = WorkbookJob((Sheet(Text("表"), (Column(Text("列")),), (("=1",),)),), "zh", "t", "T")
    job = PdfJob(
        (PdfPart("x.html", {}),), (), "zh", "t", "T", attachments=(Attachment("t.xlsx", "application/x", book),)
    )
    templates = Templates((MemoryTree({"templates/x.html": b"<p>x</p>"}),))
    paper = Finisher(templates).finish(job)
    assert isinstance(paper, Paper)
    assert paper.enclosures[0].data.startswith(b"PK")


def test_fields_are_fields_and_tagged() -> None:
    """A field has a name, the words of its label for a screen reader, a place in the structure, and a font that is not cut."""
    with opened(render_pdf(FORM)) as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        assert (str(field.T), str(field.TU), str(field.FT)) == ("who", "客户名称", "/Tx")
        assert "/StructParent" in field
        assert "/Entry " in str(field.DA)
        assert str(pdf.Root.AcroForm.DR.Font.Entry.BaseFont) == "/Helvetica"
    assert len(render_pdf(FORM)) < 60_000


def ink(data: bytes, folder: Path, name: str) -> int:
    """How many dark points a viewer draws."""
    (folder / name).write_bytes(data)
    document = pypdfium2.PdfDocument(folder / name)
    document.init_forms()
    picture = document[0].render(scale=2, may_draw_forms=True).to_pil().convert("L")
    return sum(picture.histogram()[:128])


CHINESE = any(Path("/usr/share/fonts").rglob("*CJK*"))


@pytest.mark.skipif(not CHINESE, reason="no Chinese font on this machine for a viewer to step in with")
def test_what_is_typed_is_drawn(tmp_path: Path) -> None:
    """A name that the printed form does not have appears when it is typed: the subsets of the form would leave it blank."""
    empty = render_pdf(FORM)
    with opened(empty) as pdf:
        pdf.Root.AcroForm.Fields[0].V = pikepdf.String("龘骉犇麤")
        filled = io.BytesIO()
        pdf.save(filled)
    assert ink(filled.getvalue(), tmp_path, "b.pdf") > ink(empty, tmp_path, "a.pdf") + 200


def test_without_the_option_inputs_are_no_fields() -> None:
    """Only a job that asks for it is fillable: a report never has a field by accident."""
    with opened(render_pdf(replace(FORM, fillable=False))) as pdf:
        assert "/AcroForm" not in pdf.Root
