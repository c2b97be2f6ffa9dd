"""Who lays out papers: the interface, and the one for an executor of other machines. The local one is in `workers`."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, replace
from typing import Protocol

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem
from toolkit.publish.problems import RENDER_RAISED, TIMED_OUT
from toolkit.publish.worker import Engine, Said, render_once, told
from toolkit.render.paper import Paper

GRACE = 60.0
NOWHERE = Origin("")


@dataclass(frozen=True, slots=True)
class Loss:
    """A paper that was not made for a reason that its own data do not name, told without a place."""

    problem: Problem

    def at(self, origin: Origin) -> Problem:
        """Returns the problem, located at the record that the paper comes from."""
        return replace(self.problem, origin=origin)


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of the paper that was submitted under `ticket`."""

    ticket: int
    result: bytes | tuple[Problem, ...] | Loss


class Crew(Protocol):
    """Takes papers while there is room and gives answers in any order; one bad paper costs only its own answer."""

    @property
    def room(self) -> bool:
        """Returns whether another paper may be submitted now: few wait at a time, since each holds its pictures."""

    @property
    def busy(self) -> bool:
        """Returns whether an answer is still to come."""

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Returns what the user should know about the crew after the run."""

    def submit(self, ticket: int, paper: Paper) -> None:
        """Hands in a paper."""

    def collect(self, *, patient: bool) -> list[Answer]:
        """Returns the answers that have come; when `patient`, waits for something to happen first."""

    def close(self) -> None:
        """Ends all processes at once, whatever they are doing."""


def answered(ticket: int, said: Said) -> Answer:
    """Returns the answer that a worker's message is."""
    if isinstance(said.value, str):
        return Answer(ticket, Loss(RENDER_RAISED.at(NOWHERE, error=said.value)))
    return Answer(ticket, said.value)


class ExecutorCrew:
    """Papers laid out by a `concurrent.futures` executor, such as a cluster's, which sees to isolation itself."""

    def __init__(self, start: Callable[[], Executor], size: int, engine: Engine, timeout: float) -> None:
        self._start = start
        self._executor: Executor | None = None
        self._size = size
        self._engine = engine
        self._timeout = timeout
        self._pending: dict[Future[Said], int] = {}

    @property
    def room(self) -> bool:
        return len(self._pending) < 2 * self._size

    @property
    def busy(self) -> bool:
        return bool(self._pending)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return ()

    def submit(self, ticket: int, paper: Paper) -> None:
        if self._executor is None:  # a run that finds everything in place never starts one
            self._executor = self._start()
        self._pending[self._executor.submit(render_once, paper, self._engine)] = ticket

    def collect(self, *, patient: bool) -> list[Answer]:
        """As in Crew. When nothing comes for the time limit and a minute, what is pending counts as timed out."""
        if not self._pending:
            return []
        done, waiting = wait(self._pending, self._timeout + GRACE if patient else 0, FIRST_COMPLETED)
        answers = [self._answer(future) for future in done]
        if patient and not done:
            for future in waiting:
                future.cancel()
                answers.append(
                    Answer(self._pending.pop(future), Loss(TIMED_OUT.at(NOWHERE, seconds=f"{self._timeout:g}")))
                )
        return sorted(answers, key=lambda answer: answer.ticket)

    def _answer(self, future: Future[Said]) -> Answer:
        ticket = self._pending.pop(future)
        error = future.exception()
        return answered(ticket, future.result() if error is None else Said("raised", told(error)))

    def close(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)
