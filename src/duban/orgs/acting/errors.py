"""What can go wrong when an act is done, recorded for somebody, or confirmed."""

from django.utils.translation import gettext_lazy as _

from duban.core import texts
from duban.core.errors import DomainError


class NotForHim(DomainError):
    """The viewer may not record acts of this post (domain 3, rule 3)."""

    code = "orgs.not_for_him"


class OwnAct(DomainError):
    """Somebody records for himself what he may simply do."""

    code = "orgs.own_act"


class NobodyInPost(DomainError):
    """Nobody held the post on the day on which the act is said to have been given."""

    code = "orgs.nobody_in_post"


class PaperIncomplete(DomainError):
    """A decision recorded on behalf needs the signed paper."""

    code = "orgs.paper_incomplete"


class GivenInFuture(DomainError):
    """The moment or the paper's date lies in the future."""

    code = "orgs.given_in_future"


class KeyUsed(DomainError):
    """The key of an act was used with other input (409)."""

    code = "orgs.key_used"


class NotRecordable(DomainError):
    """An act that nobody but its own doer can do."""

    code = "orgs.not_recordable"


class SecondPersonNeeded(DomainError):
    """Who wrote an entry cannot be the one who confirms it."""

    code = "orgs.second_person_needed"


class HeadNeeded(DomainError):
    """What was recorded late is confirmed by the head of the office."""

    code = "orgs.head_needed"


texts.register(
    {
        NotForHim.code: _(
            "You cannot record acts of %(post)s. The office records for units, a secretary for his leader, "
            "a registrar for the approver, a colleague for his own unit."
        ),
        OwnAct.code: _("This is your own act; do it yourself instead of recording it."),
        NobodyInPost.code: _("Nobody held the post %(post)s on %(day)s. Enter who holds it first, or correct the day."),
        PaperIncomplete.code: _(
            "This is a decision: give number and date of the signed paper, and its scan or where the original is held."
        ),
        GivenInFuture.code: _("The day on which it was given or signed lies in the future; correct it."),
        KeyUsed.code: _("This form was sent before with other content. Open the page again and compare."),
        NotRecordable.code: _("Only the person himself can do this; it cannot be recorded for him."),
        SecondPersonNeeded.code: _("You recorded this yourself. A second person compares entry and paper."),
        HeadNeeded.code: _(
            "This was recorded more than 2 working days after it was given; the head of the office confirms it."
        ),
    }
)
