"""`duban serve`: the pages, by gunicorn with threads."""

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from duban.commands import Refused

example = (
    "  duban serve --bind 127.0.0.1:8000 --workers 2\n"
    "  duban serve --bind 0.0.0.0:443 --certificate duban.crt --key duban.key"
)

BIND = "127.0.0.1:8000"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what may stand on the command line."""
    parser.add_argument("--bind", default=BIND, help=f"address and port (default {BIND})")
    parser.add_argument("--workers", type=int, default=1, help="processes (default 1)")
    parser.add_argument(
        "--certificate", metavar="FILE", type=Path, help="TLS certificate; without one a proxy ends TLS"
    )
    parser.add_argument("--key", metavar="FILE", type=Path, help="private key of the certificate")


def run(args: Namespace) -> int:
    """Check the installation, then serve until stopped."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.settings")
    import django

    django.setup()
    from duban.core.checks import errors_found

    errors = errors_found()
    if errors:
        raise Refused("; ".join(errors))
    if bool(args.certificate) != bool(args.key):
        raise Refused("--certificate and --key belong together; give both")
    for path in filter(None, (args.certificate, args.key)):
        if not path.is_file():
            raise Refused(f"{path}: there is no such file")
    return serve(bind=args.bind, workers=args.workers, certificate=args.certificate, key=args.key)


def serve(*, bind: str, workers: int = 1, certificate: Path | None = None, key: Path | None = None) -> int:
    """Serve on an address until stopped; the settings are already those of this process."""
    from django.conf import settings
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        """The pages of Duban under gunicorn."""

        def load_config(self) -> None:
            for name, value in {
                "bind": bind,
                "workers": workers,
                "threads": 8,
                "worker_class": "gthread",
                "timeout": 120,
                "certfile": str(certificate) if certificate else None,
                "keyfile": str(key) if key else None,
                "loglevel": "warning",
                # Whether a request came over TLS is believed of these addresses alone; of nobody by default.
                "forwarded_allow_ips": ",".join(settings.DUBAN_PROXIES),
            }.items():
                self.cfg.set(name, value)

        def load(self) -> object:
            from duban.wsgi import application

            return application

    try:
        Server().run()
    except SystemExit as stopped:
        return int(stopped.code or 0)
    except OSError as error:
        sys.stderr.write(f"duban serve: {bind}: {error.strerror}; choose another port\n")
        return 2
    return 0
