"""Templates are code and data never are: what a record says is shown as it is, once, on every page and paper."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from toolkit.kernel.problem import Problem
from toolkit.plan.artifact import BytesJob, PageJob, PdfJob, PdfPart
from toolkit.render.blocks import html_of
from toolkit.render.html import Finisher, Templates
from toolkit.render.paper import Paper, PaperError
from toolkit.sources.prose import Node
from toolkit.sources.tree import MemoryTree, WorkingTree

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"


def filled(text: str, **values: object) -> str:
    """What a template of this text makes of some values."""
    return Templates((MemoryTree({"templates/page.html": text}),)).filled("page.html", values)


def failure(files: dict[str, str], **values: object) -> tuple[str, str, int]:
    """Code, path and line of what is wrong with the template `page.html` of these files."""
    templates = Templates((MemoryTree({f"templates/{name}": text for name, text in files.items()}),))
    with pytest.raises(PaperError) as found:
        templates.filled("page.html", values)
    where = found.value.problem.origin
    return found.value.problem.code, where.path, where.line


def refused(templates: Templates, name: str) -> tuple[Problem, Problem]:
    """The problems of a file below templates/ that is neither given as text nor filled."""
    with pytest.raises(PaperError) as as_text:
        templates.text(name)
    with pytest.raises(PaperError) as as_template:
        templates.filled(name, {})
    return as_text.value.problem, as_template.value.problem


HOSTILE = (
    "{{ 7*7 }}", "{% for i in range(9**9) %}", "{# gone #}", "{{ ''.__class__ }}", "{0.__class__}", "{{ ''|attr('format') }}",
    "${7*7}", "#{7*7}", "<b>", "</title><script>alert(1)</script>", "\" onclick=\"x", "' onclick='x", "&amp;", "<!-- x",
    "]]>", "javascript:alert(1)", "%s", "{% raw %}", "{% endraw %}{{ 7*7 }}",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_a_value_is_shown_as_it_is(text: str) -> None:
    """J01, J06: in text and in a quoted attribute a value comes back by unescaping once, and nothing in it runs."""
    shown = filled('<p title="{{ name }}">{{ name }}</p>', name=text)
    parsed = re.fullmatch(r'<p title="([^"<>]*)">([^<>]*)</p>', shown)
    assert parsed is not None, shown
    assert [unescape(part) for part in parsed.groups()] == [text, text]


@pytest.mark.parametrize(
    "name", ["page.html", "page.md", "page.txt", "icon.svg", "page.xhtml", "page.html.j2", "page.jinja", "page"]
)
def test_every_template_escapes_whatever_its_name(name: str) -> None:
    """J03: escaping does not depend on how a template's file name ends."""
    templates = Templates((MemoryTree({f"templates/{name}": "{{ it }}"}),))
    assert templates.filled(name, {"it": "<b>"}) == "&lt;b&gt;"


def test_a_missing_value_is_an_error_at_its_line() -> None:
    """J04: a misspelt name is told with template and line, however it is used, and never becomes an empty text."""
    for use in (
        "{{ d.prcie }}",
        "{{ dd }}",
        "{% if d.prcie %}x{% endif %}",
        "{% for x in d.prcie %}x{% endfor %}",
        "{{ d['x'] }}",
    ):
        assert failure({"page.html": f"a\nb\n{use}\n"}, d={"price": 1}) == ("TPL001", "templates/page.html", 3), use


def test_an_error_is_told_where_it_stands() -> None:
    """In a template that another one extends, includes or imports, the path and line are those of the inner one."""
    inner = "x\n{{ nothing }}\n"
    assert failure({"page.html": '{% extends "base.html" %}', "base.html": inner}) == (
        "TPL001",
        "templates/base.html",
        2,
    )
    assert failure({"page.html": '\n{% include "part.svg" %}', "part.svg": inner}) == (
        "TPL001",
        "templates/part.svg",
        2,
    )
    macro = "{% macro m(x) %}\n\n{{ x.y }}{% endmacro %}"
    page = '{% from "m.html" import m %}\n{{ m({}) }}'
    assert failure({"page.html": page, "m.html": macro}) == ("TPL001", "templates/m.html", 3)
    block = '{% extends "base.html" %}\n{% block b %}\n{{ nothing }}{% endblock %}'
    assert failure({"page.html": block, "base.html": "{% block b %}{% endblock %}"}) == (
        "TPL001",
        "templates/page.html",
        3,
    )


BROKEN = {
    "syntax": ({"page.html": "a\n{% if %}"}, ("TPL001", "templates/page.html", 2)),
    "syntax of a part": ({"page.html": '{% include "p.html" %}', "p.html": "{{"}, ("TPL001", "templates/p.html", 1)),
    "no such filter": ({"page.html": "a\n{{ 1|nothing }}"}, ("TPL001", "templates/page.html", 2)),
    "no such part": ({"page.html": 'a\n{% include "gone.html" %}'}, ("TPL001", "templates/gone.html", 0)),
    "no such template": ({}, ("TPL001", "templates/page.html", 0)),
    "a circle": ({"page.html": '{% include "page.html" %}'}, ("TPL001", "templates/page.html", 1)),
    "a division": ({"page.html": "\n{{ 1 / 0 }}"}, ("TPL001", "templates/page.html", 2)),
    "a wrong type": ({"page.html": "\n{{ 'a' + 1 }}"}, ("TPL001", "templates/page.html", 2)),
    "a wrong amount": ({"page.html": "\n{{ 100|chinese }}"}, ("TPL001", "templates/page.html", 2)),
    "P05": ({"page.html": '{% include "../secret" %}', "../secret": "x"}, ("TPL001", "templates/../secret", 0)),
}  # fmt: skip


