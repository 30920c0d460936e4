"""What production sets and no other mode may weaken: cookies, transport, the middleware that stands outside of all."""

import json
import os
import subprocess
import sys
from pathlib import Path

PRINTED = [
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "CSRF_COOKIE_NAME",
    "CSRF_COOKIE_SECURE",
    "CSRF_COOKIE_HTTPONLY",
    "LANGUAGE_COOKIE_SECURE",
    "SECURE_HSTS_SECONDS",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    "SECURE_SSL_REDIRECT",
    "SECURE_CONTENT_TYPE_NOSNIFF",
    "DEBUG",
    "MIDDLEWARE",
    "CONTENT_SECURITY_POLICY",
]
PROGRAM = (
    f"import json; from duban import settings; print(json.dumps({{n: getattr(settings, n) for n in {PRINTED!r}}}))"
)


def production(home: Path) -> dict[str, object]:
    """Return the settings of a process in production."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("DUBAN_", "DJANGO_"))}
    settings = {"DUBAN_HOME": str(home), "DUBAN_SECRET_KEY": "x" * 50, "DUBAN_ALLOWED_HOSTS": "duban.example"}
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=clean | settings, capture_output=True, text=True, timeout=60, check=True
    )
    return dict(json.loads(ended.stdout))


def test_production_binds_cookies_to_the_host_and_everything_to_tls(tmp_path: Path) -> None:
    found = production(tmp_path)
    assert found["SESSION_COOKIE_NAME"] == "__Host-duban_session"
    assert found["CSRF_COOKIE_NAME"] == "__Host-duban_csrf"
    assert found["SESSION_COOKIE_SAMESITE"] == "Lax"
    must = [name for name in PRINTED if name.endswith(("SECURE", "HTTPONLY", "SUBDOMAINS", "REDIRECT", "NOSNIFF"))]
    assert {name for name in must if found[name] is not True} == set()
    assert int(str(found["SECURE_HSTS_SECONDS"])) >= 31_536_000
    assert found["DEBUG"] is False


def test_no_source_of_a_page_is_inline_or_elsewhere(tmp_path: Path) -> None:
    policy = production(tmp_path)["CONTENT_SECURITY_POLICY"]
    assert isinstance(policy, dict)
    sources = {source for each in policy["DIRECTIVES"].values() for source in each}
    assert sources == {"'self'", "'none'"}


def test_what_guards_every_answer_stands_before_what_answers(tmp_path: Path) -> None:
    order = production(tmp_path)["MIDDLEWARE"]
    assert isinstance(order, list)
    answers = order.index("whitenoise.middleware.WhiteNoiseMiddleware")
    for name in (
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
        "csp.middleware.CSPMiddleware",
        "duban.web.guards.guarded_headers",
    ):
        assert order.index(name) < answers, name
    assert "django.middleware.csrf.CsrfViewMiddleware" in order
