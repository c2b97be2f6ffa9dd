"""A paper that goes wrong costs only itself, whatever it does to its process."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.publish.publish_bench import ENGINE, ROOT, Bench, options, paper
from toolkit.kernel.problem import Problem
from toolkit.publish import workers as workers_module
from toolkit.publish.crew import Crew, ExecutorCrew, Loss
from toolkit.publish.interrupt import SIGNALS, Interrupted, interruptible
from toolkit.publish.problems import KINDS, EngineMissing, OutputProblem
from toolkit.publish.report import Options
from toolkit.publish.run import publish
from toolkit.publish.worker import Engine, told
from toolkit.publish.workers import Workers
from toolkit.render.paper import Paper

Results = dict[int, bytes | tuple[Problem, ...] | Loss]


def sheet(title: str) -> Paper:
    return Paper((title,), (), (), "zh", title, "CT")


def crew_of(size: int = 2, timeout: float = 30, retire_after: int = 100, engine: Engine = ENGINE) -> Workers:
    return Workers(size, engine, timeout, retire_after)


def laid_out(crew: Crew, *titles: str) -> Results:
    """Returns what became of the papers, by their place in the list."""
    results: Results = {}
    waiting = list(enumerate(titles))
    while waiting or crew.busy:
        while waiting and crew.room:
            ticket, title = waiting.pop(0)
            crew.submit(ticket, sheet(title))
        for answer in crew.collect(patient=True):
            assert answer.ticket not in results
            results[answer.ticket] = answer.result
    return results


@pytest.fixture
def crew() -> Iterator[Workers]:
    with closing(crew_of()) as crew:
        yield crew


@pytest.mark.parametrize(
    ("title", "code", "words"),
    [
        ("kill", "PUB012", "SIGKILL"),
        ("segv", "PUB012", "SIGSEGV"),
        ("leave", "PUB012", "exit 7"),
        ("exit", "PUB013", "SystemExit"),
        ("interrupt", "PUB013", "KeyboardInterrupt"),
        ("memory", "PUB013", "MemoryError"),
        ("recursion", "PUB013", "RecursionError"),
        ("unpicklable", "PUB013", "Unpicklable"),
        ("fatal", "PUB013", "file:///etc/passwd"),
        ("text", "PUB013", "str instead of bytes"),
        ("refused", "TST001", "字体里没有这个字"),
    ],
)
def test_a_bad_paper_is_told_for_what_it_is(crew: Workers, title: str, code: str, words: str) -> None:
    """Each way to go wrong has its code, names its cause, and leaves the next paper on the same crew whole."""
    results = laid_out(crew, title, "good")
    assert isinstance(results[1], bytes)
    (problem,) = problems_of(results[0])
    assert problem.code == code
    assert words in problem.message.zh


def problems_of(result: bytes | tuple[Problem, ...] | Loss) -> tuple[Problem, ...]:
    assert not isinstance(result, bytes)
    return (result.problem,) if isinstance(result, Loss) else result


def test_eight_bad_papers_of_forty_cost_eight(crew: Workers) -> None:
    """Killed, crashed, exiting, unpicklable and the rest between good ones, on two workers: 32 good papers."""
    bad = ("kill", "segv", "leave", "exit", "unpicklable", "memory", "recursion", "fatal")
    titles = [bad[n // 5] if n % 5 == 2 else f"good {n}" for n in range(40)]
    results = laid_out(crew, *titles)
    good = [n for n, result in results.items() if isinstance(result, bytes)]
    assert sorted(results) == list(range(40))
    assert sorted(good) == [n for n in range(40) if n % 5 != 2]


def test_a_worker_that_dies_while_it_answers_blocks_nobody(crew: Workers) -> None:
    """Killed with half an answer in the pipe: its paper is lost, the others come. A pipe shared by all would hang here."""
    results = laid_out(crew, "good 1", "dies-answering", *(f"good {n}" for n in range(2, 12)))
    assert [problem.code for problem in problems_of(results[1])] == ["PUB012"]
    assert sum(isinstance(result, bytes) for result in results.values()) == 11


def test_a_paper_that_hangs_is_stopped_at_its_limit() -> None:
    """Stopped at the limit, told as such, and its neighbours are done meanwhile."""
    with closing(crew_of(timeout=0.5)) as crew:
        laid_out(crew, "good", "good")
        results = laid_out(crew, "hang", *(f"good {n}" for n in range(10)))
    assert [problem.code for problem in problems_of(results[0])] == ["PUB011"]
    assert "0.5" in problems_of(results[0])[0].message.zh
    assert sum(isinstance(result, bytes) for result in results.values()) == 10


def test_a_slow_start_is_not_a_slow_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit counts from when a worker gets the paper, not from when its engine begins to load."""
    slow = Engine("tests.publish.publish_slow_engine:render")
    with closing(crew_of(timeout=0.5, engine=slow)) as crew:
        assert isinstance(laid_out(crew, "good")[0], bytes)


