"""Contract papers in one process, ours or WeasyPrint used plainly: `python -m benchmarks.plain_paper ours|plain DIR COUNT`.

Prints processor seconds and pages of the last COUNT papers as JSON; one paper before them warms either side.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from toolkit import pipeline
from toolkit.plan.artifact import PdfJob
from toolkit.render.html import Finisher
from toolkit.render.paper import Paper
from toolkit.sources.tree import WorkingTree


def papers(workspace: Path, count: int) -> Iterator[Paper]:
    """Yields the finished contract papers of a workspace, in the order of their paths."""
    network, problems = pipeline.read(WorkingTree(workspace))
    judged = pipeline.judge(network, problems, pipeline.day_of(network, None))
    templates = pipeline.templates_of(WorkingTree(workspace))
    planned, _ = pipeline.make(judged, ("contracts",), "", lambda name: templates.text(name).encode())
    finisher = Finisher(templates)
    jobs = [each for each in planned if isinstance(each.job, PdfJob)][:count]
    for artifact in jobs:
        paper = finisher.finish(artifact.job)
        assert isinstance(paper, Paper)
        yield paper


def plain() -> Callable[[Paper], bytes]:
    """Returns WeasyPrint as its manual shows it: the HTML, the style sheets, and the whole font files."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from toolkit.render.fonts import SOURCES

    rules = "".join(f'@font-face{{font-family:"{name}";src:url("file://{path()}")}}' for name, path in SOURCES[:2])
    fonts = FontConfiguration()
    styles = [CSS(string=rules, font_config=fonts)]

    def render(paper: Paper) -> bytes:
        sheets = [*styles, *(CSS(string=css, font_config=fonts) for css in paper.styles)]
        bodies = [part[part.index("<body") : part.index("</body>")] for part in paper.parts]
        html = "<html lang=zh-CN><title>x</title>" + "</body>".join(bodies) + "</body></html>"
        data = HTML(string=html, base_url=".").write_pdf(stylesheets=sheets, font_config=fonts)
        assert isinstance(data, bytes)
        return data

    return render


def ours() -> Callable[[Paper], bytes]:
    """Returns the engine of the toolkit, as a warm worker runs it."""
    from toolkit.render.pdf import render_pdf, warm

    warm()
    return render_pdf


def main() -> None:
    side, workspace, count = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    found = list(papers(workspace, count + 1))
    render = ours() if side == "ours" else plain()
    render(found[0])
    start = time.process_time()
    made = [render(paper) for paper in found[1:]]
    used = time.process_time() - start
    import pypdfium2

    pages = sum(len(pypdfium2.PdfDocument(data)) for data in made)
    sys.stdout.write(json.dumps({"cpu": used, "pages": pages, "bytes": sum(map(len, made)) // len(made)}))


if __name__ == "__main__":
    main()
