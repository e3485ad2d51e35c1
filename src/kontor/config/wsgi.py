"""Pages and API: `granian --interface wsgi kontor.config.wsgi:application`."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kontor.config.settings")
application = get_wsgi_application()

from django.urls import get_resolver  # noqa: E402  (after Django is set up)

from kontor.platform import children, policy  # noqa: E402

_ = get_resolver().url_patterns  # every page is imported before the first visitor comes

if "KONTOR_SUPERVISED" in os.environ:
    children.die_with_parent()
policy.watch()
children.settle()
