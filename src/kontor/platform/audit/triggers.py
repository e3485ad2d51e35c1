"""How a table comes under watch: an operation of its context's migration."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import migrations

from kontor.platform.audit.policy import FLOOR_DAYS

FUNCTION = """
CREATE OR REPLACE FUNCTION platform_audit_row() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  kind text := TG_ARGV[0];
  person text := TG_ARGV[1];
  store text := TG_ARGV[2];
  kept text[] := string_to_array(TG_ARGV[3], ',');
  marked text[] := string_to_array(TG_ARGV[4], ',');
  old_row jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{}'::jsonb ELSE to_jsonb(OLD) END;
  new_row jsonb := CASE WHEN TG_OP = 'DELETE' THEN '{}'::jsonb ELSE to_jsonb(NEW) END;
  one jsonb := CASE WHEN TG_OP = 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
  said jsonb := coalesce(nullif(current_setting('kontor.acting', true), ''), '{"kind": "database"}')::jsonb;
  was jsonb := '{}';
  became jsonb := '{}';
  part text;
BEGIN
  FOREACH part IN ARRAY kept || marked LOOP
    IF old_row -> part IS DISTINCT FROM new_row -> part THEN
      IF old_row ? part THEN
        was := was || jsonb_build_object(part, CASE WHEN part = ANY(marked) THEN '"•"'::jsonb ELSE old_row -> part END);
      END IF;
      IF new_row ? part THEN
        became := became || jsonb_build_object(part, CASE WHEN part = ANY(marked) THEN '"•"'::jsonb
                                                          ELSE new_row -> part END);
      END IF;
    END IF;
  END LOOP;
  IF TG_OP = 'UPDATE' AND was = '{}' AND became = '{}' THEN
    RETURN NULL;
  END IF;
  INSERT INTO platform_audit
    (key, id, at, kind, op, row_id, person_id, store_id, by_kind, by_id, by_name, request_id, reason, before, after)
  VALUES (
    coalesce((one ->> store)::uuid, (one ->> person)::uuid, (one ->> 'id')::uuid), uuidv7(),
    coalesce((said ->> 'at')::timestamptz, clock_timestamp()), kind, lower(TG_OP),
    coalesce(one ->> 'id', one ->> store, one ->> person, ''),
    (one ->> person)::uuid, (one ->> store)::uuid, said ->> 'kind', (said ->> 'id')::uuid,
    coalesce(said ->> 'name', CASE WHEN said ->> 'kind' = 'database' THEN session_user::text ELSE '' END),
    coalesce(said ->> 'request', ''), left(coalesce(nullif(said ->> 'reason', ''), one ->> 'reason', ''), 1000),
    was, became
  );
  RETURN NULL;
END $$;
"""
FINAL = f"""
CREATE FUNCTION platform_audit_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD.at < clock_timestamp() - interval '{FLOOR_DAYS} days' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'what was done stays written' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER platform_audit_is_final BEFORE UPDATE OR DELETE ON platform_audit
  FOR EACH ROW EXECUTE FUNCTION platform_audit_is_final();
REVOKE UPDATE, DELETE, TRUNCATE ON platform_audit FROM PUBLIC;
"""


def made() -> migrations.RunSQL:
    """The functions, once."""
    return migrations.RunSQL(
        FUNCTION + FINAL,
        "DROP TRIGGER platform_audit_is_final ON platform_audit; DROP FUNCTION platform_audit_is_final();"
        " DROP FUNCTION platform_audit_row();",
    )


def watch(
    table: str, kind: str, *, person: str = "-", store: str = "-", keeps: Iterable[str], marks: Iterable[str] = ()
) -> migrations.RunSQL:
    """Write down what becomes of `table`.

    Args:
        kind: what its rows are called, `context.thing`; declared in the context's `audited.py` too.
        person: the column with the account that a row concerns; "-" for none. `store`: likewise.
        keeps: columns whose values are written down, before and after. A statement on others costs nothing.
        marks: columns of which only it is said that they changed.
    """
    kept, marked = list(keeps), list(marks)
    given = ", ".join(f"'{each}'" for each in (kind, person, store, ",".join(kept), ",".join(marked)))
    columns = ", ".join(f'"{column}"' for column in (*kept, *marked))
    return migrations.RunSQL(
        f'CREATE TRIGGER platform_audit AFTER INSERT OR DELETE OR UPDATE OF {columns} ON "{table}"'
        f" FOR EACH ROW EXECUTE FUNCTION platform_audit_row({given});",
        f'DROP TRIGGER platform_audit ON "{table}";',
    )
