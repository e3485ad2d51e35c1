"""Writing a request down with the deadline of the person's law."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from kontor.contexts.accounts.models import Account
from kontor.contexts.privacy.models import PrivacyRequest, RequestKind, RequestState
from kontor.contexts.privacy.policy import ANSWER_GDPR, ANSWER_PIPL
from kontor.contexts.privacy.rules import PIPL, due, law_of
from kontor.kernel.clock import now


def answer_days(law: str) -> int:
    """Days within which `law` wants an answer."""
    return ANSWER_PIPL.int() if law == PIPL else ANSWER_GDPR.int()


def request_of(
    account: Account, kind: RequestKind, at: datetime, *, about: str = "", done: bool = False
) -> PrivacyRequest:
    """The row of a request, not yet stored; `done` for what is answered at once."""
    law = law_of(account.country)
    return PrivacyRequest(
        account_id=account.pk,
        audience=account.audience,
        kind=kind,
        state=RequestState.DONE if done else RequestState.WAITING,
        law=law,
        about=about,
        asked_at=at,
        due_at=due(at, answer_days(law)),
        ended_at=at if done else None,
    )


def log_done(account_id: UUID, kind: RequestKind, *, about: str) -> None:
    """Log a request that people answer for themselves on a page: done as soon as asked."""
    account = Account.objects.filter(pk=account_id).first()
    if account is not None:
        request_of(account, kind, now(), about=about, done=True).save(force_insert=True)
