"""A plan in a few words: the notation in which reading is tested."""

from duban.plans.reading.models import Document, Item, Mention, Reading, Source
from duban.plans.reading.read import read_document
from duban.plans.reading.resolve import EMPTY, Register

LEAD = "市财政局"


def read(text: str, *, register: Register = EMPTY) -> Reading:
    """Read a text as it stands."""
    source = Source("plan.txt", "0" * 64, "txt", "utf-8", len(text))
    return read_document(Document(source, text, ()), register=register)


def task(words: str, *, lead: str = LEAD) -> Item:
    """Read one item that has nothing but a lead."""
    return read(f"1.{words}（牵头单位：{lead}）").items[0]


def duty(bracket: str, *, words: str = "做好一件事。") -> Item:
    """Read one item with this responsibility part."""
    return read(f"1.{words}{bracket}").items[0]


def surfaces(mentions: tuple[Mention, ...]) -> str:
    """Return units as printed, 等 marked by an ellipsis."""
    return " ".join(mention.surface + "…" * mention.open_ended for mention in mentions)


def names(mentions: tuple[Mention, ...]) -> str:
    """Return the resolved names of units."""
    return " ".join(mention.name for mention in mentions)


def codes(reading: Reading, *, but: str = "measure_missing deadline_missing leader_unknown") -> list[str]:
    """Return the codes of the findings, without those that every short text has."""
    return sorted(finding.code for finding in reading.findings if finding.code not in but.split())
