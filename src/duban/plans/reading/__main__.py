"""The child in which an upload is searched or read: a line of JSON and the file in, JSON out.

The task (search, read) and the limits (seconds, megabytes) come as arguments; the limits are set before anything else
is loaded or read, so that nothing in a file can outgrow them. The parent is `duban.plans.sandbox`.
"""

import json
import resource
import sys
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from duban.plans.reading.grids.heads import ColumnRole
    from duban.plans.reading.models import UnitKind


class Asked(TypedDict):
    """The line that comes before the file: its name, and what is known beforehand."""

    name: str
    names: "dict[str, str]"
    kinds: "dict[str, UnitKind]"
    columns: "dict[str, ColumnRole]"


OUT_OF_MEMORY = 3


def main(task: str, seconds: int, megabytes: int) -> int:
    """Do what is asked with one file under the limits; end with OUT_OF_MEMORY where they do not suffice."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        answer = _answer(task)
    except MemoryError:
        return OUT_OF_MEMORY
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    return 0


def _answer(task: str) -> bytes:
    from duban.plans.reading import wire
    from duban.plans.reading.errors import Unreadable

    asked = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    try:
        return (_search if task == "search" else _read)(asked, data)
    except Unreadable as refusal:
        return wire.dumps(wire.refusal_to_json(refusal, name=asked["name"])).encode()


def _search(asked: "Asked", data: bytes) -> bytes:
    """Say whether a file bears a mark of secrecy."""
    from duban.plans.reading.marks import is_marked

    return json.dumps({"marked": is_marked(data, name=asked["name"])}).encode()


def _read(asked: "Asked", data: bytes) -> bytes:
    """Read one document."""
    from duban.plans.reading import wire
    from duban.plans.reading.read import read_document
    from duban.plans.reading.resolve import Register
    from duban.plans.reading.sources import open_document

    document = open_document(data, name=asked["name"])
    reading = read_document(document, register=Register(asked["names"], asked["kinds"]), columns=asked["columns"])
    return wire.dumps(wire.to_json(reading, with_text=True)).encode()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
