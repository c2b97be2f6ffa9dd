"""What something issued rests on: the version's digest is kept with it, so that a change afterwards is seen (trap T20).

A version that a signed contract or an issued result names never changes: a change is a new version. The digest is of what the
file says, as text: comments, the order of keys and an upgrade of the toolkit change nothing of it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator

from toolkit.kernel.digest import digest_bytes
from toolkit.kernel.problem import Problem, ProblemKind, Related
from toolkit.kernel.text import Text
from toolkit.network.fields import Line, Name
from toolkit.network.network import Network
from toolkit.network.record import Record, Value, field
from toolkit.network.shared import Sha256
from toolkit.network.telling import told
from toolkit.sources.document import Data, Step

CLOSED_LATER = frozenset(("effective_to",))
"""A version gets its last day when the next one comes; nothing of what it says is changed by that."""

CHANGED = ProblemKind(
    "POL004",
    "error",
    Text("{version} 在签发后改过内容", "{version} was changed after something was issued by it"),
    Text(
        "改回原样；要改就发新的版本，已签发的仍按旧版本",
        "change it back; a change is a new version, and what was issued stays under the old one",
    ),
    manual="A version of a policy that an issued result names never changes (reference 0.10, trap T5). The record keeps the "
    "version's digest, `policy_digest`; comments and the last day in force do not count."
    "中文：已签发的结果所依据的政策版本绝不改动。记录里留着当时的摘要；注释和失效日不算改动。",
)


class Pin(Value):
    """A version that something rests on, and the digest that it had then."""

    KEY = ("kind", "version")
    kind: Name = field("种类", "Kind", audience="dealer")
    version: Line = field("版本", "Version", audience="dealer")
    sha256: Sha256 = field("摘要", "Digest", audience="dealer")


def content_digest(data: Data, besides: Collection[str] = ()) -> str:
    """Returns the SHA-256 of what a file says: canonical JSON (UTF-8, keys sorted, no spaces), top keys in `besides` left out."""
    kept = {key: value for key, value in data.items() if key not in besides} if isinstance(data, dict) else data
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return digest_bytes(text.encode("utf-8", "surrogatepass"))


def digest_of_version(network: Network, kind: str, version: str) -> str | None:
    """Returns the digest of what a version says today, its last day left out; None when it is not there."""
    entry = network.named(kind, version)
    if entry is None:
        return None
    data = entry.document.data
    for step in entry.base:
        data = data[step]  # type: ignore[index]
    return content_digest(data, CLOSED_LATER)


def pins(network: Network, versions: Collection[tuple[str, str]]) -> tuple[Pin, ...]:
    """Returns a pin for each (kind, version) that is there."""
    found = ((kind, version, digest_of_version(network, kind, version)) for kind, version in versions)
    return tuple(Pin(kind=kind, version=version, sha256=digest) for kind, version, digest in found if digest)


Use = tuple[Record, tuple[Step, ...], str, str, str | None]
"""Where a record names a version: the record, the path, the kind and the version, and the digest that it keeps, if any."""


def changed_versions(network: Network, uses: Iterable[Use]) -> Iterator[Problem]:
    """Yields a problem wherever a record names a version that is no longer what the digest beside it says it was."""
    today: dict[tuple[str, str], str | None] = {}
    for record, path, kind, version, digest in uses:
        if digest is None:
            continue
        if (kind, version) not in today:
            today[kind, version] = digest_of_version(network, kind, version)
        now, entry = today[kind, version], network.named(kind, version)
        if entry is not None and now != digest:
            there = Related(network.origin(entry.record), Text("改动的是这个文件", "this file was changed"))
            yield told(network, CHANGED, record, *path, related=(there,), version=version)
