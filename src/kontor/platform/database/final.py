"""Columns that keep what was first written in them: an operation of a context's migration."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION platform_row_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of %: %', lower(TG_OP), TG_TABLE_NAME, TG_ARGV[0] USING ERRCODE = 'restrict_violation';
END $$;
"""


def made() -> migrations.RunSQL:
    """The function, once."""
    return migrations.RunSQL(FUNCTION, "DROP FUNCTION platform_row_is_final();")


def final(
    table: str, *columns: str, because: str, grows: Iterable[str] = (), ends: str = "", once: str = "true"
) -> migrations.RunSQL:
    """Refuse to delete rows of `table` and to change `columns`, whoever asks; a statement on others costs nothing.

    Args:
        because: what the database says.
        grows: columns that may grow, and never fall.
        ends: SQL over OLD: the row's state is its last one, `state` is kept too.
        once: SQL over OLD: from when on.
    """
    changed = [f'OLD."{column}" IS DISTINCT FROM NEW."{column}"' for column in columns]
    changed += [f'NEW."{column}" < OLD."{column}"' for column in grows]
    changed += [f'({ends}) AND OLD."state" <> NEW."state"'] if ends else []
    named = ", ".join(f'"{column}"' for column in (*columns, *grows, *(["state"] if ends else [])))
    call = f"EXECUTE FUNCTION platform_row_is_final('{because}')"
    return migrations.RunSQL(
        f'CREATE TRIGGER final_row BEFORE DELETE ON "{table}" FOR EACH ROW WHEN ({once}) {call};'
        f'CREATE TRIGGER final_columns BEFORE UPDATE OF {named} ON "{table}" FOR EACH ROW'
        f" WHEN (({once}) AND ({' OR '.join(changed)})) {call};",
        f'DROP TRIGGER final_row ON "{table}"; DROP TRIGGER final_columns ON "{table}";',
    )
