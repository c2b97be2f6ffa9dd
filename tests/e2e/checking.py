"""Other people's checkers of pages: installed once for each lock, from the registry that the machine is set up with."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

import pytest

from tests.sample import ROOT

LOCKED = Path(__file__).parent / "checkers"
FILES = ("package.json", "package-lock.json", ".npmrc")
UNLIKE: Mapping[str, object] = {
    # The list under the search box shows while one types and has headings and running text: no <select> can be one.
    "prefer-native-element": ["error", {"exclude": ["listbox"]}],
    # Files of the site's own folder: opened from a folder, a browser refuses every file with a digest. Others need one.
    "require-sri": ["error", {"target": "crossorigin"}],
    # Seventy letters are what search engines show; none sees a handbook, and ours end with its name in two languages.
    "long-title": ["error", {"maxlength": 120}],
}
"""Rules of the recommended set that hold in another way here, each with its reason."""


def lacking(what: str) -> None:
    """Ends a test that this machine cannot run: skipped on a desk, failed where the tests of a change are run."""
    if os.environ.get("CI"):
        pytest.fail(f"{what}: .ci/run installs it")
    pytest.skip(what)


def run(*command: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=900)


@cache
def installed() -> Path:
    """Returns the folder of the installed checkers, below .cache/, named by the digest of their lock."""
    if shutil.which("npm") is None:
        lacking("no npm on this machine: Debian's packages are `nodejs` and `npm`")
    digest = hashlib.sha256(b"".join((LOCKED / name).read_bytes() for name in FILES)).hexdigest()[:16]
    place = ROOT / ".cache" / "checkers" / digest
    if not place.is_dir():
        part = place.with_name(f"{digest}.{os.getpid()}")
        part.mkdir(parents=True)
        for name in FILES:
            shutil.copy(LOCKED / name, part)
        done = run("npm", "ci", cwd=part)
        if done.returncode:
            shutil.rmtree(part)
            lacking(f"the checkers cannot be installed: {done.stderr[-500:]}")
        part.replace(place)
    return place / "node_modules"


def html_validate(folder: Path, work: Path) -> list[str]:
    """Returns what html-validate says against the pages below a folder: page, line, rule."""
    rules = work / "rules.json"
    sets = ["html-validate:recommended", "html-validate:document"]
    rules.write_text(json.dumps({"root": True, "extends": sets, "rules": UNLIKE}), "utf-8")
    done = run(installed() / ".bin/html-validate", "-c", rules, "--formatter", "json", f"{folder}/**/*.html")
    assert done.stdout, done.stderr
    return [
        f"{named(page['filePath'], folder)}:{found['line']} {found['ruleId']}: {found['message']}"
        for page in json.loads(done.stdout)
        for found in page["messages"]
    ]


def nu(folder: Path, *kinds: str) -> list[str]:
    """Returns errors and warnings of the Nu HTML checker on the files of some kinds below a folder."""
    if shutil.which("java") is None:
        lacking("no Java on this machine: Debian's package is `default-jre-headless`")
    files = sorted(path for kind in kinds for path in folder.rglob(f"*.{kind}"))
    also = [f"--also-check-{kind}" for kind in kinds if kind != "html"]
    jar = installed() / "vnu-jar/build/dist/vnu.jar"
    done = run("java", "-jar", jar, "--format", "json", "--stdout", *also, *files)
    assert done.stdout, done.stderr
    return [
        f"{named(found.get('url', ''), folder)}:{found.get('lastLine', 0)} {found['message']}"
        for found in json.loads(done.stdout)["messages"]
        if (found["type"] == "error" or found.get("subType")) and not _of_a_folder(found["message"])
    ]


def _of_a_folder(message: str) -> bool:
    """Whether the Nu checker only tells that 'self' is nothing to it where pages lie in a folder: browsers see it otherwise."""
    return message.startswith("Resource violates Content Security Policy") and "“../" in message.replace(
        "“assets/", "“../"
    )


def named(path: str, folder: Path) -> str:
    """A page as a message names it: below the folder."""
    return path.rpartition(f"{folder.name}/")[2]


@cache
def axe() -> str:
    """Returns axe-core, to be run inside a page."""
    return (installed() / "axe-core/axe.min.js").read_text("utf-8")


def told(found: Iterable[str], at: Callable[[str], str] = lambda line: line.partition(":")[0]) -> set[str]:
    """The pages of messages."""
    return {at(line) for line in found}
