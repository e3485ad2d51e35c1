"""A buyer goes to a provider to save a way to pay."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.models import Account
from kontor.contexts.payments.errors import (
    ForeignMethodRefused,
    MethodNotOffered,
    ProviderDown,
    TooManyAgreements,
)
from kontor.contexts.payments.masking import masked_login
from kontor.contexts.payments.models import Agreement, AgreementState
from kontor.contexts.payments.policy import MOST_AGREEMENTS
from kontor.contexts.payments.providers.binding import BindAsk
from kontor.contexts.payments.providers.protocol import ProviderSilent
from kontor.contexts.payments.providers.register import binder, running
from kontor.contexts.payments.rules import BINDABLE, CHINA, bindable
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer


def begin_binding(*, viewer: Buyer, method: str, address_of: Callable[[str], str]) -> str:
    """Open an agreement at the provider of `method` and return the address of its page (BUY-10).

    Nothing that the payer types there comes to us; the network is not spoken to in a transaction.

    Args:
        method: `alipay` or `card`.
        address_of: absolute address of `bound/<agreement>` and of `notify/<provider>`.

    Raises:
        ForeignMethodRefused: a card or PayPal for an account of mainland China (ACC-04).
        MethodNotOffered: another way of paying that cannot be saved here.
        TooManyAgreements: the buyer has as many as one may have.
        ProviderDown: the provider does not answer; nothing was saved.
    """
    agreement, login = _open(viewer, method)
    ask = BindAsk(
        agreement.id.hex, login, address_of(f"bound/{agreement.id}"), address_of(f"notify/{agreement.provider}")
    )
    try:
        begun = binder(agreement.provider).begin(ask)
    except ProviderSilent as problem:
        _forget(agreement.id)
        raise ProviderDown from problem
    Agreement.objects.filter(id=agreement.id).update(
        redirect_url=begun.redirect_url, provider_reference=begun.provider_reference
    )
    return begun.redirect_url


def _open(viewer: Buyer, method: str) -> tuple[Agreement, str]:
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=viewer.buyer_id)  # one writer per wallet
        offered = {known.code: known for known in bindable(account.country, running=frozenset(running()))}
        if method not in offered:
            raise ForeignMethodRefused if account.country in CHINA and method in BINDABLE else MethodNotOffered
        mine = Agreement.objects.filter(buyer_id=viewer.buyer_id, state=AgreementState.ACTIVE)
        if mine.count() >= MOST_AGREEMENTS.int():
            raise TooManyAgreements(most=MOST_AGREEMENTS.int())
        agreement = Agreement.objects.create(
            buyer_id=viewer.buyer_id, provider=offered[method].provider, method=method, created_at=now()
        )
        return agreement, masked_login(account.email or account.phone or "")


def _forget(agreement_id: UUID) -> None:
    Agreement.objects.filter(id=agreement_id, state=AgreementState.PENDING).update(
        state=AgreementState.ENDED, ended_at=now(), ended_why="abandoned"
    )
