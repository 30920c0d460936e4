"""Entry point of web servers."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.settings")
application = get_wsgi_application()

from duban.orgs.installation import require_matching_mode  # noqa: E402 -- the applications must be loaded first

require_matching_mode()
