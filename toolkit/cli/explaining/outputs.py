"""Answers about an output: what it was made from, whether the last run made or reused it, and what has changed since."""

from __future__ import annotations

from pathlib import Path

from toolkit.cli.explaining.answer import Answer, Table
from toolkit.kernel.text import Text
from toolkit.publish.story import Story, paths_in, story_of
from toolkit.sources.decode import input_digest
from toolkit.sources.git import GitFailed, GitTree
from toolkit.sources.tree import Tree

WHY = {
    "new": Text("新生成：以前没有", "made: it was not there before"),
    "changed": Text("重新生成：内容变了", "made again: its content changed"),
    "damaged": Text("重新生成：原来的文件坏了", "made again: the file was damaged"),
    "same": Text("沿用：内容相同", "reused: its content is the same"),
    "cache": Text("沿用：取自缓存", "reused: taken from the cache"),
    "failed": Text("没有做成", "could not be made"),
    "": Text("上次运行没有涉及它", "no part of the last run"),
}
STATES = {
    "published": Text("已换上新的一套", "put in place"),
    "unchanged": Text("没有变化", "unchanged"),
    "kept": Text("因有失败，保留原来的一套", "kept as it was because of failures"),
    "": Text("–"),
}
INPUTS = (Text("由此做成", "made from"), Text("与生成时相比", "against when it was made"))
UNKNOWN = Text("不知道", "not known")
SAME, CHANGED, GONE = Text("没有变", "the same"), Text("变了", "changed"), Text("已删除", "gone")


def output_path(out: Path, words: tuple[str, ...]) -> str | None:
    """Returns the output that a path means, written from the output folder, from here, or from the root; None for none."""
    if len(words) != 1 or "/" not in words[0]:
        return None
    word, known = words[0], paths_in(out)
    try:
        inside = Path(word).resolve().relative_to(out.resolve()).as_posix()
    except (ValueError, OSError):
        inside = word
    return next((each for each in (word, inside, word.removeprefix(f"{out.name}/")) if each in known), None)


def output_answer(out: Path, path: str, root: Path, tree: Tree) -> Answer | None:
    """Returns what is known of an output; what the manifests do not keep is said."""
    story = story_of(out, path)
    if story is None:
        return None
    entry = story.entry
    because = entry.because if entry is not None else ()
    changes = _changes(story, because, root, tree)
    facts = [
        (Text("上次运行", "last run"), WHY.get(story.why, Text(story.why))),
        (Text("所在部分", "its section"), STATES.get(story.state, Text(story.state))),
        (Text("生成于", "made"), Text(_stamp(story))),
    ]
    if entry is not None:
        facts += [
            (Text("读者", "for"), Text(entry.audience)),
            (Text("大小", "size"), Text(f"{entry.size} B")),
            (Text("SHA-256"), Text(entry.sha256)),
        ]
    facts += [
        (Text("问题", "problem"), Text(f"{row['message_zh']} [{row['code']}]", f"{row['message_en']} [{row['code']}]"))
        for row in story.problems
    ]
    rows = tuple((Text(name), changes[name]) for name in because)
    return Answer(
        title=Text(f"输出 · {path}", f"output · {path}"),
        facts=tuple(facts),
        tables=(Table(INPUTS, rows, (0, 0)),) if rows else (),
        notes=_notes(story),
        data={
            "kind": "output",
            "path": path,
            "why": story.why,
            "section": {"name": story.section, "state": story.state},
            "stamp": dict(story.stamp),
            "sha256": entry.sha256 if entry else None,
            "size": entry.size if entry else None,
            "audience": entry.audience if entry else None,
            "because": tuple({"path": name, "since": changes[name]} for name in because),
            "problems": tuple(dict(row) for row in story.problems),
        },
    )


def _stamp(story: Story) -> str:
    return " · ".join(f"{name} {value}" for name, value in story.stamp.items() if value) or "–"


def _changes(story: Story, because: tuple[str, ...], root: Path, tree: Tree) -> dict[str, Text]:
    """Each input as it is now against what was read: the digest that the manifest keeps, else the commit that tells of it."""
    commit = story.stamp.get("commit", "")
    try:
        then = GitTree(root, commit) if commit and not commit.endswith("+") else None
    except GitFailed:
        then = None
    return {
        path: _since(path, story.inputs[path], tree)
        if path in story.inputs
        else UNKNOWN
        if then is None
        else _change(path, then, tree)
        for path in because
    }


def _since(path: str, digest: str, now: Tree) -> Text:
    try:
        return SAME if input_digest(now.read(path)) == digest else CHANGED
    except OSError:
        return GONE


def _change(path: str, then: Tree, now: Tree) -> Text:
    try:
        before = then.read(path)
    except (OSError, GitFailed):
        return UNKNOWN
    try:
        return SAME if now.read(path) == before else CHANGED
    except OSError:
        return GONE


def _notes(story: Story) -> tuple[Text, ...]:
    commit = story.stamp.get("commit", "")
    notes = [
        Text(
            "清单记下由哪些文件做成，以及每个文件当时的摘要；模板、字体和程序版本也算在内，但不逐一列出。",
            "The manifest names the files that an output is made from, with the digest of each; templates, fonts and the "
            "program count too, but are not listed.",
        )
    ]
    because = story.entry.because if story.entry is not None else ()
    if story.entry is not None and all(path in story.inputs for path in because):
        return tuple(notes)
    if not commit:
        why = Text("生成时不在 git 中，无法与当时比较。", "It was made outside git: nothing to compare with.")
        notes.append(why)
    elif commit.endswith("+"):
        notes.append(
            Text(
                "生成时工作目录里有未提交的改动，无法与当时比较。",
                "When it was made the folder had changes that were not committed: nothing to compare with.",
            )
        )
    if story.entry is None:
        notes.append(
            Text("没有这份文件，因此清单里没有它的来历。", "It is not there, so the manifest does not tell of it.")
        )
    return tuple(notes)
