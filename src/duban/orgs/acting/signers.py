"""Who signs a file: the steps of its route turned into posts, with what the slip says about each (domain 3, rule 5)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from duban.orgs.acting.errors import OnlyDrafterSigns, SignerMissing
from duban.orgs.acting.routes import Step
from duban.orgs.models import Holding, Jurisdiction, Person, Post, RouteStep

LONGEST_NOTE = 255


@dataclass(frozen=True)
class Signer:
    """A post whose signature a file needs, with who holds it today and the note on the slip."""

    part: RouteStep.Part
    post: Post
    holder: Person
    note: str | None = None


def holdings_on(jurisdiction: Jurisdiction, day: date) -> list[Holding]:
    """Return who holds a post that could sign, in the order of the posts."""
    return list(
        Holding.objects.filter(Q(until__isnull=True) | Q(until__gte=day), jurisdiction=jurisdiction, since__lte=day)
        .select_related("post__unit", "person")
        .order_by("post__position", "post_id", "-since")
    )


def signers_of(
    steps: Sequence[Step], *, holdings: Sequence[Holding], drafter: Person, leaders: Sequence[Person | None]
) -> list[Signer]:
    """Return who signs a file, in order; `leaders` are those of the sections of its entries, in the entries' order.

    1. Each step becomes the post that its route names, or the first held one of its kind; a step of leaders becomes
       one step for each leader of an entry.
    2. What the drafter would sign himself is left out; what the head of the office wrote goes to the approver.
    3. Entries of a section that the approver leads go to a second approver; where there is none the slip says so.
    """
    held = [signer for step in steps for signer in _resolved(step, holdings, leaders)]
    left = [signer for signer in held if signer.holder.pk != drafter.pk]
    if not any(signer.part == RouteStep.Part.ISSUE for signer in left):
        left += _instead(holdings, drafter)
    if not left:
        raise OnlyDrafterSigns
    if len(left) < len(held):
        note = _("%(name)s drafted it and does not sign for himself.") % {"name": drafter.name}
        left[0] = replace(left[0], note=note)
    return _with_second_approver(left, holdings, drafter, leaders)


def _resolved(step: Step, holdings: Sequence[Holding], leaders: Iterable[Person | None]) -> Iterator[Signer]:
    of_kind = [holding for holding in holdings if holding.post.kind == step.signer_kind]
    if step.post is None and step.signer_kind == Post.Kind.LEADER:
        wanted = dict.fromkeys(leader.pk for leader in leaders if leader is not None)
        for leader in wanted:
            holding = next((holding for holding in of_kind if holding.person_id == leader), None)
            if holding is None:
                raise SignerMissing(post=str(step.signer_kind.label))
            yield Signer(step.part, holding.post, holding.person)
        return
    holding = next((holding for holding in of_kind if step.post in (None, holding.post.uid)), None)
    if holding is None:
        named = Post.objects.filter(uid=step.post).select_related("unit").first() if step.post else None
        raise SignerMissing(post=named.words if named else str(step.signer_kind.label))
    yield Signer(step.part, holding.post, holding.person)


def _instead(holdings: Sequence[Holding], drafter: Person) -> list[Signer]:
    """Return the approver as the one who issues what its own issuer drafted."""
    approvers = _approvers(holdings)
    return [
        Signer(RouteStep.Part.ISSUE, holding.post, holding.person)
        for holding in approvers
        if holding.person_id != drafter.pk
    ][:1]


def _with_second_approver(
    signers: list[Signer], holdings: Sequence[Holding], drafter: Person, leaders: Sequence[Person | None]
) -> list[Signer]:
    first = signers[-1]
    own = [place for place, leader in enumerate(leaders, 1) if leader is not None and leader.pk == first.holder.pk]
    if not own:
        return signers
    second = next(
        (each for each in _approvers(holdings) if each.person_id not in (first.holder.pk, drafter.pk)),
        None,
    )
    entries = pgettext("between the words of a list", ", ").join(str(place) for place in own)
    if second is None:
        note = _("Entries %(entries)s: %(name)s leads this section himself; no second approver is set.")
        return [*signers[:-1], _noted(first, note % {"entries": entries, "name": first.holder.name})]
    note = _("Entries %(entries)s: their section is led by %(name)s; %(second)s signs them.") % {
        "entries": entries,
        "name": first.holder.name,
        "second": second.person.name,
    }
    another = Signer(RouteStep.Part.ISSUE, second.post, second.person, note=note[:LONGEST_NOTE])
    if len(own) == len(leaders):
        return [*signers[:-1], another]
    return [*signers[:-1], _noted(first, note), another]


def _noted(signer: Signer, note: str) -> Signer:
    return replace(signer, note=f"{signer.note or ''}{note}"[:LONGEST_NOTE])


def _approvers(holdings: Sequence[Holding]) -> list[Holding]:
    return [holding for holding in holdings if holding.post.kind == Post.Kind.APPROVER]
