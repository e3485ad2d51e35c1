"""The database itself keeps the books: entries balance at commit, and are never changed."""

from django.db import migrations

BALANCED = """
CREATE FUNCTION ledger_entry_balances() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE off record;
BEGIN
  SELECT unit, sum(minor) AS rest INTO off FROM ledger_posting
    WHERE journal_id = NEW.journal_id GROUP BY unit HAVING sum(minor) <> 0 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'journal entry % does not balance: % %', NEW.journal_id, off.rest, off.unit
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_entry_balances AFTER INSERT ON ledger_posting
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_entry_balances();
CREATE FUNCTION ledger_posting_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a posting is never changed; post the reverse' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER ledger_posting_is_final BEFORE UPDATE OR DELETE ON ledger_posting
  FOR EACH ROW EXECUTE FUNCTION ledger_posting_is_final();
"""
BACK = """
DROP TRIGGER ledger_posting_is_final ON ledger_posting;
DROP TRIGGER ledger_entry_balances ON ledger_posting;
DROP FUNCTION ledger_posting_is_final();
DROP FUNCTION ledger_entry_balances();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunSQL(BALANCED, BACK)]
