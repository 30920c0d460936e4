"""A broken link as a sentence: what, where, and what it means."""

from django.utils.translation import gettext_lazy as _

from duban.core.texts import Lazy
from duban.journal.reports import Break, Fault

_SENTENCES: dict[Fault, Lazy] = {
    Fault.MISSING: _(
        "%(table)s, entry %(seq)s, row %(row)s: the chain speaks of it and it is not there; it was removed."
    ),
    Fault.ADDED: _(
        "%(table)s, entry %(seq)s, row %(row)s: it is there and the chain does not speak of it; it was added."
    ),
    Fault.ALTERED: _(
        "%(table)s, entry %(seq)s, row %(row)s: it does not give the digest that the chain holds; it was altered."
    ),
    Fault.UNLINKED: _(
        "%(table)s, entry %(seq)s: it does not name the digest of the entry before; one of them was altered or moved."
    ),
    Fault.ALGORITHM: _(
        "%(table)s, entry %(seq)s, row %(row)s: it names a digest algorithm that this program does not know."
    ),
    Fault.UNREADABLE: _(
        "%(table)s, entry %(seq)s: it holds what this program does not write; it was forged together with its digest."
    ),
    Fault.UNORDERED: _("%(table)s, entry %(seq)s, content %(row)s: it was erased, and no entry names an order for it."),
    Fault.RESTORED: _("%(table)s, entry %(seq)s, content %(row)s: it was erased by order, and it is there again."),
}


def describe(broken: Break) -> str:
    """Return the sentence in the reader's language."""
    return str(_SENTENCES[broken.fault]) % {"table": broken.table, "seq": broken.seq, "row": broken.row}
