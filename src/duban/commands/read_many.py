"""Several files for `duban read`: what was read before stays, progress shows, failures are told at the end."""

import os
import sys
from typing import TYPE_CHECKING

from duban.commands import Refused
from duban.commands.read import STDIN, Job, Outcome, read_file, write

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from duban.commands.read_held import Held

_SECONDS = 60
_BAR = 30


def read_many(args: "Namespace", job: Job) -> int:
    """Read several files in their order; 0 all read, 1 some not."""
    held = _held(args.out) if args.resume else None
    paths: list[str] = args.files
    failed: list[str] = []
    stays = args.out is not None and job.format == "json"
    with _Progress(len(paths)) as progress:
        try:
            write(_told(progress.counted(_outcomes(paths, job, args, held)), paths, failed), job, args.out, stays=stays)
        except KeyboardInterrupt:
            if stays:
                failed.append(f"stopped; {args.out}.part holds what was read, --resume goes on from there")
            raise
        finally:
            progress.clear()
            for line in failed:
                sys.stderr.write(f"duban read: {line}\n")
    if held is not None:
        held.drop()
    return 1 if failed else 0


def _held(out: str) -> "Held":
    from duban.commands.read_held import Held

    try:
        return Held(out)
    except OSError as error:
        raise Refused(f"argument --resume: {error.filename}: {error.strerror}") from error


def _told(outcomes: "Iterator[Outcome]", paths: "Sequence[str]", failed: list[str]) -> "Iterator[Outcome]":
    """Pass outcomes on; keep of each failure the file and the reason."""
    for path, outcome in zip(paths, outcomes, strict=True):
        if outcome.refusal is not None:
            failed.append(f"{_shown(path)}: {outcome.refusal}")
        yield outcome


def _shown(path: str) -> str:
    """Return a path as it can be printed."""
    return os.fsencode(path).decode("utf-8", "replace")


def _outcomes(paths: "Sequence[str]", job: Job, args: "Namespace", held: "Held | None") -> "Iterator[Outcome]":
    """Give the outcome of each file in their order: the line at hand, or what comes of reading."""
    if held is None:
        yield from _fresh(paths, job, args)
        return
    lines = [held.place_of(path) for path in paths]
    fresh = _fresh([path for path, place in zip(paths, lines, strict=True) if place is None], job, args)
    for place in lines:
        yield next(fresh) if place is None else Outcome(place.line(), [], [], None)


def _fresh(paths: "Sequence[str]", job: Job, args: "Namespace") -> "Iterator[Outcome]":
    if STDIN in paths:  # which no other process can read
        yield from (read_file(path, job) for path in paths)
        return
    from duban.commands.read_workers import outcomes_of

    processes = min(args.jobs or os.cpu_count() or 1, len(paths))
    yield from outcomes_of(paths, job, processes=processes, seconds=args.seconds or _SECONDS)


class _Progress:
    """A line on standard error that counts files, where somebody watches."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._shown = sys.stderr.isatty()

    def __enter__(self) -> "_Progress":
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")

    def counted(self, outcomes: "Iterator[Outcome]") -> "Iterator[Outcome]":
        """Pass outcomes on and count them."""
        for done, outcome in enumerate(outcomes, 1):
            yield outcome
            if self._shown:
                filled = done * _BAR // self._total
                sys.stderr.write(f"\r[{'#' * filled}{'.' * (_BAR - filled)}] {done}/{self._total}")
                sys.stderr.flush()
