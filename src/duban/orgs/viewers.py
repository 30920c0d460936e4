"""Who is looking: the account with its person, posts and roles, as one frozen record."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from duban.core import clock
from duban.journal.records import Actor
from duban.orgs.models import Jurisdiction, Post, User
from duban.orgs.roles import ROLE_OF_POST, Role


@dataclass(frozen=True)
class Viewer:
    """A signed-in person with what he is on this day."""

    user: User
    jurisdiction: Jurisdiction
    name: str
    posts: tuple[Post, ...]

    @cached_property
    def roles(self) -> frozenset[Role]:
        """Return the roles that the posts give."""
        return frozenset(ROLE_OF_POST[post.kind] for post in self.posts)

    @cached_property
    def unit_ids(self) -> frozenset[int]:
        """Return the units for which this person works."""
        return frozenset(post.unit_id for post in self.posts if post.unit_id is not None)

    @cached_property
    def unit_name(self) -> str:
        """Return the unit under whose name this person acts; the government where there is none."""
        return next((post.unit.name for post in self.posts if post.unit is not None), self.jurisdiction.name)

    @cached_property
    def post_title(self) -> str:
        """Return unit and post as the page shows them."""
        titles = [
            pgettext("unit and post", "%(unit)s %(post)s") % {"unit": post.unit.name, "post": post.get_kind_display()}
            if post.unit is not None
            else str(post.get_kind_display())
            for post in self.posts
        ]
        return titles[0] if titles else str(_("no post"))

    @property
    def actor(self) -> Actor:
        """Return this person as the journal names him."""
        return Actor(uid=self.user.uid, name=self.name, unit_name=self.unit_name)


def viewer_of(user: User) -> Viewer:
    """Return the viewer behind an account, with the posts held today."""
    today = clock.today()
    posts = (
        Post.objects.filter(jurisdiction=user.jurisdiction_id, person=user.person_id, since__lte=today)
        .filter(Q(until__isnull=True) | Q(until__gte=today))
        .select_related("unit")
        .order_by("since", "uid")
    )
    return Viewer(user=user, jurisdiction=user.jurisdiction, name=user.person.name, posts=tuple(posts))
