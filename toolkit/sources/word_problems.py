"""What a Word file from outside may be refused for; apart from its reader, so that the manual loads no library."""

from __future__ import annotations

from toolkit.kernel.problem import ProblemKind
from toolkit.kernel.text import Text

NOT_WORD = ProblemKind(
    "DOC101",
    "error",
    Text("{name} 不是可读的 Word 文件（.docx）：{why}", "{name} is no readable Word file (.docx): {why}"),
    Text("请对方另存为 .docx 再发来", "ask for the file saved anew as .docx"),
    manual="A DOCX file is a zip of XML parts. What is encrypted, damaged, or of the older .doc format is not read."
    "中文：DOCX 是一包 XML。加密的、损坏的和旧的 .doc 格式都不读。",
)
TOO_LARGE = ProblemKind(
    "DOC102",
    "error",
    Text("{name} 太大，没有读：{why}", "{name} is too large and was not read: {why}"),
    Text(
        "合同文本不需要这么大的文件；去掉图片再发来", "no text of a contract needs that size; have pictures taken out"
    ),
    manual="At most 16 MiB as a file, 64 MiB unpacked, 2,000 parts: a small file that unpacks to gigabytes would fill the memory."
    "中文：文件最大 16 MiB，解开 64 MiB，2,000 个部件：小文件解开成几个吉字节会占满内存。",
)
MACROS = ProblemKind(
    "DOC103",
    "error",
    Text("{name} 带有宏，没有读", "{name} has macros and was not read"),
    Text("请对方另存为不带宏的 .docx", "ask for it saved without macros, as .docx"),
    manual="A contract needs no program inside. Macros are never run here, and a file that has them is not taken in at all."
    "中文：合同里不需要程序。宏在这里绝不运行，带宏的文件也不收。",
)
DOCTYPE = ProblemKind(
    "DOC104",
    "error",
    Text("{name} 的 {part} 带有 DTD 或实体定义，没有读", "{part} of {name} has a DTD or entities and was not read"),
    Text("Word 不会写出这样的文件；不要打开它", "Word writes no such file: do not open it"),
    manual="Entities can read files of this machine, reach the network, or grow without end. The format has no use for them."
    "中文：实体可以读本机文件、访问网络或无限膨胀，这种格式用不着它。",
)
OUTSIDE = ProblemKind(
    "DOC105",
    "error",
    Text("{name} 引用了外部内容：{target}", "{name} refers to content elsewhere: {target}"),
    Text("请对方去掉外部模板、图片和对象再发来", "ask for it without outside templates, pictures and objects"),
    manual="A template, picture or object that lies elsewhere is fetched when Word opens the file. Links that one clicks are let be."
    "中文：放在别处的模板、图片和对象，Word 一打开就会去取。点击才打开的链接不管。",
)
KINDS = (NOT_WORD, TOO_LARGE, MACROS, DOCTYPE, OUTSIDE)
