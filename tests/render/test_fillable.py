"""Forms: what is typed into a field is seen, in Chinese too, and the printed letters still say which characters they are."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest

from tests.spoken import faults
from toolkit.render.paper import Paper
from toolkit.render.pdf import render_pdf

CSS = 'html { font: 10pt "Hei" } input, select { font: 10pt "Hei"; width: 80mm; height: 8mm; border: 0 }'
FORM = (
    '<!DOCTYPE html><html lang="zh-CN"><body><h1>订货单 D-2026-0012</h1><form><p><label for="a">填写人</label>'
    '<input id="a" name="a" type="text" title="填写人"></p></form></body></html>'
)


def blank() -> bytes:
    return render_pdf(Paper((FORM,), (CSS,), (), "zh", "订货单", "form", fillable=True))


def filled(value: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(blank())) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            field.V = value
        pdf.save(out)
    return out.getvalue()


def dark(data: bytes) -> int:
    """How many dots of the first page are dark, as Chrome's engine paints page and fields."""
    with pypdfium2.PdfDocument(data) as pdf:
        pdf.init_forms()
        picture = pdf[0].render(scale=2, may_draw_forms=True).to_pil().convert("L")
    return sum(picture.histogram()[:128])


def test_what_is_typed_is_seen() -> None:
    """The more is typed, the more is painted: Latin, and Chinese that stands nowhere on the form."""
    empty, latin, chinese = dark(blank()), dark(filled("ABC 12")), dark(filled("ABC 12 茉莉"))
    assert empty < latin < chinese


def test_printed_letters_stay_characters() -> None:
    """Digits in another shape beside Latin letters can be copied and read aloud, though a field names the same face."""
    data = blank()
    assert faults(data) == []
    with pypdfium2.PdfDocument(data) as pdf:
        assert "D-2026-0012" in pdf[0].get_textpage().get_text_bounded()


@pytest.mark.parametrize("name", ["DA", "DR"])
def test_fields_have_a_font_of_every_viewer(name: str) -> None:
    """The field's font is one that each viewer has; ours holds what is printed and would leave what is typed blank."""
    with pikepdf.open(io.BytesIO(blank())) as pdf:
        form = pdf.Root.AcroForm
        assert "Entry" in str(form.DA)
        assert str(form.DR.Font["/Entry"].BaseFont) == "/Helvetica"
        assert f"/{name}" in form
