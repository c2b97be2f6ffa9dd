"""Worker processes on this machine, each with a pipe of its own.

Nothing is shared between two workers, no lock and no queue: a worker that is killed, even in the middle of sending its
answer, can neither block the others nor take their papers with it. The main process needs no thread for it.
"""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import sys
import tempfile
import time
import uuid
from collections import deque
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from shutil import rmtree

from toolkit.kernel.problem import Problem
from toolkit.publish.crew import NOWHERE, Answer, Loss, answered
from toolkit.publish.interrupt import signals_held
from toolkit.publish.problems import (
    FEWER_WORKERS,
    NO_ENGINE,
    NO_WORKER,
    RENDER_RAISED,
    TIMED_OUT,
    WORKER_DIED,
    EngineMissing,
    OutputProblem,
    reason,
)
from toolkit.publish.worker import Engine, Said, told, work
from toolkit.render.paper import Paper

START_LIMIT = 60.0
START_TRIES = 3
SEND_TRIES = 3
BURIAL = 2.0


@dataclass(slots=True)
class _Job:
    ticket: int
    payload: bytes
    tries: int = 0


@dataclass(slots=True, eq=False)
class _Hand:
    """A worker process as the main one sees it. Before it has said that it is ready it counts as starting."""

    process: BaseProcess
    connection: Connection
    scratch: Path
    deadline: float
    ready: bool = False
    job: _Job | None = None
    served: int = 0

    @property
    def idle(self) -> bool:
        return self.ready and self.job is None


