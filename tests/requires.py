"""What a test may need of the machine, found without starting it.

A marker names the need (`@pytest.mark.browser`). Where the machine lacks it the test is skipped with the package to
install; where DUBAN_TEST_REQUIRE names it, as CI does, the test fails instead.
"""

import os
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import postgres

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


class Need(NamedTuple):
    """One thing a machine may lack: how to see whether it is there, and how it gets there."""

    is_met: Callable[[], bool]
    remedy: str


def chromium() -> str | None:
    """Return the path of the system's Chromium; Playwright is never asked to bring its own."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def libreoffice() -> str | None:
    """Return the path of LibreOffice, which turns documents into pictures that tests look at."""
    return shutil.which("soffice") or shutil.which("libreoffice")


NEEDS = {
    "browser": Need(lambda: chromium() is not None, "install the package chromium"),
    "postgresql": Need(lambda: postgres.binaries() is not None, "install the package postgresql"),
    "libreoffice": Need(
        lambda: libreoffice() is not None and shutil.which("pdftoppm") is not None,
        "install the packages libreoffice-writer, libreoffice-calc and poppler-utils",
    ),
    "shared": Need(SHARED.is_dir, "put the folder of reference plans beside the project as ../shared"),
}


def required() -> frozenset[str]:
    """Return the needs whose absence is a failure here."""
    named = frozenset(filter(None, os.environ.get("DUBAN_TEST_REQUIRE", "").replace(" ", "").split(",")))
    if unknown := named - NEEDS.keys():
        raise ValueError(f"DUBAN_TEST_REQUIRE names {sorted(unknown)}; known are {sorted(NEEDS)}")
    return named


@cache
def is_met(name: str) -> bool:
    """Whether the machine has what this need asks for."""
    return NEEDS[name].is_met()
