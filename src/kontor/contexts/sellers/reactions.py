"""Facts from elsewhere that concern stores."""

from __future__ import annotations

from kontor.contexts.accounts.events import SafetyChanged
from kontor.contexts.privacy.events import BuyerDataOverread
from kontor.contexts.sellers.services.look_again import look_again
from kontor.contexts.sellers.services.open_overread import open_overread
from kontor.platform.events import react


@react(BuyerDataOverread)
def have_it_looked_at(event: BuyerDataOverread) -> None:
    """Somebody looks at a store that reads too much of its buyers (ACC-41)."""
    open_overread(store_id=event.store_id, whole_store=event.whole_store, most=event.most)


@react(SafetyChanged)
def let_open_what_waited(event: SafetyChanged) -> None:
    """A phone is bound, the second step is on: a store that waited for it opens (SEL-06)."""
    look_again(account_id=event.account_id)
