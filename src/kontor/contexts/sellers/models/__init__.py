"""Tables of sellers: businesses and what was looked at of them, stores, and who may do what in them."""

from kontor.contexts.sellers.models.businesses import (
    Business,
    BusinessPaper,
    BusinessStage,
    BusinessState,
    BusinessStep,
    PaperView,
)
from kontor.contexts.sellers.models.demands import AskedFor, TaxDemand
from kontor.contexts.sellers.models.members import Invitation, StoreRole
from kontor.contexts.sellers.models.stores import (
    Holiday,
    Seat,
    Store,
    StoreAddress,
    StoreHiding,
    StoreNews,
    StoreSection,
    StoreState,
    StoreText,
)
from kontor.contexts.sellers.models.taxes import TaxNumber

__all__ = [
    "AskedFor",
    "Business",
    "BusinessPaper",
    "BusinessStage",
    "BusinessState",
    "BusinessStep",
    "Holiday",
    "Invitation",
    "PaperView",
    "Seat",
    "Store",
    "StoreAddress",
    "StoreHiding",
    "StoreNews",
    "StoreRole",
    "StoreSection",
    "StoreState",
    "StoreText",
    "TaxDemand",
    "TaxNumber",
]
