"""What can go wrong when a person asks something of the journal; mistakes of the program are other exceptions."""

from django.utils.translation import gettext_lazy as _

from duban.core import texts
from duban.core.errors import DomainError


class DayNotOver(DomainError):
    """Access records of a day are sealed once no more of them can come."""

    code = "journal.day_not_over"


class ContentUnknown(DomainError):
    """The entry holds no content of that name."""

    code = "journal.content_unknown"


class ContentAlreadyErased(DomainError):
    """The content was erased before."""

    code = "journal.content_already_erased"


class ErasureIncomplete(DomainError):
    """An erasure names its order and its reason."""

    code = "journal.erasure_incomplete"


class ErasureBySamePerson(DomainError):
    """An erasure is ordered by one person and carried out by two others."""

    code = "journal.erasure_by_same_person"


class FileNotErased(DomainError):
    """No part of the system said that it removed the file."""

    code = "journal.file_not_erased"


texts.register(
    {
        DayNotOver.code: _("The access records of %(day)s can be sealed once the day is over for ten minutes."),
        ContentUnknown.code: _(
            "Entry %(seq)s holds no content named “%(content)s”. "
            "Look the entry up in the journal and name it as shown there."
        ),
        ContentAlreadyErased.code: _(
            "The content “%(content)s” of entry %(seq)s was erased already; entry %(erased_seq)s names the order."
        ),
        ErasureIncomplete.code: _("An erasure needs the number of its order and a reason. Nothing was erased."),
        ErasureBySamePerson.code: _(
            "%(name)s appears twice. Who orders an erasure, who carries it out and who witnesses it are three persons."
        ),
        FileNotErased.code: _(
            "The file “%(content)s” of entry %(seq)s was found in no file store, so nothing was erased; "
            "look for it by its name in the store and tell the system administrator."
        ),
    }
)
