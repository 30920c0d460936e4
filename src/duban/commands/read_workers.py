"""Many files for `duban read`: processes that read one file after another, each file held to its time and memory.

A process that dies or hangs costs the file that it had, and a fresh one takes its place. So it does after some hundred
files, so that what document libraries keep does not add up. Outcomes come in the order of the files; only a few wait
for an earlier one, so that memory stays flat.
"""

import gc
import resource
import signal
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import TYPE_CHECKING

from duban.commands.read import Job, Outcome, name_of, read_file, refused
from duban.plans.reading.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_AHEAD = 16  # files that may be read ahead of the one being written, for each process
_FILES = 300  # that one process reads
_MEGABYTES = 2048
_OBJECTS = 100_000  # made since the last collection; libraries of documents leave cycles behind


def outcomes_of(paths: "Sequence[str]", job: Job, *, processes: int, seconds: int) -> "Iterator[Outcome]":
    """Read files over several processes and give the outcomes in the order of the files."""
    crew = [_Worker(job, seconds) for _ in range(processes)]
    done: dict[int, Outcome] = {}
    given = written = 0
    try:
        while written < len(paths):
            most = min(len(paths), written + processes * _AHEAD)
            for worker in crew:
                if worker.is_free and given < most:
                    worker.give(given, paths[given])
                    given += 1
            done.update(_finished(crew))
            while written in done:
                yield done.pop(written)
                written += 1
    finally:
        for worker in crew:
            worker.dismiss()


def _finished(crew: "list[_Worker]") -> "Iterator[tuple[int, Outcome]]":
    """Wait until a worker has an answer, or has had its time."""
    busy = [worker for worker in crew if not worker.is_free]
    if not busy:
        return
    ready = wait([worker.line for worker in busy], max(0, min(worker.until for worker in busy) - monotonic()))
    for worker in busy:
        if worker.line in ready:
            yield worker.answer()
        elif worker.until <= monotonic():
            yield worker.give_up()


class _Worker:
    """A process and the file that it has; `until` is when that file has had its time."""

    def __init__(self, job: Job, seconds: int) -> None:
        self._job = job
        self._seconds = seconds
        self._place = 0
        self._path = ""
        self._read = 0
        self.is_free = True
        self.until = 0.0
        self._start()

    def _start(self) -> None:
        context = get_context()
        self.line, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._job), daemon=True)
        self._process.start()
        theirs.close()  # so that a process which dies ends the line

    def give(self, place: int, path: str) -> None:
        """Hand over a file."""
        if self._read == _FILES:
            self._replace()
        self._place, self._path, self.is_free = place, path, False
        self._read += 1
        self.until = monotonic() + self._seconds
        try:
            self.line.send(path)
        except OSError:  # it died before it had a file, which costs none
            self._replace()
            self.line.send(path)

    def answer(self) -> tuple[int, Outcome]:
        """Take the outcome of the file, also that of one at which the process died."""
        try:
            outcome = self.line.recv()
        except (EOFError, OSError):
            self._replace()
            return self._refused("reading_failed")
        if outcome is None:
            self._replace()
            return self._refused("reading_needed_too_much_memory", megabytes=_MEGABYTES)
        self.is_free = True
        return self._place, outcome

    def give_up(self) -> tuple[int, Outcome]:
        """End a process that takes too long."""
        self._replace()
        return self._refused("reading_took_too_long", seconds=self._seconds)

    def dismiss(self) -> None:
        """End the process."""
        self.line.close()
        self._process.kill()
        self._process.join()

    def _refused(self, code: str, **params: int) -> tuple[int, Outcome]:
        self.is_free = True
        name = name_of(self._path)
        return self._place, refused(Unreadable(code, name=name, **params), name, self._job)

    def _replace(self) -> None:
        self.dismiss()
        self._read = 0
        self._start()


def _serve(line: Connection, job: Job) -> None:
    """Read the files that come over the line until it ends; Ctrl-C is for the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(_OBJECTS)
    gc.enable()
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = _MEGABYTES << 20
    resource.setrlimit(resource.RLIMIT_AS, (limit if most == resource.RLIM_INFINITY else min(limit, most), most))
    while True:
        try:
            path = line.recv()
        except EOFError:
            return
        line.send(_outcome(path, job))


def _outcome(path: str, job: Job) -> Outcome | None:
    """Read one file, None where memory did not suffice; whatever a library does at it, the files after it are read."""
    try:
        return read_file(path, job)
    except MemoryError:
        return None
    except Exception:  # noqa: BLE001  # the parent reports the file by its name
        name = name_of(path)
        return refused(Unreadable("reading_failed", name=name), name, job)
