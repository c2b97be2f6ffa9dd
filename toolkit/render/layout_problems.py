"""What the layout of a paper may report; apart from pdf.py, so that the manual can be read where no layout engine is."""

from __future__ import annotations

from toolkit.kernel.problem import ProblemKind
from toolkit.kernel.text import Text

ENGINE_FAILED = ProblemKind(
    "PDF031",
    "error",
    Text("排版失败：{failure}", "the layout failed: {failure}"),
    Text(
        "检查这份文件的内容与样式；其他文件不受影响",
        "look at the content and styles of this paper; no other paper is affected",
    ),
    manual="The layout engine gave up on this paper, for example at a size beyond its numbers or a want of memory."
    "中文：排版引擎放弃了这份文件，例如尺寸超出它能算的范围，或内存不够。",
)
ENGINE_COMPLAINED = ProblemKind(
    "PDF032",
    "error",
    Text("排版引擎报告：{complaint}", "the layout engine reports: {complaint}"),
    Text("修正模板或样式，使排版没有任何警告", "mend the template or the style sheet until the layout has no warning"),
    manual="A paper is issued only if its layout gave no warning: an unknown property, a lost cell, a missing picture."
    "中文：排版没有任何警告才签发：未知的属性、丢失的单元格、缺少的图片都算警告。",
)
BAD_LINK = ProblemKind(
    "PDF033",
    "error",
    Text("文件中的链接不可用：{target}", "the paper has a link that cannot be used: {target}"),
    Text(
        "链接只能指向 https、mailto、tel 或本文件内的锚点",
        "a link leads to https, mailto, tel or an anchor of the paper",
    ),
    manual="Other schemes could run or open something on the reader's machine; a relative link leads nowhere in a PDF."
    "中文：别的协议可能在读者的机器上运行或打开东西，PDF 里的相对链接则哪里也到不了。",
)
TWO_ANCHORS = ProblemKind(
    "PDF034",
    "error",
    Text(
        "两个部分都有锚点 #{anchor}，链接无法确定指向", "two parts have the anchor #{anchor}: a link to it is ambiguous"
    ),
    Text("给其中一个换一个 id", "give one of them another id"),
    manual="Links may lead from one part of a paper to another, so an anchor that is linked to is unique in the paper."
    "中文：链接可以从一部分指到另一部分，所以被指的锚点在整份文件里只能有一个。",
)
KINDS = (ENGINE_FAILED, ENGINE_COMPLAINED, BAD_LINK, TWO_ANCHORS)
