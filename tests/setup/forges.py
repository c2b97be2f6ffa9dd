"""What must hold of a forge's workflows, as functions that return what is wrong: for the shipped files and for planted faults."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML

Loaded = dict[str, Any]
_PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")
_SECRET = re.compile(r"\bsecrets\b")
_CACHE = re.compile(r"actions/cache|\bcache:|cache-dependency")
UNTRUSTED = {"pull_request"}
TRUSTED_WRITERS = {
    "comment": {"actions": "read", "pull-requests": "write"},
    "publish": {"pages": "write", "id-token": "write"},
}


def load(text: str) -> Loaded:
    """Returns a YAML file as values; `on` stays a word."""
    return dict(YAML(typ="safe", pure=True).load(text))


def github_faults(text: str) -> Iterator[str]:
    """Yields what a GitHub workflow does that it must not, in words."""
    flow = load(text)
    events = (
        flow["on"]
        if isinstance(flow["on"], dict)
        else dict.fromkeys([flow["on"]] if isinstance(flow["on"], str) else flow["on"])
    )
    if "pull_request_target" in events:
        yield "pull_request_target"
    if flow.get("permissions") != {}:
        yield "permissions at the top are not empty"
    if _CACHE.search(text):
        yield "a cache"
    if UNTRUSTED & set(events) and (_SECRET.search(text) or "github.token" in text):
        yield "a secret where a change runs"
    if "push" in events and dict(events["push"] or {}).get("branches") != ["main"]:
        yield "push to any branch"
    for name, job in flow["jobs"].items():
        yield from (f"{name}: {fault}" for fault in _job_faults(name, job, events))


def _job_faults(name: str, job: Loaded, events: Loaded) -> Iterator[str]:
    allowed = TRUSTED_WRITERS.get(name, {"contents": "read"}) if not UNTRUSTED & set(events) else {"contents": "read"}
    if job.get("permissions") != allowed:
        yield f"permissions {job.get('permissions')}"
    if "timeout-minutes" not in job:
        yield "no time limit"
    for step in job["steps"]:
        uses, script = step.get("uses", ""), step.get("run", "")
        if uses and not _PINNED.fullmatch(uses):
            yield f"not pinned: {uses}"
        if uses.startswith("actions/checkout@"):
            if dict(step.get("with") or {}).get("persist-credentials") is not False:
                yield "credentials stay"
            if "workflow_run" in events:
                yield "a checkout beside a token that writes"
        if "${{" in script:
            yield "an expression in a script"


def gitlab_faults(text: str) -> Iterator[str]:
    """Yields what a GitLab pipeline does that it must not, in words."""
    flow = load(text)
    jobs = {name: job for name, job in flow.items() if isinstance(job, dict) and "script" in job}
    if "cache" in flow or any("cache" in job for job in jobs.values()):
        yield "a cache"
    for name, job in jobs.items():
        rules = [str(rule.get("if", "")) for rule in job.get("rules", [])]
        script = "\n".join(job["script"])
        if not rules:
            yield f"{name}: runs always"
        of_change = any("merge_request_event" in rule for rule in rules)
        if not of_change and not all("$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH" in rule for rule in rules):
            yield f"{name}: not on the main branch alone"
        if of_change and ("COMMENT_TOKEN" in script or "environment" in job or "comment.py" in script):
            yield f"{name}: a secret where a change runs"
        if "comment.py" in script and job.get("environment", {}).get("name") != "comments":
            yield f"{name}: a token without an environment of its own"
        if of_change and " all" in script:
            yield f"{name}: builds papers of a change"


def gitee_faults(text: str) -> Iterator[str]:
    """Yields what a Gitee pipeline does that it must not, in words."""
    flow = load(text)
    triggers = set(flow["triggers"]) - {"trigger"}
    steps = [step for stage in flow["stages"] for step in stage["steps"]]
    script = "\n".join(line for step in steps for line in step["commands"])
    if len(triggers) != 1:
        yield f"triggers {sorted(triggers)}"
    if "variables" in flow:
        yield "a variable in the file"
    if any(step.get("caches") for step in steps):
        yield "a cache"
    if "pr" in triggers and ("comment.py" in script or "COMMENT_TOKEN" in script or " all" in script):
        yield "a secret or a build where a change runs"
    if "push" in triggers and flow["triggers"]["push"] != {"branches": {"precise": ["master"]}}:
        yield "push to any branch"
    if "comment.py" in script and "git checkout --quiet --force master" not in script:
        yield "a token beside code that is not the main branch's"
