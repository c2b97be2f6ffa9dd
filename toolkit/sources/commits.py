"""The commits between two revisions: who made them, whose signature verifies, and the trailers that their messages end with.

A signature is checked by git with keys that the caller names, never with those of the machine or of the repository.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from toolkit.sources.git import GitFailed, git

_MARK = "\x1e"
_FORMAT = f"--format={_MARK}%H%x00%ae%x00%ce%x00%G?%x00%GS%x00%(trailers:only,unfold)%x00"
_GOOD = "G"


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: the addresses that it names, who signed it (empty unless the signature verifies), its trailers in order, and the
    files that it changes itself; a merge changes those only that differ from all its parents."""

    id: str
    people: frozenset[str]
    signer: str
    trailers: tuple[tuple[str, str], ...]
    paths: tuple[str, ...]


def commits(root: Path, base: str, head: str, keys: Iterable[tuple[str, str]]) -> tuple[Commit, ...]:
    """Returns the commits of `head` that `base` does not have, the newest first. `keys` are signers with their public keys.

    Raises GitFailed for a revision that is not there.
    """
    with TemporaryDirectory(prefix="review-") as folder:
        known = Path(folder) / "allowed_signers"
        known.write_text("".join(f'{name} namespaces="git" {key}\n' for name, key in keys), encoding="ascii")
        told = git(
            root, "log", "-z", _FORMAT, "--name-only", "--no-renames", "--cc", "--end-of-options", f"{base}..{head}",
            settings=_verifying(known),
        )  # fmt: skip
    return tuple(_read(told))


def _verifying(known: Path) -> dict[str, str]:
    """Settings under which only the keys of a file count, whatever programs and files a repository's configuration names."""
    return {
        "gpg.ssh.allowedSignersFile": str(known),
        "gpg.ssh.program": "ssh-keygen",
        "gpg.ssh.revocationFile": "",
        "gpg.program": "false",
        "gpg.openpgp.program": "false",
        "gpg.x509.program": "false",
        "gpg.minTrustLevel": "fully",
    }


def _read(told: bytes) -> Iterator[Commit]:
    for row in told.decode("utf-8", "replace").split(_MARK)[1:]:
        name, author, committer, state, signer, trailers, *paths = row.split("\0")
        people = frozenset(mail for mail in map(_address, (author, committer)) if mail)
        yield Commit(
            name,
            people,
            signer.strip() if state == _GOOD else "",
            tuple(_trailers(trailers)),
            tuple(path.strip("\n") for path in paths if path.strip("\n")),
        )


def _address(mail: str) -> str:
    """An address as it is compared; a forge that commits for everybody is nobody."""
    held = mail.strip().lower()
    return "" if held.startswith("noreply@") else held


def _trailers(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        key, colon, value = line.partition(":")
        if colon:
            yield key.strip(), value.strip()


def is_cut(root: Path) -> bool:
    """Returns whether a clone lacks the older part of its history; False outside a repository."""
    try:
        return git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    except GitFailed:
        return False


def descends(root: Path, base: str, head: str) -> bool:
    """Returns whether `head` has every commit of `base`."""
    try:
        git(root, "merge-base", "--is-ancestor", base, head)
    except GitFailed:
        return False
    return True


def changed_paths(root: Path, base: str, head: str) -> tuple[str, ...]:
    """Returns the files below a workspace's folder that differ between two commits."""
    told = git(root, "diff-tree", "-r", "-z", "--name-only", "--no-renames", "--relative", base, head)
    return tuple(sorted(path for path in told.decode("utf-8", "surrogateescape").split("\0") if path))
