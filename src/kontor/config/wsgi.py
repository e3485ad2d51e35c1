"""Pages and API: `granian --interface wsgi kontor.config.wsgi:application`."""

from __future__ import annotations

import os

import django

from kontor.platform.later import leave_out

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kontor.config.settings")
leave_out("httpx._main")  # its command line, which brings three libraries
django.setup(set_prefix=False)

from django.urls import get_resolver  # noqa: E402  (after Django is set up)

from kontor.platform import children, policy  # noqa: E402
from kontor.platform.http.handler import Market  # noqa: E402
from kontor.platform.http.sharing_routes import share_routes  # noqa: E402

application = Market()

share_routes(get_resolver())  # by which every page is imported before the first visitor comes

if "KONTOR_SUPERVISED" in os.environ:
    children.die_with_parent()
policy.watch()
children.settle()
