"""The tables of SQLite, laid by all migrations once for all processes and runs: laying them takes many seconds.

They are kept under the digest of what lays them, so that a migration that was added or changed lays them anew.
"""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from requires import ROOT

KEPT = ROOT / ".pytest_cache" / "tables"


@contextmanager
def shared(own: Path) -> Iterator[bool]:
    """Yield whether the tables lie in the file `own` already; where they do not, what the block lays is kept for all.

    Others that run at once wait for whoever came first.
    """
    KEPT.mkdir(parents=True, exist_ok=True)
    kept = KEPT / f"{_digest()}.sqlite3"
    with (KEPT / "turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        is_laid = kept.exists()
        if is_laid:
            shutil.copy(kept, own)
        yield is_laid
        if not is_laid:
            for old in KEPT.glob("*.sqlite3"):
                old.unlink()
            shutil.copy(own, kept.with_suffix(".part"))
            kept.with_suffix(".part").rename(kept)


def _digest() -> str:
    """Return the digest of all migrations, and of the lock that says which library runs them."""
    found = sha256((ROOT / "requirements" / "lock.txt").read_bytes())
    for path in sorted((ROOT / "src" / "duban").glob("*/migrations/*.py")):
        found.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:24]
