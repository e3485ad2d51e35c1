"""Consents: given, held with their text, taken back; corrections are logged."""

from __future__ import annotations

import pytest

from kontor.contexts.accounts.services.change_profile import change_profile
from kontor.contexts.accounts.services.register import register
from kontor.contexts.accounts.tests.factories import PASSWORD, make_account
from kontor.contexts.privacy import queries
from kontor.contexts.privacy.consents import CONSENTS
from kontor.contexts.privacy.errors import ConsentNeeded, ConsentUnknown
from kontor.contexts.privacy.models import ConsentGiven, PrivacyRequest
from kontor.contexts.privacy.services.give_consent import give_consent
from kontor.contexts.privacy.services.withdraw_consent import withdraw_consent
from kontor.kernel.viewer import Buyer
from kontor.platform import events
from kontor.platform.events.models import OutboxEvent

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ACC-42")]

# Whoever changes a text changes its version with it: what people agreed to must be told apart.
TEXTS = {
    ("terms", "2026-11-21", "157db3152f1907e1"),
    ("marketing", "2026-11-21", "23e9f6ccc7b0ce49"),
    ("device", "2026-11-21", "d65ff1b301fd8b26"),
}


def test_a_text_and_its_version_belong_together():
    assert {(each.code, each.version, each.digest) for each in CONSENTS.values()} == TEXTS


def test_whoever_joins_agrees_to_the_terms_of_that_day():
    account = register(
        address="new@example.com", password=PASSWORD, password_again=PASSWORD, given_name="Ana", family_name="Silva",
        country="BR",
    ).account  # fmt: skip
    events.drain()
    [held] = ConsentGiven.objects.filter(account_id=account.id)
    assert (held.code, held.version, held.source) == ("terms", CONSENTS["terms"].version, "registration")


def test_given_taken_back_and_given_again_leaves_a_history():
    account = make_account()
    assert give_consent(account_id=account.id, code="marketing")
    assert not give_consent(account_id=account.id, code="marketing")
    assert queries.agreed(account.id, "marketing")
    assert withdraw_consent(account_id=account.id, code="marketing")
    assert not withdraw_consent(account_id=account.id, code="marketing")
    assert not queries.agreed(account.id, "marketing")
    give_consent(account_id=account.id, code="marketing")
    rows = ConsentGiven.objects.filter(account_id=account.id).order_by("id")
    assert [row.withdrawn_at is None for row in rows] == [False, True]
    told = (
        OutboxEvent.objects.filter(name="privacy.consent_changed").order_by("position").values_list("body", flat=True)
    )
    assert [body["given"] for body in told] == [True, False, True]
    [logged] = PrivacyRequest.objects.filter(kind="withdrawal")
    assert (logged.state, logged.about) == ("done", "marketing")


def test_another_persons_consent_is_untouched():
    one, other = make_account(), make_account()
    for account in (one, other):
        give_consent(account_id=account.id, code="device")
    withdraw_consent(account_id=one.id, code="device")
    assert queries.agreed(other.id, "device")


def test_the_terms_end_with_the_account_only():
    account = make_account()
    give_consent(account_id=account.id, code="terms")
    with pytest.raises(ConsentNeeded):
        withdraw_consent(account_id=account.id, code="terms")
    assert queries.agreed(account.id, "terms")


def test_an_unknown_consent_is_refused():
    with pytest.raises(ConsentUnknown):
        give_consent(account_id=make_account().id, code="soul")
    assert not ConsentGiven.objects.exists()


def test_a_corrected_profile_is_logged_as_done():
    account = make_account()
    change_profile(account_id=account.id, given_name="Neda", family_name="Petrova")
    events.drain()
    [logged] = PrivacyRequest.objects.filter(account_id=account.id)
    assert (logged.kind, logged.state, logged.about) == ("correction", "done", "profile")


def test_the_page_shows_what_holds():
    account = make_account()
    give_consent(account_id=account.id, code="marketing")
    held = {each.consent.code: each.given_at is not None for each in queries.consents(Buyer(account.id))}
    assert held == {"terms": False, "marketing": True, "device": False}
