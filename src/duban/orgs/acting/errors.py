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


class RouteIncomplete(DomainError):
    """A route has no step, does not end with the one who issues, or names a signer twice."""

    code = "orgs.route_incomplete"


class RoutePostUnknown(DomainError):
    """A step of a route names no post that exists, or leaves open which of many signs."""

    code = "orgs.route_post_unknown"


class RouteInPast(DomainError):
    """A route begins before today: what was signed would be judged by another route than it went."""

    code = "orgs.route_in_past"


class RouteInUse(DomainError):
    """A route that began on this day has files already."""

    code = "orgs.route_in_use"


class SignerMissing(DomainError):
    """Nobody holds a post whose signature a file needs."""

    code = "orgs.signer_missing"


class OnlyDrafterSigns(DomainError):
    """The only signers of a route are the one who drafted the file."""

    code = "orgs.only_drafter_signs"


class DrafterSigns(DomainError):
    """Who drafted a file cannot sign it, in whatever post."""

    code = "orgs.drafter_signs"


class RemarkNeeded(DomainError):
    """What is returned or struck out needs a remark that says why."""

    code = "orgs.remark_needed"


class EntryNotHis(DomainError):
    """A signer decides on an entry that stands no more, is not in the file, or goes to another approver."""

    code = "orgs.entry_not_his"


class ServedInFuture(DomainError):
    """The day of a service lies in the future."""

    code = "orgs.served_in_future"


class ServedAlready(DomainError):
    """The document was served on this receiver already."""

    code = "orgs.served_already"


class ServedOnNobody(DomainError):
    """A service names no receiver, or one that does not exist here."""

    code = "orgs.served_on_nobody"


class NotProven(DomainError):
    """A legal clock is asked for where service is not proven: it never runs from deemed receipt (domain 3, rule 4)."""

    code = "orgs.not_proven"


class ProofIncomplete(DomainError):
    """A proof of service lacks who received it, or the number of the receipt."""

    code = "orgs.proof_incomplete"


class ReasonNeeded(DomainError):
    """A record of service is withdrawn without a reason."""

    code = "orgs.reason_needed"


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
        RouteIncomplete.code: _(
            "A route has one to eight different signers; the last of them, and no other, signs and issues. "
            "Correct the steps."
        ),
        RoutePostUnknown.code: _(
            "A step names no post that exists now, or leaves open which of many signs. Choose the post."
        ),
        RouteInPast.code: _("A route begins today or later; what was signed before went by the route of its day."),
        RouteInUse.code: _(
            "Files already go by the route that began on %(day)s. Let the new one begin on a later day."
        ),
        SignerMissing.code: _(
            "Nobody holds the post %(post)s, whose signature is needed. Enter who holds it, or set another route."
        ),
        OnlyDrafterSigns.code: _("You drafted this and would be its only signer. Set a route with a second person."),
        DrafterSigns.code: _("You drafted this file; a second person signs it. A delegate or the next post can."),
        RemarkNeeded.code: _("Say in a remark why it is returned or struck out, so that the drafter knows what to do."),
        EntryNotHis.code: _("An entry was decided on already, or goes to another approver. Look at the file again."),
        ServedInFuture.code: _("The day of service lies in the future; enter it once it was served."),
        ServedAlready.code: _(
            "%(document)s was served on %(receiver)s already. Add the proof to that record, or withdraw it first."
        ),
        ServedOnNobody.code: _("Choose at least one receiver of this government."),
        NotProven.code: _(
            "Service of %(document)s is not proven; a legal time limit runs from proven service alone. Add the proof."
        ),
        ProofIncomplete.code: _("Give both: who received it, and the number of the receipt or who signed for it."),
        ReasonNeeded.code: _("Say why the record of service is withdrawn; it stays to be read."),
    }
)
