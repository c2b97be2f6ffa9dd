"""Ctrl-C and a polite kill become one exception, so that workers and the stage are gone before the process is."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import FrameType

_Handler = Callable[[int, FrameType | None], object] | int | None
FROM_TERMINAL = (signal.SIGINT, signal.SIGHUP)
SIGNALS = (*FROM_TERMINAL, signal.SIGTERM)


class Interrupted(KeyboardInterrupt):
    """Raised in the main thread by the first of SIGINT, SIGTERM and SIGHUP."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.number = number

    @property
    def exit_code(self) -> int:
        """Returns the shell's exit code for the signal: 130 for SIGINT, 143 for SIGTERM, 129 for SIGHUP."""
        return 128 + self.number


@contextmanager
def interruptible() -> Iterator[None]:
    """Raises Interrupted in the block at the first signal; later ones are ignored, so that cleaning up is not cut
    short.

    The command line wraps a whole run in it and exits with `exit_code`; the signals stay ignored until it has, since
    people press Ctrl-C more than once. Outside the main thread it does nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in SIGNALS}
    try:
        for number in SIGNALS:
            signal.signal(number, _raise_once)
        yield
    except Interrupted:
        raise
    except BaseException:
        _restore(before)
        raise
    _restore(before)


def _restore(handlers: Mapping[signal.Signals, _Handler]) -> None:
    for number, handler in handlers.items():
        signal.signal(number, handler if handler is not None else signal.SIG_DFL)


def _raise_once(number: int, _frame: FrameType | None) -> None:
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise Interrupted(number)


@contextmanager
def signals_held() -> Iterator[None]:
    """Delays the signals until the block ends; a process started inside keeps them blocked for good.

    Used around the swap, which takes milliseconds, and around the start of workers, which must leave Ctrl-C to the main
    process.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
