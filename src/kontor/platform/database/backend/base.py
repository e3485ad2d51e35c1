"""A kept connection is asked for its health only when there is a reason to doubt it.

Django's own check sends `SELECT 1` before the first query of every request. A server that went away closes its
end, and a socket that has something to read before we asked anything says so without a round trip.
"""

from __future__ import annotations

import select
from typing import Any

from django.db.backends.postgresql import base
from psycopg import adapters
from psycopg.postgres import types
from psycopg.pq import Format

from kontor.platform.audit.telling import tell

# The driver's own reader of moments, in C. Django's is Python, for connections in other zones than UTC.
_MOMENTS = adapters.get_loader(types["timestamptz"].oid, Format.TEXT)
KEPT_STATEMENTS = 300  # prepared per connection; psycopg's own hundred are fewer than the market's pages have


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, apart from the health check, the number of prepared statements kept, and saying who acts (OPR-06)."""

    health_check_enabled: bool
    health_check_done: bool

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(tell)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        connection.prepared_max = KEPT_STATEMENTS
        connection.adapters.register_loader("timestamptz", _MOMENTS)
        return connection

    def create_cursor(self, name: str | None = None) -> Any:
        """Django's own looks each time whether cursors have the zone of the settings; ours have it, all being UTC."""
        if name is None:
            return self.connection.cursor()
        return self.connection.cursor(name, scrollable=False, withhold=self.connection.autocommit)

    def close_if_health_check_failed(self) -> None:
        if self.connection is None or not self.health_check_enabled or self.health_check_done:
            return
        if self._quiet():
            self.health_check_done = True
            return
        super().close_if_health_check_failed()

    def _quiet(self) -> bool:
        """Whether nothing waits on the connection's socket: no end of file, no last words of the server."""
        try:
            descriptor = self.connection.pgconn.socket
            poll = select.poll()
            poll.register(descriptor, select.POLLIN | select.POLLHUP | select.POLLERR)
            return not poll.poll(0)
        except Exception:  # noqa: BLE001  (whatever it is, the real check will tell)
            return False
