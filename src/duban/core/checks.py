"""Numbered system checks: what is wrong with an installation and what to do about it."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import ERROR, CheckMessage, Error, register, run_checks

from duban.core import sealing


@register
def production_settings_are_complete(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """In production a missing secret or host list is an error (design 3.5)."""
    problems: list[CheckMessage] = []
    if settings.DUBAN_MODE != "production":
        return problems
    if len(settings.SECRET_KEY) < 40:
        problems.append(
            Error(
                "DUBAN_SECRET_KEY is missing or shorter than 40 characters.",
                hint="Set it to a long random string and keep it; this makes one: "
                "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'",
                id="duban.E001",
            )
        )
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        problems.append(
            Error(
                "DUBAN_ALLOWED_HOSTS does not name the hosts that this server answers for.",
                hint="Set it to the host names of the site, separated by commas, for example duban.example.gov.cn.",
                id="duban.E002",
            )
        )
    return problems


@register
def field_keys_are_set(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """Telephone numbers and secrets of second factors are kept encrypted; in production by keys of their own."""
    keys = sealing.field_keys()
    hint = "`duban keys new` prints a key. Put it into DUBAN_FIELD_KEYS, newest first, and keep a copy apart."
    if not keys:
        return [Error("DUBAN_FIELD_KEYS is missing.", hint=hint, id="duban.E004")]
    wrong = ", ".join(str(place) for place, key in enumerate(keys, 1) if not sealing.is_key(key))
    if wrong:
        return [Error(f"DUBAN_FIELD_KEYS: no key stands at place {wrong}.", hint=hint, id="duban.E004")]
    return []


@register
def home_can_be_written(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """The folders of the installation exist or can be made."""
    problems: list[CheckMessage] = []
    for name, folder in (("DUBAN_HOME", settings.DUBAN_HOME), ("DUBAN_FILES", settings.DUBAN_FILES)):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # for the server's user alone
        except OSError as error:
            problems.append(
                Error(
                    f"{name}: the folder {folder} cannot be made ({error.strerror}).",
                    hint=f"Set {name} to a folder that the server's user may write to.",
                    id="duban.E003",
                )
            )
    return problems


def errors_found() -> list[str]:
    """Return what keeps this installation from serving, one line each with its remedy."""
    return [f"{each.id}: {each.msg} {each.hint or ''}".strip() for each in run_checks() if each.level >= ERROR]
