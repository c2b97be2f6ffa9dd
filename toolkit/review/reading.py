"""Two trees read with one memory: a file whose bytes are the same gives the very same records on both sides, and is read once."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.kernel.digest import digest_bytes
from toolkit.network.file_records import FileRecords, file_records
from toolkit.network.kinds import Kinds
from toolkit.network.load import Reading
from toolkit.network.network import Network
from toolkit.review.outline import DEALERS
from toolkit.review.part import Part
from toolkit.sources.document import Locator
from toolkit.sources.tree import Listing, Tree

PEOPLE = "private.sample"
PRIVATE = "private"
"""People who stay out of git: neither side has them, or every name would seem to change."""
ASIDE = (f"{PRIVATE}/", "out/")
TEMPLATES = "templates"
PAGES = "content/handbook/"
"""Pages hold no figure: a part of the network is mostly judged without them."""


class Public:
    """A tree without the folder of private data."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self.label = tree.label

    def list(self, under: str) -> Listing:
        """Returns the files below a folder; none of the private one."""
        return Listing(()) if under == PRIVATE else self._tree.list(under)

    def read(self, path: str) -> bytes:
        """Returns a file's bytes. Raises FileNotFoundError, also for a private file."""
        if path.startswith(f"{PRIVATE}/"):
            raise FileNotFoundError(path)
        return self._tree.read(path)


class OfDealer:
    """A tree with one dealer's folder only, beside what the company says: enough to name what its records refer to."""

    def __init__(self, tree: Tree, dealer: str) -> None:
        self._tree, self._dealer = tree, dealer
        self.label = tree.label

    def list(self, under: str) -> Listing:
        """Returns the files below a folder; of the dealers' those of one, no people, no pages."""
        if under.startswith(PRIVATE):
            return Listing(())
        found = self._tree.list(f"dealers/{self._dealer}" if under == "dealers" else under)
        return Listing(tuple(path for path in found.files if not path.endswith(".md")))

    def read(self, path: str) -> bytes:
        """Returns a file's bytes. Raises FileNotFoundError."""
        return self._tree.read(path)


class Chosen:
    """A tree with the dealers of a part only, beside what the company says, and its handbook's pages where they matter; no private data."""

    def __init__(self, tree: Tree, part: Part) -> None:
        self._tree, self._part = tree, part
        self.label = tree.label

    def list(self, under: str) -> Listing:
        """Returns the files below a folder, and what is no file there."""
        if under == PRIVATE:
            return Listing(())
        if under != DEALERS:
            found = self._tree.list(under)
            pages = PAGES if not self._part.pages else "\0"
            files = (path for path in found.files if not path.startswith(pages))
            return Listing(tuple(path for path in files if under != PEOPLE or self._is_of_part(path)), found.problems)
        rows = [(dealer, self._tree.list(f"{DEALERS}/{dealer}")) for dealer in sorted(self._part.all)]
        files = (path for dealer, row in rows for path in self._part.wanted(dealer, row.files))
        return Listing(tuple(files), tuple(problem for _, row in rows for problem in row.problems))

    def read(self, path: str) -> bytes:
        """Returns a file's bytes. Raises FileNotFoundError."""
        return self._tree.read(path)

    def _is_of_part(self, path: str) -> bool:
        """Whether a file of people may hold one of a dealer that is read: it names the dealer, or nobody's."""
        try:
            held = self._tree.read(path)
        except OSError:
            return True
        return self._part.people or b"dealer:" not in held or any(name.encode() in held for name in self._part.read)


def shared() -> Reading:
    """Returns a way to read several trees that remembers what each file's bytes gave."""
    known: dict[tuple[str, str], FileRecords] = {}

    def records(tree: Tree, kinds: Kinds, path: str, locator: Locator) -> FileRecords:
        try:
            key = (path, digest_bytes(tree.read(path)))
        except OSError:
            return file_records(tree, kinds, path, locator)
        if key not in known:
            known[key] = file_records(tree, kinds, path, locator)
        return known[key]

    return Reading(records=records)


def loose_files(sides: Iterable[tuple[Tree, Network]], paths: Iterable[str]) -> tuple[dict[str, str], ...]:
    """Returns for each side the digests, line ends apart, of those of some files that hold no record on one side: templates,
    pictures, notes, what nobody knows, what cannot be read, and what lies beside the workspace's folders."""
    both = tuple(sides)
    held = [{entry.document.path for entry in network.entries()} for _, network in both]
    found: tuple[dict[str, str], ...] = tuple({} for _ in both)
    for path in paths:
        if path.startswith(ASIDE) or path.endswith("/") or "/__pycache__/" in path:
            continue
        digests = [_digest(tree, path) for tree, _ in both]
        if any(digest and path not in known for digest, known in zip(digests, held, strict=True)):
            for files, digest in zip(found, digests, strict=True):
                files.update({path: digest} if digest else {})
    return found


def _digest(tree: Tree, path: str) -> str:
    try:
        return digest_bytes(tree.read(path).replace(b"\r\n", b"\n"))
    except FileNotFoundError:
        return ""
    except OSError:
        return "unreadable"
