"""The life of a supervision slip, as data (domain 4.3, level 2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from duban.core.stages import Table, Transition


class SlipStage(models.TextChoices):
    """The stages of a supervision slip (督办通知单), and of the letter that a partner gets in its place."""

    PROPOSED = "proposed", _("Slip proposed")
    SENT = "sent", _("Slip sent")
    ANSWERED = "answered", _("Reasons stated")
    LAPSED = "lapsed", _("No reasons in time")
    WITHDRAWN = "withdrawn", _("Slip withdrawn")


_S = SlipStage
OPEN_SLIP = (_S.PROPOSED, _S.SENT)
SLIP = Table(
    initial=_S.PROPOSED,
    final=frozenset({_S.ANSWERED, _S.LAPSED, _S.WITHDRAWN}),
    transitions=(
        Transition(_S.PROPOSED, _S.SENT, by="head of the office", when="another person than who proposed it"),
        Transition(_S.PROPOSED, _S.WITHDRAWN, by="head of the office", when="with a reason"),
        Transition(_S.SENT, _S.ANSWERED, by="unit head", when="reasons, within three working days"),
        Transition(_S.SENT, _S.LAPSED, by="clock", when="no reasons within three working days"),
        Transition(_S.SENT, _S.WITHDRAWN, by="head of the office", when="with a reason"),
        Transition(_S.LAPSED, _S.ANSWERED, by="unit head", when="late, and marked as late"),
    ),
)
