"""What an address asks, read alike by every page; `web.middleware.without_nul` has left NUL out before."""

from collections.abc import Mapping


def words_of(sent: Mapping[str, str], name: str, *, longest: int) -> str:
    """Return the words under a name, without the blanks around them and no longer than what they may name."""
    return sent.get(name, "").strip()[:longest]
