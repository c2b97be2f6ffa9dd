"""The last good pages stay while something is wrong, everything else goes on, and what is mended is shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.serve.serve_scene import FIRST, OTHER, PAGE, SECOND, change
from tests.topics.builders import dealer
from tests.workspace import REFUSED, lay, workspace
from toolkit import pipeline
from toolkit.kernel.problem import Problem
from toolkit.plan.artifact import Artifact, BytesJob
from toolkit.publish.run import publish
from toolkit.render.html import Finisher
from toolkit.serve.preview import Preview, Update
from toolkit.sources.tree import WorkingTree

TEMPLATE = "templates/site/dealer.html"
SHIPPED = pipeline.SHIPPED / TEMPLATE


def text(preview: Preview, path: str) -> str:
    """The page at a path, which is there."""
    page = preview.page(path)
    assert page is not None
    return page.data.decode()


def look(preview: Preview) -> Update:
    """A look that finds that something has changed."""
    update = preview.look()
    assert update is not None
    return update


def codes(problems: tuple[Problem, ...]) -> list[str]:
    """Where and what, in order."""
    return [f"{problem.origin.path} {problem.code}" for problem in problems]


def override(root: Path, text: str) -> None:
    """Gives the workspace a template of a dealer's page of its own."""
    lay(root, {TEMPLATE: text})


def test_pages_are_those_of_a_build(root: Path, preview: Preview) -> None:
    """Every file of the site is the same to the byte as in a build, but for the page that says what was read."""
    tree = WorkingTree(root)
    network, problems = pipeline.read(tree)
    judged = pipeline.judge(network, problems, pipeline.day_of(network, None))
    templates = pipeline.templates_of(tree)
    planned, _ = pipeline.make(judged, ("site",), "预览：工作目录", lambda name: templates.text(name).encode())
    finisher = Finisher(templates)
    assert len(planned) > 60
    for artifact in planned:
        page = preview.page(artifact.path)
        assert page is not None, artifact.path
        assert page.data == finisher.finish(artifact.job), artifact.path
        assert (page.status, page.problems, page.held) == (200, (), False)


@pytest.mark.parametrize(
    "path",
    ["", "/", "site", "site/", "site/zh", "site/zh/dealers", "site/zh/dealers/", "site/zh/dealers/../index.html", "site//zh/index.html",
     "/site/zh/index.html", "site/zh/dealers/D-2025-0009.html", "site/zh/dealers/d-2025-0001.html", "content/company.yaml",
     "templates/base/site.css", "site/assets/nothing.css", "site/assets/site.css/", "dealers/D-2025-0001/profile.yaml"],
)  # fmt: skip
def test_only_what_the_site_has_is_there(preview: Preview, path: str) -> None:
    """A path is looked up in the plan as it is; a folder, another spelling and a file of the workspace are no page."""
    assert preview.page(path) is None
    assert preview.paper(path) is None


def test_nothing_saved_is_no_news(root: Path, preview: Preview) -> None:
    """A file written again as it was, and one that an editor leaves, change nothing."""
    (root / FIRST).write_bytes((root / FIRST).read_bytes())
    lay(root, {"dealers/D-2025-0001/.profile.yaml.swp": "b0VIM"})
    assert preview.look() is None


def test_a_saved_file_is_shown(root: Path, preview: Preview) -> None:
    """The page of the dealer and the list say the new name; the page of another dealer is the same to the byte."""
    before, other = preview.page(PAGE), preview.page(OTHER)
    change(root, FIRST, "short_name: 第1商贸", "short_name: 澄湖商贸")
    assert look(preview).changed == (FIRST,)
    after = preview.page(PAGE)
    assert "澄湖商贸" in text(preview, PAGE)
    assert "澄湖商贸" in text(preview, "site/en/dealers/index.html")
    assert before is not None
    assert after is not None
    assert before.digest != after.digest
    assert preview.page(OTHER) == other


def test_a_file_that_cannot_be_read_keeps_its_page_and_no_other(root: Path, preview: Preview) -> None:
    """Broken YAML: the page stays as it was, the problem is told with its place, other files are live, mending ends it."""
    before = text(preview, PAGE)
    whole = (root / FIRST).read_text("utf-8")
    (root / FIRST).write_text(whole + "a: [\n", "utf-8")
    assert codes(look(preview).problems) == [f"{FIRST} YML001"]
    page = preview.page(PAGE)
    assert page is not None
    assert (page.data.decode(), page.held, codes(page.problems)) == (before, True, [f"{FIRST} YML001"])
    assert page.problems[0].origin.line == whole.count("\n") + 2

    change(root, SECOND, "short_name: 第2商贸", "short_name: 润泉商贸")
    assert codes(look(preview).problems) == [f"{FIRST} YML001"]
    assert "润泉商贸" in text(preview, OTHER)
    assert text(preview, PAGE) == before

    (root / FIRST).write_text(whole.replace("short_name: 第1商贸", "short_name: 锦源商贸"), "utf-8")
    assert look(preview).problems == ()
    page = preview.page(PAGE)
    assert page is not None
    assert "锦源商贸" in page.data.decode()
    assert (page.held, page.problems) == (False, ())


