"""What the subjects of journal entries are called, for those who may read the journal."""

from collections.abc import Callable, Iterable

from django.db.models import Model, QuerySet
from django.db.models.functions import Left

from duban.journal.records import Subject
from duban.ledger.models import Instruction, Matter, Task
from duban.orgs import policies
from duban.orgs.models import Person, Post, Unit, User
from duban.orgs.viewers import Viewer
from duban.plans.models import Plan, PlanImport, SourceFile

Rows = Callable[[Viewer], QuerySet[Model]]
IN_ONE_QUERY = 500
SAID = 40  # characters of an instruction that name it

# In the order in which a page names them: what came of an act before what it was made from.
NAMED: dict[str, tuple[Rows, str]] = {
    "plan": (lambda viewer: policies.visible(viewer, Plan), "title"),
    "import": (lambda viewer: policies.visible(viewer, PlanImport), "file__name"),
    "unit": (lambda viewer: policies.visible(viewer, Unit), "name"),
    "task": (lambda viewer: policies.visible(viewer, Task), "title"),
    "matter": (lambda viewer: policies.visible(viewer, Matter), "title"),
    "instruction": (lambda viewer: policies.visible(viewer, Instruction).annotate(said=Left("words", SAID)), "said"),
    "user": (lambda viewer: User.objects.filter(jurisdiction=viewer.jurisdiction), "person__name"),
    "person": (lambda viewer: Person.objects.filter(jurisdiction=viewer.jurisdiction), "name"),
    "file": (lambda viewer: SourceFile.objects.filter(jurisdiction=viewer.jurisdiction), "name"),
}


def name_by(kind: str, rows: Rows, column: str) -> None:
    """Let a package above say how the journal's subjects of a kind of its own are called."""
    NAMED[kind] = (rows, column)


def names_of(viewer: Viewer, subjects: Iterable[Subject]) -> dict[Subject, str]:
    """Return the names of subjects; what is not visible or has no name of its own is left out."""
    wanted: dict[str, set[str]] = {}
    for subject in subjects:
        wanted.setdefault(subject.kind, set()).add(subject.uid)
    found: dict[Subject, str] = {}
    for kind, (rows, column) in NAMED.items():
        uids = sorted(wanted.get(kind, ()))[:IN_ONE_QUERY]
        if uids:
            named = rows(viewer).filter(uid__in=uids).values_list("uid", column)
            found.update({Subject(kind, uid): name for uid, name in named})
    posts = Post.objects.filter(jurisdiction=viewer.jurisdiction, uid__in=sorted(wanted.get("post", ()))[:IN_ONE_QUERY])
    if wanted.get("post"):
        found.update({Subject("post", post.uid): post.words for post in posts.select_related("unit")})
    return found


def subjects_called(viewer: Viewer, words: str) -> list[Subject]:
    """Return the visible objects whose names hold these words, as many of each kind as one query can ask for."""
    found: list[Subject] = []
    for kind, (rows, column) in NAMED.items():
        called = rows(viewer).filter(**{f"{column}__icontains": words}).order_by("pk")
        found += [Subject(kind, uid) for uid in called.values_list("uid", flat=True)[:IN_ONE_QUERY]]
    return found


def in_order(subjects: Iterable[Subject]) -> list[Subject]:
    """Return subjects with the kinds that tell most first."""
    order = list(NAMED)
    return sorted(subjects, key=lambda subject: order.index(subject.kind) if subject.kind in NAMED else len(order))
