"""A commit is read from the object store: the same files as a clean checkout, and nothing of the repository is run."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.repositories import ENVIRONMENT, commit, repository, run
from toolkit.sources.git import AHEAD, GitFailed, GitTree, folders, git, head, is_tracked, unlike, unlike_beside
from toolkit.sources.tree import Listing, Tree, WorkingTree

FILES: dict[str, str | bytes] = {
    "content/company.yaml": "name: 青屿\n",
    "content/名字 与空格.yaml": "a: 1\n",
    'content/quote"tab\tnew\nline.yaml': "b: 2\n",
    "dealers/D-2025-0001/profile.yaml": "id: D-2025-0001\r\n",
    "dealers/D-2025-0001/empty.yaml": "",
    "dealers/D-2025-0001/bytes.csv": bytes(range(256)) * 40,
    "README.md": "not in any of the folders\n",
}


def everything(tree: Tree) -> dict[str, bytes]:
    """All files of the two folders of a workspace."""
    return {path: tree.read(path) for folder in ("content", "dealers") for path in tree.list(folder).files}


@pytest.mark.parametrize("below", ["", "workspaces/青屿 channel"])
def test_a_commit_equals_a_clean_checkout(tmp_path: Path, below: str) -> None:
    """Whether the workspace is the repository or a folder of it, with any name that a path may have."""
    top = repository(tmp_path / "repo", {f"{below}/{path}".lstrip("/"): text for path, text in FILES.items()})
    root = top / below
    tree = GitTree(root, "HEAD")
    assert everything(tree) == everything(WorkingTree(root))
    assert set(everything(tree)) == {path for path in FILES if "/" in path}
    assert tree.list("content") == WorkingTree(root).list("content")
    assert (tree.commit, tree.label) == (run(top, "rev-parse", "HEAD"), tree.commit[:12])


@pytest.mark.parametrize("below", ["", "workspaces/青屿 channel"])
def test_a_part_of_a_commit(tmp_path: Path, below: str) -> None:
    """Only what lies below the paths that are asked for; the names of dealers' folders come with what tells them apart."""
    top = repository(tmp_path / "repo", {f"{below}/{path}".lstrip("/"): text for path, text in FILES.items()})
    root = top / below
    tree = GitTree(root, "HEAD", ("content/company.yaml", "dealers/D-2025-0001"))
    held = [path for path in FILES if path == "content/company.yaml" or path.startswith("dealers/")]
    assert sorted(tree.objects()) == sorted(held)
    assert everything(tree) == {path: WorkingTree(root).read(path) for path in held}
    before = folders(root, "HEAD", "dealers")
    (root / "dealers/D-2025-0001/empty.yaml").write_text("a: 1\n")
    commit(top, {f"{below}/dealers/D-2025-0002/profile.yaml".lstrip("/"): "x"})
    after = folders(root, "HEAD", "dealers")
    assert (list(before), list(after)) == (["D-2025-0001"], ["D-2025-0001", "D-2025-0002"])
    assert before["D-2025-0001"] != after["D-2025-0001"]
    assert folders(root, "HEAD", "nowhere") == {}


@pytest.mark.parametrize("below", ["", "workspaces/青屿 channel"])
def test_what_a_folder_has_unlike_a_commit(tmp_path: Path, below: str) -> None:
    """Changed, gone, new and ignored files, staged or not, below the folders that are asked for."""
    top = repository(tmp_path / "repo", {f"{below}/{path}".lstrip("/"): text for path, text in FILES.items()})
    root = top / below
    assert unlike(root, "HEAD", ("content", "dealers")) == ()
    (root / "content/company.yaml").write_text("name: 别的\n")
    (root / "dealers/D-2025-0001/empty.yaml").unlink()
    (root / "dealers/.gitignore").write_text("*.csv\n")
    (root / "dealers/hidden.csv").write_text("a\n")
    (root / "content/名字 与空格.yaml").write_text("a: 2\n")
    run(root, "add", "content/名字 与空格.yaml")
    (root / "README.md").write_text("elsewhere")
    expected = (
        "content/company.yaml",
        "content/名字 与空格.yaml",
        "dealers/.gitignore",
        "dealers/D-2025-0001/empty.yaml",
    )
    assert unlike(root, "HEAD", ("content", "dealers")) == (*expected, "dealers/hidden.csv")


