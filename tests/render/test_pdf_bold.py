"""Highlighted text gets an outline where a style sheet asks for it, and nothing else of the page changes."""

from __future__ import annotations

from tests.render.test_pdf_glyphs import ink_of_page, paper
from toolkit.render.pdf import render_pdf


def test_bold_is_darker_and_adds_no_font() -> None:
    """More ink on the page, the same text, one embedded face; what follows a bold word is as thin as before."""
    plain = render_pdf(paper("<p>甲方提示乙方</p>"))
    bold = render_pdf(paper('<p style="font-weight: 800">甲方提示乙方</p>'))
    assert ink_of_page(bold) > ink_of_page(plain) * 1.1
    assert bold.count(b"/FontFile3") == plain.count(b"/FontFile3")
    after = render_pdf(paper('<p>甲方<span style="font-weight: 800">提示</span>乙方</p>'))
    assert ink_of_page(plain) < ink_of_page(after) < ink_of_page(bold)
