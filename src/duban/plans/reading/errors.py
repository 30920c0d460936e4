"""The one way in which reading refuses a file."""

from duban.core.errors import DomainError


class Unreadable(DomainError):
    """The bytes give no plan; `code` says why and `params` name the file and the place."""

    code = "unreadable"
