"""The accounts that a demonstration names beside its door."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from duban.orgs.models import Holding, Post


@dataclass(frozen=True)
class ShownAccount:
    """An account that the sign-in page of a demonstration names; its password stands in the terminal."""

    username: str
    name: str
    post: str
    unit: str


def accounts_on_show() -> list[ShownAccount]:
    """Return the accounts of a demonstration to which somebody has a password; none in any other mode."""
    if settings.DUBAN_MODE != "demonstration":
        return []
    posts = (
        Holding.objects.filter(jurisdiction__is_demonstration=True, person__accounts__isnull=False)
        .exclude(person__accounts__password__startswith=UNUSABLE_PASSWORD_PREFIX)
        .order_by("pk")
        .values_list("person__accounts__username", "person__name", "post__kind", "post__unit__name")
    )
    return [
        ShownAccount(username, name, str(Post.Kind(kind).label), unit or "") for username, name, kind, unit in posts
    ]
