"""What a digest says: what comes due, what is over its day, what is new on the desk."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duban.core import clock
from duban.core.working_days import WorkingCalendar
from duban.orgs.viewers import Viewer
from duban.reminders.duties.bell import MARKS, Ring, crossed, heard_by
from duban.reminders.duties.desks import owed_by
from duban.reminders.duties.models import Duty
from duban.reminders.outbox.queueing import Words
from duban.reminders.site import link

MOST = 20  # lines of each part


@dataclass(frozen=True)
class Digest:
    """What one person is told on one day, and the keys of all that stands on his desk."""

    soon: tuple[Ring, ...]
    late: tuple[Duty, ...]
    new: tuple[Duty, ...]
    keys: frozenset[str]

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to tell."""
        return not (self.soon or self.late or self.new)


def digest_of(viewer: Viewer, calendar: WorkingCalendar, *, since: date | None, known: frozenset[str]) -> Digest:
    """Return what a person is told who was told last on a day; without one nothing is new, everything is."""
    duties = owed_by(viewer, calendar).duties
    soon = [ring for ring in heard_by(viewer, duties, calendar) if crossed(ring, calendar, since)]
    told = {ring.duty.key for ring in soon}
    late = [duty for duty in duties if duty.is_late]
    new = [duty for duty in duties if not duty.is_late and duty.key not in known and duty.key not in told]
    return Digest(
        tuple(soon),
        tuple(sorted(late, key=lambda duty: (duty.day or date.max, duty.kind, duty.words))),
        tuple(new) if since is not None else (),
        frozenset(duty.key for duty in duties),
    )


def words_of(digest: Digest, name: str, *, is_brief: bool) -> Words:
    """Return a digest in words; a brief one has counts alone, because others may read it."""
    with translation.override(settings.LANGUAGE_CODE):
        counts = _counts(digest)
        subject = _("Duban reminder, %(day)s") % {"day": date_format(clock.today(), "MONTH_DAY_FORMAT")}
        if is_brief:
            lines = [_("%(name)s: %(counts)s.") % {"name": name, "counts": _listed(counts)}, *_way()]
        else:
            lines = [_("%(name)s, on your desk: %(counts)s.") % {"name": name, "counts": _listed(counts)}]
            lines += [*_part(_("Over its day"), [_line(duty, _over(duty)) for duty in digest.late])]
            lines += [*_part(_("Due soon"), [_line(ring.duty, _left(ring)) for ring in digest.soon])]
            lines += [*_part(_("New on the desk"), [_line(duty, _by(duty)) for duty in digest.new])]
            lines += ["", *_way()]
        return Words(subject, "\n".join(lines))


def _counts(digest: Digest) -> list[str]:
    found = []
    if digest.late:
        count = len(digest.late)
        found.append(ngettext("%(count)s over its day", "%(count)s over their day", count) % {"count": count})
    for mark in MARKS:
        count = sum(ring.mark == mark for ring in digest.soon)
        if count:
            found.append(_("%(count)s due within %(days)s working days") % {"count": count, "days": mark})
    if digest.new:
        found.append(_("%(count)s new") % {"count": len(digest.new)})
    return found


def _listed(counts: list[str]) -> str:
    return _(", ").join(counts)


def _part(title: str, lines: list[str]) -> list[str]:
    if not lines:
        return []
    left = len(lines) - MOST
    more = [_("… and %(count)s more") % {"count": left}] if left > 0 else []
    return ["", f"{title} ({len(lines)})", *lines[:MOST], *more]


def _line(duty: Duty, when: str) -> str:
    words = " ".join(duty.words.split())
    return f"· {duty.kind}　{words}" + (f"　{when}" if when else "")


def _over(duty: Duty) -> str:
    return duty.day_words


def _by(duty: Duty) -> str:
    return date_format(duty.day) if duty.day is not None else ""


def _left(ring: Ring) -> str:
    left = ngettext("%(left)s working day left", "%(left)s working days left", ring.left) % {"left": ring.left}
    return f"{_by(ring.duty)}　{left}" if ring.left else f"{_by(ring.duty)}　{_('today')}"


def _way() -> list[str]:
    address = link("/")
    found = [_("Your desk: %(address)s") % {"address": address}] if address else [_("Sign in to Duban to see more.")]
    return [*found, _("At most one message a day. Under “My account” you choose when and where, or none.")]
