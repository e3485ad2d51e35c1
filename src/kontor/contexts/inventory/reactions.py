"""What happens elsewhere and changes where goods lie."""

from __future__ import annotations

from kontor.contexts.inventory.services.open_first_warehouse import open_first_warehouse
from kontor.contexts.sellers.events import StoreOpened
from kontor.platform.events import react


@react(StoreOpened)
def place_for_goods(event: StoreOpened) -> None:
    open_first_warehouse(store_id=event.store_id)
