"""Processes that share a database and nothing else, made in a moment: copies of this one."""

import os
import signal
import sys
import traceback
from collections.abc import Callable
from typing import NoReturn

from django.db import connections


def forked(act: Callable[[], object]) -> int:
    """Do something in a process of its own; return its number. Nobody may hold a connection meanwhile."""
    connections.close_all()
    number = os.fork()
    if number:
        return number
    code = 1
    try:
        act()
        connections.close_all()
        code = 0
    except BaseException:  # noqa: BLE001 -- the parent sees the code, and whoever looks sees this
        traceback.print_exc(file=sys.stderr)
    finally:
        os._exit(code)


def die() -> NoReturn:
    """End this process as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("nobody survives that")


def ended(number: int) -> int:
    """Wait for a process; return its exit code, or below nothing the signal that ended it."""
    _number, status = os.waitpid(number, 0)
    return os.waitstatus_to_exitcode(status)
