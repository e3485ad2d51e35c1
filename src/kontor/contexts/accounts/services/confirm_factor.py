"""The first code of an app or a phone was typed: it is a factor from now on."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts import codes, tries
from kontor.contexts.accounts.errors.second_step import SecondStepWrong, SetUpOver
from kontor.contexts.accounts.models import Account, Factor, FactorKind
from kontor.contexts.accounts.rules.safety import Word
from kontor.contexts.accounts.services.switch_on import switch_on


def confirm_factor(*, account_id: UUID, kind: str, code: str, place: str = "", device: str = "") -> list[str]:
    """Confirm the app or the phone that is being set up; it replaces an earlier one of its kind.

    Args:
        kind: `app` or `sms`.

    Returns:
        Recovery codes to show once, when these are the account's first; else [].

    Raises:
        SetUpOver: nothing is being set up.
        SecondStepWrong: at the field `code`.
        Refusal: of kind LIMIT, after too many wrong codes.
    """
    counted = tries.count_second_step(account_id, place=place, device=device)
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account_id)
        begun = Factor.objects.filter(account_id=account_id, kind=kind, confirmed_at__isnull=True).first()
        if begun is None:
            raise SetUpOver
        check = codes.take_of_app if kind == FactorKind.APP else codes.take_of_sms
        if not check(begun, codes.plain(code)):
            raise SecondStepWrong(field="code")
        fresh = switch_on(factor=begun, word=Word.APP_ON if kind == FactorKind.APP else Word.SMS_ON)
    counted.forgive()
    return fresh
