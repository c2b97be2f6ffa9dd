"""The sample with hostile words in what people write: markup, handlers, script addresses, letters that turn the line."""

from __future__ import annotations

import re
from pathlib import Path

from tests.sample import ROOT
from tests.workspace import lay
from toolkit import pipeline
from toolkit.render.html import Finisher
from toolkit.sources.tree import WorkingTree

QUOTING = "\"'><img src=x onerror=window.hurt=1><script>window.hurt=1</script>"
BARE = "</title><script>window.hurt=1</script><svg onload=window.hurt=1>"
LINK = '[按这里](javascript:window.hurt=1) <javascript:window.hurt=1> ![图](x" onerror="window.hurt=1)'
TURNED = "&#x202E;反过来&#x202C;"
"""As an entity: the letters themselves are refused where files are read."""
SPOILED = re.compile("食品|物流|陈列|门店|冰柜|培训|渠道")
"""Words that sentences, names, reasons and notes of the sample are full of: what follows each of them is hostile."""


def spoiled(path: str, text: str) -> str:
    """Returns a file with hostile words in its values, still well-formed: no key and no code holds Chinese."""
    if path.endswith(".md"):
        head, mark, body = text.partition("\n---\n")
        return f"{head}{mark}{body}\n{LINK}\n\n{QUOTING}\n\n{TURNED}\n" if mark else text
    return "\n".join(map(_line, text.split("\n")))


def _line(line: str) -> str:
    if line.lstrip().startswith("#") or "`" in line:
        return line
    plain = not re.search("[\"'{\\[]", line)
    return SPOILED.sub(lambda found: found[0] + (QUOTING if plain else BARE), line, count=1)


def sources() -> dict[str, str | bytes]:
    """Returns the files of the sample's workspace, those that people write hostile; signed papers stay, they are pinned."""
    found: dict[str, str | bytes] = {}
    for top in ("content", "dealers", "private.sample"):
        for file in sorted((ROOT / top).rglob("*")):
            path = file.relative_to(ROOT).as_posix()
            if not file.is_file():
                continue
            words = file.suffix in (".yaml", ".md") and "/clauses/" not in path and ".signed." not in path
            found[path] = spoiled(path, file.read_text("utf-8")) if words else file.read_bytes()
    return found


def hostile_site(folder: Path) -> Path:
    """Builds the site of the hostile workspace below a folder and returns where it is."""
    tree = WorkingTree(lay(folder / "workspace", sources()))
    network, problems = pipeline.read(tree)
    judged = pipeline.judge(network, problems, pipeline.day_of(network, None))
    templates = pipeline.templates_of(WorkingTree(ROOT))
    planned, _ = pipeline.make(judged, ("site",), "test", lambda name: templates.text(name).encode())
    finisher = Finisher(templates)
    made = {artifact.path: finisher.finish(artifact.job) for artifact in planned}
    return lay(folder / "out", {path: data for path, data in made.items() if isinstance(data, bytes)}) / "site"
