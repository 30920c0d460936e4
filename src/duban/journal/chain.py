"""How the digests of the journal are built; docs/journal.md says it in words for third parties. Pure."""

from collections.abc import Mapping

from duban.core.digests import JSON, canonical_digest

GENESIS = "0" * 64  # what the first entry of a chain names as the one before it
BLANK = "-"  # what stands where there is nothing: '' and NULL are one and the same on some engines

# Fixed for ever: a column that is added later enters no digest of an entry written before.
ENTRY_COLUMNS = (
    "jurisdiction",
    "seq",
    "at",
    "kind",
    "actor_uid",
    "actor_name",
    "unit_name",
    "on_behalf_of",
    "batch",
    "body",
    "subjects",
    "contents",
    "algorithm",
    "previous",
)
ACCESS_COLUMNS = (
    "jurisdiction",
    "uid",
    "day",
    "at",
    "actor_uid",
    "actor_name",
    "unit_name",
    "what",
    "outcome",
    "target",
    "address",
    "algorithm",
)
CONTENT_COLUMNS = ("kind", "salt", "text", "sha256", "size", "reference")
ERASED_CONTENT = {"salt": BLANK, "text": BLANK, "sha256": BLANK, "size": 0, "reference": BLANK}


def entry_digest(row: Mapping[str, JSON]) -> str:
    """Return the digest of an entry: over every column but the digest itself, by the algorithm that it names."""
    return canonical_digest(str(row["algorithm"]), {column: row[column] for column in ENTRY_COLUMNS})


def access_digest(row: Mapping[str, JSON]) -> str:
    """Return the digest of an access record, built as that of an entry."""
    return canonical_digest(str(row["algorithm"]), {column: row[column] for column in ACCESS_COLUMNS})


def content_digest(algorithm: str, row: Mapping[str, JSON]) -> str:
    """Return the salted digest of a content; once salt and content are gone, nothing can be guessed from it."""
    return canonical_digest(algorithm, {column: row[column] for column in CONTENT_COLUMNS})
