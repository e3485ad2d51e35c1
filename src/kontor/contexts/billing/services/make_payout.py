"""A store is paid out what its balance allows (TRD-12)."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from kontor.contexts.billing import policy
from kontor.contexts.billing.accounts import sealed
from kontor.contexts.billing.balances import earned_since, hold_balance, owed_elsewhere
from kontor.contexts.billing.lifecycle import OPEN, PayoutState
from kontor.contexts.billing.models import Payout
from kontor.contexts.billing.rules import payouts as rules
from kontor.contexts.ledger.services.post import post
from kontor.contexts.pricing.queries import rates
from kontor.contexts.sellers.money_queries import payout_account
from kontor.contexts.sellers.rules.numbers import masked
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.kernel.money import Money
from kontor.kernel.viewer import System

_US = System("billing")


def make_payout(*, store_id: UUID, currency: str, day: date) -> UUID | None:
    """Take what can be paid out of the balance and set it on its way, once a day and one at a time.

    The account of the balance is held, so that two runs take turns; constraints say the same. Without an approved
    payout account nothing moves.

    Returns:
        The payout; None when there is nothing to pay, or one is under way.
    """
    with transaction.atomic():
        balance = hold_balance(store_id, currency)
        if balance is None or balance <= 0 or _is_there(store_id, currency, day):
            return None
        values = payout_account(_US, store_id)
        scheme, number = rules.scheme_of(values)
        if not number:
            return None
        amount = rules.payable(
            balance=balance,
            fresh=earned_since(store_id, currency, now() - timedelta(days=policy.PAYOUT_HOLD.int())),
            reserve=owed_elsewhere(store_id, currency),
            least=_worth(policy.PAYOUT_LEAST.int(), currency),
        )
        if not amount:
            return None
        fee = rules.fee_of(amount, policy.PAYOUT_FEE.int(), currency)
        payout_id = new_id()
        waits = amount >= _worth(policy.APPROVAL_FROM.int(), currency)
        account = {
            "scheme": scheme, "number": number, "bic": values.get("bic", ""), "holder": values["holder"],
            "country": values["country"],
        }  # fmt: skip
        Payout.objects.bulk_create(
            [
                Payout(
                    store_id=store_id, id=payout_id, currency=currency, amount_minor=amount, fee_minor=fee,
                    state=PayoutState.WAITING if waits else PayoutState.READY, run_day=day, account=masked(number),
                    sealed=sealed(payout_id, account), made_at=now(),
                )
            ]
        )  # fmt: skip
        legs = rules.made_legs(store_id, Money(amount, currency), Money(fee, currency))
        post(cause=f"payout:{payout_id}", legs=legs, reference=payout_id)
        return payout_id


def _is_there(store_id: UUID, currency: str, day: date) -> bool:
    known = Payout.objects.filter(store_id=store_id, currency=currency)
    return known.filter(state__in=OPEN).exists() or known.filter(run_day=day).exists()


def _worth(us_cents: int, currency: str) -> int:
    """US cents in the minor unit of `currency`, at the day's rate."""
    return Money(us_cents, "USD").convert(rates().rate("USD", currency).value, currency).minor
