"""Entry point of web servers: refuses to serve an installation that is not in order."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.settings")
application = get_wsgi_application()

from duban.core.checks import errors_found  # noqa: E402 -- the applications must be loaded first
from duban.orgs.installation import require_matching_mode  # noqa: E402

if errors := errors_found():
    raise ImproperlyConfigured("; ".join(errors))
require_matching_mode()
