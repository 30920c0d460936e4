"""Who keeps an account: the office those of units, the security administrator all others (domain 6.4).

An account is a person's and opens all his posts. It is kept by the office only where every post he holds now or later
is one of a unit; where he holds none any more, his former posts tell.
"""

from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet

from duban.core import clock
from duban.orgs.accounts.errors import HoldsOtherPosts, NoPostLeft, NotAnOfficePost, NotAUnitPost, OwnAccount
from duban.orgs.models import Holding, Person, Post, User
from duban.orgs.viewers import Standing


def not_over() -> Q:
    """Return the condition of a holding that runs today or begins later."""
    return Q(until__isnull=True) | Q(until__gte=clock.today())


def posts_of(person: Person) -> list[Post]:
    """Return the posts that a person holds now or later; where there are none, those he held."""
    holdings = Holding.objects.filter(jurisdiction=person.jurisdiction_id, person=person)
    return deciding_posts(holdings.select_related("post__unit").order_by("since", "pk"))


def deciding_posts(holdings: Iterable[Holding]) -> list[Post]:
    """Return the posts by which it is told who keeps the account of their holder."""
    rows, today = list(holdings), clock.today()
    running = [holding.post for holding in rows if holding.until is None or holding.until >= today]
    return running or [holding.post for holding in rows]


def is_of_units(posts: Sequence[Post]) -> bool:
    """Say whether the office keeps the account of a person with these posts."""
    return bool(posts) and all(post.kind in Post.OF_A_UNIT for post in posts)


def require_of_units(person: Person) -> None:
    """Raise NotAUnitPost unless the office keeps this person's account."""
    posts = posts_of(person)
    if not is_of_units(posts):
        raise NotAUnitPost(post=_first(posts, of_units=False))


def require_of_others(person: Person) -> None:
    """Raise NotAnOfficePost where the office keeps this person's account and not the security administrator."""
    posts = posts_of(person)
    if is_of_units(posts):
        raise NotAnOfficePost(post=_first(posts, of_units=True))


def require_no_other_posts(person: Person, post: Post, *, only_in_unit: bool) -> None:
    """Raise HoldsOtherPosts where an account for a post would also open posts that somebody else keeps."""
    for other in posts_of(person):
        if other.kind not in Post.OF_A_UNIT or (only_in_unit and other.unit_id != post.unit_id):
            raise HoldsOtherPosts(person=person.name, post=other.words)


def require_another(doer: Standing, person: Person) -> None:
    """Raise OwnAccount where somebody would open, reset or close his own account."""
    if doer.person.pk == person.pk:
        raise OwnAccount


def require_post(person: Person) -> None:
    """Raise NoPostLeft unless a person holds a post now or later."""
    if not Holding.objects.filter(not_over(), jurisdiction=person.jurisdiction_id, person=person).exists():
        raise NoPostLeft(person=person.name)


def holder_of(post: Post) -> Person | None:
    """Return who holds a post today."""
    today = clock.today()
    held = Holding.objects.filter(not_over(), jurisdiction=post.jurisdiction_id, post=post, since__lte=today)
    holding = held.select_related("person").first()
    return holding.person if holding is not None else None


def left_behind(post: Post) -> QuerySet[User]:
    """Return the open accounts of former holders of a post who hold no post any more: they are replaced."""
    held = Holding.objects.filter(jurisdiction=post.jurisdiction_id)
    return User.objects.filter(
        jurisdiction=post.jurisdiction_id, is_active=True, person__in=held.filter(post=post).values("person")
    ).exclude(person__in=held.filter(not_over()).values("person"))


def working_only_for(post: Post) -> QuerySet[Person]:
    """Return the persons whose posts, now and later, are all in the unit of a post."""
    held = Holding.objects.filter(not_over(), jurisdiction=post.jurisdiction_id)
    here = held.filter(post__unit=post.unit_id, post__kind__in=Post.OF_A_UNIT)
    elsewhere = held.exclude(pk__in=here.values("pk"))
    return Person.objects.filter(jurisdiction=post.jurisdiction_id, pk__in=here.values("person")).exclude(
        pk__in=elsewhere.values("person")
    )


def works_only_for(person: Person, post: Post) -> bool:
    """Say whether all posts of a person, now and later, are in the unit of a post."""
    return working_only_for(post).filter(pk=person.pk).exists()


def _first(posts: Sequence[Post], *, of_units: bool) -> str:
    return next((post.words for post in posts if (post.kind in Post.OF_A_UNIT) == of_units), "-")
