"""What is kept for the figures of joining (ACC-50), and what is forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kontor.contexts.accounts.errors import CodeWrong, LinkExpired
from kontor.contexts.accounts.jobs import erase_stale_registrations
from kontor.contexts.accounts.models import LostRegistration, Verification
from kontor.contexts.accounts.services.disown_link import disown_link
from kontor.contexts.accounts.services.forget_rare_domains import forget_rare_domains
from kontor.contexts.accounts.services.note_refused_mail import note_refused_mail
from kontor.contexts.accounts.services.register import register
from kontor.contexts.accounts.services.resend_verification import resend_verification
from kontor.contexts.accounts.services.verify_code import verify_code
from kontor.contexts.accounts.services.verify_link import verify_link
from kontor.contexts.accounts.tests.factories import PASSWORD
from kontor.contexts.accounts.tests.test_stale import joined, token_of
from kontor.kernel.clock import moved, now
from kontor.kernel.errors import Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ACC-50")]


def _lost() -> list[tuple[str, str, str, int]]:
    rows = LostRegistration.objects.order_by("at", "id")
    return [(row.channel, row.domain, row.cause, row.messages) for row in rows]


def test_the_moments_of_form_and_link_cost_no_statement_more(django_assert_num_queries) -> None:
    opened = now() - timedelta(seconds=40)
    given = {"password": PASSWORD, "password_again": PASSWORD, "given_name": "Ann", "family_name": "Lee"}
    with django_assert_num_queries(3):  # savepoint, all that is written, release
        made = register(address="ann@example.com", country="BG", form_opened_at=opened, **given)
    with django_assert_num_queries(8):
        verify_link(token=token_of(made), opened_at=opened + timedelta(seconds=50))
    made.account.refresh_from_db()
    kept = Verification.objects.get()
    assert made.account.form_opened_at == opened
    assert (kept.opened_at, kept.failures, kept.last_failure) == (opened + timedelta(seconds=50), 0, "")


def test_wrong_codes_and_late_links_are_noted_with_what_was_tried() -> None:
    by_phone = joined("+359887123456")
    for _try in range(2):
        with pytest.raises(CodeWrong):
            verify_code(phone="+359887123456", code="12")
    kept = Verification.objects.get(account=by_phone.account)
    assert (kept.failures, kept.last_failure) == (2, "code")
    with pytest.raises(Refusal):
        verify_code(phone="+359887123456", code="12")
    kept.refresh_from_db()
    assert (kept.failures, kept.last_failure) == (3, "locked")
    by_mail = joined()
    with moved(timedelta(hours=25)), pytest.raises(LinkExpired):
        verify_link(token=token_of(by_mail))
    assert Verification.objects.get(account=by_mail.account).last_failure == "expired"
    with pytest.raises(CodeWrong):  # a number that nobody has leaves nothing
        verify_code(phone="+359887999999", code="12")
    assert Verification.objects.count() == 2


def test_of_an_erased_registration_only_figures_are_left() -> None:
    silent, refused, disowned = joined(), joined("ben@blocked.example"), joined("cho@example.com")
    phone = joined("+359887123456")
    with moved(timedelta(minutes=3)):
        resend_verification(address="ann@example.com")
    assert note_refused_mail(account_id=refused.account.pk, verification_id=refused.verification.pk)
    disown_link(token=token_of(disowned))
    with pytest.raises(CodeWrong):
        verify_code(phone="+359887123456", code="1")
    with moved(timedelta(days=8)):
        erase_stale_registrations()
    assert sorted(_lost()) == [
        ("email", "blocked.example", "refused", 1),
        ("email", "example.com", "disowned", 1),
        ("email", "example.com", "silent", 2),
        ("sms", "", "code", 1),
    ]
    ids = {str(each.account.pk) for each in (silent, refused, disowned, phone)}
    assert not ids & {str(value) for row in LostRegistration.objects.values() for value in row.values()}


def test_a_domain_that_few_share_is_forgotten_after_a_month() -> None:
    for index in range(5):
        disown_link(token=token_of(joined(f"a{index}@shared.example")))
    disown_link(token=token_of(joined("ann@lee-family.example")))
    assert forget_rare_domains() == 0
    with moved(timedelta(days=31)):
        assert forget_rare_domains() == 1
    assert sorted({domain for _channel, domain, _cause, _many in _lost()}) == ["", "shared.example"]


def test_a_mail_that_is_refused_after_the_link_was_used_changes_nothing() -> None:
    made = joined()
    verify_link(token=token_of(made))
    assert not note_refused_mail(account_id=made.account.pk, verification_id=made.verification.pk)
    assert Verification.objects.get().last_failure == ""