def test_never_more_processes_than_papers() -> None:
    """Eight workers are allowed, two papers are there: two processes; none for none."""
    with closing(crew_of(size=8)) as crew:
        assert laid_out(crew) == {}
        assert multiprocessing.active_children() == []
        laid_out(crew, "good 1", "good 2")
        assert 1 <= len(multiprocessing.active_children()) <= 2


def test_one_process_at_least() -> None:
    """Papers are never laid out in the main process, even when no worker is asked for."""
    with closing(crew_of(size=0)) as crew:
        assert laid_out(crew, "pid")[0] != str(os.getpid()).encode()


def test_workers_retire() -> None:
    """After three papers each process is replaced."""
    with closing(crew_of(size=1, retire_after=3)) as crew:
        results = laid_out(crew, *["pid"] * 9)
    pids = [results[n] for n in range(9)]
    assert len(set(map(str, pids))) == 3
    assert pids == sorted(pids, key=lambda pid: pids.index(pid))


def test_a_worker_is_not_trusted_after_an_error() -> None:
    """After running out of memory a process gets no further paper; after a refusal, which is ordinary, it does."""
    with closing(crew_of(size=1)) as crew:
        results = laid_out(crew, "pid", "refused", "pid", "memory", "pid")
    assert results[0] == results[2] != results[4]


def test_an_idle_worker_that_was_killed_is_replaced(crew: Workers) -> None:
    """The system may end a process that is doing nothing; the next paper does not notice."""
    laid_out(crew, "good 1", "good 2")
    for process in multiprocessing.active_children():
        process.kill()
        process.join()
    assert sum(isinstance(result, bytes) for result in laid_out(crew, *(f"good {n}" for n in range(6))).values()) == 6


def test_ctrl_c_on_the_terminal_is_for_the_main_process(crew: Workers) -> None:
    """A terminal sends SIGINT and SIGHUP to workers too: they go on with their papers, and the main process decides."""
    for number, ended in ((signal.SIGINT, False), (signal.SIGHUP, False), (signal.SIGTERM, True)):
        laid_out(crew, "good 1", "good 2")
        crew.submit(7, sheet("slow 0.3"))
        for process in multiprocessing.active_children():
            assert process.pid is not None
            os.kill(process.pid, number)
        assert isinstance(laid_out(crew)[7], bytes) != ended


def test_a_signal_while_a_worker_starts_leaves_no_orphan(monkeypatch: pytest.MonkeyPatch) -> None:
    """A signal that comes when a process has just been started is heard once that process is known and can be ended."""
    start = workers_module._started
    started: list[Any] = []

    def interrupted(engine: Engine) -> Any:
        started.append(start(engine))
        os.kill(os.getpid(), signal.SIGINT)
        return started[0]

    monkeypatch.setattr(workers_module, "_started", interrupted)
    before = {number: signal.getsignal(number) for number in SIGNALS}
    crew = crew_of()
    try:
        with pytest.raises(Interrupted), interruptible(), closing(crew):
            crew.submit(0, sheet("hang"))
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert len(started) == 1
    assert not started[0].process.is_alive()


def test_closing_ends_what_is_running() -> None:
    """Workers in the middle of a paper are gone when close returns."""
    crew = crew_of()
    for ticket in range(4):
        crew.submit(ticket, sheet("hang"))
    while not all(hand.job for hand in crew._hands):
        crew.collect(patient=True)
    processes = multiprocessing.active_children()
    crew.close()
    assert len(processes) == 2
    assert not any(process.is_alive() for process in processes)


