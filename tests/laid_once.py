"""The tables of SQLite, laid by all migrations once for all processes of a run: laying them takes many seconds."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def shared(folder: str | None, own: Path) -> Iterator[bool]:
    """Yield whether the tables lie in the file `own` already; where they do not, what the block lays is kept for all.

    The others wait for whoever came first. Without a folder there is nobody to share with.
    """
    if folder is None:
        yield False
        return
    kept = Path(folder) / "tables.sqlite3"
    with Path(folder, "turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        is_laid = kept.exists()
        if is_laid:
            shutil.copy(kept, own)
        yield is_laid
        if not is_laid:
            shutil.copy(own, kept)
