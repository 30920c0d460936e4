"""What kind of installation a database is: a demonstration is marked, and production refuses it."""

from django.conf import settings

from duban.orgs.errors import WrongDatabase
from duban.orgs.models import Jurisdiction


def require_matching_mode() -> None:
    """Raise WrongDatabase when production meets a demonstration, or a demonstration meets real data."""
    if settings.DUBAN_MODE == "test":
        return
    is_demonstration = settings.DUBAN_MODE == "demonstration"
    stranger = Jurisdiction.objects.exclude(is_demonstration=is_demonstration).order_by("code").first()
    if stranger is not None:
        raise WrongDatabase(mode=settings.DUBAN_MODE, jurisdiction=stranger.name)
