"""A figure about the account comes with its session, also when it is declared after a session was read."""

from __future__ import annotations

import pytest

from kontor.contexts.accounts.tests.factories import make_account
from kontor.platform.http import sessions


@pytest.mark.django_db
def test_a_figure_that_is_declared_late_is_read_with_the_next_session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "_BESIDE", {})
    sessions._with_owner.cache_clear()
    account = make_account()
    kept = sessions.SessionStore()
    kept["account_id"] = str(account.pk)
    kept.save()
    first = sessions.SessionStore(kept.session_key)
    assert first.get("account_id") == str(account.pk)
    sessions.read_beside("seven", "SELECT 7")
    second = sessions.SessionStore(kept.session_key)
    assert second.get("account_id") == str(account.pk)
    assert (second.owner.pk, second.beside) == (account.pk, {"seven": 7})
    sessions._with_owner.cache_clear()
