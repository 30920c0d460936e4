"""Kinds of acts of this package in the journal."""

from django.utils.translation import gettext_lazy as _

from duban.journal.kinds import Kind, register

ACCESS_SEALED = Kind("journal.access_sealed", _("Access records sealed"))
CONTENT_ERASED = Kind("journal.content_erased", _("Content erased by order"))

register(ACCESS_SEALED, CONTENT_ERASED)
