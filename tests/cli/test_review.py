"""`review` on real repositories: what is compared, when it fails, and that nothing of the repository is touched or run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Build
from tests.repositories import commit, run
from tests.signing import POLICY_PATH, approve, new_key, policy, signed_workspace
from tests.workspace import files

LINE = "content/products/ambient.yaml"
PROFILE = "dealers/D-2025-0001/profile.yaml"
RULES = """\
  - {name: {zh: 产品线, en: Product lines}, kinds: [product-line], roles: [FI]}
  - {name: {zh: 版式, en: Templates}, kinds: [template, file], roles: [CO]}
teams:
  - {role: FI, name: "@qy/finance"}
  - {role: CO, name: "@qy/operations"}
"""


@pytest.fixture
def root(tmp_path: Path, key: Path) -> Path:
    """A repository with a workspace in which nothing is wrong, and rules of approval."""
    return signed_workspace(tmp_path / "workspace", RULES, key)


def edit(root: Path, path: str, before: str, after: str) -> None:
    """Changes a file of the workspace."""
    text = (root / path).read_text("utf-8")
    assert before in text
    (root / path).write_text(text.replace(before, after), "utf-8")


def report(build: Build, *arguments: str) -> dict[str, object]:
    """The review as data."""
    found: dict[str, object] = json.loads(build("review", *arguments, "--format", "json").stdout)
    return found


def test_nothing_changes(build: Build, root: Path) -> None:
    """Of a working folder as it was committed there is nothing to say, and it may be merged."""
    result = build("review", "HEAD")
    assert (result.exit_code, result.stdout.splitlines()[1]) == (0, "may be merged")
    assert report(build, "HEAD")["changes"] == []


def test_a_dirty_folder_is_compared_with_its_commit(build: Build, root: Path) -> None:
    """Without HEAD the files as they lie there are looked at, new ones too; nothing of the repository is moved."""
    edit(root, LINE, "category: 饮料", "category: 茶饮")
    state = run(root, "status", "--porcelain"), run(root, "rev-parse", "HEAD")
    result = build("review", "HEAD")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[1] == "may not be merged: 1 approval missing"
    assert f"{LINE}:2:11" in result.stdout
    assert (run(root, "status", "--porcelain"), run(root, "rev-parse", "HEAD")) == state


def test_an_approval_lets_it_in_until_the_next_change(build: Build, root: Path, key: Path) -> None:
    """A signed trailer with the digest of the changes meets the need; one push more and it is void."""
    run(root, "switch", "-q", "-c", "change")
    edit(root, LINE, "category: 饮料", "category: 茶饮")
    commit(root, {})
    digest = str(report(build, "main", "HEAD")["digest"])
    assert build("review", "main", "HEAD").exit_code == 1
    approve(root, key, digest)
    result = build("review", "main", "HEAD")
    assert (result.exit_code, result.stdout.splitlines()[1]) == (0, "may be merged"), result.output
    edit(root, LINE, "name: 常温饮料", "name: 常温饮品")
    commit(root, {})
    result = build("review", "main", "HEAD")
    assert result.exit_code == 1
    assert "given for an earlier state of the change: void" in result.stdout


def test_an_approval_may_be_a_record(build: Build, root: Path, key: Path) -> None:
    """A file that names role, person and digest counts by the signature of the commit that brought it, and is no change itself."""
    run(root, "switch", "-q", "-c", "change")
    edit(root, LINE, "category: 饮料", "category: 茶饮")
    commit(root, {})
    digest = str(report(build, "main", "HEAD")["digest"])
    path = root / "content/approvals/lines-1.yaml"
    path.parent.mkdir()
    path.write_text(f'role: FI\nstaff: S-2025-0003\ndigest: {digest}\ndate: "2026-10-20"\n', "utf-8")
    found = report(build, "main")
    assert [row["standing"] for row in found["approvals"]["given"]] == ["claimed"]  # type: ignore[index]
    assert found["digest"] == digest
    run(root, "add", "-A")
    approve(root, key, "0", role="FI")
    result = build("review", "main", "HEAD")
    assert result.exit_code == 0, result.output


def test_a_forged_trailer_is_only_claimed(build: Build, root: Path, tmp_path: Path) -> None:
    """Without the signature, or with a key and a role that only the change itself brings, an approval counts for nothing."""
    run(root, "switch", "-q", "-c", "change")
    edit(root, LINE, "category: 饮料", "category: 茶饮")
    other = new_key(tmp_path / "other")
    commit(root, {POLICY_PATH: policy(RULES, other)})
    digest = str(report(build, "main", "HEAD")["digest"])
    run(root, "commit", "-q", "--allow-empty", "-m", f"x\n\nChannel-Approval: FI S-2025-0003 {digest}")
    approve(root, other, digest)
    found = report(build, "main", "HEAD")
    assert found["verdict"] == "fail"
    assert [row["standing"] for row in found["approvals"]["given"]] == ["claimed", "claimed"]  # type: ignore[index]


def test_the_configuration_of_the_repository_verifies_nothing(build: Build, root: Path, tmp_path: Path) -> None:
    """A program that a repository names for checking signatures is not run."""
    ran = tmp_path / "ran"
    program = tmp_path / "evil"
    program.write_text(f"#!/bin/sh\ntouch {ran}\nexit 0\n")
    program.chmod(0o755)
    for name in ("gpg.program", "gpg.ssh.program", "core.fsmonitor", "diff.external"):
        run(root, "config", name, str(program))
    edit(root, LINE, "category: 饮料", "category: 茶饮")
    assert build("review", "HEAD").exit_code == 1
    assert not ran.exists()


def test_merges_and_revisions_that_do_not_follow_on_each_other(build: Build, root: Path) -> None:
    """Any two revisions are compared as trees; where BASE has gone on meanwhile, that is said."""
    run(root, "switch", "-q", "-c", "change")
    commit(root, {"README.md": "x\n"})
    run(root, "switch", "-q", "main")
    edit(root, LINE, "name: 常温饮料", "name: 常温饮品")
    commit(root, {})
    result = build("review", "main", "change")
    assert "BASE is no ancestor of HEAD" in result.stdout
    run(root, "switch", "-q", "change")
    run(root, "merge", "-q", "--no-edit", "main")
    found = report(build, "main", "HEAD")
    assert [row["id"] for row in found["changes"]] == ["README.md"]  # type: ignore[attr-defined]


def test_a_shallow_clone_says_what_it_lacks(build: Build, root: Path, tmp_path: Path) -> None:
    """A revision beyond the cut is not there: the message says how to get it; exit 2."""
    first = run(root, "rev-parse", "HEAD")
    commit(root, {"README.md": "x\n"})
    run(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", "shallow")
    result = build("--root", str(tmp_path / "shallow"), "review", first)
    assert result.exit_code == 2
    assert "git fetch --unshallow" in result.stderr


def test_line_ends_are_no_change(build: Build, root: Path) -> None:
    """A checkout with Windows line ends says the same."""
    for path in (LINE, PROFILE):
        (root / path).write_bytes((root / path).read_bytes().replace(b"\n", b"\r\n"))
    assert report(build, "HEAD")["changes"] == []


def test_a_changed_template_names_its_documents_and_is_not_run(build: Build, root: Path) -> None:
    """Pages that are made with it, also through another template, are named; what stands in it is never filled."""
    commit(root, {"templates/site/policies.html": "{{ 1 // 0 }}\n"})
    (root / "templates/site/policies.html").write_text("{{ 1 // 0 }}{{ nothing }}\n")
    found = report(build, "HEAD")
    (reach,) = [row for row in found["consequences"] if row["group"] == "reach"]  # type: ignore[attr-defined]
    assert reach["subject"] == "templates/site/policies.html"
    assert "site/zh/policies/index.html" in reach["to"]["en"]
    assert [row["role"] for row in found["approvals"]["needed"]] == ["CO"]  # type: ignore[index]
    assert build("review", "HEAD", "--format", "html").exit_code == 1


def test_people_who_stay_out_of_git_do_not_count(build: Build, root: Path) -> None:
    """Private data lie in the working folder only: they are no change, and no name of theirs is told."""
    (root / "private").mkdir()
    text = "contacts:\n  - {id: C-2025-0001, name: 欧阳某, purpose: 联系, legal_basis: contract}\n"
    (root / "private/contacts.yaml").write_text(text, "utf-8")
    result = build("review", "HEAD", "--format", "json")
    assert json.loads(result.stdout)["changes"] == []
    assert "欧阳某" not in result.stdout


def test_the_page_shows_what_readers_will_see(build: Build, root: Path) -> None:
    """The card of the dealer's page that changes, before and after beside each other; a value stays a value in it."""
    edit(root, PROFILE, "short_name: ", 'cooperation_since: "2019-03-04"\nshort_name: <b>新</b> #')
    html = build("review", "HEAD", "--format", "html").stdout
    assert "Cards of dealers" in html
    assert "<ins>Partner since · 4 March 2019</ins>" in html
    assert ("<b>" in html, "&lt;b&gt;" in html) == (False, True)


def test_an_error_after_the_change_fails(build: Build, root: Path) -> None:
    """What cannot be read cannot be reviewed."""
    edit(root, LINE, "storage: ambient", "storage: nowhere")
    result = build("review", "HEAD")
    assert result.exit_code == 1
    assert "[REC003]" in result.stdout


def test_unknown_revision(build: Build, root: Path) -> None:
    """A revision that is not there is a usage error."""
    assert build("review", "nowhere").exit_code == 2
    assert build("review").exit_code == 2


def test_codeowners(build: Build, root: Path) -> None:
    """Each path has the teams of the roles that the rules name for its kind."""
    lines = build("review", "--codeowners").stdout.splitlines()
    assert "/content/products/*.yaml @qy/finance" in lines
    assert "/templates/ @qy/operations" in lines


def test_the_workspace_of_the_tests_is_right() -> None:
    """The files that the tests above change are among those of the small workspace."""
    assert {LINE, PROFILE} <= files().keys()