def test_a_paper_that_cannot_be_sent_is_a_failure(crew: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    """A paper that does not pickle fails alone, in the main process."""
    crew.submit(0, sheet("good"))
    monkeypatch.setattr(pickle, "dumps", unpicklable)
    crew.submit(1, sheet("good"))
    results = {answer.ticket: answer.result for answer in crew.collect(patient=True)}
    assert [problem.code for problem in problems_of(results[1])] == ["PUB013"]
    monkeypatch.undo()
    assert isinstance(laid_out(crew)[0], bytes)


def unpicklable(*_: object) -> bytes:
    raise TypeError("cannot pickle '_thread.lock' object")


@pytest.mark.parametrize(
    "place",
    [
        "tests.publish.publish_no_such_module:render",
        "tests.publish.publish_bench:no_such_name",
        "tests.publish.publish_bench:ENGINE",
    ],
)
def test_a_missing_engine_is_told_once(out: Path, place: str) -> None:
    """Not ten thousand failed papers but one message; the pages of the last output stay."""
    plan = [paper(f"c/{n}.pdf", str(n)) for n in range(5)]
    with pytest.raises(EngineMissing) as raised:
        publish(plan, Bench(), out, options(engine=Engine(place)))
    assert raised.value.problem.code == "PUB014"
    assert not (out / "c").exists()
    assert list(out.glob(".stage-*")) == []


def test_an_engine_that_dies_while_it_loads_is_told(out: Path) -> None:
    """A native library that crashes on loading ends the run after a few tries instead of starting processes for ever."""
    with pytest.raises(EngineMissing) as raised:
        publish([paper("c/1.pdf")], Bench(), out, options(engine=Engine("tests.publish.publish_dying_engine:render")))
    assert "exit 9" in raised.value.problem.message.en


def test_limits_are_set_before_each_paper() -> None:
    """The function that bounds the process is called in the worker, before every paper."""
    with closing(
        crew_of(size=1, engine=Engine("tests.publish.publish_bench:calls", limit="tests.publish.publish_bench:count"))
    ) as crew:
        results = laid_out(crew, "a", "b", "c")
    assert [results[n] for n in range(3)] == [b"1", b"2", b"3"]


def test_each_worker_has_a_folder_that_goes_with_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What an engine leaves in its temporary folder is removed when its worker dies, retires or is ended."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    engine = Engine("tests.publish.publish_bench:leave_litter", warm="tests.publish.publish_bench:use_folder")
    with closing(crew_of(size=1, engine=engine)) as crew:
        (folder,) = {laid_out(crew, f"good {n}")[0] for n in range(2)}
        assert isinstance(folder, bytes)
        assert [path.name for path in Path(folder.decode()).iterdir()] == ["litter"]
        laid_out(crew, "kill")
        assert not Path(folder.decode()).exists()
        laid_out(crew, "good")
        assert len(list(tmp_path.iterdir())) == 1
    assert list(tmp_path.iterdir()) == []


def test_the_limits_of_render_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the real limits a paper that asks for 8 GB fails alone."""
    engine = Engine("tests.publish.publish_bench:render", limit="toolkit.render.limits:limit_job")
    with closing(crew_of(engine=engine)) as crew:
        results = laid_out(crew, "bytes 8000000000", "good")
    assert [problem.message.zh for problem in problems_of(results[0])] == ["排版出错：MemoryError"]
    assert isinstance(results[1], bytes)


def test_what_an_engine_prints_stays_out_of_the_output(tmp_path: Path) -> None:
    """A command's output may be JSON: prints of a worker go to the error stream."""
    script = tmp_path / "main.py"
    script.write_text(PRINTING)
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, cwd=ROOT, env=environment(), check=True
    )
    assert done.stdout == "bytes\n"
    assert "the engine says something" in done.stderr


