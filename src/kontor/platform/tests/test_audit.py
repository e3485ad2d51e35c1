"""Who saw or changed what, before and after, and why; nobody changes what stands there (OPR-06)."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction
from django.db.utils import IntegrityError
from psycopg import sql

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.sellers.models import Seat as SeatRow
from kontor.contexts.sellers.services.grant_seat import grant_seat
from kontor.contexts.sellers.tests import factories
from kontor.kernel.clock import moved, now
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Operator
from kontor.platform import audit
from kontor.platform.audit.declare import WATCHED
from kontor.platform.audit.models import AuditRow
from kontor.platform.audit.noting import note
from kontor.platform.audit.sweeping import forget_old
from kontor.platform.policy import set_policy

pytestmark = [pytest.mark.django_db, pytest.mark.rule("OPR-06")]


def _of(kind: str) -> list[AuditRow]:
    return list(AuditRow.objects.filter(kind=kind).order_by("id"))


def test_a_changed_right_is_written_with_who_whom_before_after_and_why() -> None:
    shop = factories.store()
    owner, colleague = factories.owner_seat(shop), factories.account()
    by = audit.Acting("seller", owner.account_id, request_id="0123abcd")
    with audit.acting(by), audit.because("She packs now."):
        grant_seat(by=owner, store_id=shop.id, account_id=colleague.id, rights=["orders.view"])
        grant_seat(by=owner, store_id=shop.id, account_id=colleague.id, rights=["orders.ship"])
        grant_seat(by=owner, store_id=shop.id, account_id=colleague.id, rights=[])
    made, changed, gone = [row for row in _of("sellers.seat") if row.person_id == colleague.id]
    assert [made.op, changed.op, gone.op] == ["insert", "update", "delete"]
    assert changed.before == {"rights": ["orders.view"]}
    assert changed.after == {"rights": ["orders.ship", "orders.view"]}
    assert gone.before["rights"] == ["orders.ship", "orders.view"]
    assert gone.after == {}
    assert {(row.by_kind, row.by_id, row.store_id, row.request_id, row.reason) for row in (made, changed, gone)} == {
        ("seller", owner.account_id, shop.id, "0123abcd", "She packs now.")
    }


def test_bulk_statements_and_hands_at_a_prompt_are_caught() -> None:
    shop = factories.store()
    factories.seat(shop)
    SeatRow.objects.filter(store_id=shop.id).update(role="manager")
    assert [row.after["role"] for row in _of("sellers.seat") if row.op == "update"] == ["manager", "manager"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('kontor.acting', '', true)")
        cursor.execute("  UPDATE sellers_seat SET role = 'clerk' WHERE store_id = %s", [shop.id])
    by_hand = AuditRow.objects.filter(kind="sellers.seat", by_kind="database")
    assert [row.after for row in by_hand] == [{"role": "clerk"}] * 2
    assert {row.by_name for row in by_hand} == {connection.settings_dict["USER"] or "kontor"}


def test_a_statement_on_other_columns_costs_nothing_and_writes_nothing(django_assert_num_queries) -> None:
    account = make_account()
    before = AuditRow.objects.count()
    with django_assert_num_queries(1):
        Account.objects.filter(pk=account.pk).update(given_name="Ann")
    assert AuditRow.objects.count() == before
    Account.objects.filter(pk=account.pk).update(state="suspended")
    assert _of("accounts.account")[-1].after == {"state": "suspended"}


def test_an_address_is_only_said_to_have_changed() -> None:
    account = make_account()
    Account.objects.filter(pk=account.pk).update(email="ann@secret.example")
    row = _of("accounts.account")[-1]
    assert (row.before, row.after) == ({"email": "•"}, {"email": "•"})


@pytest.mark.parametrize("statement", ["UPDATE platform_audit SET reason = 'x'", "DELETE FROM platform_audit"])
def test_the_database_refuses_to_change_what_stands_there(statement: str) -> None:
    make_account()
    before = [(row.id, row.reason) for row in AuditRow.objects.all()]
    assert before
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert [(row.id, row.reason) for row in AuditRow.objects.all()] == before


@pytest.mark.parametrize(
    "statement", ["UPDATE platform_audit SET op = ''", "DELETE FROM platform_audit", "TRUNCATE platform_audit"]
)
def test_a_role_that_owns_nothing_may_add_and_read_alone(statement: str) -> None:
    role = sql.Identifier(f"kontor_app_{new_id().hex[-8:]}")
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("CREATE ROLE {}").format(role))
        cursor.execute(sql.SQL("GRANT SELECT, INSERT ON platform_audit TO {}").format(role))
        cursor.execute(sql.SQL("SET LOCAL ROLE {}").format(role))
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cursor.execute(statement)
        cursor.execute("RESET ROLE")


def test_only_what_is_older_than_the_policy_goes(policy_value) -> None:
    policy_value("audit.kept", "365")
    with moved(timedelta(days=-364)):
        note(kind="audit.export", row_id="young")
    with moved(timedelta(days=-366)):
        note(kind="audit.export", row_id="old")
    assert forget_old() == 1
    assert [row.row_id for row in _of("audit.export")] == ["young"]


def test_all_logs_are_read_as_one_by_who_about_whom_kind_and_time() -> None:
    shop = factories.store()
    owner, colleague = factories.owner_seat(shop), factories.account()
    operator = make_account(audience="operator")
    with audit.acting(audit.Acting("seller", owner.account_id)):
        grant_seat(by=owner, store_id=shop.id, account_id=colleague.id)
    set_policy(name="sellers.news_a_day", text="4", by=Operator(operator.id), reason="Quiet weeks.")
    everything = audit.entries(audit.Asked(), size=50)
    assert [line.id for line in everything] == sorted((line.id for line in everything), reverse=True)
    assert everything[0].kind == "platform.policy"
    assert (everything[0].before, everything[0].after) == ({"value": "3"}, {"value": "4"})
    assert [line.kind for line in audit.entries(audit.Asked(by_id=operator.id), size=9)] == ["platform.policy"]
    about = audit.entries(audit.Asked(person_id=colleague.id, kinds=["sellers.seat"]), size=9)
    assert [(line.op, line.by_id, line.store_id) for line in about] == [("insert", owner.account_id, shop.id)]
    assert audit.entries(audit.Asked(until=now() - timedelta(hours=1)), size=9) == []
    assert audit.entries(audit.Asked(before=everything[0].id), size=1) == [everything[1]]
    assert audit.entries(audit.Asked(kinds=["no.such"]), size=9) == []


def test_what_is_declared_is_what_the_database_watches() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, array_agg(a.attname::text) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY(t.tgattr)"
            " WHERE t.tgname = 'platform_audit' GROUP BY 1"
        )
        found = {table: frozenset(columns) for table, columns in cursor.fetchall()}
    assert found == WATCHED


def test_a_job_says_its_name() -> None:
    from kontor.platform.jobs.declare import Job

    account = make_account()

    def suspend() -> None:
        Account.objects.filter(pk=account.pk).update(state="suspended")

    Job("accounts.test", suspend, 1, "", "").run()
    row = _of("accounts.account")[-1]
    assert (row.by_kind, row.by_name, row.by_id) == ("job", "accounts.test", None)


def test_outside_a_transaction_the_name_is_forgotten_after_the_statement(transactional_db) -> None:
    account = make_account()
    with audit.acting(audit.Acting("operator", account.pk)):
        Account.objects.filter(pk=account.pk).update(state="suspended")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('kontor.acting', true)")
        assert cursor.fetchone() == ("",)
    assert _of("accounts.account")[-1].by_kind == "operator"


def test_the_jobs_process_and_the_database_s_hook_load_before_there_are_models() -> None:
    code = "import kontor.platform.jobs, kontor.platform.audit.telling, kontor.platform.database.backend.base"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
