"""Facts from elsewhere that risk reacts to."""

from __future__ import annotations

from collections.abc import Sequence

from kontor.contexts.accounts.events import RegistrationErased
from kontor.contexts.orders.events import OrderPlaced
from kontor.contexts.risk.services.flag_own_purchases import Bought, flag_own_purchases
from kontor.contexts.risk.services.forget import forget
from kontor.contexts.risk.services.note_member import note_member
from kontor.contexts.sellers.events import SeatGranted, StoreOpened
from kontor.platform.events import react, react_together


@react_together(OrderPlaced)
def look_for_own_purchases(events: Sequence[OrderPlaced]) -> None:
    """Somebody may buy from their own store (ACC-35)."""
    flag_own_purchases(orders=[Bought(event.store_id, event.buyer_id, event.number) for event in events])


@react(StoreOpened)
def note_owner(event: StoreOpened) -> None:
    """The owner works for the store."""
    note_member(store_id=event.store_id, account_id=event.owner_id, works=True)


@react(SeatGranted)
def note_seat(event: SeatGranted) -> None:
    """A seat was given, or taken away."""
    note_member(store_id=event.store_id, account_id=event.account_id, works=bool(event.rights))


@react(RegistrationErased)
def forget_registration(event: RegistrationErased) -> None:
    """A registration that was never verified leaves no traces (ACC-10)."""
    forget(account_id=event.account_id)
