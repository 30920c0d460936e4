"""What can go wrong with a file that supports a report."""

from django.utils.translation import gettext_lazy as _

from duban.core import texts
from duban.core.errors import DomainError


class NotEvidence(DomainError):
    """The file is of a kind that is not taken, or its bytes are not what its name says, or break off."""

    code = "progress.not_evidence"


class NothingToSupport(DomainError):
    """What the file is to support does not exist, or is another unit's."""

    code = "progress.nothing_to_support"


class AttachedAlready(DomainError):
    """The file supports this already."""

    code = "progress.attached_already"


texts.register(
    {
        NotEvidence.code: _(
            "“%(name)s” is not taken, or breaks off. Give a whole pdf, jpg, png, docx, xlsx or txt file; "
            "others saved as pdf."
        ),
        NothingToSupport.code: _("What this file is to support does not exist, or belongs to another unit."),
        AttachedAlready.code: _("“%(name)s” supports this already."),
    }
)
