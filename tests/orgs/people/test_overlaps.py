"""Which posts one person must not hold together (domain 6.4)."""

import pytest

from duban.orgs.models import Post
from duban.orgs.people.overlaps import forbidden_overlap

K = Post.Kind

TABLE = [
    # one post alone goes anywhere
    ({K.SYSTEM}, 3, None),
    # system and security may be one person at level 2
    ({K.SYSTEM, K.SECURITY}, 2, None),
    # and not at level 3
    ({K.SYSTEM, K.SECURITY}, 3, (K.SYSTEM, K.SECURITY)),
    # audit stands apart from either at both levels
    ({K.SYSTEM, K.AUDIT}, 2, (K.SYSTEM, K.AUDIT)),
    ({K.SECURITY, K.AUDIT}, 2, (K.SECURITY, K.AUDIT)),
    ({K.SECURITY, K.AUDIT}, 3, (K.SECURITY, K.AUDIT)),
    # the audit administrator may be the auditor of the business too
    ({K.AUDIT, K.AUDITOR}, 2, None),
    ({K.AUDIT, K.AUDITOR}, 3, None),
    # the other two may not
    ({K.SYSTEM, K.AUDITOR}, 2, (K.AUDITOR, K.SYSTEM)),
    # no administrator does business
    ({K.SYSTEM, K.OFFICER}, 2, (K.OFFICER, K.SYSTEM)),
    ({K.SECURITY, K.LIAISON}, 2, (K.LIAISON, K.SECURITY)),
    ({K.AUDIT, K.LEADER}, 2, (K.LEADER, K.AUDIT)),
    # the pair is found among more
    ({K.AUDIT, K.AUDITOR, K.HEAD}, 2, (K.HEAD, K.AUDIT)),
    # posts of the business go together
    ({K.HEAD, K.LEADER, K.OFFICER, K.AUDITOR}, 3, None),
]


@pytest.mark.parametrize(("kinds", "level", "expected"), TABLE)
def test_posts_that_watch_over_each_other_stand_apart(
    kinds: set[Post.Kind], level: int, expected: tuple[Post.Kind, Post.Kind] | None
) -> None:
    assert forbidden_overlap(kinds, level) == expected
