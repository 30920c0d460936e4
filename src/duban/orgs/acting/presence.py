"""Every step that nobody present can do, named beforehand with its remedy (domain 3, rule 6)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from duban.core import clock, texts
from duban.core.errors import DomainError
from duban.orgs.acting.routes import Step, kinds, steps_on, words_of
from duban.orgs.acting.signers import holdings_on
from duban.orgs.models import Holding, Jurisdiction, Post, User

NO_HEAD = "orgs.missing_office_head"
NO_APPROVER = "orgs.missing_approver"
NO_SECOND_PERSON = "orgs.missing_second_person"
ONE_FOR_BOTH = "orgs.missing_checker_of_head"
UNREACHED_LEADER = "orgs.missing_secretary"
UNREACHED_APPROVER = "orgs.missing_registrar"
VACANT_STEP = "orgs.missing_signer"
NOBODY_DRAFTS = "orgs.missing_officer"

texts.register(
    {
        NO_HEAD: _(
            "No head of the supervision office is entered: nobody signs first, and nothing recorded late can be "
            "confirmed. Enter one, or let another person stand in."
        ),
        NO_APPROVER: _("No municipal approver is entered: no file can be issued. Enter who signs for the government."),
        NO_SECOND_PERSON: _(
            "Only %(name)s of the office can sign in: nobody compares an entry on behalf with its paper. Open an "
            "account for a second officer, a registrar or a seconded person."
        ),
        ONE_FOR_BOTH: _(
            "%(name)s is head of the office and the only approver: what he drafts cannot be checked. Enter a second "
            "approver, or leave one of the posts to somebody."
        ),
        UNREACHED_LEADER: _(
            "%(name)s (%(post)s) has no account and no secretary with one: nobody can record what he decides. Enter a "
            "secretary who serves him."
        ),
        UNREACHED_APPROVER: _(
            "%(name)s (%(post)s) has no account and the office no registrar with one: nobody can record what he signs. "
            "Enter a registrar."
        ),
        VACANT_STEP: _(
            "The route of “%(kind)s” stops at %(step)s: nobody holds that post. Enter who holds it, or set another "
            "route."
        ),
        NOBODY_DRAFTS: _(
            "No supervision officer is entered; the head drafts alone, and every file goes to the approver."
        ),
    }
)


@dataclass(frozen=True)
class Missing:
    """A step that nobody present can do."""

    code: str
    params: dict[str, object] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """Return the sentence with its remedy in the reader's language."""
        return texts.say(DomainError(self.code, **self.params))


def missing_steps(jurisdiction: Jurisdiction) -> list[Missing]:
    """Return what cannot be done today in a government, most general first."""
    holdings = holdings_on(jurisdiction, clock.today())
    signing_in = frozenset(
        User.objects.filter(jurisdiction=jurisdiction, is_active=True, is_blocked=False).values_list(
            "person", flat=True
        )
    )
    return [
        *_posts_of_the_office(holdings),
        *_second_person(holdings, signing_in),
        *_unreached(holdings, signing_in),
        *_vacant_steps(jurisdiction, holdings),
    ]


def _posts_of_the_office(holdings: list[Holding]) -> Iterator[Missing]:
    heads, approvers = _of(holdings, Post.Kind.OFFICE_HEAD), _of(holdings, Post.Kind.APPROVER)
    if not heads:
        yield Missing(NO_HEAD)
    if not approvers:
        yield Missing(NO_APPROVER)
    if heads and not _of(holdings, Post.Kind.OFFICER):
        yield Missing(NOBODY_DRAFTS)
    for head in heads:
        if approvers and all(approver.person_id == head.person_id for approver in approvers):
            yield Missing(ONE_FOR_BOTH, {"name": head.person.name})


def _second_person(holdings: list[Holding], signing_in: frozenset[int]) -> Iterator[Missing]:
    present = {
        holding.person_id: holding.person.name
        for holding in _of(holdings, *Post.OF_THE_OFFICE)
        if holding.person_id in signing_in
    }
    if len(present) == 1:
        yield Missing(NO_SECOND_PERSON, {"name": next(iter(present.values()))})


def _unreached(holdings: list[Holding], signing_in: frozenset[int]) -> Iterator[Missing]:
    served = {
        holding.post.serves_id for holding in _of(holdings, Post.Kind.SECRETARY) if holding.person_id in signing_in
    }
    has_registrar = any(holding.person_id in signing_in for holding in _of(holdings, Post.Kind.REGISTRAR))
    for holding in _of(holdings, Post.Kind.LEADER, Post.Kind.APPROVER):
        if holding.person_id in signing_in or holding.post_id in served:
            continue
        named: dict[str, object] = {"name": holding.person.name, "post": holding.post.words}
        if holding.post.kind == Post.Kind.LEADER:
            yield Missing(UNREACHED_LEADER, named)
        elif not has_registrar:
            yield Missing(UNREACHED_APPROVER, named)


def _vacant_steps(jurisdiction: Jurisdiction, holdings: list[Holding]) -> Iterator[Missing]:
    held = {holding.post.uid for holding in holdings}
    held_kinds = {holding.post.kind for holding in holdings}

    def is_vacant(step: Step) -> bool:
        if step.post is not None:
            return step.post not in held
        return step.signer_kind not in held_kinds and step.signer_kind != Post.Kind.LEADER

    for kind in kinds():
        for step in steps_on(jurisdiction, kind.code, clock.today()):
            if is_vacant(step):
                yield Missing(VACANT_STEP, {"kind": kind.title, "step": words_of(jurisdiction, step)})


def _of(holdings: list[Holding], *kinds_of_post: Post.Kind) -> list[Holding]:
    return [holding for holding in holdings if holding.post.kind in kinds_of_post]
