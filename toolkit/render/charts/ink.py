"""Colours for the charts of papers: the layout engine reads no style sheet of the page for what is inside an SVG.

So each chart gets the rules that its classes need in a `style` element of its own, with the light colours written out:
the engine knows no custom properties there either. Pages never get it; their content policy would stop it.
"""

from __future__ import annotations

import re
from functools import lru_cache

_CHART = re.compile(r'(<svg class="chart [^>]*>)(.*?)</svg>', re.DOTALL)
_CLASS = re.compile(r' class="(c-[a-z0-9]+)"')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AT_BLOCK = re.compile(r"@[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_RULE = re.compile(r"\s*([^{}]+?)\s*\{([^{}]*)\}")
_VALUE = re.compile(r"(--chart-[a-z0-9-]+):\s*([^;]+);")
_USE = re.compile(r"var\((--chart-[a-z0-9-]+)\)")


def inked(html: str, sheet: str) -> str:
    """Returns `html` with the rules of `sheet` inside each of its charts, as far as the chart uses them.

    Only elements that `svg_of` made begin like that: text in a paper is escaped. Raises KeyError for an unknown property.
    """

    def with_rules(found: re.Match[str]) -> str:
        style = _style(sheet, frozenset(_CLASS.findall(found[2])))
        return f"{found[1]}<style>{style}</style>{found[2]}</svg>"

    return _CHART.sub(with_rules, html)


@lru_cache(maxsize=256)
def _style(sheet: str, classes: frozenset[str]) -> str:
    rules = rules_of(sheet)
    return "".join(f".{name}{{{rules[name]}}}" for name in sorted(classes) if name in rules)


@lru_cache(maxsize=4)
def rules_of(sheet: str) -> dict[str, str]:
    """Returns the declarations of each drawing class of a sheet, its first block of properties put in their places."""
    flat = _AT_BLOCK.sub("", _COMMENT.sub("", sheet))
    blocks = _RULE.findall(flat)
    values = dict(_VALUE.findall(next(body for selector, body in blocks if selector == ":root")))
    return {
        selector[1:]: _USE.sub(lambda use: values[use[1]], " ".join(body.split()))
        for selector, body in blocks
        if selector.startswith(".c-")
    }
