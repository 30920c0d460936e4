"""What an earlier `duban read --out PATH` left: lines that a later one with `--resume` need not read again.

Finished, the lines stand in PATH; of a run that was stopped, in PATH.part. Before PATH.part is written anew, what it
holds moves to PATH.held, so that a run may be stopped as often as one likes. A line counts for a file of the same name
and the same bytes; a file that could not be read is tried again.
"""

import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from duban.commands.read import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

# A line as `wire.dumps` writes it; the name is a JSON string.
_HEAD = re.compile(r'\{"schema":"duban\.reading/1","source":\{"name":("(?:[^"\\]|\\.)*"),"sha256":"([0-9a-f]{64})"')


class Place(NamedTuple):
    """Where a line stands."""

    file: Path
    start: int
    length: int

    def line(self) -> str:
        """Return the line without its end."""
        return self.content().decode()

    def content(self) -> bytes:
        """Return its bytes."""
        with self.file.open("rb") as file:
            file.seek(self.start)
            return file.read(self.length)


class Held:
    """Lines at hand, found by name and digest of their file; only their places are kept in memory."""

    def __init__(self, out: str) -> None:
        self._aside = Path(f"{out}.held")
        self._places: dict[tuple[str, str], Place] = {}
        part = Path(f"{out}.part")
        for file in (Path(out), self._aside):
            self._places.update(_lines(file))
        if part.exists():
            self._put_aside(part)
        self._names = {name for name, _ in self._places}

    def place_of(self, path: str) -> Place | None:
        """Return where the line of a file stands that was read before."""
        name = name_of(path)
        if name not in self._names or not Path(path).is_file():
            return None
        with Path(path).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return self._places.get((name, digest))

    def drop(self) -> None:
        """Forget what was put aside: all of it stands in the output now."""
        self._aside.unlink(missing_ok=True)

    def _put_aside(self, part: Path) -> None:
        """Move the lines of a run that was stopped to where the next one does not write."""
        with self._aside.open("ab") as aside:
            for key, place in _lines(part):
                if key not in self._places:
                    self._places[key] = Place(self._aside, aside.tell(), place.length)
                    aside.write(place.content() + b"\n")
        part.unlink()


def _lines(file: Path) -> "Iterator[tuple[tuple[str, str], Place]]":
    """Return the readings in a file; a last line without its end was cut off."""
    if not file.exists():
        return
    start = 0
    with file.open("rb") as lines:
        for line in lines:
            found = _HEAD.match(line[:2_000].decode("utf-8", "replace")) if line.endswith(b"\n") else None
            if found:
                yield (json.loads(found[1]), found[2]), Place(file, start, len(line) - 1)
            start += len(line)
