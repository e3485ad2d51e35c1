"""What is written down of coins (OPR-06)."""

from __future__ import annotations

from kontor.kernel.text import mark as _
from kontor.platform.audit import watched

watched("coins.account", _("Coin accounts"), "coins_coinaccount", ("state",), told=True)
watched(
    "coins.scene", _("Scenes that give coins"), "coins_scene",
    ("state", "kind", "coins", "share_bp", "threshold_minor", "budget", "cap", "only_here", "starts_at", "ends_at"),
    told=True,
)  # fmt: skip
watched("coins.campaign", _("Coin campaigns"), "coins_coincampaign", ("share_at_least", "starts_at", "ends_at"))
watched("coins.lottery", _("Coin lotteries"), "coins_lottery",
        ("price", "per_buyer", "prizes", "opens_at", "closes_at", "drawn_at"))  # fmt: skip
