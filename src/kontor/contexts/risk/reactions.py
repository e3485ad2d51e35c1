"""Facts from elsewhere that risk reacts to."""

from __future__ import annotations

from collections.abc import Sequence

from kontor.contexts.accounts.events import AddressVerified, RegistrationErased
from kontor.contexts.orders.events import OrderPlaced
from kontor.contexts.risk.events import IdentityCheckRequired
from kontor.contexts.risk.services.flag_own_purchases import Bought, flag_own_purchases
from kontor.contexts.risk.services.forget import forget
from kontor.contexts.risk.services.forget_identity import forget_identity
from kontor.contexts.risk.services.note_member import note_member
from kontor.contexts.risk.services.open_identity_check import open_identity_check
from kontor.contexts.risk.services.tell_of_identity import tell_of_identity
from kontor.contexts.sellers.events import SeatGranted, StoreOpened
from kontor.kernel.viewer import System
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


@react(IdentityCheckRequired)
def ask_for_identity(event: IdentityCheckRequired) -> None:
    """The person has to show a document (ACC-32, ACC-33)."""
    open_identity_check(account_id=event.account_id, cause=event.cause, by=System("risk"), registration=True)


@react(AddressVerified)
def tell_of_waiting_check(event: AddressVerified) -> None:
    """Only now can the person be written to (ACC-33)."""
    tell_of_identity(account_id=event.account_id)


@react(RegistrationErased)
def forget_pictures(event: RegistrationErased) -> None:
    """Of an account that is gone no picture is kept (ACC-33)."""
    forget_identity(account_id=event.account_id)
