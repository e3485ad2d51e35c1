"""How inventory says no."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class OutOfStock(Refusal):
    """Not enough is there; nothing was reserved.

    Attributes:
        left: by SKU, how many of it could still be bought.
    """

    code = "ERR_OUT_OF_STOCK"
    kind = Kind.CONFLICT
    sentence = _("Some of the goods are no longer there in this quantity. Change the quantity or take them out.")

    def __init__(self, *, left: Mapping[UUID, int]) -> None:
        self.left = dict(left)
        super().__init__(left={str(sku_id): count for sku_id, count in left.items()})


class BelowReserved(Refusal):
    code = "ERR_STOCK_BELOW_RESERVED"
    kind = Kind.CONFLICT
    sentence = _("%(reserved)s units are promised to orders. The stock cannot be less than that.")


class QuantityNotPositive(Refusal):
    code = "ERR_QUANTITY_NOT_POSITIVE"
    kind = Kind.INVALID
    sentence = _("Enter a quantity of at least 1.")


class StockPlaceUnknown(Refusal):
    code = "ERR_STOCK_PLACE_UNKNOWN"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such product or warehouse in this store.")


class CountedMeanwhile(Refusal):
    code = "ERR_COUNTED_MEANWHILE"
    kind = Kind.CONFLICT
    sentence = _("By now %(on_hand)s lie there: something was sold or counted meanwhile. Enter the number again.")


class WarehouseNameMissing(Refusal):
    code = "ERR_WAREHOUSE_NAME_MISSING"
    kind = Kind.INVALID
    sentence = _("Give the warehouse a name of at most 80 characters.")


class WarehouseCountryUnknown(Refusal):
    code = "ERR_WAREHOUSE_COUNTRY_UNKNOWN"
    kind = Kind.INVALID
    sentence = _("Choose the country in which the warehouse stands.")


class TooManyWarehouses(Refusal):
    code = "ERR_TOO_MANY_WAREHOUSES"
    kind = Kind.CONFLICT
    sentence = _("A store has at most %(most)s warehouses.")
