"""The shipped workflows run no code of a change where there is a secret or a right to write; each guard finds a planted fault."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.setup.forges import gitee_faults, github_faults, gitlab_faults, load
from toolkit.edit.start_forge import FORGES, HERE, PROGRAM, Forge, forge_files
from toolkit.sources.tree import WorkingTree

ROOT = Path(__file__).resolve().parents[2]
CHECK, COMMENT, PUBLISH = (f".github/workflows/{name}.yml" for name in ("check", "comment", "publish"))
GITLAB = ".gitlab-ci.yml"
Find = Callable[[str], Iterator[str]]


def finder(path: str) -> Find:
    """Which rules hold for a file."""
    return github_faults if path.startswith(".github/") else gitlab_faults if path == GITLAB else gitee_faults


def shipped() -> list[str]:
    """All workflow files of this repository."""
    folders = (".github/workflows", ".workflow")
    return [GITLAB, *(p.relative_to(ROOT).as_posix() for f in folders for p in sorted((ROOT / f).glob("*.y*ml")))]


def test_there_are_workflows_for_each_forge() -> None:
    """Every workflow that `forge` writes is one that is looked at here."""
    written = {path for forge in FORGES for path in forge_files(forge, WorkingTree(ROOT)) if path.endswith(".yml")}
    assert written >= {CHECK, COMMENT, PUBLISH, GITLAB, ".workflow/check.yml"}
    assert written <= set(shipped())


@pytest.mark.parametrize("path", shipped())
def test_no_workflow_has_a_fault(path: str) -> None:
    """Nothing is found in what is shipped."""
    assert list(finder(path)((ROOT / path).read_text("utf-8"))) == []


BUILTIN = {".github/workflows/": "vendor.github-workflows", GITLAB: "vendor.gitlab-ci"}
"""The schemas of the forges that publish one, as they come with the validator: nothing is fetched."""


def valid(path: str, file: Path) -> bool:
    """Whether a file keeps to the schema of its forge."""
    schema = next((name for start, name in BUILTIN.items() if path.startswith(start)), "")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("path", [path for path in shipped() if not path.startswith(".workflow/")])
def test_the_workflows_keep_to_the_schemas_of_their_forges(path: str, tmp_path: Path) -> None:
    """A key that is misspelt, or of another type, is found before a forge refuses the file; also in a workspace of one's own."""
    assert valid(path, ROOT / path)
    forge: Forge = "gitlab" if path == GITLAB else "github"
    own = forge_files(forge, WorkingTree(ROOT), PROGRAM).get(path)
    if own is not None:
        (tmp_path / "own.yml").write_text(own, "utf-8")
        assert valid(path, tmp_path / "own.yml")
    wrong = re.sub(r"(?m)^(  +)(runs-on|script):.*$", r"\1\2: 3", (ROOT / path).read_text("utf-8"), count=1)
    (tmp_path / "wrong.yml").write_text(wrong if path != GITLAB else "check:\n  script: 3\n", "utf-8")
    assert not valid(path, tmp_path / "wrong.yml")


def test_the_image_is_a_variable_that_can_be_pinned() -> None:
    """No job names an image of its own, and the one of all is set in one place, with how to find its digest (S12)."""
    flow = load((ROOT / GITLAB).read_text("utf-8"))
    assert flow["default"]["image"] == "$CI_IMAGE"
    assert flow["variables"]["CI_IMAGE"]
    assert [name for name, job in flow.items() if name != "default" and isinstance(job, dict) and "image" in job] == []
    assert "@sha256:" in (ROOT / GITLAB).read_text("utf-8")


CHECKOUT = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1"
PLANTED = [
    (CHECK, "  pull_request:\n", "  pull_request_target:\n", "pull_request_target"),
    (CHECK, CHECKOUT, "actions/checkout@v7", "check: not pinned: actions/checkout@v7"),
    (CHECK, "persist-credentials: false", "persist-credentials: true", "check: credentials stay"),
    (CHECK, "contents: read", "contents: write", "check: permissions {'contents': 'write'}"),
    (CHECK, "permissions: {}\n", "", "permissions at the top are not empty"),
    (CHECK, '"$BASE" FETCH_HEAD', "${{ github.event.pull_request.title }}", "review: an expression in a script"),
    (CHECK, "github.event.pull_request.number }}", "secrets.TOKEN }}", "a secret where a change runs"),
    (CHECK, "          submodules: true\n", "          submodules: true\n          cache: pip\n", "a cache"),
    (CHECK, "    timeout-minutes: 20\n", "", "check: no time limit"),
    (COMMENT, "      - name: 贴出 · post\n", f"      - uses: {CHECKOUT}\n      - name: post\n", "comment: credentials stay"),
    (COMMENT, "pull-requests: write", "contents: write", "comment: permissions {'actions': 'read', 'contents': 'write'}"),
    (PUBLISH, "    branches: [main]\n", "    branches: ['**']\n", "push to any branch"),
    (GITLAB, "    - python3 build.py check\n", "    - python3 build.py all\n", "check: builds papers of a change"),
    (GITLAB, "  environment:\n    name: comments\n", "", "comment: a token without an environment of its own"),
    (GITLAB, "variables:\n", "cache: {paths: [.venv]}\nvariables:\n", "a cache"),
    (GITLAB, '"push" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH\n', '"push"\n', "build: not on the main branch alone"),
    (".workflow/check.yml", "python3 build.py check", "python3 .ci/comment.py gitee", "a secret or a build where a change runs"),
    (".workflow/comment.yml", "          - git checkout --quiet --force master\n", "", "a token beside code that is not the main branch's"),
    (".workflow/publish.yml", "        - master\n", "        - master\n        - other\n", "push to any branch"),
    (".workflow/comment.yml", "stages:\n", "variables: {COMMENT_TOKEN: x}\nstages:\n", "a variable in the file"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "old", "new", "fault"), PLANTED, ids=[fault for *_, fault in PLANTED])
def test_a_planted_fault_is_found(path: str, old: str, new: str, fault: str) -> None:
    """Each rule is seen to fail: once in the file, the fault is told."""
    text = (ROOT / path).read_text("utf-8")
    assert old in text
    assert fault in list(finder(path)(text.replace(old, new, 1)))


def test_the_change_is_reviewed_by_the_program_of_the_base() -> None:
    """The job that reviews checks out the base; the change lies aside and only its objects are read."""
    steps = load((ROOT / CHECK).read_text("utf-8"))["jobs"]["review"]["steps"]
    assert steps[0]["with"]["ref"] == "${{ github.event.pull_request.base.sha }}"
    assert "path" not in steps[0]["with"]
    assert steps[1]["with"]["path"] == "change"


def test_a_workspace_of_its_own_calls_the_program_where_it_is() -> None:
    """No workflow of a new workspace calls a build.py that it does not have."""
    for forge in FORGES:
        for path, text in forge_files(forge, WorkingTree(ROOT), PROGRAM).items():
            assert HERE not in text, path


def test_the_hooks_check_what_is_about_to_be_committed() -> None:
    """Before a commit `check` runs when a record changes, here and in a workspace."""
    hooks = [
        hook for repo in load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"] for hook in repo["hooks"]
    ]
    assert [h["entry"] for h in hooks if h["id"] == "check"] == ["python3 build.py check"]
    own = load(forge_files("github", WorkingTree(ROOT), PROGRAM)[".pre-commit-config.yaml"])
    assert own["repos"][0]["hooks"][0]["entry"] == "python3 .toolkit/build.py check"
