"""Names under which accounts sign in: proposed from the pinyin of the person, unique over all governments."""

import re
from collections.abc import Sequence

from django.db.models import Q

from duban.orgs.accounts.errors import UsernameTaken, UsernameUnfit
from duban.orgs.models import User

FITTING = re.compile(r"[a-z][a-z0-9._-]{2,63}")
LONGEST_STEM = 40
NO_PINYIN = "user"


def proposed(names: Sequence[str]) -> list[str]:
    """Return a free name for each person, in order: his pinyin, with a number from 2 on where it is taken.

    One query, however many persons.
    """
    stems = [stem_of(name) for name in names]
    like = Q(pk__in=())
    for stem in set(stems):
        like |= Q(username__startswith=stem)
    taken = set(User.objects.filter(like).values_list("username", flat=True))
    found = []
    for stem in stems:
        number = 1
        while (name := stem if number == 1 else f"{stem}{number}") in taken:
            number += 1
        taken.add(name)
        found.append(name)
    return found


def chosen(wish: str | None, person_name: str) -> str:
    """Return the name that was wished for, or a proposal; raise UsernameUnfit or UsernameTaken."""
    if not wish:
        return proposed([person_name])[0]
    name = wish.strip().lower()
    if not FITTING.fullmatch(name):
        raise UsernameUnfit(username=name[:64])
    if User.objects.filter(username=name).exists():
        raise UsernameTaken(username=name)
    return name


def stem_of(name: str) -> str:
    """Return the pinyin of a name in small letters without blanks; a name without any gives `user`."""
    from pypinyin import lazy_pinyin

    letters = re.sub(r"[^a-z]", "", "".join(lazy_pinyin(name)).lower())[:LONGEST_STEM]
    return letters if len(letters) >= 3 else NO_PINYIN + letters
