"""The cards of a page as lines that can be compared: what readers see, and nothing else."""

from __future__ import annotations

from toolkit.cli.moved_cards import cards_in

PAGE = """
<h2>Not a card</h2><p>outside</p>
<section class="card wide" aria-labelledby="a"><h2 id="a">考核 <small>A</small></h2>
<p>总分 <b>93.3</b> 分<br>A 级</p>
<svg><title>图</title><text>93.3</text></svg><script>evil()</script>
<table><tr><th>项目</th><th>得分</th></tr><tr><td>S1</td><td>95&amp;1</td></tr></table>
<dl><div><dt>名次</dt><dd>2 / 10</dd></div></dl><section class="inner"><p>里面的一段</p></section>
<p>总分走势<time>2026年</time></p>
</section>
<section class="card folded"><details><summary><h2>空</h2><span class="finding">没有</span></summary></details></section>
<section class="other"><h2>别的</h2><p>x</p></section>
"""


def test_the_lines_of_each_card() -> None:
    """A paragraph, an item and a row of a table are a line each; drawings and scripts are none; what is in no card is left out."""
    assert cards_in(PAGE) == {
        "考核A": ("总分 93.3 分 A 级", "项目 · 得分", "S1 · 95&1", "名次 · 2 / 10", "里面的一段", "总分走势 2026年"),
        "空": ("没有",),
    }


def test_a_page_that_is_not_there_has_no_cards() -> None:
    """Nor has one that breaks off."""
    assert cards_in("") == {}
    assert cards_in('<section class="card"><h2>考核</h2><p>总分') == {"考核": ()}
