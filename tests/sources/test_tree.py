"""A workspace is plain files below its root: nothing leads out of it, nothing hangs, and a change during a run is noticed."""

from __future__ import annotations

import os
import socket
import tempfile
from pathlib import Path

import pytest

from toolkit.sources.document import Document, Locator, text_digest
from toolkit.sources.places import read_places
from toolkit.sources.tree import MemoryTree, NotAFile, SourceChanged, Tree, WorkingTree, layered


def lay(root: Path, *paths: str) -> Path:
    """Makes small files below a folder."""
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path)
    return root


def problems(tree: Tree, under: str) -> list[tuple[str, str]]:
    """The codes and paths of what is no file."""
    return [(p.code, p.origin.path) for p in tree.list(under).problems]


FILES = ("content/company.yaml", "content/a/b/c.md", "content/名字.yaml", "content-2/x.yaml", "top.yaml")


def test_both_trees_list_the_same_files(tmp_path: Path) -> None:
    """Paths are POSIX, relative, sorted, and those below the folder alone."""
    working = WorkingTree(lay(tmp_path, *FILES))
    memory = MemoryTree({path: path for path in FILES})
    assert working.list("content") == memory.list("content")
    assert working.list("content").files == ("content/a/b/c.md", "content/company.yaml", "content/名字.yaml")
    assert working.list("nothing").files == memory.list("nothing").files == ()
    assert working.read("content/名字.yaml") == memory.read("content/名字.yaml") == "content/名字.yaml".encode()


@pytest.mark.parametrize(
    "path", ["nothing.yaml", "../top.yaml", "content/../../x", "/etc/passwd", "content/a/b/c.md/x"]
)
def test_no_path_leads_out(tmp_path: Path, path: str) -> None:
    """A path that climbs, is absolute, or names nothing is not found (P01, P05)."""
    lay(tmp_path, "x")
    tree = WorkingTree(lay(tmp_path / "root", *FILES))
    with pytest.raises((FileNotFoundError, NotADirectoryError)):
        tree.read(path)


def test_a_symbolic_link_is_no_file(tmp_path: Path) -> None:
    """A link is listed as a problem and never read, wherever it leads (P06)."""
    secret = lay(tmp_path, "secret.yaml") / "secret.yaml"
    root = lay(tmp_path / "root", "content/a.yaml")
    for name, target in (("out.yaml", secret), ("in.yaml", root / "content/a.yaml"), ("dangling.yaml", root / "none")):
        (root / "content" / name).symlink_to(target)
    tree = WorkingTree(root)
    assert tree.list("content").files == ("content/a.yaml",)
    assert sorted(problems(tree, "content")) == [
        ("SRC001", f"content/{name}.yaml") for name in ("dangling", "in", "out")
    ]
    for name in ("out", "in", "dangling"):
        with pytest.raises(NotAFile):
            tree.read(f"content/{name}.yaml")


def test_a_linked_folder_is_not_entered(tmp_path: Path) -> None:
    """Neither a folder inside nor the top folder itself may be a link, and no file behind one is read (P06)."""
    lay(tmp_path, "elsewhere/page.html")
    root = lay(tmp_path / "root", "content/a.yaml")
    (root / "templates").symlink_to(tmp_path / "elsewhere")
    (root / "content" / "inner").symlink_to(tmp_path / "elsewhere")
    tree = WorkingTree(root)
    assert (tree.list("templates").files, problems(tree, "templates")) == ((), [("SRC001", "templates")])
    assert (tree.list("content").files, problems(tree, "content")) == (
        ("content/a.yaml",),
        [("SRC001", "content/inner")],
    )
    for path in ("templates/page.html", "content/inner/page.html"):
        with pytest.raises(NotAFile) as found:
            tree.read(path)
        assert found.value.problem.code == "SRC001"


def test_the_root_may_be_reached_by_a_link(tmp_path: Path) -> None:
    """Where the workspace lies is the user's affair; what lies in it is ours."""
    lay(tmp_path / "real", "content/a.yaml")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    tree = WorkingTree(tmp_path / "link")
    assert (tree.list("content").files, tree.read("content/a.yaml")) == (("content/a.yaml",), b"content/a.yaml")


def test_special_files_are_told_and_never_opened(tmp_path: Path) -> None:
    """A pipe, which would hang, a socket and a folder in place of a file are problems (P08)."""
    (tmp_path / "content").mkdir()
    os.mkfifo(tmp_path / "content" / "pipe.yaml")
    with tempfile.TemporaryDirectory() as short, socket.socket(socket.AF_UNIX) as server:
        server.bind(f"{short}/s")
        os.link(f"{short}/s", tmp_path / "content" / "socket.yaml")
        tree = WorkingTree(tmp_path)
        assert sorted(problems(tree, "content")) == [
            ("SRC001", "content/pipe.yaml"),
            ("SRC001", "content/socket.yaml"),
        ]
    for path in ("content/pipe.yaml", "content"):
        with pytest.raises(NotAFile):
            tree.read(path)


