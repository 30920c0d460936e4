"""The address of this site, for messages that lead back to it."""

from django.conf import settings


def address() -> str:
    """Return the address as people type it; empty where nobody said it and it cannot be known."""
    if settings.DUBAN_ADDRESS:
        return str(settings.DUBAN_ADDRESS)
    hosts = [host for host in settings.ALLOWED_HOSTS if not host.startswith(".")]
    return f"https://{hosts[0]}" if settings.DUBAN_MODE == "production" and hosts else ""


def link(path: str) -> str:
    """Return the whole address of a page; empty where that of the site is not known."""
    own = address()
    return f"{own}{path}" if own else ""
