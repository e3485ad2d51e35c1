"""What an owner is told about the safety of the account: in every language, by mail and by SMS, without secrets."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kontor.contexts.accounts import queries
from kontor.contexts.accounts.history import note
from kontor.contexts.accounts.models import Account, Verification
from kontor.contexts.accounts.rules.safety import Word
from kontor.contexts.accounts.services.confirm_address_change import confirm_address_change
from kontor.contexts.accounts.services.note_sign_in import note_sign_in
from kontor.contexts.accounts.services.start_address_change import start_address_change
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.notifications.models import Notice
from kontor.contexts.notifications.texts import written
from kontor.platform.mail.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ACC-20", "ACC-21")]
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.mark.parametrize("what", list(Word))
@pytest.mark.parametrize("language", ["en", "zh-hans", "bg"])
def test_every_change_is_told_in_every_language(what: Word, language: str, settle: Callable[[], None]) -> None:
    note(make_account(language=language, audience="seller").pk, what)
    settle()
    notice = Notice.objects.get()
    text = written(notice)
    assert text is not None
    assert text.subject
    assert text.subject in text.body
    assert "/seller/security/" in text.body
    assert "{{" not in text.html + text.body + text.subject
    assert f'lang="{language}"' in text.html


def test_a_new_browser_is_named_with_its_coarse_place(settle: Callable[[], None]) -> None:
    account = make_account(language="bg")
    note_sign_in(account_id=account.pk, device="d", agent=FIREFOX, network="203.0.113.0/24", country="FR")
    settle()
    text = Message.objects.get().text
    assert "Firefox" in text
    assert "Linux" in text
    assert "Франция" in text
    assert "203.0.113" not in text
    note_sign_in(account_id=account.pk, device="e", agent="<b>curl</b>", network="203.0.113.0/24")
    settle()
    last = Message.objects.latest("at")
    assert "203.0.113.0/24" in last.text
    assert "<b>curl" not in last.html


def test_an_old_phone_gets_an_sms_and_an_old_mailbox_a_mail(settle: Callable[[], None]) -> None:
    account = make_account(email="old@example.com", phone="+359888123456")
    for kind, new, old in (
        ("phone", "+359888654321", "+359888123456"), ("email", "new@example.com", "old@example.com"),
    ):  # fmt: skip
        start_address_change(account_id=account.pk, kind=kind, address=new)
        message = queries.verification_message(Verification.objects.latest("created_at").id)
        assert message is not None
        confirm_address_change(account_id=account.pk, code=message.secret)
        settle()
        told = Notice.objects.get(kind="address_replaced", address=old)
        assert new not in str(told.values)
        assert Message.objects.filter(to=old, reference=f"notice:{told.id}").count() == 1
    assert Account.objects.get().phone == "+359888654321"
