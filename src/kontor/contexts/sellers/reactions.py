"""Facts from elsewhere that concern stores."""

from __future__ import annotations

from kontor.contexts.privacy.events import BuyerDataOverread
from kontor.contexts.sellers.services.open_overread import open_overread
from kontor.platform.events import react


@react(BuyerDataOverread)
def have_it_looked_at(event: BuyerDataOverread) -> None:
    """Somebody looks at a store that reads too much of its buyers (ACC-41)."""
    open_overread(store_id=event.store_id, whole_store=event.whole_store, most=event.most)
