"""Nothing under the GPL or AGPL comes with Duban (design 5); what is merely near is listed with its reason."""

from importlib.metadata import Distribution, distributions

import pytest

# Weak copyleft: used unmodified as libraries, which these licences allow to any program.
ALLOWED = {
    "psycopg": "LGPL: the PostgreSQL driver, an extra, used unmodified through its interface",
    "psycopg-binary": "LGPL: its compiled part",
    "psycopg-pool": "LGPL: its pool of connections",
}

# What the metadata of a package may say for itself; the class of licences decides, not the version.
REFUSED_WORDS = ("GPL", "GENERAL PUBLIC", "AFFERO", "SSPL", "SERVER SIDE PUBLIC", "NON-COMMERCIAL", "NONCOMMERCIAL")


def said_licence(distribution: Distribution) -> str:
    """Return what a package says of its licence: the expression, the short field, the classifiers, else its file."""
    metadata = distribution.metadata
    words = [line.strip().partition("\n")[0] for line in metadata.get_all("License-Expression", [])]
    words += [line.strip().partition("\n")[0] for line in metadata.get_all("License", [])]
    words += [line for line in metadata.get_all("Classifier", []) if line.startswith("License ::")]
    return "; ".join(filter(None, words)) or _first_line_of_file(distribution)


def _first_line_of_file(distribution: Distribution) -> str:
    for path in distribution.files or []:
        if path.name.upper().startswith("LICEN"):
            return path.read_text(encoding="utf-8").strip().partition("\n")[0]
    return ""


INSTALLED = {distribution.metadata["Name"].lower(): said_licence(distribution) for distribution in distributions()}


@pytest.mark.parametrize("name", sorted(INSTALLED))
def test_an_installed_package_has_a_licence_that_may_be_shipped(name: str) -> None:
    said = INSTALLED[name]
    assert said, "its metadata names no licence; it cannot be shipped unread"
    if any(word in said.upper() for word in REFUSED_WORDS):
        assert name in ALLOWED, said


def test_the_allowed_are_still_needed() -> None:
    assert {name for name in ALLOWED if name in INSTALLED} == set(ALLOWED)
