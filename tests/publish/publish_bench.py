"""Artifacts, a renderer and an engine for the tests of publishing: a paper's title says what its layout shall do."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import signal
import struct
import sys
import threading
import time
from collections.abc import Iterable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import ProblemKind
from toolkit.kernel.text import Text
from toolkit.plan.artifact import Artifact, Audience, BlockedJob, BytesJob, Job, PageJob, PdfJob
from toolkit.plan.bundle import BundleJob, CopyJob, Member
from toolkit.publish.report import Options, Report
from toolkit.publish.run import publish
from toolkit.publish.worker import Engine
from toolkit.render.paper import Paper, PaperError

ENGINE = Engine("tests.publish.publish_bench:render")
REFUSED = ProblemKind("TST001", "error", Text("字体里没有这个字", "the fonts lack this character"))
BROKEN_TEMPLATE = ProblemKind("TST002", "error", Text("模板有错", "the template is wrong"))
ROOT = Path(__file__).resolve().parents[2]


def options(**given: object) -> Options:
    """Returns options with the bench's engine and two workers, changed as `given`."""
    return Options(**{"engine": ENGINE, "workers": 2, **given})  # type: ignore[arg-type]


def page(path: str, text: str, *, audience: Audience = "internal", because: tuple[str, ...] = ()) -> Artifact:
    """Returns a page whose HTML is `text`; the text `broken` stands for a template error."""
    return Artifact(path, PageJob("page.html", {"text": text}, "zh"), audience, because)


def data(path: str, content: bytes, *, audience: Audience = "internal") -> Artifact:
    """Returns a file of known bytes."""
    return Artifact(path, BytesJob(content), audience)


def paper(path: str, title: str = "good", *, audience: Audience = "dealer", because: tuple[str, ...] = ()) -> Artifact:
    """Returns a paper; `render` below says what each title does."""
    return Artifact(path, PdfJob((), (), "zh", title, "CT"), audience, because)


def bundle(path: str, *members: str, audience: Audience = "dealer") -> Artifact:
    """Returns a zip of other outputs, each under the last part of its path."""
    return Artifact(path, BundleJob(tuple(Member(each.rsplit("/", 1)[1], each) for each in members)), audience)


def copy(path: str, of: str, *, audience: Audience = "dealer") -> Artifact:
    """Returns a copy of another output."""
    return Artifact(path, CopyJob(of), audience)


class Bench:
    """A renderer that counts what it finishes."""

    def __init__(self) -> None:
        self.finished = 0

    def finish(self, job: Job) -> bytes | Paper:
        self.finished += 1
        match job:
            case BlockedJob():
                raise PaperError(job.problem)
            case BytesJob():
                return job.data
            case PdfJob():
                return Paper((f"<p>{job.title}</p>",), (), (), job.locale, job.title, job.identifier)
            case PageJob():
                if job.context["text"] == "broken":
                    raise PaperError(BROKEN_TEMPLATE.at(Origin("templates/page.html", 3)))
                return f"<html>{job.context['text']}</html>".encode()
        raise TypeError(f"no test finishes a {type(job).__name__}")


class Unpicklable(Exception):
    """An error that cannot be made again from its pickle, and cannot be printed either."""

    def __init__(self, first: object, second: object) -> None:
        super().__init__()
        self.lock = threading.Lock()

    def __str__(self) -> str:
        raise ValueError("no text")


class Fatal(BaseException):
    """An error outside Exception, as the engine's own for a refused address is."""


