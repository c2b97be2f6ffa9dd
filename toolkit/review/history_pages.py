"""The last commits of every dealer for its page: the day, the commit, which fields. No person, no address and no value is told there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from toolkit.kernel.text import Text
from toolkit.network.kinds import Kinds
from toolkit.network.load import Reading
from toolkit.review.change import FILE_KINDS, Change
from toolkit.review.history import FOLDER, MARK, typed
from toolkit.review.reading import shared
from toolkit.review.shown.words import OPERATIONS
from toolkit.sources.git import GitFailed
from toolkit.sources.history import SHORT, Touched
from toolkit.sources.log import Logged, Touch, contents, logged, renamed_from

LAST = 6
"""How many commits a page shows."""
FIELDS = 6
"""How many fields of a commit it names."""
Steps = list[tuple[Logged, tuple[Touch, ...]]]


def teller(root: Path, kinds: Kinds) -> Callable[[str], tuple[Touched, ...]]:
    """Returns what tells a dealer's last commits, the newest first; git is asked once, when the first dealer is.

    Nothing is told outside a repository.
    """
    known: dict[str, tuple[Touched, ...]] = {}
    asked: list[bool] = []

    def touched(dealer: str) -> tuple[Touched, ...]:
        if not asked:
            asked.append(True)
            try:
                known.update(_told(root, kinds))
            except GitFailed:
                known.clear()
        return known.get(dealer, ())

    return touched


def _told(root: Path, kinds: Kinds) -> Iterator[tuple[str, tuple[Touched, ...]]]:
    """Every dealer with its last commits: one walk over the commits, one reading of the files that were changed in them."""
    steps = _by_dealer(logged(root, (FOLDER,)))
    for dealer in sorted(steps):
        _follow(root, dealer, steps)
    for dealer, rows in steps.items():
        del rows[LAST:]
        steps[dealer] = rows
    held = contents(root, (name for rows in steps.values() for _, found in rows for name in _needed(found)))
    reading = shared()
    for dealer, rows in steps.items():
        told = ((commit, tuple(_said(touches, held, kinds, reading))) for commit, touches in rows)
        yield dealer, tuple(_touched(commit, words) for commit, words in told if words)


def _by_dealer(commits: Iterable[Logged]) -> dict[str, Steps]:
    found: dict[str, Steps] = {}
    for commit in commits:
        own: dict[str, list[Touch]] = {}
        for touch in commit.touches:
            own.setdefault(touch.path.split("/")[1], []).append(touch)
        for dealer, touches in own.items():
            found.setdefault(dealer, []).append((commit, tuple(touches)))
    return found


def _follow(root: Path, dealer: str, steps: dict[str, Steps]) -> None:
    """Puts what a dealer did under an earlier id behind its own steps, where its folder was renamed lately."""
    rows = steps[dealer]
    if len(rows) >= LAST:
        return
    commit, touches = rows[-1]
    came = any(touch.path == f"{FOLDER}/{dealer}/{MARK}" and not touch.before for touch in touches)
    went = any(t.path.endswith(f"/{MARK}") and not t.after for t in commit.touches)
    if came and went:
        before = renamed_from(root, commit, f"{FOLDER}/{dealer}").rpartition("/")[2]
        earlier = steps.get(before, [])
        if earlier and earlier[0][0].id == commit.id:
            rows[-1] = (commit, (*earlier[0][1], *touches))
            rows.extend(earlier[1:])


def _read(touches: Iterable[Touch]) -> tuple[Touch, ...]:
    """The files whose contents are asked for: not those of a commit that only brings or only takes, as the first one of all."""
    rows = tuple(touches)
    if any(not touch.before for touch in rows) and any(not touch.after for touch in rows):
        return rows
    return tuple(touch for touch in rows if touch.before and touch.after)


def _needed(touches: Iterable[Touch]) -> Iterator[str]:
    for touch in _read(touches):
        yield from (touch.before, touch.after)


def _said(touches: tuple[Touch, ...], held: Mapping[str, bytes], kinds: Kinds, reading: Reading) -> Iterator[Text]:
    """What a commit changed: fields of files that were changed, the number of files by kind that came or went."""
    read = _read(touches)
    yield from _words(typed(read, held, kinds, reading))
    whole = Counter((_title(kinds, t.path), "removed" if t.before else "added") for t in touches if t not in read)
    for (title, op), count in whole.items():
        yield _counted(title, op, count)


def _title(kinds: Kinds, path: str) -> Text:
    found = kinds.for_path(path)
    return found[0].title if found is not None else FILE_KINDS["file"]


def _counted(title: Text, op: str, count: int) -> Text:
    words = OPERATIONS.label(op)
    return Text(f"{words.zh}{title.zh} {count} 项", f"{words.within('en')}: {count} × {title.within('en')}")


def _touched(commit: Logged, words: tuple[Text, ...]) -> Touched:
    said = tuple(dict.fromkeys(words))
    return Touched(commit.committed, commit.id[:SHORT], said[:FIELDS], max(len(said) - FIELDS, 0))


def _words(changes: tuple[Change, ...]) -> Iterator[Text]:
    """What each change is about: `合同：信用额度`; records of one kind that came or went are counted."""
    whole = Counter((change.op, change.kind) for change in changes if not change.path)
    for change in changes:
        if change.path:
            zh, en = _without_keys(change)
            yield Text(f"{change.title.zh}：{zh}", f"{change.title.within('en')}: {en}")
            continue
        yield _counted(change.title, change.op, whole[change.op, change.kind])


def _without_keys(change: Change) -> tuple[str, str]:
    """The names of the fields without the keys of list items: a guarantor is one, and may be a person."""
    zh, en = change.label.zh, change.label.within("en")
    for step in change.path:
        if step.startswith("["):
            zh, en = zh.replace(f" {step[1:-1]}", "", 1), en.replace(f" · {step[1:-1]}", "", 1)
    return zh, en