def test_what_lies_beside(tmp_path: Path) -> None:
    """Changed and new files outside some folders; ignored ones do not count, and a new folder is named once."""
    root = repository(tmp_path, {"content/a": "x", "README.md": "y", ".gitignore": "*.log\n", "tool/b.py": "z"})
    assert unlike_beside(root, "HEAD", ("content",)) == ()
    (root / "content/a").write_text("other")
    (root / "README.md").write_text("other")
    (root / "tool/b.py").unlink()
    (root / "x.log").write_text("ignored")
    (root / "notes").mkdir()
    (root / "notes/one").write_text("1")
    (root / "notes/two").write_text("2")
    assert unlike_beside(root, "HEAD", ("content",)) == ("README.md", "notes/", "tool/b.py")


def test_what_git_holds(tmp_path: Path) -> None:
    """A file at a path, or anything below it, that is in the index; nothing outside a repository."""
    root = repository(tmp_path / "repo", {"out/.cache/a": "x", "content/b": "y"})
    (root / "other").mkdir()
    (root / "other/c").write_text("z")
    found = [is_tracked(root, root / path) for path in ("out", "out/.cache", "out/.cache/a", "other", "nowhere")]
    assert found == [True, True, True, False, False]
    assert not is_tracked(tmp_path, tmp_path / "repo")


def test_an_older_commit_is_read_whatever_the_folder_holds(tmp_path: Path) -> None:
    """Nothing is checked out: the working folder stays as it is, and does not show through."""
    root = repository(tmp_path, {"content/a.yaml": "old", "content/gone.yaml": "x"})
    old = run(root, "rev-parse", "HEAD")
    (root / "content/gone.yaml").unlink()
    commit(root, {"content/a.yaml": "new"})
    (root / "content/a.yaml").write_text("edited")
    (root / "content/untracked.yaml").write_text("x")
    for revision in (old, old[:10], "HEAD~1", "main^"):
        assert everything(GitTree(root, revision)) == {"content/a.yaml": b"old", "content/gone.yaml": b"x"}
    assert everything(GitTree(root, "HEAD")) == {"content/a.yaml": b"new"}
    assert (root / "content/a.yaml").read_text() == "edited"


def test_more_files_than_one_process_reads(tmp_path: Path) -> None:
    """Files are read in batches; in order, out of order and again, each path gives its own bytes."""
    files: dict[str, str | bytes] = {f"content/{n:04d}.yaml": f"n: {n}\n" for n in range(AHEAD + 20)}
    tree = GitTree(repository(tmp_path, files), "HEAD")
    paths = sorted(files)
    for path in (*paths, paths[0], paths[-1], paths[7]):
        assert tree.read(path).decode() == files[path]
    assert len(tree.read_all(("content/0001.yaml", "nothing", "content/0000.yaml"))) == 2
    with pytest.raises(FileNotFoundError):
        tree.read("content/none.yaml")


def test_links_and_submodules_are_told(tmp_path: Path) -> None:
    """What is no file in a commit is a problem there too, and is never followed (P06, P08)."""
    other = repository(tmp_path / "other", {"x": "x"})
    root = repository(tmp_path / "repo", {"content/a.yaml": "a"})
    (root / "content/link.yaml").symlink_to("/etc/hostname")
    run(root, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(other), "content/sub")
    commit(root, {})
    expected = [("SRC001", "content/link.yaml"), ("SRC001", "content/sub")]
    for tree in (GitTree(root, "HEAD"), WorkingTree(root)):
        listing: Listing = tree.list("content")
        assert listing.files == ("content/a.yaml",)
        assert sorted((p.code, p.origin.path) for p in listing.problems) == expected
        with pytest.raises(FileNotFoundError):
            tree.read("content/link.yaml")


