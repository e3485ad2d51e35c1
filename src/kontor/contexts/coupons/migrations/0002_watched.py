"""What coupons took stays as it was written, terms stay as buyers have read them, and who changes one is written down."""

from django.db import migrations

from kontor.platform.audit.triggers import watch
from kontor.platform.database.final import final

_TERMS = (
    "kind", "currency", "amount_minor", "percent", "cap_minor", "threshold_minor", "audience", "scope", "per_buyer",
    "budget_count", "budget_minor", "starts_at", "ends_at",
)  # fmt: skip
_GOODS = ("product_ids", "category_ids", "code")
_USE = ("buyer_id", "id", "buyer_order_id", "coupon_id", "currency", "taken_minor", "buyer_currency", "minor")
_PART = (
    "buyer_id", "id", "use_id", "coupon_id", "order_id", "store_id", "taken_minor", "minor", "store_currency",
    "store_minor", "value_minor", "lines",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("coupons", "0001_initial"), ("platform", "0012_final_rows")]
    operations = [
        final("coupons_coupon", "store_id", *_TERMS, *_GOODS, once="OLD.state <> 'draft'", ends="OLD.state = 'ended'",
              because="a coupon that has started keeps its terms"),
        final("coupons_use", *_USE, grows=["returned_minor"], ends="OLD.state IN ('freed', 'returned')",
              because="what a coupon took stays written; returns are added"),
        final("coupons_usepart", *_PART, grows=["returned_minor"],
              because="what a coupon took stays written; returns are added"),
        watch("coupons_coupon", "coupons.coupon", store="store_id", keeps=["state", *_TERMS], marks=["code"]),
    ]  # fmt: skip
