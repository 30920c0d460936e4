"""How an account proves who it is."""

from django.contrib.auth.backends import ModelBackend


class AccountBackend(ModelBackend):
    """Name and password of an active account; rights come from `orgs.policies` alone."""
