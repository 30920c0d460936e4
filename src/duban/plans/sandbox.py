"""Reading an upload in a child process with limits on memory, processor time and wall time.

The child gets the file through a pipe and nothing else: no environment of the server, no temporary file, no network
code. Whatever becomes of it, it is waited for, so that none stays behind.
"""

import json
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, cast

from duban.plans.reading import wire
from duban.plans.reading.__main__ import OUT_OF_MEMORY
from duban.plans.reading.errors import Unreadable

if TYPE_CHECKING:
    from duban.plans.reading.models import Reading
    from duban.plans.reading.resolve import Register
    from duban.plans.reading.shapes import RefusalShape

# A loaded machine gives a child less than a processor; the wall is what a person waits for at most.
_WALL_PER_SECOND = 3


def read_in_child(
    data: bytes, *, name: str, register: "Register", seconds: int = 20, megabytes: int = 1024
) -> "Reading":
    """Read a document under limits; raise Unreadable with the reason where there is no reading."""
    head = {"name": name, "names": dict(register.names), "kinds": dict(register.kinds)}
    command = [sys.executable, "-IB", "-m", "duban.plans.reading", str(seconds), str(megabytes)]
    wall = seconds * _WALL_PER_SECOND
    try:
        child = subprocess.run(  # noqa: S603  # our own interpreter, numbers as arguments
            command,
            input=json.dumps(head).encode() + b"\n" + data,
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
    answer = wire.loads(child.stdout)
    if "error" in answer:
        refusal = cast("RefusalShape", answer)["error"]
        raise Unreadable(refusal["code"], **refusal["params"])
    return wire.from_json(answer)


def _was_starved(child: "subprocess.CompletedProcess[bytes]") -> bool:
    """Say whether the interpreter itself found no memory to start, to load a library or to say so."""
    return (
        child.returncode in (-signal.SIGSEGV, -signal.SIGABRT)
        or b"MemoryError" in child.stderr
        or b"Cannot allocate memory" in child.stderr
        or b"failed to map segment" in child.stderr
    )
