"""Charts on pages: the macro with its table, the filters of templates, and what a page of several charts promises."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from tests.chart_values import BARS, LINE, SAMPLES
from toolkit.kernel.text import LOCALES, Locale
from toolkit.plan.artifact import PageJob
from toolkit.plan.charts import table_of
from toolkit.render.html import Finisher, Templates
from toolkit.render.paper import PaperError
from toolkit.sources.tree import MemoryTree, WorkingTree

ROOT = Path(__file__).resolve().parents[2]
PAGE = """{% from "base/charts.html" import charted %}
{% for name, value in charts %}{{ charted(value, name, locale, room) }}{% endfor %}"""


def page(locale: Locale, room: str, *names: str, text: str = PAGE) -> str:
    """A page of some of the samples."""
    templates = Templates((MemoryTree({"templates/page.html": text}), WorkingTree(ROOT)))
    context = {"charts": [(name, SAMPLES[name]) for name in names], "room": room}
    made = Finisher(templates).finish(PageJob("page.html", context, locale))
    assert isinstance(made, bytes)
    return made.decode("utf-8")


@pytest.mark.parametrize("locale", LOCALES)
def test_the_figures_are_one_click_away(locale: Locale) -> None:
    """Title and finding stand above the chart, and every figure of it in a table below."""
    shown = unescape(page(locale, "column", "line"))
    assert f'<span class="chart-finding">{LINE.description.within(locale)}</span>' in shown
    cells = re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", shown)
    table = table_of(LINE)
    assert cells == [cell.within(locale) for row in (table.head, *table.rows) for cell in row]
    assert shown.index("</svg>") < shown.index("<details") < shown.index("<table")


def test_a_page_of_all_charts_keeps_the_policy() -> None:
    """No style, no script, no event, and no id twice, with every kind of chart on one page."""
    shown = page("zh", "wide", *SAMPLES)
    assert re.search(r"<style|<script|\sstyle=|\son[a-z]+=", shown) is None
    ids = re.findall(r'\sid="([^"]+)"', shown)
    assert len(ids) == len(set(ids)) == 2 * len(SAMPLES)
    assert shown.count("<svg ") == len(SAMPLES)


def test_a_wide_chart_scrolls_in_a_frame_with_a_name() -> None:
    """Where a wide chart is cut off on a phone, its frame can be reached and moved by keys."""
    shown = page("en", "wide", "timeline")
    assert '<div class="chart-frame" tabindex="0" role="group" aria-labelledby="timeline-t">' in shown
    assert 'class="chart chart-timeline chart-wide"' in shown
    assert "chart-frame" not in page("en", "column", "timeline")


def test_an_id_that_is_none_is_told_with_its_line() -> None:
    """A template that asks for a chart under a name that is no id fails at that line."""
    with pytest.raises(PaperError) as found:
        page("zh", "column", "bars", text='\n{{ charts[0][1]|chart("two words", locale) }}')
    assert (found.value.problem.code, found.value.problem.origin.line) == ("TPL001", 2)
    assert BARS.title.zh in page("zh", "column", "bars", text='{{ charts[0][1]|chart("one", locale) }}')
