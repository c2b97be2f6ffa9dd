"""What is measured, by name."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import hugo_site, peers
from benchmarks.changing import committed, edited
from benchmarks.measuring import ROOT, Cost, invented, run, toolkit

Figures = dict[str, float]
SITE_DEALERS = 200
CHECKED = (100, 1000)
PAPERS = 8
REVIEWED = 10_000
TOUCHED = (1, 500)


def check(scratch: Path) -> Figures:
    """The check of networks of two sizes, cold, and what a dealer costs in the larger beside the smaller."""
    costs = {count: toolkit("--root", str(invented(scratch, count)), "check") for count in CHECKED}
    base = toolkit("--root", str(invented(scratch, 1)), "check")
    found = {f"{name} of {count} dealers": value for count, cost in costs.items() for name, value in (("CPU s", cost.cpu), ("MiB", cost.memory))}  # fmt: skip
    small, large = ((costs[count].cpu - base.cpu) / count for count in CHECKED)
    return {**found, "CPU s without dealers": base.cpu, "a dealer at 1,000 ÷ at 100": large / small}


def site(scratch: Path) -> Figures:
    """The site of invented dealers and the handbook, cold, beside Hugo showing the same records without checking them."""
    workspace = invented(scratch, SITE_DEALERS)
    hugo = str(peers.environment(scratch) / "hugo")
    with tempfile.TemporaryDirectory(dir=scratch) as made:
        source = Path(made, "hugo")
        pages = hugo_site.write(workspace, source)
        theirs = run([hugo, "--quiet", "--source", str(source), "--destination", str(Path(made, "public"))], source)
        out = Path(made, "out")
        ours = toolkit("--root", str(workspace), "--out", str(out), "site")
        again = toolkit("--root", str(workspace), "--out", str(out), "site")
        own = sum(1 for _ in (out / "site").rglob("*.html"))
    return {
        "CPU s": ours.cpu, "CPU s, nothing changed": again.cpu, "MiB": ours.memory, "pages": own,
        "Hugo CPU s": theirs.cpu, "Hugo pages": pages, "÷ Hugo": ours.cpu / theirs.cpu, "nothing changed ÷ Hugo": again.cpu / theirs.cpu,
    }  # fmt: skip


def contract(scratch: Path) -> Figures:
    """Contract papers of a warm worker beside WeasyPrint used plainly with whole fonts, in one process each, both at once:
    what else the machine does then disturbs both alike.
    """
    workspace = invented(scratch, 100)
    started = {side: _papers(side, workspace) for side in ("ours", "plain")}
    found: dict[str, Figures] = {side: _told(process) for side, process in started.items()}
    rates = {side: each["pages"] / each["cpu"] for side, each in found.items()}
    return {
        "pages a CPU s": rates["ours"], "plain pages a CPU s": rates["plain"], "÷ plain": rates["ours"] / rates["plain"],
        "KiB a paper": found["ours"]["bytes"] / 1024, "plain KiB a paper": found["plain"]["bytes"] / 1024,
    }  # fmt: skip


def review(scratch: Path) -> Figures:
    """The review of a change to one dealer, and to 500, of a large network: the first time, when all of the base is read once,
    and then warm."""
    root = committed(invented(scratch, REVIEWED))
    found: Figures = {}
    with tempfile.TemporaryDirectory(dir=scratch) as out:
        for touched in TOUCHED:
            with edited(root, touched):
                if not found:
                    cold = _reviewed(root, out)
                    found = {f"CPU s of {REVIEWED} dealers, the first": cold.cpu, "MiB, the first": cold.memory}
                warm = min((_reviewed(root, out) for _ in range(3)), key=lambda cost: cost.wall)
            about = f"{touched} changed of {REVIEWED}"
            found |= {f"CPU s, {about}": warm.cpu, f"s, {about}": warm.wall, f"MiB, {about}": warm.memory}
    return found


def _reviewed(root: Path, out: str) -> Cost:
    return toolkit("--root", str(root), "--out", out, "review", "HEAD", accepted=(0, 1))


def _papers(side: str, workspace: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "benchmarks.plain_paper", side, str(workspace), str(PAPERS)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)


def _told(process: subprocess.Popen[bytes]) -> Figures:
    said, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(f"{process.args!r}: {process.returncode}")
    figures: Figures = json.loads(said)
    return figures


SUITES: dict[str, Callable[[Path], Figures]] = {"check": check, "site": site, "contract": contract, "review": review}
