"""Whether an act under way is the second pair of eyes on what somebody of the office did before (domain 3, rule 2)."""

from django.utils import timezone

from duban.orgs.acting.eyes import Eyes, Verdict, verdict
from duban.orgs.acting.performing import Deed
from duban.orgs.models import Holding, Post, User
from duban.orgs.register.dates import standing_on
from duban.orgs.roles import Role


def seen_by_two(deed: Deed, proposer: User) -> Verdict:
    """Say whether who decides this act and who did the step before it are two; what the head did the approver sees."""
    held = Holding.objects.filter(
        standing_on(timezone.localdate(deed.at)),
        jurisdiction=deed.jurisdiction,
        person=proposer.person_id,
        post__kind=Post.Kind.OFFICE_HEAD,
    )
    return verdict(
        Eyes(
            proposer=proposer.person.uid,
            checker=deed.decider.person.uid,
            proposer_is_head=held.exists(),
            checker_is_approver=Role.APPROVER in deed.decider.roles,
        )
    )
