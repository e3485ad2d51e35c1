"""What coins were given and taken for stays as it was written, and who changes an offer is written down."""

from django.db import migrations

from kontor.platform.audit.triggers import watch
from kontor.platform.database.final import final

_PART = ("buyer_id", "id", "hold_id", "order_id", "lot_id", "funder_id", "scene_id", "coins")
_USE = (
    "buyer_id", "id", "hold_id", "store_id", "coins", "minor", "lines", "store_currency", "due_minor", "value_minor",
)  # fmt: skip
_TERMS = ("kind", "coins", "share_bp", "threshold_minor", "budget", "cap", "only_here", "starts_at", "ends_at")


class Migration(migrations.Migration):
    dependencies = [("coins", "0001_initial"), ("platform", "0012_final_rows")]
    operations = [
        final("coins_lot", "buyer_id", "id", "funder_id", "only_store_id", "scene_id", "cause", "coins", "given_at",
              grows=["recalled", "missed"], because="coins come once, for one cause"),
        final("coins_hold", "buyer_id", "id", "coins", "currency", "minor", ends="OLD.state <> 'held'",
              because="coins of an order are held once and end once"),
        final("coins_use", *_USE, grows=["returned"], because="what coins paid stays written; returns are added"),
        final("coins_usepart", *_PART, grows=["returned"], because="what coins paid stays written; returns are added"),
        final("coins_scene", "store_id", *_TERMS, once="OLD.state <> 'draft'", ends="OLD.state = 'ended'",
              because="a scene that has started keeps its terms"),
        watch("coins_coinaccount", "coins.account", store="store_id", keeps=["state"]),
        watch("coins_scene", "coins.scene", store="store_id", keeps=["state", *_TERMS]),
        watch("coins_coincampaign", "coins.campaign", keeps=["share_at_least", "starts_at", "ends_at"]),
        watch("coins_lottery", "coins.lottery",
              keeps=["price", "per_buyer", "prizes", "opens_at", "closes_at", "drawn_at"]),
    ]  # fmt: skip
