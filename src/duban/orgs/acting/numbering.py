"""Yearly numbers of papers (编号): one row of numbers for each kind and government, without gaps.

A number is taken inside the act that needs it: an act that is undone gives its number back, and two at once get two.
"""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from duban.orgs.errors import Stale
from duban.orgs.models import Jurisdiction, Serial

TRIES = 3


def next_number(jurisdiction: Jurisdiction, kind: str, year: int) -> int:
    """Return the next number of a kind in a year, 1 for the first; only inside the transaction of an act.

    The row is locked until the act ends, so whoever comes second waits and counts on. Where an engine takes no lock
    for reading, the number moves by compare-and-set.
    """
    rows = Serial.objects.filter(jurisdiction=jurisdiction, kind=kind, year=year)
    for _try in range(TRIES):
        last = rows.select_for_update().values_list("last", flat=True).first()
        if last is None:
            try:
                with transaction.atomic():
                    Serial.objects.create(jurisdiction=jurisdiction, kind=kind, year=year, last=1)
            except IntegrityError:  # another act opened the year
                continue
            return 1
        if rows.filter(last=last).update(last=last + 1) == 1:
            return last + 1
    raise Stale


def number_in_words(year: int, number: int) -> str:
    """Return a yearly number as it is written on paper."""
    return _("No. %(number)s of %(year)s") % {"number": number, "year": year}
