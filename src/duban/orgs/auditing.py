"""The audit desk's share of permission: who searches which chains, and by which names a unit is found (domain 6.4).

The auditor of a government reads the journal of his government. The audit administrator reads all logs, those of the
other administrators and of the installation among them. Neither changes anything; both leave access records.
"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duban.journal.access import note_access
from duban.journal.records import INSTALLATION
from duban.orgs import policies
from duban.orgs.errors import NotVisible
from duban.orgs.models import Unit, User
from duban.orgs.policies import Act, declare
from duban.orgs.roles import AUDITORS, Role, anybody
from duban.orgs.viewers import Viewer

declare(
    Act("audit.search", _("Search journal and access records"), AUDITORS | anybody(Role.AUDIT), is_look=True),
    Act("audit.take", _("Take out what was found in the journal"), AUDITORS | anybody(Role.AUDIT), is_look=True),
    Act("audit.verify", _("Verify the journal"), AUDITORS | anybody(Role.AUDIT), is_look=True),
    Act("audit.see_installation", _("Read the journal of the installation"), anybody(Role.AUDIT), is_look=True),
)


def chain_of(viewer: Viewer, asked: str) -> str:
    """Return the chain that is asked for: that of the own government, or of the installation for who may read it."""
    if asked in ("", viewer.jurisdiction.uid):
        return str(viewer.jurisdiction.uid)
    if asked == INSTALLATION and policies.can(viewer, "audit.see_installation"):
        return INSTALLATION
    raise NotVisible


def names_of_unit(viewer: Viewer, words: str) -> list[str]:
    """Return the names, those of earlier days included, under which a unit stands in the journal."""
    units = Unit.objects.filter(jurisdiction=viewer.jurisdiction).filter(
        Q(name=words)
        | Q(former_names__jurisdiction=viewer.jurisdiction, former_names__name=words)
        | Q(aliases__jurisdiction=viewer.jurisdiction, aliases__surface=words)
    )
    found = units.values_list("name", "former_names__name")
    return sorted({words, *(name for pair in found for name in pair if name)})


def person_meant(viewer: Viewer, words: str) -> str:
    """Return by what the journal knows the person who is meant: the account's uid for a username, else the name."""
    users = User.objects.filter(jurisdiction=viewer.jurisdiction, username=words)
    return users.values_list("uid", flat=True).first() or words


def accounts_called(viewer: Viewer, words: str) -> list[str]:
    """Return the uids of the accounts whose name or person bears these words."""
    users = User.objects.filter(jurisdiction=viewer.jurisdiction)
    return list(users.filter(Q(username=words) | Q(person__name=words)).values_list("uid", flat=True))


def note_look(viewer: Viewer, *, what: str, target: str, address: str) -> None:
    """Keep an access record of a look at what is sensitive: telephone numbers, papers, searches for a person."""
    note_access(
        jurisdiction=viewer.jurisdiction.uid,
        actor=viewer.actor,
        what=what,
        outcome="ok",
        target=target,
        address=address,
    )
