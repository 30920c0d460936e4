"""What the subjects of journal entries are called, for those that a viewer sees."""

from collections.abc import Iterable

from duban.journal.records import Subject
from duban.ledger.models import Task
from duban.orgs import policies
from duban.orgs.models import Unit
from duban.orgs.viewers import Viewer
from duban.plans.models import Plan

NAMED = {"task": (Task, "title"), "plan": (Plan, "title"), "unit": (Unit, "name")}
IN_ONE_QUERY = 500


def names_of(viewer: Viewer, subjects: Iterable[Subject]) -> dict[Subject, str]:
    """Return the names of subjects; what is not visible or has no name of its own is left out."""
    wanted: dict[str, set[str]] = {}
    for subject in subjects:
        wanted.setdefault(subject.kind, set()).add(subject.uid)
    found: dict[Subject, str] = {}
    for kind, (model, column) in NAMED.items():
        uids = sorted(wanted.get(kind, ()))[:IN_ONE_QUERY]
        if uids:
            rows = policies.visible(viewer, model).filter(uid__in=uids).values_list("uid", column)
            found.update({Subject(kind, uid): name for uid, name in rows})
    return found
