"""Everything that the database says of the victims, as one line a table: it must not change by others' hands."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from psycopg import sql

# What anybody's visit may add to, and what is no row of the victim's own.
_ASIDE = ("platform_session", "platform_rate", "platform_outbox", "platform_outboxdelivery", "privacy_read")
_FUNCTION = sql.Identifier("pg_temp", "fingerprint_of_victims")
_COLUMNS = ("store_id", "buyer_id", "account_id", "owner_id", "product_id")


class Fingerprint:
    """One statement over all tables that hold a row of a victim.

    Args:
        ids: accounts, stores and products of the victims.
    """

    def __init__(self, ids: Iterable[UUID]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT c.table_name, array_agg(c.column_name::text) FROM information_schema.columns c"
                " JOIN information_schema.tables t USING (table_schema, table_name)"
                " WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.data_type = 'uuid'"
                " AND c.column_name = ANY(%s) GROUP BY 1 ORDER BY 1",
                [list(_COLUMNS)],
            )
            tables = [row for row in cursor.fetchall() if row[0] not in _ASIDE]
            own = [("accounts_account", ["id"]), ("sellers_store", ["id"]), ("catalogue_product", ["id"])]
            parts = sql.SQL(" UNION ALL ").join(self._part(*each) for each in [*tables, *own])
            # A function, because it is asked a thousand times: so many tables are put together and planned once.
            cursor.execute(
                sql.SQL(
                    "CREATE FUNCTION {}() RETURNS TABLE (of_table text, digest text) LANGUAGE plpgsql AS $$"
                    " BEGIN RETURN QUERY WITH ids AS (SELECT {}::uuid[] AS these) {}; END $$"
                ).format(_FUNCTION, sql.Literal(list(ids)), parts)
            )
        self._before: dict[str, str] | None = None

    def before(self) -> dict[str, str]:
        """How it was when it was first asked for: every try is taken back, so that stays true."""
        if self._before is None:
            self._before = self.take()
        return self._before

    def take(self) -> dict[str, str]:
        """Table → what its rows of the victims look like now."""
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("SELECT * FROM {}()").format(_FUNCTION))
            return {table: digest for table, digest in cursor.fetchall() if digest}

    @staticmethod
    def _part(table: str, columns: list[str]) -> sql.Composed:
        named = sql.SQL(" OR ").join(sql.SQL("t.{} = ANY(ids.these)").format(sql.Identifier(each)) for each in columns)
        return sql.SQL("SELECT {}, string_agg(md5(t::text), '' ORDER BY md5(t::text)) FROM {} t, ids WHERE {}").format(
            sql.Literal(table), sql.Identifier(table), named
        )
