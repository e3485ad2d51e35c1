"""How much of a balance is paid out, and the legs of it. Pure (TRD-12)."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.ledger.rules import Leg, credit, debit, reverse
from kontor.kernel.money import Money

UNDERWAY, FEE, BANK = "payout", "fee", "bank"


def payable(*, balance: int, fresh: int, reserve: int, least: int) -> int:
    """What is paid out, in minor units; 0 when it is less than `least`.

    Args:
        fresh: earned so lately that it is still held.
        reserve: kept for what the store owes in its other currencies.
    """
    free = balance - max(0, fresh) - max(0, reserve)
    return free if free > 0 and free >= least else 0


def fee_of(amount: int, basis_points: int, currency: str) -> int:
    """The fee on a payout, rounded half-up once; never all of it."""
    return min(Money(amount, currency).share(basis_points).minor, max(0, amount - 1))


def made_legs(store_id: UUID, amount: Money, fee: Money) -> list[Leg]:
    """Out of the balance: on its way, and the fee."""
    return [
        debit("payable", amount, store_id), credit(UNDERWAY, amount - fee, store_id), credit(FEE, fee, name="payout"),
    ]  # fmt: skip


def paid_legs(store_id: UUID, net: Money) -> list[Leg]:
    """It has left our account at the bank."""
    return [debit(UNDERWAY, net, store_id), credit("gateway", net, name=BANK)]


def undone_legs(store_id: UUID, amount: Money, fee: Money) -> list[Leg]:
    """It never left: all of it is in the balance again, the fee too."""
    return reverse(made_legs(store_id, amount, fee))


def returned_legs(store_id: UUID, amount: Money, fee: Money) -> list[Leg]:
    """It came back from the store's bank: as if it had never left."""
    return [*reverse(paid_legs(store_id, amount - fee)), *undone_legs(store_id, amount, fee)]


def scheme_of(values: dict[str, str]) -> tuple[str, str]:
    """Of an approved payout account, what it is called by (`iban`, `account`, `alipay`) and its number."""
    if values.get("payout_way") == "alipay" and values.get("alipay_account"):
        return "alipay", values["alipay_account"]
    if values.get("iban"):
        return "iban", values["iban"].replace(" ", "")
    return "account", values.get("account_number") or values.get("account_number_abroad") or ""
