"""The life of an import, as data."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duban.core.stages import Table, Transition


class ImportStage(models.TextChoices):
    """Where a file stands on its way into the ledger."""

    RECEIVED = "received", pgettext_lazy("file", "Received")
    READING = "reading", _("Being read")
    READ = "read", _("In review")
    FAILED = "failed", _("Could not be read")
    ADOPTED = "adopted", _("Adopted")
    DISCARDED = "discarded", _("Discarded")


IMPORT = Table(
    initial=ImportStage.RECEIVED,
    final=frozenset({ImportStage.FAILED, ImportStage.ADOPTED, ImportStage.DISCARDED}),
    transitions=(
        Transition(ImportStage.RECEIVED, ImportStage.READING, by="worker"),
        Transition(ImportStage.READING, ImportStage.RECEIVED, by="worker", when="its lease ran out"),
        Transition(ImportStage.READING, ImportStage.READ, by="worker"),
        Transition(ImportStage.READING, ImportStage.FAILED, by="worker"),
        Transition(ImportStage.READ, ImportStage.ADOPTED, by="office", when="nothing that must be settled is open"),
        Transition(ImportStage.READ, ImportStage.DISCARDED, by="office"),
    ),
)
