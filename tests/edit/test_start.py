"""A new workspace: nothing wrong with it, nothing of the sample in it, and there whole or not at all."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import textwrap
from datetime import date
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pytest

from toolkit import pipeline
from toolkit.edit.start import EMPTY, FORGES, MARK, Wish, sample_of, starter
from toolkit.edit.start_clean import Sample, handbook_page, policy_text, ran_out
from toolkit.edit.start_place import place
from toolkit.edit.start_schemas import mapping
from toolkit.edit.start_texts import editor_settings
from toolkit.edit.write import NewFile
from toolkit.kernel.text import Text
from toolkit.pipeline import SHIPPED
from toolkit.sources.tree import MemoryTree, WorkingTree
from toolkit.topics.catalogue import KINDS

DAY = date(2026, 10, 20)
OF_SAMPLE = re.compile(r"青屿|[Qq]ingyu|QY-|[DSC]-20(?:2[0-5])-\d{4}|D-2026-\d{4}")


@cache
def sample() -> Sample:
    """What the sample is known by."""
    return sample_of(WorkingTree(SHIPPED))


@cache
def files(handbook: bool) -> dict[str, str]:
    """The files of a workspace of a maker of shoes."""
    wish = Wish("江南好鞋有限公司", "Jiangnan Shoes Co., Ltd.", "好鞋", "JN", handbook, FORGES)
    return {file.path: file.text for file in starter(wish, WorkingTree(SHIPPED), KINDS.all, DAY)}


@pytest.mark.parametrize("handbook", [False, True])
def test_a_new_workspace_has_no_error(handbook: bool) -> None:
    """What is still to be filled in is a warning; translations are up to date; there is no dealer."""
    network, problems = pipeline.read(MemoryTree(files(handbook)))
    judged = pipeline.judge(network, problems, DAY)
    assert [str(p.message) for p in judged.problems if p.severity == "error"] == []
    assert {p.code for p in judged.problems} <= {"REC001", "CFL175", "NET009"}
    assert network.ids("dealer") == ()


@pytest.mark.parametrize("handbook", [False, True])
def test_nothing_of_the_sample_comes_along(handbook: bool) -> None:
    """No dealer, person, product or brand of the sample stands in any file; the company's own words do."""
    found = [
        f"{path}: {row[:80]}"
        for path, text in files(handbook).items()
        if not path.startswith(("content/divisions/", "schemas/"))
        for row in text.splitlines()
        if OF_SAMPLE.search(row)
    ]
    assert found == []
    assert "江南好鞋有限公司" in files(handbook)["content/company.yaml"]


def test_the_guard_against_the_sample_finds_it() -> None:
    """The sample's own pages would not pass it, so it is able to fail."""
    page = (SHIPPED / "content/handbook/zh/start/roles.md").read_text("utf-8")
    assert OF_SAMPLE.search(page)
    assert not OF_SAMPLE.search(handbook_page(page, ("cases",), sample()))


def test_the_sample_is_known_by_its_own_records() -> None:
    """Another brand with other lines would be taken out just so; a sentence that names neither stays."""
    own = Sample(Text("远山", "Yuanshan"), "YS", ("boots",))
    page = "## 步骤\n\n远山的做法。\n\nYUANSHAN does so.\n\n`YS-A1`。\n\n{{rule:p.boots}}\n\n青屿不在这里。\n"
    assert handbook_page(page, (), own) == "## 步骤\n\n青屿不在这里。\n"
    assert (sample().brand, sample().code, "chilled" in sample().lines) == (Text("青屿", "Qingyu"), "QY", True)


def test_every_starter_says_what_it_is() -> None:
    """Each policy and contract template begins with the mark that counsel and finance take out."""
    marked = f"# {MARK.zh} · {MARK.en}\n"
    starters = [p for p in files(False) if p.startswith(("content/policies/", "content/clauses/templates/"))]
    assert len(starters) > 25
    assert [path for path in starters if not files(False)[path].startswith(marked)] == []


def test_versions_that_are_over_stay_behind() -> None:
    """A policy that ended before the day is history of the sample; one that ends on the day is in force."""
    assert ran_out('effective_to: "2025-12-31"\n', DAY)
    assert not ran_out('effective_to: "2026-10-20"\n', DAY)
    assert not ran_out('effective_from: "2024-01-01"\n', DAY)


def test_what_holds_for_one_line_of_the_sample_goes() -> None:
    """Entries for a product line go, with what stands below them and a list that is left empty; all else stays to the letter."""
    policy = """\
        id: p
        teams:
          - {role: CO, name: "@somebody/team"}
        curves:
          - id: stock
            lines:
              - line: chilled
                points: [1]
          - id: other  # kept
        last: "1"
        """
    kept = '# 标 · mark\nid: p\ncurves:\n  - id: stock\n  - id: other  # kept\nlast: "1"\n'
    assert policy_text(textwrap.dedent(policy), Text("标", "mark")) == kept


def test_a_page_loses_its_example_and_nothing_else() -> None:
    """A section of examples goes, a row that names a dealer goes and the numbers close up, an id that shows a form is nobody's."""
    page = """\
        ## 步骤

        1. 写 `D-2023-0001`。
        2. 见[某家](../../dealers/D-2023-0001/profile.yaml)。
        3. 完。

        ## 示例：一家

        他们这样做。

        ## 红线

        不许。
        """
    kept = "## 步骤\n\n1. 写 `D-2000-0001`。\n2. 完。\n\n## 红线\n\n不许。\n"
    assert handbook_page(textwrap.dedent(page), ("cases",), sample()) == kept