@pytest.mark.parametrize(("files", "problem"), BROKEN.values(), ids=BROKEN)
def test_a_broken_template_is_a_problem_at_its_place(files: dict[str, str], problem: tuple[str, str, int]) -> None:
    """Whatever fails in a template fails that page only, with a place, and never as a traceback."""
    assert failure(files) == problem


@pytest.mark.parametrize(
    "name", ["../content/company.yaml", "/etc/hostname", "a/../../x", "..", "a\\..\\b", "", "nothing.html"]
)
def test_no_name_leads_out_of_the_templates(name: str) -> None:
    """P05: style sheets and assets are read by the same rule as templates."""
    templates = Templates((WorkingTree(ROOT),))
    refused(templates, name)


def test_a_linked_template_is_refused(tmp_path: Path) -> None:
    """P06: neither a template nor the folder of templates may be a symbolic link, and the shipped one does not step in."""
    (tmp_path / "one/templates").mkdir(parents=True)
    (tmp_path / "one/templates/page.html").symlink_to("/etc/hostname")
    (tmp_path / "two").mkdir()
    (tmp_path / "two/templates").symlink_to("/etc")
    for root, name in (("one", "page.html"), ("two", "hostname")):
        templates = Templates((WorkingTree(tmp_path / root), MemoryTree({f"templates/{name}": "shipped"})))
        assert {problem.code for problem in refused(templates, name)} == {"SRC001"}


def test_a_template_of_other_bytes_is_refused() -> None:
    """A template is UTF-8."""
    templates = Templates((MemoryTree({"templates/page.html": b"\xff"}),))
    assert {problem.origin.path for problem in refused(templates, "page.html")} == {"templates/page.html"}


def test_a_workspace_overrides_file_by_file() -> None:
    """Its own template stands before the shipped one and may extend it; what it lacks is the shipped one's."""
    shipped = MemoryTree(
        {
            "templates/base.html": "<{% block b %}{% endblock %}>",
            "templates/page.html": "shipped",
            "templates/x.html": "x",
        }
    )
    own = MemoryTree({"templates/page.html": '{% extends "base.html" %}{% block b %}own{% endblock %}'})
    templates = Templates((own, shipped))
    assert [templates.filled(name, {}) for name in ("page.html", "x.html")] == ["<own>", "x"]
    assert templates.text("page.html").startswith("{% extends")


def test_links_on_a_page_are_relative_to_it() -> None:
    """A site opens from a folder by double click, so no link begins at a root."""
    finisher = Finisher(
        Templates(
            (
                MemoryTree(
                    {"templates/p.html": "{{ url('site/assets/a.css') }} {{ url('site/zh/b.html#x') }} {{ url('#y') }}"}
                ),
            )
        )
    )
    page = PageJob("p.html", {"path": "site/zh/dealers/a.html"}, "zh")
    assert finisher.finish(page) == b"../../assets/a.css ../b.html#x #y"
    assert finisher.finish(replace(page, context={"path": "index.html"})) == b"site/assets/a.css site/zh/b.html#x #y"


def test_a_shared_part_is_filled_once() -> None:
    """The standard terms that many contracts share are one and the same text; a part with a context of its own is its own."""
    calls: list[int] = []

    class Counted:
        def __str__(self) -> str:
            calls.append(1)
            return "x"

    shared, own = {"it": Counted()}, {"it": Counted()}
    finisher = Finisher(Templates((MemoryTree({"templates/p.html": "{{ it }}", "templates/s.css": "p{}"}),)))
    parts = (PdfPart("p.html", shared, shared=True), PdfPart("p.html", own))
    papers = [finisher.finish(PdfJob(parts, ("s.css",), "zh", "t", "id")) for _ in range(3)]
    assert all(isinstance(paper, Paper) and paper.parts == ("x", "x") and paper.styles == ("p{}",) for paper in papers)
    assert len(calls) == 1 + 3


def test_a_missing_style_sheet_fails_the_paper_only() -> None:
    """It is a problem of that job, with the name of the file."""
    finisher = Finisher(Templates((MemoryTree({"templates/p.html": "x"}),)))
    with pytest.raises(PaperError) as found:
        finisher.finish(PdfJob((PdfPart("p.html", {}),), ("gone.css",), "zh", "t", "id"))
    assert found.value.problem.origin.path == "templates/gone.css"
    assert finisher.finish(BytesJob(b"raw")) == b"raw"


def test_the_block_tree_is_escaped() -> None:
    """Text, attributes and placeholders of a text are data too; an attribute that is not listed does not come out."""
    node = Node(
        "a",
        (("href", 'x"y'), ("onclick", "z"), ("title", "<b>")),
        ("<i>", Node("field", (("name", "a.b"),)), Node("br")),
    )
    assert html_of((node, "&")) == '<a href="x&quot;y" title="&lt;b&gt;">&lt;i&gt;{{a.b}}<br></a>&amp;'