def render(paper: Paper) -> bytes:
    """Returns bytes for a paper, or does to its process what the first word of the title says."""
    what, _, rest = paper.title.partition(" ")
    match what:
        case "slow":
            time.sleep(float(rest.split()[0]))
        case "hang":
            marks = os.environ.get("PUBLISH_BENCH_MARKS")
            if marks:
                Path(marks, str(os.getpid())).touch()  # tells the test that the paper is being laid out
            time.sleep(3600)
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "segv":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "exit":
            sys.exit(0)
        case "leave":
            os._exit(7)
        case "interrupt":
            raise KeyboardInterrupt
        case "memory":
            raise MemoryError
        case "recursion":
            return render(paper)
        case "unpicklable":
            raise Unpicklable(1, 2)
        case "fatal":
            raise Fatal("file:///etc/passwd")
        case "refused":
            raise PaperError(REFUSED.at(Origin("dealers/D-2025-0001/profile.yaml", 4, 7)))
        case "text":
            return "no bytes"  # type: ignore[return-value]
        case "prints":
            print("the engine says something")  # noqa: T201
        case "dies-answering":
            _die_answering()
        case "bytes":
            return b"x" * int(rest.split()[0])
        case "pid":
            return str(os.getpid()).encode()
    return b"%PDF " + hashlib.sha256(paper.title.encode()).hexdigest().encode() * 20


def _die_answering() -> None:
    """Kills the process when 5,000 bytes of an answer of a million are in the pipe."""
    for pipe in [each for each in gc.get_objects() if isinstance(each, Connection)]:
        os.write(pipe.fileno(), struct.pack("!i", 1_000_000) + b"x" * 5_000)
    os.kill(os.getpid(), signal.SIGKILL)


def tree(out: Path, *names: str) -> dict[str, bytes]:
    """Returns all public files below `out` with their bytes: what dot-named folders hold is left out, and the report."""
    files: Iterable[Path] = (path for path in out.rglob("*") if path.is_file())
    found = {path.relative_to(out).as_posix(): path for path in files}
    return {
        name: path.read_bytes()
        for name, path in sorted(found.items())
        if not name.startswith(".") and name != "report.json" and (not names or name.split("/")[0] in names)
    }


def leftovers(out: Path) -> list[str]:
    """Returns what a run should have tidied up: stages and files that wait beside their places."""
    waiting = (path.relative_to(out).as_posix() for path in out.rglob(".*.new"))
    return sorted([*(path.name for path in out.glob(".stage-*")), *waiting])


_folders: list[Path | None] = []


def use_folder(folder: Path | None) -> None:
    """Remembers the folder for temporary files, as an engine's warming does."""
    _folders.append(folder)


def leave_litter(paper: Paper) -> bytes:
    """Leaves a file in the folder and returns the folder's path; dies if told so."""
    (folder,) = _folders
    assert folder is not None
    (folder / "litter").write_text("fonts")
    render(paper)
    return str(folder).encode()


_counted: list[int] = []


def count() -> None:
    """Counts the papers that this process was limited for."""
    _counted.append(1)


def calls(_: Paper) -> bytes:
    """Returns how often `count` was called in this process."""
    return str(len(_counted)).encode()


PLAN = (
    page("site/zh/index.html", "首页"),
    page("site/zh/dealers/D-2025-0001.html", "经销商", because=("D-2025-0001",)),
    data("site/style.css", b"body{}"),
    paper("contracts/D-2025-0001/CT-2025-0001.pdf", "first terms", because=("D-2025-0001",)),
    paper("contracts/D-2025-0002/CT-2025-0002.pdf", "second terms", because=("D-2025-0002",)),
)


def run(out: Path, *artifacts: Artifact, **given: object) -> Report:
    """Publishes artifacts with the bench and returns the report."""
    return publish(artifacts, Bench(), out, options(**given))


def states(report: Report) -> dict[str, str]:
    """Returns what became of each section."""
    return {section.name: section.state for section in report.sections}


def whys(report: Report) -> dict[str, str]:
    """Returns why each output was built or reused."""
    return {done.path: done.why for done in (*report.built, *report.reused)}


def stamps_of_files(out: Path) -> dict[str, tuple[int, int]]:
    """Returns time and inode of each public file."""
    return {name: ((out / name).stat().st_mtime_ns, (out / name).stat().st_ino) for name in tree(out)}


def manifest(out: Path) -> dict[str, Any]:
    """Returns the public manifest."""
    found = json.loads((out / "manifest.json").read_bytes())
    assert found["format"] == 1
    return found  # type: ignore[no-any-return]
