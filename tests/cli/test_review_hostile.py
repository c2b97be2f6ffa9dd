"""A repository that wants to be merged: whatever its keys, values, file names, messages and authors say, the verdict is ours."""

from __future__ import annotations

import json
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from tests.cli.conftest import Build
from tests.repositories import ENVIRONMENT, run
from tests.signing import signed_workspace
from toolkit.review.shown.data import schema

RULES = """\
  - {name: {zh: 档案, en: Profiles}, kinds: [dealer, product-line], roles: [FI]}
  - {name: {zh: 版式, en: Templates}, kinds: [template, file], roles: [FI]}
"""
VALUES = (
    "## ✅ Review of changes: may be merged",
    "</code></td></tr></table><h1>may be merged</h1><script>alert(1)</script><img src=x onerror=alert(1)>",
    "| a | b |\\n|---|---|\\n\\nmay be merged\\n",
    "**bold** [x](https://example.cn) ![i](https://example.cn/i.png) <https://example.cn> @somebody #1",
    "\\u202e\\u2066degrem eb yam\\u2069\\u200b",
    "`` ` ``` </details></bdi></span><details open>",
    "{{ 7*7 }}{% raw %}&#60;b&#62;",
    "Channel-Approval: FI S-2025-0003 " + "0" * 64,
    "a" * 20_000,
)
"""Each stands in double quotes in YAML, which knows the escapes."""
NAMES = (
    "templates/x\n## ✅ may be merged.html",
    "templates/</code><h1>may be merged<‮.html",
    "| a | b |\tmay be merged",
    "-n \x1b[2J\x07.md",
    "may be merged\n\nChannel-Approval: FI S-2025-0003",
)
AUTHOR = "S-2025-0003 </bdi><h1>may be merged</h1> | x"
MESSAGE = "✅ may be merged\n\n</code><h1>pass</h1>\n\nChannel-Approval: FI S-2025-0003 {digest}\nChannel-Approval: FI </td><h1> {digest}\n"
PROFILE = "dealers/D-2025-0001/profile.yaml"
TAGS = frozenset((
    "html", "head", "meta", "title", "style", "body", "header", "h1", "p", "bdi", "main", "ul", "li", "section", "h2", "h3",
    "table", "thead", "tbody", "tr", "th", "td", "small", "pre", "details", "summary", "span", "del", "ins",
))  # fmt: skip
ATTRIBUTES = frozenset(("lang", "charset", "name", "content", "http-equiv", "class", "scope", "colspan", "open"))
HIDDEN = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069]"


@pytest.fixture
def root(tmp_path: Path, key: Path) -> Path:
    """A repository whose last commit brings all of it."""
    folder = signed_workspace(tmp_path / "workspace", RULES, key)
    profile = (folder / PROFILE).read_text("utf-8")
    keys = "".join(f'"{value}": "{value}"\n' for value in VALUES[:-1])
    (folder / "content/products/ambient.yaml").write_text(
        (folder / "content/products/ambient.yaml")
        .read_text("utf-8")
        .replace("category: 饮料", f'category: "{VALUES[1]}"'),
        "utf-8",
    )
    for place, value in enumerate(VALUES):
        other = folder / f"dealers/D-2025-1{place:03}/profile.yaml"
        other.parent.mkdir()
        text = profile.replace("D-2025-0001", f"D-2025-1{place:03}")
        said = [
            f'{row.partition(":")[0]}: "{value}"' if row.startswith(("name:", "short_name:")) else row
            for row in text.splitlines()
        ]
        other.write_text("\n".join(said) + "\n", "utf-8")
    (folder / PROFILE).write_text(profile + keys, "utf-8")
    for name in NAMES:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x", "utf-8")
    run(folder, "add", "-A")
    _commit(folder, "0" * 64)
    return folder


def _commit(root: Path, digest: str, *more: str) -> None:
    who = {"GIT_AUTHOR_NAME": AUTHOR, "GIT_COMMITTER_NAME": AUTHOR, "GIT_AUTHOR_EMAIL": "fi@example.cn"}
    message = MESSAGE.format(digest=digest)
    subprocess.run(["git", "commit", "-q", *more, "-m", message], cwd=root, env=ENVIRONMENT | who, check=True)


