"""Who does not sign in, and where nobody is: units, their heads, leaders, the approver."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from duban.core import clock
from duban.orgs.models import Holding, Jurisdiction, Post, User
from duban.orgs.register.dates import standing_on

ELSEWHERE = (*Post.ADMINISTRATORS, Post.Kind.AUDITOR, Post.Kind.OFFICER, Post.Kind.OFFICE_HEAD)
OF_LEADERS = (Post.Kind.LEADER, Post.Kind.APPROVER)


class Seated(NamedTuple):
    """Who holds a post today, and whether he signs in."""

    post: int
    post_uid: str
    kind: str
    unit: int | None
    unit_name: str | None
    serves: int | None
    person: int
    person_uid: str
    name: str
    has_telephone: bool
    signs_in: bool

    @property
    def post_words(self) -> str:
        """Return what his post is called."""
        return str(Post.Kind(self.kind).label)


@dataclass(frozen=True)
class Silent:
    """Who does not sign in: units in which nobody does, units whose head does not, leaders, the approver."""

    seated: tuple[Seated, ...]
    of_unit: Mapping[int, list[Seated]] = field(default_factory=dict)

    @classmethod
    def of(cls, jurisdiction: Jurisdiction) -> "Silent":
        """Ask who is seated today; one query."""
        accounts = User.objects.filter(
            jurisdiction=jurisdiction, person=OuterRef("person"), is_active=True, is_blocked=False
        ).filter(last_seen_on__isnull=False)
        today = Holding.objects.filter(standing_on(clock.today()), jurisdiction=jurisdiction)
        held = (
            today.exclude(post__kind__in=ELSEWHERE)
            .annotate(has_telephone=Q(person__telephone__isnull=False), signs_in=Exists(accounts))
            .order_by("post__position", "since", "pk")
            .values_list(
                "post",
                "post__uid",
                "post__kind",
                "post__unit",
                "post__unit__name",
                "post__serves",
                "person",
                "person__uid",
                "person__name",
                "has_telephone",
                "signs_in",
            )
        )
        seated = tuple(Seated(*each) for each in held)
        of_unit: dict[int, list[Seated]] = {}
        for each in seated:
            if each.unit is not None and each.kind in Post.OF_A_UNIT:
                of_unit.setdefault(each.unit, []).append(each)
        return cls(seated, of_unit)

    @property
    def awake(self) -> frozenset[int]:
        """Return the units of which somebody signs in; of all others nobody does, or nobody is there at all."""
        return frozenset(unit for unit, own in self.of_unit.items() if any(each.signs_in for each in own))

    @property
    def headless(self) -> frozenset[int]:
        """Return the units of which somebody signs in, but not the head."""
        heads = {unit: [each for each in own if each.kind == Post.Kind.HEAD] for unit, own in self.of_unit.items()}
        silent = {unit for unit, own in heads.items() if own and not any(each.signs_in for each in own)}
        return self.awake & silent

    def of_kind(self, kind: Post.Kind) -> list[Seated]:
        """Return who holds posts of a kind."""
        return [each for each in self.seated if each.kind == kind]

    def leaders(self) -> list[Seated]:
        """Return the leaders and approvers who do not sign in."""
        return [each for each in self.leading() if not each.signs_in]

    def leading(self) -> list[Seated]:
        """Return all leaders and approvers."""
        return [each for kind in OF_LEADERS for each in self.of_kind(kind)]

    def have_nobodys(self) -> bool:
        """Say whether the approver does not sign in, who has what no leader answers for; or there is none."""
        seated = self.of_kind(Post.Kind.APPROVER)
        return not any(each.signs_in for each in seated)


def approves(seated: Seated) -> bool:
    """Say whether somebody is seated as the approver."""
    return seated.kind == Post.Kind.APPROVER
