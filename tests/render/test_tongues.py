"""Chinese words of English pages say that they are Chinese, and nothing else of the page changes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.render.tongues import with_chinese_marked


def zh(words: str) -> str:
    return f'<span lang="zh-CN">{words}</span>'


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>no Chinese</p>", "<p>no Chinese</p>"),
        ("<p>the dealer 澄湖商贸 of Suzhou</p>", f"<p>the dealer {zh('澄湖商贸')} of Suzhou</p>"),
        ("<p>甲 and 乙</p>", f"<p>{zh('甲')} and {zh('乙')}</p>"),
        ("<td>苏州市，吴中区。</td>", f"<td>{zh('苏州市，吴中区。')}</td>"),
        ("<td>《办法》</td>", f"<td>{zh('《办法》')}</td>"),
        ('<a title="甲" href="乙.html">b</a>', '<a title="甲" href="乙.html">b</a>'),
        ("<title>甲</title><p>乙</p>", f"<title>甲</title><p>{zh('乙')}</p>"),
        ("<svg><text>甲</text></svg>乙", f"<svg><text>甲</text></svg>{zh('乙')}"),
        ("<select><option>甲</option></select>", "<select><option>甲</option></select>"),
        ('<a lang="zh-CN">甲 <b>乙</b></a><p>丙', f'<a lang="zh-CN">甲 <b>乙</b></a><p>{zh("丙")}'),
        ('<div lang="zh-CN"><div>甲</div>乙</div>丙', f'<div lang="zh-CN"><div>甲</div>乙</div>{zh("丙")}'),
        ('<div data-lang="zh">甲</div>', f'<div data-lang="zh">{zh("甲")}</div>'),
        ("<p>𠮷野家</p>", f"<p>{zh('𠮷野家')}</p>"),
        ("<p>a &gt; 甲 &lt; b</p>", f"<p>a &gt; {zh('甲')} &lt; b</p>"),
        ("甲", zh("甲")),
    ],
)
def test_runs_of_chinese_are_marked(page: str, expected: str) -> None:
    """In texts, never in attributes, plain elements, drawings, or where it is said already."""
    assert with_chinese_marked(page) == expected


PARTS = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            '<a lang="zh-CN">',
            "</a>",
            '<b title="甲">',
            "</b>",
            "<svg>",
            "</svg>",
            "甲",
            "乙，丙",
            "x",
            " ",
        ]
    )
).map("".join)


@given(PARTS)
def test_only_marks_are_added(page: str) -> None:
    """Taking the marks away gives the page back, and marking twice is the same as once."""
    marked = with_chinese_marked(page)
    assert re.sub(r'<span lang="zh-CN">(.*?)</span>', r"\1", marked) == page
    assert with_chinese_marked(marked) == marked
