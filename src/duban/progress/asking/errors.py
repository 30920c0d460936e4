"""What can go wrong between leads and cooperating units."""

from django.utils.translation import gettext_lazy as _

from duban.core import texts
from duban.core.errors import DomainError


class NotAsked(DomainError):
    """Only another unit with a part in the same task can be asked."""

    code = "progress.not_asked"


class AskedAlready(DomainError):
    """The same unit is asked for the same already."""

    code = "progress.asked_already"


class ContributionEmpty(DomainError):
    """A contribution says something, gives the figure asked for, or says that there is nothing new."""

    code = "progress.contribution_empty"


class OfferedAlready(DomainError):
    """An offer of the same unit waits for its answer."""

    code = "progress.offered_already"


texts.register(
    {
        NotAsked.code: _("Choose a unit that cooperates in this task; your own unit reports by itself."),
        AskedAlready.code: _("%(unit)s is asked for this already; end that request first, or change its words."),
        ContributionEmpty.code: _("Give the figure or write a sentence, or choose “nothing new”."),
        OfferedAlready.code: _("An offer of your unit waits for the lead's answer already."),
    }
)
