"""What can go wrong when accounts are opened, handed out and closed."""

from django.utils.translation import gettext_lazy as _

from duban.core import texts
from duban.core.errors import DomainError


class NotAUnitPost(DomainError):
    """The office opens accounts of heads, deputies and liaison officers of units only (domain 6.4)."""

    code = "orgs.account_not_of_a_unit"


class NotAnOfficePost(DomainError):
    """The security administrator opens accounts of everybody but the units (domain 6.4)."""

    code = "orgs.account_of_a_unit"


class HoldsOtherPosts(DomainError):
    """The person also holds posts for which the account would be opened by somebody else."""

    code = "orgs.account_other_posts"


class OwnAccount(DomainError):
    """Nobody opens, resets, closes or blocks an account of his own."""

    code = "orgs.account_own"


class NobodyHolds(DomainError):
    """An account is bound to a person, and nobody holds the post."""

    code = "orgs.account_nobody_holds"


class HasAccount(DomainError):
    """A person has one account, whatever his posts."""

    code = "orgs.account_exists"


class AccountClosed(DomainError):
    """A closed account is reopened before it is reset."""

    code = "orgs.account_closed"


class AccountBlocked(DomainError):
    """The security administrator blocked it, and only he opens it again."""

    code = "orgs.account_blocked"


class AccountOpen(DomainError):
    """There is nothing to reopen or unblock."""

    code = "orgs.account_open"


class NoPostLeft(DomainError):
    """The person holds no post any more."""

    code = "orgs.account_no_post"


class ReasonMissing(DomainError):
    """Closing and blocking have a reason."""

    code = "orgs.account_reason"


class UsernameUnfit(DomainError):
    """The name has other signs than an account name may have."""

    code = "orgs.username_unfit"


class UsernameTaken(DomainError):
    """Another account has this name."""

    code = "orgs.username_taken"


class NoInvitation(DomainError):
    """No open invitation has this secret: unknown, used, withdrawn, run out, account closed; never told apart."""

    code = "orgs.no_invitation"


class LastSecurity(DomainError):
    """Without a security administrator nobody could open an account of one again."""

    code = "orgs.account_last_security"


class BatchEmpty(DomainError):
    """Nothing was chosen or the file has no rows."""

    code = "orgs.batch_empty"


class BatchTooLarge(DomainError):
    """More accounts at once than one act opens."""

    code = "orgs.batch_too_large"


class BatchRefused(DomainError):
    """Rows of a batch are wrong; none of it was done."""

    code = "orgs.batch_refused"


class SheetUnreadable(DomainError):
    """The file is no csv or xlsx that can be read."""

    code = "orgs.batch_unreadable"


class SheetHeadless(DomainError):
    """The first row does not name the columns."""

    code = "orgs.batch_headless"


texts.register(
    {
        NotAUnitPost.code: _(
            "%(post)s is no post of a unit. Its account is opened, reset and closed by the security administrator."
        ),
        NotAnOfficePost.code: _(
            "%(post)s is a post of a unit. Its account is opened, reset and closed by the supervision office."
        ),
        HoldsOtherPosts.code: _(
            "%(person)s also holds the post %(post)s. The account of this person is kept by the one in charge of "
            "that post."
        ),
        OwnAccount.code: _("This is your own account. Somebody else opens, resets or closes it."),
        NobodyHolds.code: _("Nobody holds the post %(post)s today. Enter its holder first; an account is a person's."),
        HasAccount.code: _("%(person)s has the account %(username)s already. A person has one account for all posts."),
        AccountClosed.code: _("The account %(username)s is closed. Reopen it first."),
        AccountBlocked.code: _(
            "The security administrator blocked the account %(username)s; only he opens it again. Ask him."
        ),
        AccountOpen.code: _("The account %(username)s is open; there is nothing to reopen."),
        NoPostLeft.code: _("%(person)s holds no post any more. Enter the post first, then reopen the account."),
        ReasonMissing.code: _("Say why in a few words; the reason stands in the journal."),
        UsernameUnfit.code: _(
            "“%(username)s” is no account name. It begins with a letter and has 3 to 64 small letters, digits, "
            "points or hyphens."
        ),
        UsernameTaken.code: _("Another account is called %(username)s. Choose another name, or leave it empty."),
        NoInvitation.code: _("There is no such invitation, or it is not open any more."),
        LastSecurity.code: _(
            "%(username)s is the last security administrator who can sign in. Open the account of another one first."
        ),
        BatchEmpty.code: _("Nothing was chosen. Tick at least one post, or choose a file with rows."),
        BatchTooLarge.code: _("At most %(most)s accounts are opened at once. Split the list."),
        BatchRefused.code: _("%(count)s rows are wrong. Nothing was opened; correct them and send the file again."),
        SheetUnreadable.code: _("The file cannot be read. Save it as csv (UTF-8) or xlsx and choose it again."),
        SheetHeadless.code: _(
            "The first row has to name the columns: unit, name, post, telephone. Missing: %(missing)s."
        ),
    }
)
