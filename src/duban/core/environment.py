"""Typed readers of settings from the environment.

Each reader notes what it gave and where it came from, so that `duban doctor` can show every setting with
its source. Pure: no Django.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting as it was read: its name, value, and whether it came from the environment."""

    name: str
    value: object
    source: str
    secret: bool = False


class BadSetting(ValueError):
    """A variable of the environment that cannot be understood."""

    def __init__(self, name: str, value: str, expected: str) -> None:
        super().__init__(f"{name}={value!r}: expected {expected}")


class Environment:
    """The variables of a process, read once each.

    >>> env = Environment({"DUBAN_PORT": "80"})
    >>> env.number("DUBAN_PORT", default=8000), env.text("DUBAN_MODE", default="production")
    (80, 'production')
    >>> [(setting.name, setting.source) for setting in env.read]
    [('DUBAN_PORT', 'environment'), ('DUBAN_MODE', 'default')]
    """

    def __init__(self, variables: dict[str, str] | None = None) -> None:
        self._variables = dict(os.environ) if variables is None else variables
        self.read: list[Setting] = []

    def _get(self, name: str, default: T, convert: Callable[[str], T], *, secret: bool = False) -> T:
        raw = self._variables.get(name, "").strip()
        value = convert(raw) if raw else default
        self.read.append(Setting(name, value, "environment" if raw else "default", secret))
        return value

    def text(self, name: str, *, default: str, choices: tuple[str, ...] = (), secret: bool = False) -> str:
        """Read words; with `choices`, one of them."""

        def convert(raw: str) -> str:
            if choices and raw not in choices:
                raise BadSetting(name, raw, "one of " + ", ".join(choices))
            return raw

        return self._get(name, default, convert, secret=secret)

    def words(self, name: str, *, default: tuple[str, ...] = (), secret: bool = False) -> tuple[str, ...]:
        """Read a list separated by commas."""

        def convert(raw: str) -> tuple[str, ...]:
            return tuple(word.strip() for word in raw.split(",") if word.strip())

        return self._get(name, default, convert, secret=secret)

    def choices(self, name: str, *, of: tuple[str, ...]) -> tuple[str, ...]:
        """Read some of the words that there are; without a word of it all of them, `none` for none."""

        def convert(raw: str) -> tuple[str, ...]:
            chosen = tuple(word.strip() for word in raw.split(",") if word.strip())
            if chosen == ("none",):
                return ()
            if set(chosen) - set(of):
                raise BadSetting(name, raw, "none, or some of " + ", ".join(of))
            return chosen

        return self._get(name, of, convert)

    def parsed(self, name: str, parse: Callable[[str], T], *, default: T, expected: str, secret: bool = False) -> T:
        """Read what a function makes of the words; it raises ValueError where they make no sense."""

        def convert(raw: str) -> T:
            try:
                return parse(raw)
            except ValueError:
                raise BadSetting(name, "…" if secret else raw, expected) from None

        return self._get(name, default, convert, secret=secret)

    def path(self, name: str, *, default: Path) -> Path:
        """Read a folder or file; a leading ~ is the home of the user."""
        return self._get(name, default, lambda raw: Path(raw).expanduser().resolve())

    def number(self, name: str, *, default: int) -> int:
        """Read a whole number."""

        def convert(raw: str) -> int:
            try:
                return int(raw)
            except ValueError:
                raise BadSetting(name, raw, "a whole number") from None

        return self._get(name, default, convert)

    def numbers(self, name: str, *, default: dict[str, int]) -> dict[str, int]:
        """Read name=number pairs separated by commas; names that are not given keep their default."""

        def convert(raw: str) -> dict[str, int]:
            pairs = dict(default)
            for pair in raw.split(","):
                key, _, figure = pair.strip().partition("=")
                if key not in default or not figure.isdecimal():
                    raise BadSetting(name, raw, "pairs such as " + ",".join(f"{k}={v}" for k, v in default.items()))
                pairs[key] = int(figure)
            return pairs

        return self._get(name, default, convert)