class Workers:
    """A crew of at most `size` processes, started as papers come, never more than there are papers.

    Each paper has `timeout` seconds; a worker is replaced after `retire_after` papers, and after any error that is no
    PaperError. Raises EngineMissing from `collect` when the engine cannot be loaded; OutputProblem when no process can
    be started at all.
    """

    def __init__(self, size: int, engine: Engine, timeout: float, retire_after: int) -> None:
        self._size = max(1, size)
        self._engine = engine
        self._timeout = timeout
        self._retire_after = retire_after
        self._hands: list[_Hand] = []
        self._backlog: deque[_Job] = deque()
        self._answers: list[Answer] = []
        self._failed_starts = 0
        self._warnings: list[Problem] = []

    @property
    def room(self) -> bool:
        return len(self._backlog) < self._size

    @property
    def busy(self) -> bool:
        return bool(self._answers or self._backlog) or any(hand.job for hand in self._hands)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(self._warnings)

    def submit(self, ticket: int, paper: Paper) -> None:
        try:
            payload = pickle.dumps(paper, pickle.HIGHEST_PROTOCOL)
        except Exception as error:  # noqa: BLE001 - whatever an object says when it cannot be pickled
            self._lose(ticket, Loss(RENDER_RAISED.at(NOWHERE, error=told(error))))
            return
        self._backlog.append(_Job(ticket, payload))
        self._assign()

    def collect(self, *, patient: bool) -> list[Answer]:
        self._assign()
        if self._hands:
            heard = wait([hand.connection for hand in self._hands], self._pause() if patient else 0)
            for hand in [hand for hand in self._hands if hand.connection in heard]:
                self._hear(hand)
            now = time.monotonic()
            for hand in [hand for hand in self._hands if not hand.idle and now > hand.deadline]:
                self._overdue(hand)
            self._assign()
        answers, self._answers = self._answers, []
        return sorted(answers, key=lambda answer: answer.ticket)

    def close(self) -> None:
        self._backlog.clear()
        """Ends all processes at once: busy ones are killed, idle ones end and tidy up when their pipe closes."""
        for hand in self._hands:
            hand.connection.close()
            if not hand.idle:
                hand.process.kill()
        while self._hands:
            self._bury(self._hands[-1], ending=True)

    def _pause(self) -> float | None:
        """How long nothing can happen but a message: until the first deadline, not at all when answers are there."""
        if self._answers:
            return 0
        deadlines = [hand.deadline for hand in self._hands if not hand.idle]
        return max(0.0, min(deadlines) - time.monotonic()) + 0.01 if deadlines else None

    def _assign(self) -> None:
        """Gives waiting papers to idle workers, and starts workers for those that find none."""
        for hand in [hand for hand in self._hands if hand.idle]:
            if self._backlog:
                self._give(hand, self._backlog.popleft())
        coming = sum(not hand.ready for hand in self._hands)
        while len(self._hands) < self._size and coming < len(self._backlog):
            if not self._start():
                return
            coming += 1

    def _give(self, hand: _Hand, job: _Job) -> None:
        """Sends a paper. A worker that died while idle has not begun it, so it goes back to the others, a few times."""
        job.tries += 1
        try:
            hand.connection.send_bytes(job.payload)
        except OSError:
            how = self._bury(hand, ending=True)
            if job.tries < SEND_TRIES:
                self._backlog.appendleft(job)
            else:
                self._lose(job.ticket, Loss(WORKER_DIED.at(NOWHERE, how=how)))
            return
        hand.job = job
        hand.deadline = time.monotonic() + self._timeout

    def _start(self) -> bool:
        """Starts a worker; where the system refuses, the run goes on with those that there are."""
        try:
            with signals_held():  # a process that was started is one that will be ended
                self._hands.append(_started(self._engine))
        except (OSError, EOFError) as error:
            why = reason(error) if isinstance(error, OSError) else told(error)
            if not self._hands:
                raise OutputProblem(NO_WORKER.at(NOWHERE, error=why)) from error
            self._size = len(self._hands)
            self._warnings.append(FEWER_WORKERS.at(NOWHERE, count=self._size, why=why))
            return False
        return True

    def _hear(self, hand: _Hand) -> None:
        try:
            said: Said = hand.connection.recv()
        except Exception:  # noqa: BLE001 - the pipe closed, also in mid-message, or what came is no message
            self._ended(hand)
            return
        if said.what == "ready":
            hand.ready = True
            self._failed_starts = 0
        elif said.what == "unready":
            raise EngineMissing(NO_ENGINE.at(NOWHERE, error=said.value))
        elif hand.job is not None:
            self._answers.append(answered(hand.job.ticket, said))
            hand.job = None
            hand.served += 1
            if said.what == "raised" or hand.served >= self._retire_after:
                self._bury(hand, ending=said.what != "raised")

    def _ended(self, hand: _Hand) -> None:
        how = self._bury(hand, ending=True)
        if hand.job is not None:
            self._lose(hand.job.ticket, Loss(WORKER_DIED.at(NOWHERE, how=how)))
        elif not hand.ready:
            self._failed_start(how)

    def _overdue(self, hand: _Hand) -> None:
        self._bury(hand)
        if hand.job is not None:
            self._lose(hand.job.ticket, Loss(TIMED_OUT.at(NOWHERE, seconds=f"{self._timeout:g}")))
        else:
            self._failed_start(f"not ready after {START_LIMIT:g} s")

    def _failed_start(self, how: str) -> None:
        self._failed_starts += 1
        if self._failed_starts >= START_TRIES:
            raise EngineMissing(NO_ENGINE.at(NOWHERE, error=how))

    def _lose(self, ticket: int, loss: Loss) -> None:
        self._answers.append(Answer(ticket, loss))

    def _bury(self, hand: _Hand, *, ending: bool = False) -> str:
        """Ends a worker, unless it is `ending` by itself; returns how it ended. A kill can damage nothing that it holds."""
        self._hands.remove(hand)
        hand.connection.close()
        if not ending:
            hand.process.kill()
        hand.process.join(BURIAL)
        hand.process.kill()
        rmtree(hand.scratch, ignore_errors=True)
        return _how(hand.process.exitcode)


def _how(code: int | None) -> str:
    if code is not None and code < 0:
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"
    return f"exit {code}"


def _started(engine: Engine) -> _Hand:
    """A new process: from a fork server on Linux, else a fresh interpreter. A fork of this one may meet threads."""
    ours, theirs = multiprocessing.Pipe()
    scratch = Path(tempfile.gettempdir(), f"papers-{uuid.uuid4().hex}")
    try:
        with theirs:
            process = _process(theirs, engine, scratch)
            process.start()
    except BaseException:
        ours.close()
        raise
    return _Hand(process, ours, scratch, time.monotonic() + START_LIMIT)


def _process(connection: Connection, engine: Engine, scratch: Path) -> BaseProcess:
    arguments = (connection, engine, scratch)
    if sys.platform == "linux":
        server = multiprocessing.get_context("forkserver")
        server.set_forkserver_preload([work.__module__])
        return server.Process(target=work, args=arguments, daemon=True)
    else:
        return multiprocessing.get_context("spawn").Process(target=work, args=arguments, daemon=True)