PRINTING = """
from contextlib import closing
from tests.publish.publish_bench import ENGINE
from toolkit.publish.workers import Workers
from toolkit.render.paper import Paper
if __name__ == "__main__":
    with closing(Workers(1, ENGINE, 30, 100)) as crew:
        crew.submit(0, Paper(("x",), (), (), "zh", "prints", "CT"))
        while crew.busy:
            for answer in crew.collect(patient=True):
                print(type(answer.result).__name__)
"""


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def test_the_main_process_never_loads_the_engine() -> None:
    """Pages can be published where the layout engine is not installed: importing this room does not ask for it."""
    script = "import sys, toolkit.publish.run; print([name for name in sys.modules if 'weasyprint' in name])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.slow
def test_the_real_engine_lays_out_papers(out: Path) -> None:
    """With the options as they are shipped a paper becomes a PDF, the same from another worker."""
    plan = [paper(f"c/{n}.pdf", "合同") for n in range(2)]
    report = publish(plan, Bench(), out, Options(workers=2))
    assert report.failed == ()
    one, two = ((out / artifact.path).read_bytes() for artifact in plan)
    assert one.startswith(b"%PDF-")
    assert one == two


def test_fewer_workers_when_the_system_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    """When no second process can be started the first does all the work, with a warning."""
    start = workers_module._started
    started: list[Engine] = []

    def refusing(engine: Engine) -> Any:
        if started:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        started.append(engine)
        return start(engine)

    monkeypatch.setattr(workers_module, "_started", refusing)
    with closing(crew_of(size=4)) as crew:
        results = laid_out(crew, *(f"good {n}" for n in range(5)))
        assert [warning.code for warning in crew.warnings] == ["PUB024"]
    assert all(isinstance(result, bytes) for result in results.values())


def test_no_worker_at_all_ends_the_run(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When not even one process can be started: a message, exit code 4, nothing left behind."""

    def refusing(_: Engine) -> Any:
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(workers_module, "_started", refusing)
    with pytest.raises(OutputProblem) as raised:
        publish([paper("c/1.pdf")], Bench(), out, options())
    assert raised.value.problem.code == "PUB015"
    assert "打开的文件过多" in raised.value.problem.message.zh


def test_an_executor_may_lay_out_papers(out: Path) -> None:
    """Any `concurrent.futures` executor serves, and is started only when there is something to do."""
    started: list[Executor] = []

    def start() -> Executor:
        started.append(ThreadPoolExecutor(2))
        return started[-1]

    plan = [paper(f"c/{n}.pdf", title) for n, title in enumerate(["one", "refused", "text", "two"])]
    report = publish(plan, Bench(), out, options(executor=start, keep_going=True))
    assert [failure.problem.code for failure in report.failed] == ["TST001", "PUB013"]
    assert [done.path for done in report.built] == ["c/0.pdf", "c/3.pdf"]
    publish([plan[0], plan[3]], Bench(), out, options(executor=start))
    assert len(started) == 1


def test_an_executor_that_falls_silent_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """When nothing comes for the limit and the grace, what is pending counts as timed out."""
    monkeypatch.setattr("toolkit.publish.crew.GRACE", 0.1)
    executor = ThreadPoolExecutor(1)
    with closing(ExecutorCrew(lambda: executor, 1, ENGINE, 0.1)) as crew:
        results = laid_out(crew, "slow 1")
    assert [problem.code for problem in problems_of(results[0])] == ["PUB011"]


def test_an_error_without_words_gives_its_type() -> None:
    """An error whose text cannot be had is told by its type, one with many lines by the first."""

    class Silent(Exception):
        def __str__(self) -> str:
            raise RuntimeError

    assert told(Silent()) == "Silent"
    assert told(ValueError("first\nsecond")) == "ValueError: first"
    assert told(MemoryError()) == "MemoryError"
    assert len(told(ValueError("x" * 10_000))) < 500


def test_every_kind_of_problem_has_a_code_of_its_own() -> None:
    """Codes are what users search for: none twice, all explained, all in both languages."""
    assert len({kind.code for kind in KINDS}) == len(KINDS)
    assert all(kind.manual and kind.message.zh and kind.message.en for kind in KINDS)
    assert all(not kind.hint or kind.hint.en for kind in KINDS)
