"""Settings of Duban, all from the environment (docs/settings.md lists them)."""

from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path

import dj_database_url
from django.utils.translation import gettext_lazy as _

from duban.core.addresses import MailServer, mail_server, site_address
from duban.core.environment import Environment
from duban.core.logs import logging_tree

ENVIRONMENT = Environment()

DUBAN_MODE = ENVIRONMENT.text("DUBAN_MODE", default="production", choices=("production", "demonstration", "test"))
DUBAN_HOME = ENVIRONMENT.path("DUBAN_HOME", default=Path.home() / ".local" / "share" / "duban")
DUBAN_FILES = ENVIRONMENT.path("DUBAN_FILES", default=DUBAN_HOME / "files")
DUBAN_LIMITS = ENVIRONMENT.numbers(
    "DUBAN_LIMITS", default={"upload_bytes": 10_000_000, "reading_seconds": 60, "reading_megabytes": 1024}
)
DUBAN_DIGEST = ENVIRONMENT.text("DUBAN_DIGEST", default="sha256", choices=("sha256", "sm3"))

SECRET_KEY = ENVIRONMENT.text(
    "DUBAN_SECRET_KEY", default="unset" if DUBAN_MODE == "production" else "not-secret-" * 5, secret=True
)
DUBAN_FIELD_KEYS = ENVIRONMENT.words("DUBAN_FIELD_KEYS", secret=True)
DEBUG = False
ALLOWED_HOSTS = list(
    ENVIRONMENT.words(
        "DUBAN_ALLOWED_HOSTS", default=() if DUBAN_MODE == "production" else ("127.0.0.1", "localhost", "[::1]")
    )
)
DUBAN_PROXIES = ENVIRONMENT.words("DUBAN_PROXIES")

# What leaves for people outside the pages; everything works without any of it (docs/channels.md).
DUBAN_ADDRESS = ENVIRONMENT.parsed(
    "DUBAN_ADDRESS", site_address, default="", expected="the address of the site, such as https://duban.lan.gov.cn"
)
DUBAN_CHANNELS = ENVIRONMENT.choices("DUBAN_CHANNELS", of=("email", "wecom", "dingtalk", "webhook"))
DUBAN_CHANNEL_NETWORKS: tuple[str, ...] = ENVIRONMENT.parsed(
    "DUBAN_CHANNEL_NETWORKS",
    lambda raw: tuple(str(ip_network(each.strip())) for each in raw.split(",")),
    default=(),
    expected="networks such as 10.20.0.0/16, separated by commas",
)
DUBAN_EMAIL_URL: MailServer | None = ENVIRONMENT.parsed(
    "DUBAN_EMAIL_URL",
    mail_server,
    default=None,
    expected="smtps://name:password@host?from=duban@host, or smtp:// with STARTTLS",
    secret=True,
)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
    "template_partials",
    "duban.core",
    "duban.journal",
    "duban.orgs",
    "duban.plans",
    "duban.ledger",
    "duban.progress",
    "duban.coordination",
    "duban.supervision",
    "duban.reminders",
    "duban.web",
    "duban.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "duban.web.guards.guarded_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "duban.web.middleware.request_id",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "duban.web.middleware.chosen_language",
    "duban.web.middleware.without_nul",
    "duban.web.guards.limited_body",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "duban.web.guards.limited_rates",
    "duban.web.middleware.domain_errors",
]

ROOT_URLCONF = "duban.urls"
WSGI_APPLICATION = "duban.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "duban.web.context.page",
            ]
        },
    }
]

DUBAN_DATABASE_URL = ENVIRONMENT.text(
    "DUBAN_DATABASE_URL", default=f"sqlite:///{DUBAN_HOME / 'duban.sqlite3'}", secret=True
)
DATABASES = {"default": dj_database_url.parse(DUBAN_DATABASE_URL, conn_max_age=60, conn_health_checks=True)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # An official act must outlive a power cut: WAL with synchronous=FULL; writers queue from their first statement.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;",
    }

AUTH_USER_MODEL = "orgs.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "duban.orgs.backends.AccountBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if DUBAN_MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DUBAN_PASSWORD_DAYS = ENVIRONMENT.number("DUBAN_PASSWORD_DAYS", default=90)  # 0: no periodic change
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "duban.orgs.signing_in.password_rules.ThreeOfFourClasses"},
    {"NAME": "duban.orgs.signing_in.password_rules.NotACommonWord"},
    {"NAME": "duban.orgs.signing_in.password_rules.NotTheName"},
    {"NAME": "duban.orgs.signing_in.password_rules.NotUsedBefore"},
]
# Failures of one account from one address; the wider counts stand in orgs.signing_in.locks (docs/decisions/0006).
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "duban.web.clients.address_for_log"
AXES_SENSITIVE_PARAMETERS = ["username", "next", "csrfmiddlewaretoken", "code"]
SILENCED_SYSTEM_CHECKS = ["axes.W002"]  # its middleware would answer a lock with a page of its own
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "sign_in"

LANGUAGE_CODE = ENVIRONMENT.text("DUBAN_LANGUAGE", default="zh-hans", choices=("zh-hans", "en"))
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
FORMAT_MODULE_PATH = "duban.core.formats"
LANGUAGE_COOKIE_NAME = "duban_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = ENVIRONMENT.text("DUBAN_TIME_ZONE", default="Asia/Shanghai")
USE_TZ = True

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = DUBAN_LIMITS["upload_bytes"]

SESSION_ENGINE = "duban.orgs.signing_in.store"  # idle exit and longest session stand there
SESSION_COOKIE_HTTPONLY = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_SAVE_EVERY_REQUEST = False
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "duban.web.views.errors.csrf_failure"
SESSION_COOKIE_SAMESITE = "Lax"  # a link in a message or on the intranet leads to a page and not to the sign-in
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if DUBAN_MODE == "production":
    # __Host-: a browser takes them over TLS only, for this host only, and no sister host can set them.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-duban_session", "__Host-duban_csrf"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True  # a password must not be typed into a page that came in the clear
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}

DUBAN_LOG_FORMAT = ENVIRONMENT.text("DUBAN_LOG_FORMAT", default="plain", choices=("plain", "json"))
LOGGING = logging_tree(DUBAN_LOG_FORMAT)
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
