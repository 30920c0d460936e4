"""A web worker: how long it takes until it has answered once, against a bare Django that does so; what it holds then.

*Bare* has the applications of a new project, one address and no database. Both have compiled modules beside them, as
workers have that were started before.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measure import Row, paired, python

ROUNDS = 7
TIMES = 2.5  # design 6: web worker
MOST_MEGABYTES = 160

ANSWER = """
from io import BytesIO
status = []
asked = dict(REQUEST_METHOD="GET", PATH_INFO="{path}", SERVER_NAME="localhost", SERVER_PORT="80")
asked |= {{"SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http"}}
asked |= {{"wsgi.input": BytesIO(), "wsgi.errors": sys.stderr}}
b"".join(application(asked, lambda line, headers, failed=None: status.append(line)))
assert status == ["200 OK"], status
"""
BARE = """
import sys
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path
apps = [f"django.contrib.{name}" for name in ("admin", "auth", "contenttypes", "sessions", "messages", "staticfiles")]
settings.configure(ROOT_URLCONF="__main__", ALLOWED_HOSTS=["*"], SECRET_KEY="x", INSTALLED_APPS=apps)
application = get_wsgi_application()
urlpatterns = [path("", lambda request: HttpResponse("ok"))]
"""
OURS = """
import os, sys
os.environ.update({environment!r})
from duban.wsgi import application
"""
HELD = """
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmRSS")))
"""


def rows() -> Iterator[Row]:
    """Start both in turns, each in a process of its own."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with TemporaryDirectory(prefix="duban-bench-") as home:
        environment = {
            "DJANGO_SETTINGS_MODULE": "duban.settings",
            "DUBAN_MODE": "test",
            "DUBAN_HOME": home,
            "DUBAN_DATABASE_URL": f"sqlite:///{Path(home) / 'bench.sqlite3'}",
        }
        ours = OURS.format(environment=environment) + ANSWER.format(path="/healthz")
        whole, bare = paired(python(ours), python(BARE + ANSWER.format(path="/")), rounds=ROUNDS)
        ratio = whole / bare
        yield Row(
            "web worker, start to first answer ÷ bare Django", ratio, "×", f"≤ {TIMES}", ratio <= TIMES,
            {"worker_s": whole, "bare_s": bare},
        )  # fmt: skip
        said = subprocess.run([sys.executable, "-c", ours + HELD], capture_output=True, text=True, check=True).stdout
        held = int(said) / 1024
        yield Row(
            "web worker, held after its first answer", held, "MB", f"≤ {MOST_MEGABYTES}", held <= MOST_MEGABYTES, {}
        )
