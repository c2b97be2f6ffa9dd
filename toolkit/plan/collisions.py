"""Two outputs for one path are an error before anything is written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.plan.artifact import Artifact

COLLISION = ProblemKind(
    "PLN001",
    "error",
    Text(
        "两个输出文件要写到同一路径：{path}（另一个是 {other}）",
        "two outputs want one path: {path} (the other is {other})",
    ),
    Text("检查编号或页面名是否只差大小写", "see whether two ids or page names differ only in case"),
    manual="Paths are compared as NFC and case-folded, since macOS and Windows take such paths for one file."
    "中文：比较路径时统一字符形式和大小写，因为 macOS 和 Windows 把这样的路径当成同一个文件。",
)


def collisions(artifacts: Iterable[Artifact]) -> tuple[Problem, ...]:
    """Returns one problem for each artifact whose path another one has already, compared NFC and case-folded."""
    seen: dict[str, Artifact] = {}
    found: list[Problem] = []
    for artifact in artifacts:
        key = unicodedata.normalize("NFC", artifact.path).casefold()
        first = seen.setdefault(key, artifact)
        if first is not artifact:
            origin = Origin(artifact.because[0] if artifact.because else artifact.path)
            found.append(COLLISION.at(origin, path=artifact.path, other=first.path))
    return tuple(found)