def test_each_file_has_the_schema_of_its_kind_and_no_other() -> None:
    """An editor puts all schemas together that match, so each YAML file of the sample matches one: that of its kind."""
    mapped = mapping(KINDS.all)
    tree = WorkingTree(SHIPPED)
    paths = [p for folder in ("content", "dealers", "private.sample") for p in tree.list(folder).files]
    seen = 0
    for path in (p for p in paths if p.endswith(".yaml")):
        found = KINDS.for_path(path)
        if found is None:
            continue
        wanted = f"./schemas/{found[0].name}.schema.json"
        assert [name for name, globs in mapped.items() if _matches(path, globs)] == [wanted], path
        seen += 1
    assert seen > 300


def _matches(path: str, globs: list[str]) -> bool:
    """As editors match: a star stays within one part of the path, and `!` takes out again."""

    def one(glob: str) -> bool:
        parts, wanted = path.split("/"), glob.split("/")
        return len(parts) == len(wanted) and all(map(fnmatchcase, parts, wanted))

    return any(one(g) for g in globs if g[0] != "!") and not any(one(g[1:]) for g in globs if g[0] == "!")


def test_the_settings_of_this_repository_are_those_that_init_writes() -> None:
    """A new kind of record reaches the editor's settings here too."""
    assert (SHIPPED / ".vscode/settings.json").read_text("utf-8") == editor_settings(mapping(KINDS.all))


def test_schemas_speak_both_languages() -> None:
    """Titles and the meanings of codes stand in Chinese and English."""
    schema = json.loads(files(False)["schemas/company.schema.json"])
    assert schema["properties"]["uscc"]["title"] == "统一社会信用代码 · Credit code"
    size = schema["properties"]["enterprise_size"]
    assert size["enum"][:2] == ["large", "medium"]
    assert len(size["enumDescriptions"]) == len(size["enum"])
    assert all(re.search(r"[一-鿿].* · [A-Za-z]", words) for words in size["enumDescriptions"])


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    """An empty folder is taken, one that holds a file is left alone, and so is a link."""
    (tmp_path / "empty").mkdir()
    assert place(tmp_path / "empty", (NewFile("a/b", "x"),), EMPTY) == ()
    assert [p.code for p in place(tmp_path / "empty", (NewFile("c", "x"),), ())] == ["EDT181"]
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    assert [p.code for p in place(tmp_path / "link", (NewFile("c", "x"),), ())] == ["EDT181"]
    laid = sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*"))
    assert laid == ["empty", "empty/a", "empty/a/b", "empty/private", "empty/templates", "link"]


def test_a_failure_leaves_nothing(tmp_path: Path) -> None:
    """Two files of which one stands in the other's way: neither is there, nor anything beside them."""
    problems = place(tmp_path / "new", (NewFile("a", "x"), NewFile("a/b", "y")), ())
    assert [p.severity for p in problems] == ["error"]
    assert list(tmp_path.iterdir()) == []


_KILLED = """
import os, sys
from pathlib import Path
from toolkit.edit import start_place, write
from toolkit.edit.write import NewFile
count, real = 0, os.fsync
def stop(handle):
    global count
    count += 1
    if count == int(sys.argv[2]):
        os.kill(os.getpid(), 9)
    real(handle)
os.fsync = stop
files = tuple(NewFile(f"{n % 3}/{n}.yaml", "x") for n in range(9))
assert start_place.place(Path(sys.argv[1]), files, ("private",)) == ()
"""


@pytest.mark.parametrize("moment", [1, 5, 9, 10, 14, 18])
def test_a_killed_run_leaves_nothing_half(tmp_path: Path, moment: int) -> None:
    """Whenever it is killed, the folder is not there; the next run sweeps what was left beside it and makes it whole."""
    target = tmp_path / "new"
    line = [sys.executable, "-c", _KILLED, str(target), str(moment)]
    env = {**os.environ, "PYTHONPATH": str(SHIPPED)}
    assert subprocess.run(line, env=env, check=False).returncode == -signal.SIGKILL
    assert not target.exists()
    assert [p.name.startswith(".new.") for p in tmp_path.iterdir()] == [True]
    assert place(target, (NewFile("a", "x"),), ()) == ()
    assert [p.name for p in tmp_path.iterdir()] == ["new"]


def test_a_draft_is_set_aside_until_it_says_otherwise() -> None:
    """A record that is complete but still a draft is not used, and that is said; without the word it is there."""
    path = "content/price-lists/first-line/2026-1.yaml"
    whole = files(False)[path] + 'prices:\n  - {sku: JN-A001, dealer_price: "1.00"}\n'
    network, problems = pipeline.read(MemoryTree({**files(False), path: whole}))
    assert [(p.code, p.origin.path) for p in problems if p.code == "NET009"] == [("NET009", path)]
    assert network.ids("price-list") == ()
    done = whole.replace('draft: "true"\n', "")
    assert pipeline.read(MemoryTree({**files(False), path: done}))[0].ids("price-list") == ("first-line@2026-1",)


def test_a_place_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """Below a file no folder can stand: that is told with its reason, and nothing is left."""
    (tmp_path / "file").write_text("mine")
    problems = place(tmp_path / "file/new", (NewFile("a.yaml", "x"),), ())
    assert [problem.code for problem in problems] == ["EDT182"]
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
