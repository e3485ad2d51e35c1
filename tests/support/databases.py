"""A database for each test process, cloned from a template that is migrated once for a set of migrations."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import Any

import psycopg
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from kontor.config.settings.database import connection as settings_of
from kontor.platform.database import address

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".kontor" / "test"
KEPT_TEMPLATES = 3
QUEUE = {"procrastinate_jobs", "procrastinate_periodic_defers", "procrastinate_events"}  # not Django's own
KEPT = {"auth_permission", "django_content_type", "django_migrations"}  # written by migrations alone


def server_url() -> str:
    """The server that tests use: `DATABASE_URL`, else the shared embedded one."""
    return os.environ.get("DATABASE_URL") or address.url(FOLDER, "postgres")


def url_of(name: str) -> str:
    """URL of the database `name` on the tests' server."""
    return (
        re.sub(r"/[^/?]*(\?|$)", rf"/{name}\1", server_url(), count=1)
        if "DATABASE_URL" in os.environ
        else (address.url(FOLDER, name))
    )


def settings(name: str) -> dict[str, Any]:
    """Django's settings for the database `name` of the tests' server."""
    return settings_of(url_of(name))


def own_name() -> str:
    """A name for this process's database; it holds the process id, so that leftovers can be told."""
    return f"kontor_test_{os.getpid()}"


def fingerprint() -> str:
    """Changes whenever a fresh schema would look different."""
    digest = hashlib.sha256()
    for app in sorted((ROOT / "src" / "kontor").rglob("migrations/*.py")):
        digest.update(app.read_bytes())
    for models in sorted((ROOT / "src" / "kontor").rglob("*.py")):
        unmigrated = not (_app_of(models) / "migrations").exists()
        if unmigrated and ("models" in models.parts or models.name == "models.py"):
            digest.update(models.read_bytes())
    for source in sorted((ROOT / "src" / "kontor").rglob("*.sql")):
        digest.update(source.read_bytes())
    digest.update((ROOT / "requirements" / "base.lock").read_bytes())
    return digest.hexdigest()[:12]


def _app_of(models: Path) -> Path:
    return models.parent.parent if models.parent.name == "models" else models.parent


def clone(name: str) -> None:
    """Create the database `name` from the template, migrating the template first when it is new."""
    template = f"kontor_template_{fingerprint()}"
    with psycopg.connect(server_url(), autocommit=True) as server:
        server.execute("SELECT pg_advisory_lock(hashtext('kontor test template'))")
        try:
            if not _exists(server, template, ready=True):
                _drop(server, template)
                _migrate(server, template)
            _sweep(server, template)
        finally:
            server.execute("SELECT pg_advisory_unlock(hashtext('kontor test template'))")
        _drop(server, name)
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))


def drop(name: str) -> None:
    """Remove the database `name`, whoever is connected."""
    with psycopg.connect(server_url(), autocommit=True) as server:
        _drop(server, name)


def _exists(server: psycopg.Connection[Any], name: str, *, ready: bool = False) -> bool:
    query = "SELECT 1 FROM pg_database WHERE datname = %s AND (datistemplate OR NOT %s)"
    return server.execute(query, [name, ready]).fetchone() is not None


def _drop(server: psycopg.Connection[Any], name: str) -> None:
    if _exists(server, name):
        server.execute(sql.SQL("ALTER DATABASE {} IS_TEMPLATE false").format(sql.Identifier(name)))
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _migrate(server: psycopg.Connection[Any], template: str) -> None:
    from django.core.management import call_command
    from django.db import connections

    server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(template)))
    default = connections["default"]
    before = dict(default.settings_dict)
    default.settings_dict.update(settings(template))
    try:
        call_command("migrate", run_syncdb=True, verbosity=0, interactive=False)
    finally:
        default.close()
        default.settings_dict.update(before)
    server.execute(
        sql.SQL("ALTER DATABASE {} IS_TEMPLATE true ALLOW_CONNECTIONS false").format(sql.Identifier(template))
    )


def _sweep(server: psycopg.Connection[Any], current: str) -> None:
    """Drop databases of test processes that are gone, and templates that are long out of date."""
    rows = server.execute(
        "SELECT datname FROM pg_database WHERE datname LIKE 'kontor\\_te%' ORDER BY oid DESC"
    ).fetchall()
    templates = 0
    for (name,) in rows:
        if name.startswith("kontor_template_"):
            templates += 1
            if name != current and templates > KEPT_TEMPLATES:
                _drop(server, name)
        elif (owner := re.match(r"kontor_test_(\d+)", name)) and not Path(f"/proc/{owner.group(1)}").exists():
            _drop(server, name)


def empty(connection: BaseDatabaseWrapper) -> bool:
    """Delete what a test has committed: from the tables that hold a row, and without waking a trigger.

    Truncating all of them takes twenty times as long, and there are hundreds of such tests.

    Returns:
        Whether it could: only a superuser may put triggers to sleep.
    """
    names = sorted(
        {*connection.introspection.django_table_names(only_existing=True, include_views=False), *QUEUE} - KEPT
    )
    one = sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})")
    asked = sql.SQL(" UNION ALL ").join(one.format(sql.Literal(name), sql.Identifier(name)) for name in names)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if cursor.fetchone() != (True,):
            return False
        cursor.execute(asked)
        filled = [name for (name,) in cursor.fetchall()]
        if filled:
            cursor.execute("SET LOCAL session_replication_role = replica")
            for name in filled:
                cursor.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))
    return True
