"""Plans with gold labels: NAME.gold.json beside NAME in whatever format, each read once."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from duban.plans.reading import wire
from duban.plans.reading.errors import Unreadable
from duban.plans.reading.read import read_document
from duban.plans.reading.sources import open_document

ROOT = Path(__file__).resolve().parent.parent
SPECIMENS = ROOT.parent / "shared" / "plans" / "specimens"
CORPUS = ROOT / "tests" / "corpus"
_GOLD = ".gold.json"


class Labelled(NamedTuple):
    """A plan, what a correct reading of it contains, and what was read."""

    name: str
    gold: dict[str, Any]
    reading: dict[str, Any]


def labelled_plans(folder: Path) -> Iterator[Labelled]:
    """Read the plans of a folder in the order of their names."""
    for gold in sorted(folder.glob(f"*{_GOLD}")):
        name = gold.name.removesuffix(_GOLD)
        plan = next(path for path in sorted(folder.glob(f"{name}.*")) if path != gold)
        yield Labelled(name, json.loads(gold.read_text("utf-8")), read_as_written(plan))


def read_as_written(path: Path) -> dict[str, Any]:
    """Return the reading of a file as `duban read` writes it; of a refused file, the refusal."""
    try:
        reading = read_document(open_document(path.read_bytes(), name=path.name))
    except Unreadable as refusal:
        return dict(wire.refusal_to_json(refusal, name=path.name))
    return dict(wire.to_json(reading))
