"""From an empty folder to a market of 10,000 products that can be measured."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, connections

from bench import ground
from kontor.platform.cli import boot, prepare
from kontor.platform.cli.demo import bars


@contextmanager
def database() -> Iterator[None]:
    """The benchmark's PostgreSQL and Django, ready and migrated, for the length of the block."""
    boot.make_secret(ground.DATA)
    with boot.database():
        boot.django()
        prepare.migrate()
        try:
            yield
        finally:
            forget_connections()


def fill(*, fresh: bool, keep: bool) -> float | None:
    """Make the market, unless the one of last time can be used again.

    Returns:
        Seconds that filling took; None when there was nothing to fill.
    """
    if ground.usable(fresh=fresh, keep=keep):
        return None
    with database(), bars() as progress:
        from kontor.demo import load

        began = time.monotonic()
        load.run(scale=str(ground.PRODUCTS), seed=1, progress=progress)
        took = time.monotonic() - began
    ground.note_made()
    return took


def once() -> None:
    """What a first start makes once (texts, static files), and a clean table: a cold start is measured without it.

    The captcha's proof of work is a visitor's own time. Here visitors and market share the processors, so that it is
    set as low as it goes; what the market does with it stays the same.
    """
    from kontor.kernel.viewer import System
    from kontor.platform.captcha.policy import WORK
    from kontor.platform.policy.change import set_policy

    set_policy(name=WORK.name, text=str(WORK.low), by=System("bench"), reason="visitors share the processors")
    prepare.texts()
    prepare.static_files()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def forget_connections() -> None:
    """Before the database stops: nobody of ours holds on to it."""
    connections.close_all()
