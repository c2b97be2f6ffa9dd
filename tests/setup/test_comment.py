"""The script that posts reviews: one comment for each change, renewed when it differs, the token for the forge's ears only."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / ".ci/comment.py"


@pytest.fixture
def script() -> ModuleType:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("comment_under_test", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Forge(BaseHTTPRequestHandler):
    """A forge with what a test puts in `answers`, by method and path; it notes what it was told."""

    answers: dict[str, Any]
    told: list[tuple[str, str, dict[str, str]]]

    def _answer(self) -> None:
        path = self.path.partition("?")[0]
        size = int(self.headers.get("Content-Length") or 0)
        said = json.loads(self.rfile.read(size)) if size else {}
        if self.command != "GET":
            self.told.append((self.command, path, said))
        known = self.answers.get(path, {} if self.command != "GET" else None)
        data = known if isinstance(known, bytes) else json.dumps(known).encode()
        self.send_response(200 if known is not None else 404)
        self.send_header("Content-Type", "text/plain" if isinstance(known, bytes) else "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PUT = do_PATCH = _answer

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def forge() -> Iterator[tuple[str, type[Forge]]]:
    """A forge on this machine: its address, and where to put answers and read what it was told."""
    kind = type("Own", (Forge,), {"answers": {}, "told": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}", kind
    server.shutdown()
    server.server_close()
    thread.join()


def run(*arguments: str, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, str(SCRIPT), *arguments]
    return subprocess.run(line, env={**os.environ, **env}, cwd=cwd, capture_output=True, text=True, check=False)


def gitlab(notes: list[dict[str, Any]], project: int = 5) -> dict[str, Any]:
    """A project with one merge request whose pipeline left a review."""
    base = "/projects/5"
    return {
        "/user": {"id": 9},
        f"{base}/merge_requests": [{"iid": 3}],
        f"{base}/merge_requests/3": {"head_pipeline": {"id": 70, "project_id": project}},
        f"{base}/pipelines/70/jobs": [{"id": 71, "name": "review", "artifacts_file": {"size": 1}}],
        f"{base}/jobs/71/artifacts/review.md": "结论：可以合并\n".encode(),
        f"{base}/merge_requests/3/notes": notes,
    }


NOTES = "/projects/5/merge_requests/3/notes"
BODY = "<!-- channelbook-review -->\n结论：可以合并\n"


@pytest.mark.parametrize(
    ("notes", "told"),
    [
        ([], [("POST", NOTES, {"body": BODY})]),
        ([{"id": 1, "author": {"id": 9}, "body": f"{BODY}old"}], [("PUT", f"{NOTES}/1", {"body": BODY})]),
        ([{"id": 1, "author": {"id": 9}, "body": BODY}], []),
        ([{"id": 1, "author": {"id": 8}, "body": BODY}], [("POST", NOTES, {"body": BODY})]),
    ],
    ids=["none yet", "an older one", "the same", "somebody copied the mark"],
)
def test_one_comment_for_each_request(
    forge: tuple[str, type[Forge]], notes: list[dict[str, Any]], told: list[Any]
) -> None:
    """It is posted, renewed or left; a comment of somebody else is never taken for ours."""
    address, kind = forge
    kind.answers.update(gitlab(notes))
    done = run("gitlab", CI_API_V4_URL=address, CI_PROJECT_ID="5", COMMENT_TOKEN="t0ken")
    assert done.returncode == 0, done.stderr
    assert kind.told == told


def test_what_another_project_left_is_not_posted(forge: tuple[str, type[Forge]]) -> None:
    """The pipeline of a fork runs where we have no say, so its text is not taken."""
    address, kind = forge
    kind.answers.update(gitlab([], project=6))
    assert run("gitlab", CI_API_V4_URL=address, CI_PROJECT_ID="5", COMMENT_TOKEN="t").returncode == 0
    assert kind.told == []


def test_a_refusal_is_told_without_the_token(forge: tuple[str, type[Forge]]) -> None:
    """The forge says no: exit 1, and the token stands nowhere."""
    done = run("gitlab", CI_API_V4_URL=forge[0], CI_PROJECT_ID="5", COMMENT_TOKEN="t0ken")
    assert (done.returncode, done.stderr) == (1, "the forge answered 404 Not Found\n")
    assert run("gitlab", COMMENT_TOKEN="").returncode == 2


def test_a_long_text_is_cut(script: ModuleType) -> None:
    """A forge would refuse it whole."""
    assert len(script.body_of("长" * 100_000)) < 60_100


def git(root: Path, *arguments: str) -> str:
    who = ("-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    return subprocess.run(
        ["git", *who, *arguments], cwd=root, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_gitee_changes_are_read_and_never_run(forge: tuple[str, type[Forge]], tmp_path: Path) -> None:
    """The command sees base and merge as commits, the files on disk stay the base's, and the token is not in its environment."""
    origin, clone = tmp_path / "owner" / "book.git", tmp_path / "clone"
    origin.mkdir(parents=True)
    git(origin, "init", "--quiet", "--initial-branch=master")
    (origin / "a").write_text("base\n", "utf-8")
    git(origin, "add", "a")
    git(origin, "commit", "--quiet", "-m", "base")
    git(origin, "clone", "--quiet", str(origin), str(clone))
    git(origin, "checkout", "--quiet", "-b", "change")
    (origin / "a").write_text("change\n", "utf-8")
    git(origin, "commit", "--quiet", "-am", "change")
    git(origin, "update-ref", "refs/pull/7/head", "HEAD")
    git(origin, "checkout", "--quiet", "master")
    address, kind = forge
    comments = "/repos/owner/book/pulls/7/comments"
    kind.answers.update({"/user": {"id": 9}, comments: []})
    kind.answers["/repos/owner/book/pulls"] = [{"number": 7, "base": {"ref": "master"}}]
    seen = 'import os,subprocess,sys; g=lambda c: subprocess.check_output(["git","show",c+":a"],text=True).strip(); print(g(sys.argv[1]), g(sys.argv[2]), open("a").read().strip(), "COMMENT_TOKEN" in os.environ)'
    done = run("gitee", "--", sys.executable, "-c", seen, cwd=clone, GITEE_API=address, COMMENT_TOKEN="t0ken")
    assert done.returncode == 0, done.stderr
    assert [(method, path) for method, path, _ in kind.told] == [("POST", comments)]
    assert kind.told[0][2]["body"] == "<!-- channelbook-review -->\nbase change base False\n"
