"""The hint for a mail domain: from what was measured here, and from how it is spelt (ACC-14)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kontor.contexts.accounts import queries
from kontor.contexts.accounts.jobs import erase_stale_registrations, measure_domains
from kontor.contexts.accounts.models import Account, MailDomain
from kontor.contexts.accounts.rules.mail_advice import KNOWN, DomainFigures, respelt
from kontor.contexts.accounts.services.disown_link import disown_link
from kontor.contexts.accounts.services.measure_mail_domains import measure_mail_domains
from kontor.contexts.accounts.services.note_refused_mail import note_refused_mail
from kontor.contexts.accounts.services.verify_link import verify_link
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.accounts.tests.test_stale import joined, token_of
from kontor.kernel import policy
from kontor.kernel.clock import moved
from kontor.platform import reference

pytestmark = pytest.mark.rule("ACC-14")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gmial.com", "gmail.com"), ("gamil.com", "gmail.com"), ("gmail.con", "gmail.com"), ("gmail.co", "gmail.com"),
        ("GMAI.com", "gmail.com"), ("hotmial.com", "hotmail.com"), ("hotmail.cmo", "hotmail.com"),
        ("outlok.com", "outlook.com"), ("yaho.com", "yahoo.com"), ("yahooo.com", "yahoo.com"),
        ("iclod.com", "icloud.com"),
        ("protonmial.com", "protonmail.com"), ("gmaill.cmo", ""), ("yandex.r", "yandex.ru"), ("fmail.com", "gmail.com"),
        ("mail.ru", ""), ("mail.com", ""), ("gmx.de", ""), ("qq.com", ""), ("163.com", ""), ("example.com", ""),
        ("abv.bg", ""), ("ab.bg", ""), ("kontor.example", ""), ("", ""),
    ],
)  # fmt: skip
def test_slips_of_the_pen_in_well_known_domains(typed: str, meant: str) -> None:
    assert respelt(typed) == meant


def test_no_known_domain_is_taken_for_another_and_one_that_works_is_right() -> None:
    assert {name for name in KNOWN if respelt(name)} == set()
    assert respelt("gmial.com", {"gmial.com"}) == ""


def test_only_enough_registrations_and_enough_losses_make_a_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    assert DomainFigures("x", 20, 12, 0).fails
    assert DomainFigures("x", 20, 12, 0).lost_percent == 40
    assert not DomainFigures("x", 20, 13, 0).fails
    assert not DomainFigures("x", 19, 0, 19).fails
    assert not DomainFigures("x", 0, 0, 0).fails
    monkeypatch.setattr(policy, "_source", {"accounts.domain_hint_from": 5, "accounts.domain_hint_share": 80}.get)
    assert DomainFigures("x", 5, 1, 0).fails
    assert not DomainFigures("x", 5, 2, 0).fails


@pytest.mark.django_db
def test_what_became_of_the_mails_is_counted_by_domain() -> None:
    for index in range(6):
        made = joined(f"a{index}@Shared.example")
        if index < 2:
            verify_link(token=token_of(made))
        if index == 5:
            note_refused_mail(account_id=made.account.pk, verification_id=made.verification.pk)
    disown_link(token=token_of(joined("a9@shared.example")))  # somebody else's address: nobody's mail was lost
    for index in range(4):
        joined(f"b{index}@lee-family.example")
    make_account(email="c@shared.example")  # by the operator, without a link
    joined("+359887123456")
    with moved(timedelta(hours=23)):
        assert measure_mail_domains() == 0  # their links still live
    with moved(timedelta(hours=25)):
        measure_domains()
        assert list(MailDomain.objects.values_list("domain", "asked", "proven", "refused")) == [
            ("shared.example", 6, 2, 1)
        ]
    with moved(timedelta(days=8)):
        erase_stale_registrations()
        assert Account.objects.filter(email__endswith="hared.example").count() == 3
        assert measure_mail_domains() == 1
        assert MailDomain.objects.values_list("asked", "proven", "refused").get() == (6, 2, 1)
    with moved(timedelta(days=31)):
        assert measure_mail_domains() == 0
    assert not MailDomain.objects.exists()


@pytest.mark.django_db
def test_figures_are_read_from_memory(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert queries.mail_domains() == {}
    MailDomain.objects.create(domain="x.example", asked=30, proven=3, refused=9, measured_at="2026-01-01T00:00:00Z")
    with django_assert_num_queries(0):
        assert queries.mail_domains() == {}
    reference.forget_all()
    assert queries.mail_domains() == {"x.example": DomainFigures("x.example", 30, 3, 9)}
    assert queries.mail_domains()["x.example"].lost_percent == 90