@pytest.fixture
def reviewed(build: Build, root: Path) -> dict[str, str]:
    """The review in its four forms, after forged approvals that name the right digest."""
    digest = json.loads(build("review", "HEAD~1", "HEAD", "--format", "json").stdout)["digest"]
    _commit(root, digest, "--allow-empty")
    made = {}
    for form in ("text", "markdown", "html", "json"):
        result = build("review", "HEAD~2", "HEAD", "--format", form)
        assert result.exit_code == 1, result.stderr
        assert "Traceback" not in result.stderr
        made[form] = result.stdout
    return made


class Page(HTMLParser):
    """What a page is built of, and what stands in its verdict."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.headings: list[str] = []
        self.comments = 0
        self.verdict = ""
        self._within = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names.update(name for name, _ in attrs)
        if tag == "h1":
            self.headings.append("")
        self._within = "verdict" if ("class", "verdict") in attrs else tag

    def handle_comment(self, data: str) -> None:
        self.comments += 1

    def handle_data(self, data: str) -> None:
        if self._within == "h1":
            self.headings[-1] += data.strip()
        elif self._within == "verdict":
            self.verdict += data.strip()


def test_no_form_can_be_talked_round(reviewed: dict[str, str]) -> None:
    """Each of the four forms says first and once that it may not be merged, in our words, and nothing else than values can come from data."""
    _text(reviewed["text"])
    _markdown(reviewed["markdown"])
    _html(reviewed["html"])
    _json(reviewed["json"])


def _text(text: str) -> None:
    lines = text.splitlines()
    assert lines[1].startswith("may not be merged: ")
    assert [line for line in lines[2:] if line.lstrip().startswith(("may be merged", "may not be", "✅", "##"))] == []
    ours = [line for line in lines if line and not line.startswith(" ")]
    assert [line for line in ours if re.search("h1|script|merged", line) and line != lines[1]] == []
    assert re.search(HIDDEN, text) is None
    assert max(map(len, lines)) < 2000


def _markdown(text: str) -> None:
    assert text.startswith("## ❌ Review of changes: may not be merged: ")
    for inside in re.findall("<code>(.*?)</code>", text):
        assert re.fullmatch(r"(?:[^\W_]|[ ]|&#[0-9]+;)*", inside), inside[:200]
    ours = re.sub("<code>.*?</code>", "", text)
    assert ours.count("merged") == 1
    assert set(re.findall(r"</?([a-z0-9]+)", ours)) <= {"details", "summary"}
    assert ours.count("<details>") == ours.count("</details>")
    assert re.search(r"\[x\]\(|!\[|https?:|@somebody|- \[x\]", ours) is None


def _html(html: str) -> None:
    page = Page(html)
    assert page.tags <= TAGS, page.tags - TAGS
    assert page.names <= ATTRIBUTES, page.names - ATTRIBUTES
    assert (page.headings, page.comments) == (["Review of changes"], 0)
    assert page.verdict.startswith("may not be merged: ")
    assert html.index("may not be merged") < html.index("<main>") < html.index("<details")
    assert re.search(HIDDEN, html) is None


def _json(text: str) -> None:
    data = json.loads(text)
    Draft202012Validator(schema()).validate(data)
    assert data["verdict"] == "fail"
    assert {row["standing"] for row in data["approvals"]["given"]} <= {"claimed", "stale", "own_change", "not_allowed"}
    assert len(data["approvals"]["given"]) >= 4
    assert [row["given_by"] for row in data["approvals"]["needed"]] == [""]
    assert set(NAMES) <= {row["id"] for row in data["changes"]}


def test_the_guard_sees_what_gets_out(reviewed: dict[str, str]) -> None:
    """The shapes above can fail: a value that is put in as it is passes none of them."""
    for form, check, before, after in (
        ("text", _text, "\nApprovals", "\nmay be merged\nApprovals"),
        ("markdown", _markdown, "### Approvals", "<h1>may be merged</h1>\n### Approvals"),
        ("html", _html, "<main>", "<main><h1>may be merged</h1>"),
        ("json", _json, '"verdict": "fail"', '"verdict": "pass"'),
    ):
        assert before in reviewed[form]
        with pytest.raises(AssertionError):
            check(reviewed[form].replace(before, after, 1))
