"""What pages offer about instructions and assigned matters: rules, choices, what stands above a form."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from duban.ledger.matters.closing import WITHDRAWABLE
from duban.ledger.matters.extending import EXTENDABLE, is_extended
from duban.ledger.matters.replying import ANSWERABLE, draft_of
from duban.ledger.models import Instruction, Matter, MatterExtension
from duban.ledger.stages import SERVED, ExtensionStage, InstructionStage, MatterStage
from duban.progress.models import Evidence
from duban.web.acts.rules import Rule

MOST = 100
Choices = Sequence[tuple[str, str]]
Facts = list[tuple[str, str]]


def _is_checked(matter: Matter) -> bool:
    return matter.stage == MatterStage.REPLIED and matter.checked_by_id is not None


RULES = (
    Rule("ledger.note_instruction", Instruction, lambda each: each.stage == InstructionStage.GIVEN),
    Rule("ledger.assign_matter", Matter, lambda matter: matter.stage == MatterStage.REGISTERED),
    Rule("ledger.sign_matter", Matter, lambda matter: matter.stage == MatterStage.ASSIGNED),
    Rule("ledger.begin_matter", Matter, lambda matter: matter.stage == MatterStage.SIGNED),
    Rule("ledger.draft_reply", Matter, lambda matter: matter.stage in ANSWERABLE),
    Rule("ledger.reply_matter", Matter, lambda matter: matter.stage in ANSWERABLE),
    Rule("ledger.ask_extension", Matter, lambda matter: matter.stage in EXTENDABLE and not is_extended(matter)),
    Rule("ledger.answer_extension", MatterExtension, lambda each: each.stage == ExtensionStage.FILED),
    Rule(
        "ledger.check_matter",
        Matter,
        lambda matter: matter.stage == MatterStage.REPLIED and matter.checked_by_id is None,
    ),
    Rule("ledger.close_matter", Matter, _is_checked),
    Rule("ledger.return_reply", Matter, lambda matter: matter.stage == MatterStage.REPLIED),
    Rule("ledger.withdraw_matter", Matter, lambda matter: matter.stage in WITHDRAWABLE),
    Rule("progress.support_matter", Evidence, lambda evidence: evidence.withdrawn_at is None),
)


def _led_matters(evidence: Evidence) -> Choices:
    rows = Matter.objects.filter(jurisdiction=evidence.jurisdiction_id, lead=evidence.unit_id, stage__in=SERVED)
    return [(row.uid, str(row)) for row in rows.order_by("-year", "-number")[:MOST]]


CHOICES: dict[tuple[str, str], Callable[[Any], Choices]] = {("progress.support_matter", "matter"): _led_matters}


def initial_of(code: str, about: Model) -> Mapping[str, object]:
    """Return what the form of an act begins with, where somebody wrote it before."""
    if code == "ledger.draft_reply" and isinstance(about, Matter):
        draft = draft_of(about)
        return {"text": draft.text} if draft is not None else {}
    return {}


def _of_instruction(each: Instruction) -> Facts:
    about = f"{each.task.numbers} {each.task.title}" if each.task is not None else each.about_words
    return [
        (_("Leader"), f"{each.leader.name}　{date_format(each.given_on)}"),
        (pgettext("instruction", "Words"), each.words),
        *([(pgettext("instruction", "About"), about)] if about else []),
    ]


def _of_matter(matter: Matter) -> Facts:
    replies = list(matter.replies.order_by("number"))
    said = [
        (_("Draft") if each.signed_at is None else _("Reply %(number)s") % {"number": each.number}, each.text)
        for each in replies
    ]
    returned = [(_("Returned because"), each.returned_because) for each in replies[-1:] if each.returned_because]
    return [
        (_("Lead unit"), matter.lead.name),
        (_("What the unit is to do"), matter.demand),
        *([(_("Due"), date_format(matter.due_on))] if matter.due_on is not None else []),
        *said,
        *returned,
        *([(_("What was found"), matter.finding)] if matter.finding else []),
    ]


def _of_extension(each: MatterExtension) -> Facts:
    days = {"before": date_format(each.matter.due_on) if each.matter.due_on else "—", "after": date_format(each.until)}
    late = [(_("Asked"), _("less than five working days before the day"))] if each.is_late else []
    return [
        (_("Lead unit"), each.matter.lead.name),
        (_("Due"), _("%(before)s → %(after)s") % days),
        (_("Reason"), each.reason),
        *late,
    ]


FACTS: dict[type[Model], Callable[[Any], Facts]] = {
    Instruction: _of_instruction,
    Matter: _of_matter,
    MatterExtension: _of_extension,
}
