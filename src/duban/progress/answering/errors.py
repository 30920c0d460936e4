"""What can go wrong with a sheet of answers."""

from django.utils.translation import gettext_lazy as _

from duban.core import texts
from duban.core.errors import DomainError


class NotThisSheet(DomainError):
    """The file has not the columns of the sheet that was given out."""

    code = "progress.not_this_sheet"


texts.register(
    {
        NotThisSheet.code: _(
            "This is not the sheet that was given out: the column “%(column)s” is missing. Download it again."
        )
    }
)
