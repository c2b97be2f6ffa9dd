"""What templates, and the code around them, may not contain: places where escaping does not help."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"

LINT = {
    "an attribute without quotes": re.compile(r"=\s*\{\{(?![^<]*\}\}\s*%)(?<![\"'])"),
    "data in a script": re.compile(r"<script\b[^>]*>[^<]*\{[{%]", re.IGNORECASE),
    "data in a style": re.compile(r"<style\b[^>]*>[^<]*\{(?!% include \"[a-z/-]+\.css\" %\})[{%]", re.IGNORECASE),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "an event attribute": re.compile(r"\son[a-z]+\s*=", re.IGNORECASE),
    "an inline style": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "data in srcset": re.compile(r"\bsrcset\s*=\s*[\"'][^\"']*\{\{", re.IGNORECASE),
    "a link that is no url(…)": re.compile(r"\b(?:href|src|action)\s*=\s*\"(?=[^\"]*\{\{)(?!#?\{\{ (?:url\(|[a-z.]+ \}\}\")|#)", re.IGNORECASE),
    "the filter safe": re.compile(r"\|\s*safe\b"),
    "escaping turned off": re.compile(r"\{%-?\s*autoescape\b"),
    "a comment that reaches the page": re.compile(r"<!--"),
}  # fmt: skip

PLANTED = {
    "an attribute without quotes": "<a href={{ u }}>",
    "data in a script": "<script src='x'>var a = {{ u }}</script>",
    "data in a style": "<style>p { color: {{ u }} }</style>",
    "an inline script": "<script>alert(1)</script>",
    "an event attribute": '<p onclick="x">',
    "an inline style": '<p style="color:red">',
    "data in srcset": '<img srcset="{{ u }} 2x">',
    "a link that is no url(…)": '<a href="https://{{ u }}">',
    "the filter safe": "{{ u|safe }}",
    "escaping turned off": "{% autoescape false %}",
    "a comment that reaches the page": "<!-- who reads this -->",
}


def lint(text: str) -> set[str]:
    """The rules that a template breaks."""
    bare = re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)
    return {rule for rule, pattern in LINT.items() if pattern.search(bare)}


def test_templates_keep_the_rules() -> None:
    """J07: data stand in text and in quoted attributes only, where escaping helps."""
    found = {
        path.relative_to(TEMPLATES).as_posix(): lint(path.read_text("utf-8")) for path in TEMPLATES.rglob("*.html")
    }
    assert {path: rules for path, rules in found.items() if rules} == {}
    assert len(found) > 20


@pytest.mark.parametrize("rule", LINT)
def test_each_rule_sees_its_fault(rule: str) -> None:
    """The guard above can fail: a fault planted for each rule is found."""
    assert rule in lint(f"<p>a</p>\n{PLANTED[rule]}\n")
    assert lint('<a class="x" href="{{ url(link.path) }}" title="{{ u }}">{{ u }}</a>{# <!-- --> #}') == set()


def calls(source: str) -> set[str]:
    """The names of all functions and methods that a module calls."""
    nodes = (node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return {
        node.attr if isinstance(node, ast.Attribute) else node.id
        for node in nodes
        if isinstance(node, (ast.Attribute, ast.Name))
    }


def test_no_code_makes_templates_of_text() -> None:
    """S2: a template is compiled from a file only, and only one place says that a text is HTML already."""
    found = {
        path.relative_to(ROOT).as_posix(): calls(path.read_text("utf-8")) for path in (ROOT / "toolkit").rglob("*.py")
    }
    assert {
        path
        for path, names in found.items()
        if names & {"from_string", "Template", "compile_expression", "eval", "exec"}
    } == set()
    assert {path for path, names in found.items() if names & {"Environment", "Markup", "SandboxedEnvironment"}} == {
        "toolkit/render/html.py"
    }
    assert calls("import jinja2\njinja2.Environment().from_string(data)") == {"from_string", "Environment"}
