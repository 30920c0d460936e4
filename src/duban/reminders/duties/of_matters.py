"""What instructions and assigned matters ask of units, the office and the approver; every stage that waits is here."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest, Left, TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from duban.core import clock
from duban.ledger.models import Instruction, Matter, MatterExtension, MatterReply
from duban.ledger.stages import WITH_UNIT, ExtensionStage, InstructionStage, MatterStage
from duban.orgs.models import Post
from duban.orgs.register.dates import standing_on
from duban.reminders.duties import kinds
from duban.reminders.duties.asked import Asked, Owner
from duban.reminders.duties.models import Duty
from duban.reminders.duties.plain import PlainKind, of_units, register, row

Rows = QuerySet[Any, Any]
SAID = 60  # characters of an instruction that a desk shows
UNDER_WAY = (MatterStage.DOING, MatterStage.EXTENDED, MatterStage.RETURNED)


def _matters(asked: Asked, *stages: str) -> "QuerySet[Matter]":
    return Matter.objects.filter(jurisdiction=asked.jurisdiction, stage__in=stages)


def to_receive(asked: Asked) -> Rows:
    """Return the matters that their lead has to sign for."""
    rows = _matters(asked, MatterStage.ASSIGNED).filter(of_units(asked, "lead"))
    return row(rows, "matter_receipt", words="title", day="sign_by", task="task", unit="lead")


def to_begin(asked: Asked) -> Rows:
    """Return the matters for which nobody is named yet."""
    rows = _matters(asked, MatterStage.SIGNED).filter(of_units(asked, "lead"))
    return row(rows, "matter_begin", words="title", day="due_on", task="task", unit="lead")


def to_reply(asked: Asked) -> Rows:
    """Return the matters that wait for the reply of their lead, one that was returned by the day to mend it."""
    return _dated(_matters(asked, *UNDER_WAY).filter(of_units(asked, "lead")))


def to_sign(asked: Asked) -> Rows:
    """Return those of them whose reply is drafted and waits for the head alone."""
    drafted = MatterReply.objects.filter(jurisdiction=asked.jurisdiction, signed_at__isnull=True).values("matter")
    return _dated(_matters(asked, *UNDER_WAY).filter(of_units(asked, "lead"), pk__in=drafted))


def _dated(rows: "QuerySet[Matter]") -> Rows:
    dated = rows.annotate(day=Greatest("due_on", Coalesce("refile_by", "due_on")))
    return row(dated, "matter", words="title", day="day", task="task", unit="lead")


def _to_help(asked: Asked) -> Rows:
    rows = _matters(asked, *WITH_UNIT).filter(of_units(asked, "cooperating__unit"))
    return row(rows, "matter_helped", words="title", day="due_on", task="task", unit="cooperating__unit")


def _to_hand_on(asked: Asked) -> Rows:
    given = Instruction.objects.filter(jurisdiction=asked.jurisdiction, stage=InstructionStage.GIVEN)
    given = given.annotate(said=Left("words", SAID))
    return row(given, "instruction", words="said", day="given_on", task="task", person="leader")


def _to_assign(asked: Asked) -> Rows:
    rows = _matters(asked, MatterStage.REGISTERED).annotate(on=TruncDate("registered_at"))
    return row(rows, "matter_assigning", words="title", day="on", task="task")


def _to_check(asked: Asked) -> Rows:
    rows = _matters(asked, MatterStage.REPLIED).filter(checked_by__isnull=True)
    return row(rows, "matter_replied", words="title", day=None, task="task")


def _checked_by_a_head() -> Q:
    path = "checked_by__person__holdings__"
    return Q(standing_on(clock.today(), path), (f"{path}post__kind", Post.Kind.OFFICE_HEAD))


def _to_close(asked: Asked) -> Rows:
    rows = _matters(asked, MatterStage.REPLIED).filter(checked_by__isnull=False).exclude(pk__in=_above(asked))
    return row(rows, "matter_closing", words="title", day=None, task="task")


def _above(asked: Asked) -> Rows:
    """Return the matters that the head of the office checked: the approver closes them."""
    return _matters(asked, MatterStage.REPLIED).filter(_checked_by_a_head()).values("pk")


def approver_closes(asked: Asked) -> Rows:
    """Return the matters that the approver closes, since the head of the office checked them."""
    is_his = asked.persons is None or asked.with_nobodys
    rows = _matters(asked, MatterStage.REPLIED).filter(pk__in=_above(asked)) if is_his else Matter.objects.none()
    return row(rows, "matter_closing_above", words="title", day=None, task="task")


def _to_answer(asked: Asked) -> Rows:
    rows = MatterExtension.objects.filter(jurisdiction=asked.jurisdiction, stage=ExtensionStage.FILED)
    return row(rows, "matter_extension", words="matter__title", day="answer_by", task="matter__task")


def late(asked: Asked) -> Iterator[Duty]:
    """Return in one line how many matters are over their day with their units, for the office to urge."""
    rows = _matters(asked, *WITH_UNIT).filter(due_on__lt=clock.today())
    found = rows.aggregate(count=Count("pk"), first=Min("due_on"))
    if found["count"]:
        words = ngettext("%(count)s matter over its day", "%(count)s matters over their day", found["count"])
        yield Duty(
            str(_("Matters")),
            words % {"count": found["count"]},
            f"{reverse('matters')}?late=1",
            str(_("Urge")),
            found["first"],
            code="matters_late",
        )


register(
    PlainKind(
        "matter_receipt", _("Receipt of a matter"), _("Acknowledge"), Owner.UNIT, "ledger.sign_matter", to_receive
    ),
    PlainKind("matter_begin", _("Matter"), _("Name who sees to it"), Owner.UNIT, "ledger.begin_matter", to_begin),
    PlainKind("matter", _("Matter"), _("Reply"), Owner.UNIT, "matter", to_reply),
    PlainKind("matter_helped", _("Cooperation in a matter"), _("Look at it"), Owner.UNIT, "matter", _to_help),
    PlainKind("instruction", _("Instruction"), _("Hand it on"), Owner.OFFICE, "instruction", _to_hand_on),
    PlainKind("matter_assigning", _("Matter"), _("Assign"), Owner.OFFICE, "ledger.assign_matter", _to_assign),
    PlainKind("matter_replied", _("Reply on a matter"), _("Check"), Owner.OFFICE, "matter", _to_check),
    PlainKind("matter_closing", _("Reply on a matter"), _("Close it"), Owner.OFFICE, "matter", _to_close),
    PlainKind(
        "matter_extension",
        _("More time for a matter"),
        _("Answer"),
        Owner.OFFICE,
        "ledger.answer_extension",
        _to_answer,
    ),
    PlainKind("matter_closing_above", _("Reply on a matter"), _("Close it"), Owner.LEADER, "matter", approver_closes),
)
kinds.register(kinds.Kind("matters_late", _("Matters"), Owner.OFFICE, late))
