"""The figures of joining, on a market small enough to count by hand (ACC-50)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from kontor.contexts.accounts.models import LostRegistration, Verification
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.insight.queries.reports import DomainFigures, Period, registrations
from kontor.contexts.notifications.models import Notice
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Operator

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ACC-50")]
OPERATOR = Operator(new_id())
DAY = datetime(2026, 3, 10, 12, tzinfo=UTC)
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))


def _joined(
    *, at: datetime = DAY, form: int | None = 10, verified: int | None = None, accepted: int | None = None,
    opened: int | None = None, messages: int = 1, failure: str = "", domain: str = "post.example", **given: Any,
) -> None:  # fmt: skip
    """A registration; seconds count from the moment of the form's sending, `form` seconds after its opening."""

    def later(seconds: int | None) -> datetime | None:
        return None if seconds is None else at + timedelta(seconds=seconds)

    identity = new_id(at)
    account = make_account(
        id=identity, created_at=at, verified_at=later(verified), email=f"{identity.hex}@{domain}",
        form_opened_at=None if form is None else at - timedelta(seconds=form),
        state="pending" if verified is None else "active", **given,
    )  # fmt: skip
    for index in range(messages):
        last = index == messages - 1
        asked = at + timedelta(minutes=3 * index)
        kept = Verification.objects.create(
            account=account, channel="email", address=account.email, secret_hash=new_id().hex, created_at=asked,
            expires_at=asked + timedelta(hours=24), used_at=later(verified) if last else None,
            opened_at=later(opened) if last else None, failures=int(bool(failure)),
            last_failure=failure if last else "",
        )  # fmt: skip
        Notice.objects.create(
            account_id=account.pk, kind="verify_email", channel="email", address=account.email, language="en",
            cause=f"accounts.verification:{kept.pk}", created_at=asked, sent_at=later(accepted),
        )  # fmt: skip


def _month() -> None:
    for verified in (30, 42, 70):
        _joined(verified=verified, accepted=2, opened=verified - 5)
    _joined(verified=600, accepted=200, opened=590, messages=2, country="ES", form=20)  # asked again after 180 s
    _joined(failure="refused", domain="blocked.example")
    _joined(accepted=3)  # never answered
    LostRegistration.objects.create(
        audience="buyer", country="BG", channel="email", domain="blocked.example", cause="refused", messages=2, at=DAY
    )
    LostRegistration.objects.create(
        audience="buyer", country="BG", channel="sms", domain="", cause="code", messages=1, at=DAY
    )
    _joined(at=DAY - timedelta(days=40), verified=5)  # another month


def test_seconds_first_tries_and_failures_by_hand(django_assert_num_queries) -> None:
    _month()
    with django_assert_num_queries(1):
        found = registrations(OPERATOR, MARCH)
    assert (found.registrations, found.verified, found.failed) == (8, 4, 4)
    assert (found.first_try, found.decided) == (3, 8)
    assert (found.form_mean, found.form_median) == (198.0, 66.0)  # 40, 52, 80, 620
    assert (found.accepted_mean, found.accepted_median) == (pytest.approx(5.8), 2.0)  # 2, 2, 2, 20, 3
    assert (found.opened_mean, found.opened_median) == (pytest.approx(134.25), 51.0)  # 25, 37, 65, 410
    assert found.causes == [("refused", 2), ("code", 1), ("silent", 1)]


def test_by_domain_with_rare_ones_together(policy_value) -> None:
    _month()
    policy_value("accounts.domain_named_from", "3")
    found = registrations(OPERATOR, MARCH)
    assert found.domains == [
        DomainFigures("", 2, 0, 2, 2, None),
        DomainFigures("post.example", 5, 4, 1, 0, 2.0),
    ]
    policy_value("accounts.domain_named_from", "2")
    assert registrations(OPERATOR, MARCH).domains[0] == DomainFigures("blocked.example", 2, 0, 2, 2, None)


def test_by_country_and_day() -> None:
    _month()
    spain = registrations(OPERATOR, MARCH, country="ES")
    assert (spain.registrations, spain.verified, spain.first_try, spain.form_median) == (1, 1, 0, 620.0)
    [week] = registrations(OPERATOR, MARCH).series
    assert (week.start, week.registrations, week.verified) == (date(2026, 3, 10), 8, 4)
    assert registrations(OPERATOR, Period(date(2026, 3, 11), date(2026, 3, 31))).registrations == 0


def test_who_may_still_confirm_has_not_failed() -> None:
    from kontor.kernel.clock import now

    moment = now()
    _joined(at=moment - timedelta(hours=23), accepted=1)
    _joined(at=moment - timedelta(hours=25))
    found = registrations(OPERATOR, Period(moment.date() - timedelta(days=3), moment.date()))
    assert (found.registrations, found.failed, found.causes) == (2, 1, [("unsent", 1)])


def test_nobody_came(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        found = registrations(OPERATOR, MARCH)
    assert (found.registrations, found.form_median, found.series, found.causes, found.domains) == (0, None, [], [], [])
