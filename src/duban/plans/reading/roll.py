"""The units of a document: each real unit once, with its spellings and the number of its mentions."""

from collections.abc import Iterable

from duban.plans.reading.models import Mention, Unit


def roll_of(mentions: Iterable[Mention]) -> tuple[Unit, ...]:
    """Gather mentions by resolved name, in the order of first mention."""
    gathered: dict[str, list[Mention]] = {}
    for mention in mentions:
        gathered.setdefault(mention.name, []).append(mention)
    return tuple(
        Unit(name, same[0].kind, tuple(dict.fromkeys(mention.surface for mention in same)), len(same))
        for name, same in gathered.items()
    )
