"""What a government declares about itself: level of protection, size of its office."""

from django.db import transaction

from duban.core import clock
from duban.journal.records import Subject, record
from duban.orgs import policies
from duban.orgs.administration import actions
from duban.orgs.administration.errors import LevelNeedsApart, NothingChanged
from duban.orgs.models import Holding, Jurisdiction, Person, Post
from duban.orgs.people.overlaps import forbidden_overlap
from duban.orgs.viewers import Viewer


@transaction.atomic
def set_parameters(*, viewer: Viewer, protection_level: int, is_small_office: bool) -> Jurisdiction:
    """Change what was declared when the government was set up; a level that posts do not satisfy is refused."""
    actor = policies.require(viewer, "orgs.set_parameters")
    jurisdiction = Jurisdiction.objects.select_for_update().get(pk=viewer.jurisdiction.pk)
    before = {"protection_level": jurisdiction.protection_level, "is_small_office": jurisdiction.is_small_office}
    after = {"protection_level": protection_level, "is_small_office": is_small_office}
    changed = [name for name in before if before[name] != after[name]]
    if not changed:
        raise NothingChanged
    _require_apart(jurisdiction, protection_level)
    jurisdiction.protection_level, jurisdiction.is_small_office = protection_level, is_small_office
    jurisdiction.clean_fields()
    jurisdiction.save(update_fields=["protection_level", "is_small_office"])
    record(
        actor=actor,
        kind=actions.PARAMETERS_CHANGED.code,
        jurisdiction=jurisdiction.uid,
        subjects=[Subject("jurisdiction", jurisdiction.uid)],
        body={
            "before": {name: before[name] for name in changed},
            "after": {name: after[name] for name in changed},
        },
    )
    return jurisdiction


def forbidden_pairs(jurisdiction: Jurisdiction, protection_level: int) -> list[tuple[Person, Post.Kind, Post.Kind]]:
    """Return who holds two posts today that a level of protection keeps apart."""
    today = clock.today()
    held: dict[Person, set[Post.Kind]] = {}
    holdings = Holding.objects.filter(jurisdiction=jurisdiction, since__lte=today).select_related("post", "person")
    for holding in holdings.order_by("person"):
        if holding.until is None or holding.until >= today:
            held.setdefault(holding.person, set()).add(Post.Kind(holding.post.kind))
    found = [(person, forbidden_overlap(kinds, protection_level)) for person, kinds in held.items()]
    return [(person, *pair) for person, pair in found if pair is not None]


def _require_apart(jurisdiction: Jurisdiction, protection_level: int) -> None:
    for person, first, second in forbidden_pairs(jurisdiction, protection_level):
        raise LevelNeedsApart(name=person.name, first=first.label, second=second.label, level=protection_level)
