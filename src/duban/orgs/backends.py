"""How an account proves who it is."""

from django.contrib.auth.backends import ModelBackend

from duban.orgs.models import User


class AccountBackend(ModelBackend):
    """Name and password of an active account; rights come from `orgs.policies` alone."""

    def get_user(self, user_id: int) -> User | None:
        """Return the account of a session with person and government, which every page asks for."""
        user = User.objects.select_related("person", "jurisdiction").filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
