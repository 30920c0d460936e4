"""Words of the audit desk for what stands in bodies and access records: titles of keys, words of codes.

A package may register its own (`journal.wording`); what is written by several of them stands here.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duban.core.texts import Lazy
from duban.journal.wording import name_fields, name_values
from duban.ledger.models import Assignment
from duban.ledger.stages import TaskStage
from duban.orgs import policies
from duban.orgs.models import Jurisdiction, Post, RecordedAct, Unit
from duban.plans.stages import ImportStage

FIELDS: dict[str, Lazy] = {
    "act": _("Act"),
    "addresses": _("Network addresses"),
    "after": _("After"),
    "alias": _("Spelling"),
    "assignments": _("Assignments"),
    "basis": _("Basis"),
    "batch": _("Batch"),
    "before": _("Before"),
    "clauses": _("Clauses"),
    "code": _("Code"),
    "content": _("Content"),
    "copies": _("Copies"),
    "corrected": _("Corrected places"),
    "correction": _("Correction"),
    "corrections": _("Corrections"),
    "counted_from": _("Counted from"),
    "day": _("Day"),
    "days": _("Days"),
    "digest": _("Digest"),
    "doc_number": _("Document number"),
    "document": _("Document"),
    "duties_to": _("Duties pass to"),
    "edition": _("Edition"),
    "entries": _("Entries of the file"),
    "entry": _("Entry"),
    "fields": _("Fields of work"),
    "file": _("File"),
    "finding": _("Finding"),
    "findings": _("Findings"),
    "form": _("Form"),
    "given": _("What was given"),
    "given_at": _("Given at"),
    "given_by": _("Given by"),
    "group": _("Group"),
    "head": _("Head"),
    "initials": _("Initials"),
    "invitation": _("Invitation"),
    "is_demonstration": _("Demonstration"),
    "is_late": _("Recorded late"),
    "is_official": _("Official"),
    "is_small_office": _("Small office"),
    "is_working": _("Working day"),
    "items": _("Clauses"),
    "kind": _("Kind"),
    "last_seen_on": _("Last seen on"),
    "leader": _("Responsible leader"),
    "ledger_algorithm": _("Algorithm of the ledger's digest"),
    "ledger_digest": _("Digest of the ledger"),
    "level": _("Level"),
    "locked_until": _("Locked until"),
    "means": _("How it came"),
    "members": _("Members"),
    "name": _("Name"),
    "named_at": _("Named at"),
    "new_spellings": _("New spellings"),
    "new_units": _("New units"),
    "note": _("Note"),
    "on": _("Day"),
    "open": _("Open duties"),
    "open_ends": _("Open ends"),
    "order_number": _("Order number"),
    "ordered_by": _("Ordered by"),
    "origin": _("Where it comes from"),
    "paper": _("Paper"),
    "paper_held_at": _("Original held at"),
    "paper_on": _("Date of the paper"),
    "paper_sha256": _("SHA-256 of the scan"),
    "params": _("Particulars"),
    "parent": _("Above it"),
    "part": _("Part"),
    "person": _("Person"),
    "pinyin": _("Pinyin"),
    "place": _("Place"),
    "position": _("Place in the register"),
    "post": _("Post"),
    "proof": _("Proof"),
    "protection_level": _("Protection level"),
    "read": _("As it was read"),
    "reason": _("Reason"),
    "receiver": _("Receiver"),
    "receivers": _("Receivers"),
    "recorded": _("Recorded on behalf"),
    "records": _("Records"),
    "remark": _("Remark"),
    "replaced": _("Replaced"),
    "role": _("Role"),
    "seconded_from": _("Seconded from"),
    "section": _("Section"),
    "sections": _("Sections"),
    "seq": _("No."),
    "served_on": _("Served on"),
    "serves": _("Serves"),
    "sha256": _("SHA-256"),
    "since": pgettext_lazy("a span of days", "From"),
    "size": _("Size in bytes"),
    "source": _("Source"),
    "stage": _("Stage"),
    "standing": _("Standing"),
    "state": _("State"),
    "steps": _("Steps"),
    "tasks": _("Tasks"),
    "telephone": _("Telephone"),
    "title": _("Title"),
    "unit": _("Unit"),
    "unit_kind": _("Kind of unit"),
    "units": _("Units"),
    "until": pgettext_lazy("a span of days", "To"),
    "username": _("Account"),
    "value": _("Value"),
    "witnessed_by": _("Witnessed by"),
    "words": _("Words"),
    "year": _("Year"),
}
NOTED: dict[str, Lazy] = {
    "audit.access_taken": _("Access records taken out"),
    "audit.contents_read": _("Texts of an entry read"),
    "audit.entries_taken": _("Entries taken out"),
    "audit.person_searched": _("Searched for a person"),
    "orgs.telephone_read": _("Read a telephone number"),
    "audit.verified": _("Journal verified"),
    "ledger.exported": _("Ledger taken out"),
    "ledger.matters_exported": _("Assigned matters taken out"),
    "ledger.unit_tasks_exported": _("Tasks of a unit taken out"),
    "ledger.unit_timetable_exported": _("Timetable of a unit taken out"),
    "orgs.sign_in": _("Sign-in"),
    "orgs.sign_out": _("Sign-out"),
    "plans.file_taken": _("File of a plan taken out"),
    "ok": pgettext_lazy("outcome", "Done"),
    "refused": pgettext_lazy("outcome", "Refused"),
    "broken": pgettext_lazy("outcome", "Broken"),
}
KIND = ("kind", "post", "role", "level", "stage", "standing", "means")


def register() -> None:
    """Register titles and words; an act that was refused is called what the table of permission calls it."""
    name_fields({act.code: act.title for act in policies.acts()})
    name_fields(FIELDS)
    name_fields(NOTED)
    for field in KIND:
        for choices in (
            Unit.Kind,
            Unit.Standing,
            Post.Kind,
            Jurisdiction.Level,
            RecordedAct.Means,
            Assignment.Role,
            TaskStage,
            ImportStage,
        ):
            name_values(field, choices.choices)
    name_values("act", [(act.code, act.title) for act in policies.acts()])
