"""The store of files as they were given: each under its digest, in a folder of its government."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from duban.core import texts
from duban.core.errors import DomainError


class FileErased(DomainError):
    """The bytes of a file were erased by order."""

    code = "plans.file_erased"  # stored refusals name it so


texts.register({FileErased.code: _("The file was erased by order and cannot be opened any more.")})


def reference_of(jurisdiction: str, sha256: str) -> str:
    """Return under which name the store keeps a file."""
    return f"{jurisdiction}/{sha256[:2]}/{sha256}"


def store(jurisdiction: str, sha256: str, content: bytes) -> str:
    """Keep the bytes and return their reference; they are whole on disk before they have their name."""
    reference = reference_of(jurisdiction, sha256)
    path = _path(reference)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(temporary).unlink()
        raise
    _keep_name(path.parent)
    return reference


def fetch(reference: str) -> bytes:
    """Return the bytes; raise FileErased where they are gone."""
    try:
        return _path(reference).read_bytes()
    except FileNotFoundError as error:
        raise FileErased from error


def erase(reference: str) -> bool:
    """Remove the bytes; say whether there were any."""
    path = _path(reference)
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    _keep_name(path.parent)
    return True


def stored_before(moment: datetime) -> Iterator[str]:
    """Return what the store keeps since before a moment: references of files, and what a crash left half written."""
    root = Path(settings.DUBAN_FILES)
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.stat().st_mtime < moment.timestamp():
            yield path.relative_to(root).as_posix()


def _path(reference: str) -> Path:
    return Path(settings.DUBAN_FILES) / reference


def _keep_name(folder: Path) -> None:
    """Bring a changed folder to disk: a name outlives a power cut only then."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
