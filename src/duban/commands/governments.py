"""Which government a command acts on, and on whose account."""

from typing import TYPE_CHECKING

from duban.commands import Refused

if TYPE_CHECKING:
    from duban.orgs.models import Jurisdiction
    from duban.orgs.viewers import Viewer


def government(code: str | None) -> "Jurisdiction":
    """Return the government with a code; without a code the only one there is."""
    from duban.orgs.models import Jurisdiction

    found = list(Jurisdiction.objects.filter(code=code) if code else Jurisdiction.objects.all()[:2])
    if len(found) == 1:
        return found[0]
    if code:
        raise Refused(f"--jurisdiction: there is no government with the code {code!r}")
    raise Refused("--jurisdiction: name the government; there is not exactly one")


def account(jurisdiction: "Jurisdiction", username: str | None) -> "Viewer":
    """Return the viewer of an account; without a name that of the only officer who has one."""
    from duban.orgs.models import Post, User
    from duban.orgs.viewers import viewer_of

    users = User.objects.filter(jurisdiction=jurisdiction, is_active=True).select_related("person", "jurisdiction")
    if username:
        user = users.filter(username=username).first()
        if user is None:
            raise Refused(f"--by: there is no account {username!r} in {jurisdiction.name}")
        return viewer_of(user)
    officers = list(users.filter(person__holdings__post__kind=Post.Kind.OFFICER).distinct()[:2])
    if len(officers) != 1:
        raise Refused("--by: name the account; there is not exactly one officer")
    return viewer_of(officers[0])
