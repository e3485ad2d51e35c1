"""A migrated database of one's own, for measurements without a market around them: gone when they are over."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def database() -> Iterator[None]:
    """Django on an empty, migrated database and a private folder; `ground.claim` has been called before."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.support.settings"
    import django

    django.setup()
    from django.conf import settings
    from django.db import connections

    from tests.support import databases, keeper

    users = None if os.environ.get("DATABASE_URL") else keeper.join(databases.FOLDER)
    name = databases.own_name()
    databases.clone(name)
    connections["default"].settings_dict.update(databases.settings(name))
    try:
        with tempfile.TemporaryDirectory() as folder:
            settings.MEDIA_ROOT, settings.PRIVATE_ROOT = f"{folder}/media", f"{folder}/private"
            yield
    finally:
        connections.close_all()
        databases.drop(name)
        if users is not None:
            users.close()