@pytest.mark.parametrize("mark", ["folder", "file"])
def test_a_submodule_is_not_entered(tmp_path: Path, mark: str) -> None:
    """Another repository inside the workspace is told of, whether its .git is a folder or a file (P08)."""
    root = lay(tmp_path, "content/a.yaml", "content/sub/b.yaml")
    if mark == "folder":
        (root / "content/sub/.git").mkdir()
    else:
        (root / "content/sub/.git").write_text("gitdir: ../../.git/modules/sub")
    tree = WorkingTree(root)
    assert (tree.list("content").files, problems(tree, "content")) == (
        ("content/a.yaml",),
        [("SRC001", "content/sub")],
    )


def test_an_unreadable_folder_hides_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be listed is a problem; the others are read."""
    root = lay(tmp_path, "content/shut/a.yaml", "content/open/b.yaml")
    scandir = os.scandir

    def guarded(path: Path) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    listing = WorkingTree(root).list("content")
    assert (listing.files, [(p.code, p.origin.path) for p in listing.problems]) == (
        ("content/open/b.yaml",),
        [("SRC008", "content/shut")],
    )


def test_deep_folders_are_walked(tmp_path: Path) -> None:
    """Hundreds of folders in each other are no trouble."""
    path = "content/" + "d/" * 300 + "a.yaml"
    assert WorkingTree(lay(tmp_path, path)).list("content").files == (path,)


def test_a_file_name_of_other_bytes_can_be_listed(tmp_path: Path) -> None:
    """A name that is no UTF-8 neither stops the listing nor breaks the message that tells of it."""
    (tmp_path / "content").mkdir()
    name = os.fsencode(tmp_path / "content") + b"/\xff.yaml"
    os.symlink(b"/etc/hostname", name)
    assert problems(WorkingTree(tmp_path), "content") == [("SRC001", "content/\\udcff.yaml")]


def test_changes_during_a_run_are_noticed(tmp_path: Path) -> None:
    """What was read is compared with what stands there: an edit, a replacement and a removal are all told."""
    root = lay(tmp_path, "a", "b", "c", "d", "e")
    tree = WorkingTree(root)
    for path in "abcd":
        tree.read(path)
    assert tree.changed() == ()
    (root / "a").write_text("longer than before")
    (root / "b").unlink()
    (root / "new").write_text("c")
    os.replace(root / "new", root / "c")
    (root / "e").write_text("never read, so of no account")
    assert tree.changed() == ("a", "b", "c")


def test_a_second_reading_of_another_state_is_refused(tmp_path: Path) -> None:
    """A run never mixes two states of one file."""
    tree = WorkingTree(lay(tmp_path, "a"))
    assert tree.read("a") == tree.read("a") == b"a"
    (tmp_path / "a").write_text("another")
    with pytest.raises(SourceChanged):
        tree.read("a")


def test_places_of_a_changed_document_are_refused() -> None:
    """A message never points into a text that is no longer the one that was judged."""
    document = Document("a.yaml", {"a": "1"}, text_digest("a: 1\n"))
    same = Locator(MemoryTree({"a.yaml": "a: 1\n"}), read_places)
    assert same.origin(document, ("a",))[:3] == ("a.yaml", 1, 4)
    changed = Locator(MemoryTree({"a.yaml": "b: 2\na: 1\n"}), read_places)
    with pytest.raises(SourceChanged):
        changed.origin(document, ("a",))


def test_the_nearest_place_around_a_value_is_told() -> None:
    """A value that is missing is pointed to by what should hold it; a document that is asked for again is not lost."""
    texts = {f"{n}.yaml": f"# {n}\na:\n  b: x\n" for n in range(Locator.KEPT + 3)}
    locator = Locator(MemoryTree(texts), read_places)
    documents = [Document(path, {}, text_digest(text)) for path, text in texts.items()]
    for _ in range(2):
        found = {locator.origin(document, ("a", "c", "d"))[1:3] for document in documents}
        assert found == {(3, 3)}


def test_the_first_tree_that_has_a_file_gives_it(tmp_path: Path) -> None:
    """A workspace's own template stands before the shipped one, file by file."""
    own, shipped = MemoryTree({"a": "own"}), MemoryTree({"a": "shipped", "b": "shipped"})
    assert (layered((own, shipped), "a"), layered((own, shipped), "b")) == (b"own", b"shipped")
    with pytest.raises(FileNotFoundError):
        layered((own, shipped), "c")


def test_a_link_does_not_fall_through_to_the_shipped_file(tmp_path: Path) -> None:
    """A template that is a link is refused, not silently replaced by the one that we ship."""
    (tmp_path / "a").symlink_to("/etc/hostname")
    with pytest.raises(NotAFile):
        layered((WorkingTree(tmp_path), MemoryTree({"a": "shipped"})), "a")