@pytest.mark.parametrize(
    "revision", ["-h", "--all", "--output=x", "nothing", "", "HEAD:content", "a b", "HEAD\n", "..", "@{99}"]
)
def test_what_is_no_revision_is_refused(tmp_path: Path, revision: str) -> None:
    """A revision is never taken for an option, and one that is not there is said so."""
    root = repository(tmp_path, {"content/a.yaml": "a"})
    with pytest.raises(GitFailed) as found:
        GitTree(root, revision)
    assert str(found.value)
    assert not (root / "x").exists()


def test_a_shallow_clone_is_read(tmp_path: Path) -> None:
    """A clone of one commit, as CI makes it, holds all that is needed."""
    origin = commit(repository(tmp_path / "origin", {"content/a.yaml": "1"}), {"content/a.yaml": "2"})
    run(tmp_path, "clone", "-q", "--depth", "1", f"file://{origin}", "shallow")
    root = tmp_path / "shallow"
    assert everything(GitTree(root, "HEAD")) == {"content/a.yaml": b"2"}
    with pytest.raises(GitFailed):
        GitTree(root, "HEAD~1")
    assert head(root).commit == run(origin, "rev-parse", "HEAD")


def test_outside_a_repository(tmp_path: Path) -> None:
    """A folder that is in no repository has no commit, and that is no error for those who only ask."""
    assert head(tmp_path).commit == ""
    with pytest.raises(GitFailed):
        GitTree(tmp_path, "HEAD")
    run(tmp_path, "init", "-q")
    assert head(tmp_path) == head(tmp_path / "nothing")


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where git is not installed, a build still knows that it has no commit to name."""
    root = repository(tmp_path, {"content/a.yaml": "a"})
    monkeypatch.setenv("PATH", str(tmp_path))
    assert head(root).commit == ""
    with pytest.raises(GitFailed):
        GitTree(root, "HEAD")


def test_a_folder_knows_whether_it_differs_from_its_commit(tmp_path: Path) -> None:
    """An edit or a new file counts, what is ignored does not."""
    root = repository(tmp_path, {"content/a.yaml": "a", ".gitignore": "/out/\n"})
    assert not head(root).dirty
    (root / "out").mkdir()
    (root / "out/x").write_text("x")
    assert not head(root).dirty
    (root / "content/b.yaml").write_text("x")
    assert head(root).dirty
    commit(root, {})
    (root / "content/a.yaml").write_text("b")
    assert head(root).dirty


def hostile(tmp_path: Path) -> tuple[Path, Path]:
    """A repository whose configuration, attributes and hooks all try to leave a mark."""
    mark = tmp_path / "ran"
    root = repository(tmp_path / "repo", {"content/a.yaml": "a\n"})
    program = tmp_path / "evil.sh"
    program.write_text(f"#!/bin/sh\ntouch {mark}\ncat\n")
    program.chmod(0o755)
    for key in (
        "core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.gitProxy", "core.askPass", "diff.external",
        "credential.helper", "filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "diff.evil.textconv",
        "diff.evil.command", "gpg.program", "uploadpack.packObjectsHook", "core.alternateRefsCommand", "alias.status",
        "alias.rev-parse", "alias.ls-tree", "pager.status", "merge.evil.driver", "interactive.diffFilter",
    ):  # fmt: skip
        run(root, "config", key, f"!{program}" if key.startswith("alias") else str(program))
    run(root, "config", "filter.evil.required", "true")
    run(root, "config", "log.showSignature", "true")
    run(root, "config", "core.hooksPath", str(tmp_path / "hooks"))
    (tmp_path / "hooks").mkdir()
    for folder in (tmp_path / "hooks", root / ".git/hooks"):
        for name in ("post-checkout", "pre-commit", "post-index-change", "reference-transaction", "fsmonitor-watchman"):
            (folder / name).write_bytes(program.read_bytes())
            (folder / name).chmod(0o755)
    (root / ".git/info/attributes").write_text("* filter=evil diff=evil merge=evil\n")
    (root / ".gitattributes").write_text("* filter=evil diff=evil merge=evil\n")
    return root, mark


def test_nothing_of_a_hostile_repository_is_run(tmp_path: Path) -> None:
    """Hooks, filters, pagers, aliases and monitors that the repository names stay unused, even where files differ."""
    root, mark = hostile(tmp_path)
    # Another time stamp, same size: to see whether the file differs, git would pass it through the filter.
    (root / "content/a.yaml").write_text("b\n")
    os.utime(root / "content/a.yaml", (1, 1))
    assert everything(GitTree(root, "HEAD")) == {"content/a.yaml": b"a\n"}
    assert head(root).dirty
    assert not mark.exists()


def test_the_hostile_repository_is_one(tmp_path: Path) -> None:
    """The guard above can fail: git run plainly does what that repository asks for."""
    root, mark = hostile(tmp_path)
    (root / "content/a.yaml").write_text("b\n")
    os.utime(root / "content/a.yaml", (1, 1))
    subprocess.run(["git", "status", "--porcelain"], cwd=root, env=ENVIRONMENT, capture_output=True, check=False)
    assert mark.exists()


def test_a_missing_object_is_not_fetched(tmp_path: Path) -> None:
    """A partial clone names a remote that would run a program; the missing file is an error instead."""
    mark = tmp_path / "ran"
    root = repository(tmp_path / "repo", {"content/a.yaml": "a\n"})
    for key, value in (
        ("remote.origin.url", f"ext::sh -c touch% {mark}"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.partialCloneFilter", "blob:none"),
        ("extensions.partialClone", "origin"),
        ("core.repositoryFormatVersion", "1"),
        ("protocol.ext.allow", "always"),
        ("protocol.allow", "always"),
    ):
        run(root, "config", key, value)
    digest = run(root, "rev-parse", "HEAD:content/a.yaml")
    (root / ".git/objects" / digest[:2] / digest[2:]).unlink()
    tree = GitTree(root, "HEAD")
    with pytest.raises(GitFailed):
        tree.read("content/a.yaml")
    assert not mark.exists()
    subprocess.run(["git", "cat-file", "-p", digest], cwd=root, env=ENVIRONMENT, capture_output=True, check=False)
    assert mark.exists(), "the trap does not work"


def test_variables_of_a_hook_do_not_mislead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run from a hook, where git names its own repository and index, the workspace's repository is read all the same."""
    root = repository(tmp_path / "repo", {"content/a.yaml": "right"})
    other = repository(tmp_path / "other", {"content/a.yaml": "wrong"})
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("GIT_TRACE", "1")
    assert everything(GitTree(root, "HEAD")) == {"content/a.yaml": b"right"}
    assert (head(root).commit, head(root).dirty) == (run(root, "rev-parse", "HEAD"), False)


def test_replaced_objects_are_not_shown(tmp_path: Path) -> None:
    """A commit's digest stands for its content: a replacement that a repository holds does not count."""
    root = repository(tmp_path, {"content/a.yaml": "real"})
    real = run(root, "rev-parse", "HEAD")
    commit(root, {"content/a.yaml": "false"})
    run(root, "replace", real, run(root, "rev-parse", "HEAD"))
    assert everything(GitTree(root, real)) == {"content/a.yaml": b"real"}


def test_git_says_why(tmp_path: Path) -> None:
    """A failure carries git's own words."""
    with pytest.raises(GitFailed, match="not a git repository"):
        git(tmp_path, "rev-parse", "HEAD")