def test_what_a_check_finds_is_held_back_too(root: Path, preview: Preview) -> None:
    """A file that reads but is wrong: its page stays as it was, and another file saved with it is live."""
    before = text(preview, PAGE)
    change(root, FIRST, "to: rejected", "to: active")
    change(root, SECOND, "short_name: 第2商贸", "short_name: 润泉商贸")
    wrong = look(preview)
    assert {problem.origin.path for problem in wrong.problems} == {FIRST}
    assert text(preview, PAGE) == before
    assert "润泉商贸" in text(preview, OTHER)


def test_an_error_elsewhere_holds_all_back(root: Path, preview: Preview) -> None:
    """Where the file that is named did not change, nothing tells which change to hold back: all stays until it is mended."""
    staff = (root / "content/staff.yaml").read_text("utf-8")
    before = text(preview, OTHER)
    change(root, "content/staff.yaml", "S-2025-0002", "S-2025-0007")
    change(root, SECOND, "short_name: 第2商贸", "short_name: 润泉商贸")
    wrong = look(preview)
    assert f"{FIRST} REF001" in codes(wrong.problems)
    assert text(preview, OTHER) == before
    (root / "content/staff.yaml").write_text(staff, "utf-8")
    assert look(preview).problems == ()
    assert "润泉商贸" in text(preview, OTHER)


def test_a_deleted_file_that_others_need(root: Path, preview: Preview) -> None:
    """Without its profile a folder would be orphaned: the page stays, and goes when the folder does."""
    lay(root, {"dealers/D-2025-0002/outlets.csv": "id,name,channel,region\n"})
    look(preview)
    (root / "dealers/D-2025-0002/outlets.csv").unlink()
    (root / SECOND).unlink()
    assert look(preview).problems == ()
    assert preview.page(OTHER) is None


def test_a_renamed_dealer_moves(root: Path, preview: Preview) -> None:
    """The page is at the new id and no longer at the old one."""
    (root / "dealers/D-2025-0002").rename(root / "dealers/D-2025-0008")
    assert look(preview).problems == ()
    assert preview.page(OTHER) is None
    assert "第2商贸" in text(preview, OTHER.replace("0002", "0008"))


def test_a_workspace_opened_with_errors_is_shown_and_stays_live(tmp_path: Path) -> None:
    """Errors from before hold nothing back: what can be made is made, and every page tells them."""
    root = workspace(tmp_path / "w", **{**dealer(f"transitions: [{REFUSED}]", 2), FIRST: "id: [\n"})
    preview = Preview(root, root / "out", None, "en")
    assert codes(look(preview).problems) == [f"{FIRST} YML001"]
    assert preview.page(PAGE) is None
    change(root, SECOND, "short_name: 第2商贸", "short_name: 润泉商贸")
    assert codes(look(preview).problems) == [f"{FIRST} YML001"]
    page = preview.page(OTHER)
    assert page is not None
    assert "润泉商贸" in page.data.decode()
    assert (page.held, codes(page.problems)) == (False, [f"{FIRST} YML001"])


def test_a_template_that_does_not_parse_is_held_back(root: Path, preview: Preview) -> None:
    """Also one that no open page uses; records go on, with the templates from before."""
    before = text(preview, PAGE)
    override(root, SHIPPED.read_text("utf-8").replace("{% block content %}", "{% block content %}{% if %}", 1))
    wrong = look(preview).problems
    assert codes(wrong) == [f"{TEMPLATE} TPL001"]
    assert wrong[0].origin.line > 1
    assert text(preview, PAGE) == before
    change(root, FIRST, "short_name: 第1商贸", "short_name: 澄湖商贸")
    assert codes(look(preview).problems) == [f"{TEMPLATE} TPL001"]
    assert "澄湖商贸" in text(preview, PAGE)
    override(root, SHIPPED.read_text("utf-8").replace("{% block content %}", "{% block content %}<b>neu</b>", 1))
    assert look(preview).problems == ()
    assert "<b>neu</b>" in text(preview, PAGE)


def test_a_template_that_fails_on_an_open_page_is_held_back(root: Path, preview: Preview) -> None:
    """It parses, but the page that somebody looks at cannot be made with it."""
    before = text(preview, PAGE)
    with preview.opened(PAGE):
        override(
            root, SHIPPED.read_text("utf-8").replace("{% block content %}", "{% block content %}{{ nobody.knows }}", 1)
        )
        assert codes(look(preview).problems) == [f"{TEMPLATE} TPL001"]
        page = preview.page(PAGE)
        assert page is not None
        assert (page.data.decode(), page.held) == (before, True)


