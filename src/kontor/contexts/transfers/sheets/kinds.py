"""Every kind of sheet: who may take it in or out, and its columns. The one table for pages, services and jobs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kontor.contexts.transfers.rules.columns import Column
from kontor.kernel.text import mark as _


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of sheet.

    Attributes:
        title: marked for translation.
        export_right: right of a seat that it needs to be exported.
        import_right: to be imported; "" when it cannot be.
    """

    code: str
    title: str
    columns: tuple[Column, ...]
    export_right: str
    import_right: str = ""


_REASON = (
    Column("reason", _("Reason"), shown=True),
    Column("error_code", _("Error code"), shown=True),
)
"""What a file of rejected rows has beside the person's own columns; read over when it comes back."""

PRODUCTS = Kind(
    "products", _("Products"), export_right="products.view", import_right="products.edit",
    columns=(
        Column(
            "sku", _("SKU"),
            _("Your own code of the variant. It says which variant a row is about."), required=True,
        ),
        Column("product", _("Product"), _(
            "Rows with the same sign here are variants of one product: the product's number, or a sign of your own "
            "for a new product. Leave it empty for a product with one variant."
        )),
        Column("state", _("State"), _("For reading only."), shown=True),
        Column(
            "category", _("Category"),
            _("The category's short name, or its name in any language. The same in all rows of a product."),
        ),
        Column("brand", _("Brand")),
        Column("handling_days", _("Days until dispatch"), _("A whole number.")),
        Column("title", _("Title [%(part)s]"), _("One column for each language: en, zh-hans, es, fr, ru, pt-br, bg.")),
        Column("description", _("Description [%(part)s]"), _("One column for each language.")),
        Column(
            "bullets", _("Highlights [%(part)s]"),
            _("One column for each language; one highlight on each line of the cell."),
        ),
        Column("attribute", _("Attribute [%(part)s]"), _("One column for each property of the category.")),
        Column("axis", _("Variant by [%(part)s]"), _("One column for each property by which the variants differ.")),
        Column("price", _("Price"), _("In the currency of the store, such as 199.90.")),
        Column("list_price", _("Price before"), _("The price that is struck through. Empty for none.")),
        Column(
            "currency", _("Currency"),
            _("May be left out. A row in another currency than the store's is rejected."),
        ),
        Column("weight_g", _("Weight in grams"), _("With packing, a whole number.")),
        Column("length_mm", _("Length in millimetres")),
        Column("width_mm", _("Width in millimetres")),
        Column("height_mm", _("Height in millimetres")),
        Column("hs_code", _("HS code"), _("6 to 10 digits. Format the column as text, so that leading zeros stay.")),
        Column("barcode", _("Barcode"), _("At most 14 digits. Format the column as text, so that leading zeros stay.")),
        Column("active", _("Offered"), _("Yes or no: whether this variant can be bought.")),
        Column("wechat_pay", _("WeChat Pay"), _("Yes or no.")),
        *_REASON,
    ),
)  # fmt: skip
STOCK = Kind(
    "stock", _("Stock"), export_right="products.view", import_right="products.stock",
    columns=(
        Column("sku", _("SKU"), _("Your own code of the variant."), required=True),
        Column("title_shown", _("Name"), _("For reading only."), shown=True),
        Column("warehouse", _("Warehouse"), _("The warehouse's name. May be left out when the store has one only.")),
        Column(
            "on_hand", _("On hand"),
            _("How many units are there, those promised to orders among them."), required=True,
        ),
        Column("reserved", _("Promised"), _("For reading only: units that orders wait for."), shown=True),
        Column("free", _("Free to be sold"), _("For reading only: units that can be sold."), shown=True),
        *_REASON,
    ),
)  # fmt: skip
_ORDER = (
    Column("number", _("Order")),
    Column("purchase", _("Purchase")),
    Column("order_state", _("State")),
    Column("placed_at", _("Placed")),
)
ORDERS = Kind(
    "orders", _("Orders"), export_right="orders.view",
    columns=(
        *_ORDER,
        Column("paid_at", _("Paid")),
        Column("ship_by", _("Ship by")),
        Column("shipped_at", _("Shipped")),
        Column("delivered_at", _("Delivered")),
        Column("ended_at", _("Ended")),
        Column("buyer", _("Buyer")),
        Column("country", _("Country")),
        Column("lines", _("Lines")),
        Column("units", _("Units")),
        Column("goods", _("Goods")),
        Column("coupon", _("The store's coupon")),
        Column("shipping", _("Shipping")),
        Column("commission", _("Commission")),
        Column("net", _("Paid out")),
        Column("currency", _("Currency")),
        Column("buyer_paid", _("Paid by the buyer")),
        Column("buyer_currency", _("Buyer's currency")),
        Column("rate", _("Exchange rate")),
        Column("carrier", _("Carrier")),
        Column("service", _("Service")),
        Column("tracking", _("Tracking numbers")),
    ),
)  # fmt: skip
LINES = Kind(
    "lines", _("Order lines"), export_right="orders.view",
    columns=(
        *_ORDER,
        Column("country", _("Country")),
        Column("sku", _("SKU")),
        Column("product", _("Product")),
        Column("title_shown", _("Name")),
        Column("variant", _("Variant")),
        Column("units", _("Units")),
        Column("units_shipped", _("Units shipped")),
        Column("unit_price", _("Price of one")),
        Column("goods", _("Goods")),
        Column("currency", _("Currency")),
        Column("hs_code", _("HS code")),
        Column("weight_g", _("Weight in grams")),
    ),
)  # fmt: skip

PARCELS = Kind(
    "parcels", _("Tracking numbers"), export_right="orders.ship", import_right="orders.ship",
    columns=(
        Column("number", _("Order"), _(
            "The order's number. Format the column as text: numbers of 16 digits are otherwise rounded."
        ), required=True),
        Column(
            "tracking", _("Tracking number"),
            _("As the carrier gave it. Rows without one are left for later."), required=True,
        ),
        Column("carrier", _("Carrier"), _("Its name or code. Leave it empty for the one that the buyer chose.")),
        Column("service", _("Service"), _("Its code. Leave it empty for the one that the buyer chose.")),
        Column("country", _("Country"), _("For reading only."), shown=True),
        Column("placed_at", _("Placed"), _("For reading only."), shown=True),
        Column("ship_by", _("Ship by"), _("For reading only."), shown=True),
        *_REASON,
    ),
)  # fmt: skip

KINDS: Mapping[str, Kind] = {kind.code: kind for kind in (PRODUCTS, STOCK, PARCELS, ORDERS, LINES)}
FORMATS = ("xlsx", "csv")
