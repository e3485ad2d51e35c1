"""Pages and API: `granian kontor.config.wsgi:application`."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kontor.config.settings")
application = get_wsgi_application()

from kontor.platform import policy  # noqa: E402  (after Django is set up)

policy.watch()
