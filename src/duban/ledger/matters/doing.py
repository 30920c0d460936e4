"""Receipt of a matter by its lead unit, and who sees to it there (domain 3.8)."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from duban.ledger.matters import actions
from duban.ledger.matters.moving import announce, bring, subjects_of
from duban.ledger.models import Matter
from duban.ledger.stages import MatterStage
from duban.ledger.wording import fitting, needed
from duban.orgs.acting.performing import Deed, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.errors import Stale

LONGEST_PERSON = 64
_S = MatterStage


@dataclass(frozen=True)
class MatterSigned:
    """Who sees to it, where that is known already."""

    person: Annotated[str | None, Titled(_("Who sees to it"))] = None


@dataclass(frozen=True)
class MatterBegun:
    """Who sees to it."""

    person: Annotated[str, Titled(_("Who sees to it"))]


@performs("ledger.sign_matter", about=Matter, given=MatterSigned)
def sign_matter(deed: Deed, matter: Matter, given: MatterSigned) -> Matter:
    """Sign for a matter (签收); with the person who sees to it, it is under way at once."""
    person = fitting(given.person, longest=LONGEST_PERSON)
    if matter.stage != _S.ASSIGNED:
        raise Stale
    stages = (_S.SIGNED, _S.DOING) if person is not None else (_S.SIGNED,)
    moves = bring(matter, *stages, signed_at=deed.at, person=person)
    announce(matter)
    deed.record(
        actions.MATTER_SIGNED.code,
        subjects_of(matter),
        {"unit": matter.lead.name, "moves": moves, "served_on": matter.served_on, "person": person},
    )
    return matter


@performs("ledger.begin_matter", about=Matter, given=MatterBegun)
def begin_matter(deed: Deed, matter: Matter, given: MatterBegun) -> Matter:
    """Name who sees to a matter that was signed for."""
    person = needed(given.person, longest=LONGEST_PERSON)
    if matter.stage != _S.SIGNED:
        raise Stale
    moves = bring(matter, _S.DOING, person=person)
    deed.record(
        actions.MATTER_BEGUN.code,
        subjects_of(matter),
        {"unit": matter.lead.name, "moves": moves, "person": person},
    )
    return matter