def test_a_page_that_fails_when_it_is_asked_for_is_shown_as_it_was(root: Path, preview: Preview) -> None:
    """Nobody had it open: as it was last shown, with the reason; one that never was shown is empty, with the reason."""
    before = text(preview, PAGE)
    override(
        root, SHIPPED.read_text("utf-8").replace("{% block content %}", "{% block content %}{{ nobody.knows }}", 1)
    )
    assert look(preview).problems == ()
    seen, unseen = preview.page(PAGE), preview.page(OTHER)
    assert seen is not None
    assert unseen is not None
    assert (seen.status, seen.data.decode(), seen.held, codes(seen.problems)) == (
        200,
        before,
        True,
        [f"{TEMPLATE} TPL001"],
    )
    assert (unseen.status, codes(unseen.problems)) == (500, [f"{TEMPLATE} TPL001"])
    assert unseen.data.startswith(b"<!DOCTYPE html>")
    with preview.opened(OTHER):
        change(root, SECOND, "short_name: 第2商贸", "short_name: 润泉商贸")
        look(preview)
        assert "润泉商贸" in text(preview, "site/zh/dealers/index.html")


def test_a_style_is_news_for_every_page(root: Path, preview: Preview) -> None:
    """The bytes of a page are the same, yet what is seen is not."""
    before = preview.page(PAGE)
    lay(root, {"templates/base/site.css": "body { color: red }\n"})
    assert look(preview).problems == ()
    after = preview.page(PAGE)
    assert before is not None
    assert after is not None
    assert before.data == after.data
    assert before.digest != after.digest
    assert text(preview, "site/assets/site.css") == "body { color: red }\n"


def test_a_crash_is_told_and_survived(root: Path, preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the program: its last line on the panel, the pages from before, and the next save as always."""
    before = text(preview, PAGE)

    def broken(*_: object) -> None:
        raise RuntimeError("first line\nlast line")

    with monkeypatch.context() as faulty:
        faulty.setattr(pipeline, "judge", broken)
        change(root, FIRST, "short_name: 第1商贸", "short_name: 澄湖商贸")
        wrong = look(preview).problems
        assert [problem.code for problem in wrong] == ["SRV001"]
        assert "last line" in wrong[0].message.en
        page = preview.page(PAGE)
        assert page is not None
        assert (page.data.decode(), page.problems) == (before, wrong)
    change(root, FIRST, "澄湖商贸", "临安商贸")
    assert look(preview).problems == ()
    assert "临安商贸" in text(preview, PAGE)


def test_a_crash_at_the_start_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is nothing to show yet: every page is empty and tells why, until a save mends it."""

    def broken(*_: object) -> None:
        raise KeyError("thing")

    preview = Preview(root, root / "out", None, "zh")
    with monkeypatch.context() as faulty:
        faulty.setattr(pipeline, "judge", broken)
        assert [problem.message.en for problem in look(preview).problems] == [
            "the program itself failed: KeyError: 'thing'"
        ]
    page = preview.page(PAGE)
    assert page is not None
    assert (page.status, [problem.code for problem in page.problems]) == (500, ["SRV001"])
    assert preview.missing().status == 404
    change(root, FIRST, "short_name: 第1商贸", "short_name: 澄湖商贸")
    look(preview)
    assert "澄湖商贸" in text(preview, PAGE)


def test_a_page_that_cannot_be_planned_is_one_page(
    root: Path, preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault in what makes dealers' pages leaves the others."""

    def broken(*_: object) -> None:
        raise RuntimeError("no page")

    change(root, FIRST, "short_name: 第1商贸", "short_name: 澄湖商贸")
    look(preview)
    monkeypatch.setattr("toolkit.site.dealers._dealer", broken)
    page = preview.page(PAGE)
    assert page is not None
    assert (page.status, [problem.code for problem in page.problems]) == (500, ["SRV001"])
    assert preview.page("site/zh/index.html") is not None


def test_a_new_day_is_looked_from(root: Path) -> None:
    """--as-of stands over the workspace's day."""
    preview = Preview(root, root / "out", date(2027, 1, 5), "zh")
    look(preview)
    assert preview.as_of == date(2027, 1, 5)
    assert "2027" in text(preview, "site/zh/about.html")


def test_a_paper_that_stands_is_shown_as_it_is(root: Path, preview: Preview) -> None:
    """Only what a build has put there, by its manifest: not a file that lies beside, nor one that a link leads to."""
    path = "contracts/D-2025-0001/QY-JX-2025-0001.pdf"
    assert preview.paper(path) is None
    publish(
        (Artifact(path, BytesJob(b"%PDF-1.7"), "dealer"),),
        Finisher(pipeline.templates_of(WorkingTree(root))),
        root / "out",
    )
    assert preview.paper(path) == b"%PDF-1.7"
    lay(root, {"out/contracts/beside.pdf": "x"})
    assert preview.paper("contracts/beside.pdf") is None
    assert preview.paper("manifest.json") is None
    (root / "out" / path).unlink()
    (root / "out" / path).symlink_to(root / FIRST)
    assert preview.paper(path) is None
