"""How an account proves who it is."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from duban.orgs.models import User


class AccountBackend(ModelBackend):
    """Name and password of an open account; rights come from `orgs.policies` alone."""

    def user_can_authenticate(self, user: AbstractBaseUser | AnonymousUser | None) -> bool:
        """Say whether an account is open: neither closed nor blocked by the security administrator."""
        return isinstance(user, User) and user.is_active and not user.is_blocked

    def get_user(self, user_id: int) -> User | None:
        """Return the account of a session with person and government, which every page asks for."""
        user = User.objects.select_related("person", "jurisdiction").filter(pk=user_id).first()
        return user if self.user_can_authenticate(user) else None
