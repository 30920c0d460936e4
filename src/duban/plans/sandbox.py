"""Searching and reading an upload in a child process with limits on memory, processor time and wall time.

The child gets the file through a pipe and nothing else: no environment of the server, no temporary file, no network
code. Whatever becomes of it, it is waited for, so that none stays behind.
"""

import json
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, cast

from duban.plans.reading import wire
from duban.plans.reading.__main__ import OUT_OF_MEMORY, Asked
from duban.plans.reading.errors import Unreadable

if TYPE_CHECKING:
    from duban.plans.reading.grids.heads import Columns
    from duban.plans.reading.models import Reading
    from duban.plans.reading.resolve import Register
    from duban.plans.reading.shapes import RefusalShape

# A loaded machine gives a child less than a processor; the wall is what a person waits for at most.
_WALL_PER_SECOND = 3
_HEAD = 4_000  # bytes of an answer in which a refusal says that it is one


def read_in_child(
    data: bytes,
    *,
    name: str,
    register: "Register",
    columns: "Columns | None" = None,
    seconds: int = 20,
    megabytes: int = 1024,
) -> "Reading":
    """Read a document under limits; raise Unreadable with the reason where there is no reading."""
    asked: Asked = {
        "name": name,
        "names": dict(register.names),
        "kinds": dict(register.kinds),
        "columns": dict(columns or {}),
    }
    return wire.from_json(wire.loads(_answer("read", asked, data, seconds, megabytes)))


def is_marked_in_child(data: bytes, *, name: str, seconds: int = 20, megabytes: int = 1024) -> bool:
    """Say whether a file bears a mark of secrecy; raise Unreadable where that cannot be told."""
    asked: Asked = {"name": name, "names": {}, "kinds": {}, "columns": {}}
    return bool(json.loads(_answer("search", asked, data, seconds, megabytes))["marked"])


def _answer(task: str, asked: Asked, data: bytes, seconds: int, megabytes: int) -> bytes:
    """Let a child do a task with one file; raise Unreadable where it could not."""
    name = asked["name"]
    command = [sys.executable, "-IB", "-m", "duban.plans.reading", task, str(seconds), str(megabytes)]
    wall = seconds * _WALL_PER_SECOND
    try:
        child = subprocess.run(  # noqa: S603  # our own interpreter, a word and numbers as arguments
            command,
            input=json.dumps(asked).encode() + b"\n" + data,
            capture_output=True,
            timeout=wall,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("reading_took_too_long", name=name, seconds=wall) from error
    if child.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        # SIGKILL: the hard limit of processor time, a moment after the soft one.
        raise Unreadable("reading_took_too_long", name=name, seconds=seconds)
    if child.returncode == OUT_OF_MEMORY or (child.returncode and _was_starved(child)):
        raise Unreadable("reading_needed_too_much_memory", name=name, megabytes=megabytes)
    if child.returncode:
        raise Unreadable("reading_failed", name=name)
    if b'"error"' in child.stdout[:_HEAD]:
        answer = wire.loads(child.stdout)
        if "error" in answer:
            refusal = cast("RefusalShape", answer)["error"]
            raise Unreadable(refusal["code"], **refusal["params"])
    return child.stdout


def _was_starved(child: "subprocess.CompletedProcess[bytes]") -> bool:
    """Say whether the interpreter itself found no memory to start, to load a library or to say so."""
    return (
        child.returncode in (-signal.SIGSEGV, -signal.SIGABRT)
        or b"MemoryError" in child.stderr
        or b"Cannot allocate memory" in child.stderr
        or b"failed to map segment" in child.stderr
    )
