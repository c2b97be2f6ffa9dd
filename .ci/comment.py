#!/usr/bin/env python3
"""Posts the reviews of all open change requests as comments, one for each, renewed when the review changes.

    comment.py gitlab                     takes the text that each pipeline's job `review` left
    comment.py gitee -- COMMAND…          has `COMMAND BASE HEAD --format markdown` read the change from git's objects

Runs on the main branch only, with the token in COMMENT_TOKEN. What comes from the change is text: nothing of it is checked out
or run, and the command that reads it does not see the token. Needs nothing but Python and git.
"""

import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from typing import Any

MARK = "<!-- channelbook-review -->"
MOST = 60_000
"""Letters of a comment; forges refuse much longer ones."""
PAGE = 100
Ask = Callable[..., Any]
"""Asks the forge: method, path, fields. Returns what it answers: JSON as values, anything else as bytes."""


def body_of(text: str) -> str:
    """Returns the comment: the mark by which it is known again, and the text, cut where it is too long."""
    return f"{MARK}\n{text[:MOST].rstrip()}\n"


def own_comment(comments: Sequence[dict[str, Any]], user: int) -> dict[str, Any] | None:
    """Returns the comment that this user's script wrote before; whoever copies the mark is not taken for it."""
    for comment in comments:
        author = comment.get("author") or comment.get("user") or {}
        if author.get("id") == user and str(comment.get("body") or "").startswith(MARK):
            return comment
    return None


def renew(ask: Ask, path: str, each: str, body: str, user: int, method: str) -> str:
    """Posts a comment, renews the one that is there, or leaves it when it says the same; returns which."""
    known = own_comment(list(pages(ask, path)), user)
    if known is None:
        ask("POST", path, body=body)
        return "posted"
    if str(known["body"]).strip() == body.strip():
        return "same"
    ask(method, f"{each}/{int(known['id'])}", body=body)
    return "renewed"


def pages(ask: Ask, path: str, **fields: object) -> Iterator[dict[str, Any]]:
    """Yields what a list of the forge holds, page after page."""
    number = 1
    while True:
        rows = ask("GET", path, per_page=PAGE, page=number, **fields)
        yield from rows
        if len(rows) < PAGE:
            return
        number += 1


def gitlab(ask: Ask, project: str) -> Iterator[str]:
    """Posts the reviews of a GitLab project and yields a line about each."""
    user = int(ask("GET", "/user")["id"])
    base = f"/projects/{project}"
    for request in pages(ask, f"{base}/merge_requests", state="opened"):
        number = int(request["iid"])
        text = left_by_pipeline(ask, base, number)
        if text is None:
            yield f"!{number}: no review yet"
            continue
        notes = f"{base}/merge_requests/{number}/notes"
        yield f"!{number}: {renew(ask, notes, notes, body_of(text), user, 'PUT')}"


def left_by_pipeline(ask: Ask, base: str, number: int) -> str | None:
    """Returns the text that the last pipeline of a merge request left; None while there is none, or it is of another project."""
    pipeline = ask("GET", f"{base}/merge_requests/{number}").get("head_pipeline") or {}
    if not pipeline or base != f"/projects/{pipeline.get('project_id')}":
        return None
    for job in pages(ask, f"{base}/pipelines/{int(pipeline['id'])}/jobs"):
        if job["name"] == "review" and job.get("artifacts_file"):
            data = ask("GET", f"{base}/jobs/{int(job['id'])}/artifacts/review.md")
            text = data.decode("utf-8", "replace") if isinstance(data, bytes) else ""
            return text if text.strip() else None
    return None


def gitee(ask: Ask, repository: str, command: Sequence[str]) -> Iterator[str]:
    """Posts the reviews of a Gitee repository, owner/name, and yields a line about each."""
    user = int(ask("GET", "/user")["id"])
    base = f"/repos/{repository}"
    for request in pages(ask, f"{base}/pulls", state="open"):
        number = int(request["number"])
        text = reviewed(number, str(request["base"]["ref"]), command)
        if text is None:
            yield f"!{number}: cannot be merged or read"
            continue
        comments = f"{base}/pulls/{number}/comments"
        yield f"!{number}: {renew(ask, comments, f'{base}/pulls/comments', body_of(text), user, 'PATCH')}"


def reviewed(number: int, branch: str, command: Sequence[str]) -> str | None:
    """Returns what the command says of a change; None when it does not merge, or the command fails."""
    try:
        old = fetched(f"refs/heads/{branch}")
        new = fetched(f"refs/pull/{number}/head")
        tree = git("merge-tree", "--write-tree", old, new).split()[0]
        who = ("-c", "user.name=review", "-c", "user.email=review@localhost")
        merged = git(*who, "commit-tree", tree, "-p", old, "-p", new, "-m", "merge")
    except (subprocess.CalledProcessError, IndexError):
        return None
    blind = {name: value for name, value in os.environ.items() if name != "COMMENT_TOKEN"}
    line = [*command, old, merged, "--format", "markdown"]
    done = subprocess.run(line, env=blind, capture_output=True, text=True, check=False, timeout=1800)
    return done.stdout if done.returncode in (0, 1) and done.stdout.strip() else None


def fetched(reference: str) -> str:
    """Returns the commit of a reference, brought here as objects."""
    git("fetch", "--no-tags", "--quiet", "origin", reference)
    return git("rev-parse", "FETCH_HEAD")


def git(*arguments: str) -> str:
    """Returns what git prints. Raises CalledProcessError."""
    return subprocess.run(["git", *arguments], capture_output=True, text=True, check=True).stdout.strip()


def asker(root: str, headers: dict[str, str], hidden: dict[str, str]) -> Ask:
    """Returns the way to ask a forge at `root`; `hidden` fields go with every question."""

    def ask(method: str, path: str, **fields: object) -> Any:
        said = {**hidden, **{name: str(value) for name, value in fields.items()}}
        address, data = root + path, None
        if method == "GET":
            address += "?" + urllib.parse.urlencode(said) if said else ""
        else:
            data = json.dumps(said).encode()
        request = urllib.request.Request(address, data, {**headers, "Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            found = answer.read()
            is_json = answer.headers.get_content_type() == "application/json"
        return json.loads(found) if is_json else found

    return ask


def main(arguments: Sequence[str]) -> int:
    """Runs for the forge that is named; a question that fails is told without the token."""
    token = os.environ.get("COMMENT_TOKEN", "")
    if not token or not arguments or arguments[0] not in ("gitlab", "gitee"):
        sys.stderr.write(__doc__ or "")
        return 2
    try:
        if arguments[0] == "gitlab":
            ask = asker(os.environ["CI_API_V4_URL"], {"PRIVATE-TOKEN": token}, {})
            lines = gitlab(ask, str(int(os.environ["CI_PROJECT_ID"])))
        else:
            ask = asker(os.environ.get("GITEE_API", "https://gitee.com/api/v5"), {}, {"access_token": token})
            found = re.search(r"[:/]([\w.-]+/[\w.-]+?)(?:\.git)?/?$", git("remote", "get-url", "origin"))
            command = list(arguments[arguments.index("--") + 1 :])
            lines = gitee(ask, found.group(1) if found else "", command)
        for line in lines:
            sys.stdout.write(line + "\n")
    except urllib.error.HTTPError as error:
        sys.stderr.write(f"the forge answered {error.code} {error.reason}\n")
        return 1
    except urllib.error.URLError as error:
        sys.stderr.write(f"the forge cannot be reached: {error.reason}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
