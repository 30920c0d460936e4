"""How the program is set up: mode, secrets, transport, folders, database (domain 6.4)."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext_lazy as _

from duban.core import texts
from duban.orgs.administration.doctor.findings import Finding, Weight

A_YEAR = 31_536_000

texts.register(
    {
        "doctor.check": "%(id)s: %(said)s",
        "doctor.check.remedy": "%(hint)s",
        "doctor.mode": _("The program runs as %(mode)s, not in production."),
        "doctor.mode.remedy": _("Take DUBAN_MODE out of the environment of the server."),
        "doctor.transport": _("%(name)s is off: pages or cookies could travel unprotected."),
        "doctor.transport.remedy": _("Serve over TLS alone, and set %(name)s back to its default."),
        "doctor.no_proxies": _("DUBAN_PROXIES names no proxy: forwarded addresses and TLS are not believed."),
        "doctor.no_proxies.remedy": _(
            "Where a proxy ends TLS, name its address, or all people count as one address and secure cookies fail."
        ),
        "doctor.sqlite": _("The database is SQLite: one machine, one writer at a time."),
        "doctor.sqlite.remedy": _("For a whole city put DUBAN_DATABASE_URL to PostgreSQL."),
        "doctor.digest": _("New journal entries are chained with %(digest)s, not with SM3."),
        "doctor.digest.remedy": _("Where commercial cryptography is asked for, set DUBAN_DIGEST=sm3."),
        "doctor.open_home": _("Others on this machine can read %(path)s (mode %(mode)s)."),
        "doctor.open_home.remedy": "chmod go-rwx %(path)s",
        "doctor.database": _("The database cannot be reached (%(said)s)."),
        "doctor.database.remedy": _("Check DUBAN_DATABASE_URL, and that the database runs."),
        "doctor.unmigrated": _("%(count)s changes of tables are not made yet, the first %(first)s."),
        "doctor.unmigrated.remedy": _(
            "Run “duban init”, or “python -m django migrate” with the settings of the server."
        ),
    }
)


def deployment_findings() -> Iterator[Finding]:
    """Return what is wrong with settings and folders; asks no table."""
    for message in run_checks():
        if message.level >= ERROR:
            said: dict[str, object] = {"id": str(message.id), "said": message.msg, "hint": message.hint or ""}
            yield Finding("doctor.check", Weight.ERROR, said)
    is_production = settings.DUBAN_MODE == "production"
    if not is_production:
        yield Finding("doctor.mode", Weight.WARNING, {"mode": settings.DUBAN_MODE})
    for name, is_right in _transport():
        if not is_right:
            yield Finding("doctor.transport", Weight.ERROR if is_production else Weight.NOTE, {"name": name})
    if not settings.DUBAN_PROXIES:
        yield Finding("doctor.no_proxies", Weight.NOTE)
    if connection.vendor == "sqlite":
        yield Finding("doctor.sqlite", Weight.NOTE)
    if settings.DUBAN_DIGEST != "sm3":
        yield Finding("doctor.digest", Weight.NOTE, {"digest": settings.DUBAN_DIGEST})
    yield from _open_folders()


def database_findings() -> list[Finding]:
    """Return why the database cannot be worked with; empty where it can."""
    try:
        executor = MigrationExecutor(connection)
        left = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return [Finding("doctor.database", Weight.ERROR, {"said": str(error).splitlines()[0]})]
    if left:
        first = f"{left[0][0].app_label}.{left[0][0].name}"
        return [Finding("doctor.unmigrated", Weight.ERROR, {"count": len(left), "first": first})]
    return []


def _transport() -> Iterator[tuple[str, bool]]:
    yield "SESSION_COOKIE_SECURE", settings.SESSION_COOKIE_SECURE
    yield "SESSION_COOKIE_HTTPONLY", settings.SESSION_COOKIE_HTTPONLY
    yield "CSRF_COOKIE_SECURE", settings.CSRF_COOKIE_SECURE
    yield "SECURE_HSTS_SECONDS", settings.SECURE_HSTS_SECONDS >= A_YEAR
    yield "SECURE_CONTENT_TYPE_NOSNIFF", settings.SECURE_CONTENT_TYPE_NOSNIFF
    yield "X_FRAME_OPTIONS", settings.X_FRAME_OPTIONS == "DENY"


def _open_folders() -> Iterator[Finding]:
    if os.name != "posix":
        return
    for folder in dict.fromkeys((Path(settings.DUBAN_HOME), Path(settings.DUBAN_FILES))):
        if not folder.is_dir():
            continue
        mode = stat.S_IMODE(folder.stat().st_mode)
        if mode & 0o077:
            yield Finding("doctor.open_home", Weight.WARNING, {"path": str(folder), "mode": f"{mode:o}"})
