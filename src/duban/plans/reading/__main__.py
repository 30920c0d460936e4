"""The child in which an upload is read: a line of JSON and the file on standard input, JSON on standard output.

The limits come as arguments (seconds, megabytes) and are set before anything else is loaded or read, so that nothing
in a file can outgrow them. The parent is `duban.plans.sandbox`.
"""

import json
import resource
import sys

OUT_OF_MEMORY = 3


def main(seconds: int, megabytes: int) -> int:
    """Read one document under the limits; answer a reading or a refusal, or end with OUT_OF_MEMORY."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        answer = _answer()
    except MemoryError:
        return OUT_OF_MEMORY
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    return 0


def _answer() -> bytes:
    from duban.plans.reading import wire
    from duban.plans.reading.errors import Unreadable
    from duban.plans.reading.read import read_document
    from duban.plans.reading.resolve import Register
    from duban.plans.reading.sources import open_document

    asked = json.loads(sys.stdin.buffer.readline())
    register = Register(asked["names"], asked["kinds"])
    try:
        reading = read_document(open_document(sys.stdin.buffer.read(), name=asked["name"]), register=register)
    except Unreadable as refusal:
        return wire.dumps(wire.refusal_to_json(refusal, name=asked["name"])).encode()
    return wire.dumps(wire.to_json(reading, with_text=True)).encode()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
