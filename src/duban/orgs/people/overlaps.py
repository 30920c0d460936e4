"""Which posts one person must not hold together (domain 6.4). Pure: posts and protection level are arguments."""

from collections.abc import Collection
from itertools import combinations
from typing import TypeAlias

from duban.orgs.models import Post

Kind: TypeAlias = Post.Kind

PROTECTED_APART = 3  # from this declared level on the three administrators are three persons


def forbidden_overlap(kinds: Collection[Kind], protection_level: int) -> tuple[Kind, Kind] | None:
    """Return two of these posts that one person must not hold at once, None where all of them go together.

    Administrators do no business; the audit administrator alone may also be the auditor of the business. At level 2
    system and security administrator may be one person, audit stands apart; at level 3 nobody holds two of them.
    """
    ordered = sorted(set(kinds), key=list(Post.Kind).index)
    return next((pair for pair in combinations(ordered, 2) if _are_apart(*pair, protection_level)), None)


def _are_apart(first: Kind, second: Kind, protection_level: int) -> bool:
    pair = {first, second}
    administrators = pair & set(Post.ADMINISTRATORS)
    if len(administrators) == 2:
        return protection_level >= PROTECTED_APART or Post.Kind.AUDIT in pair
    return len(administrators) == 1 and pair != {Post.Kind.AUDIT, Post.Kind.AUDITOR}
