"""Tables of coins."""

from kontor.contexts.coins.models.campaigns import CampaignStore, CoinCampaign, Lottery, Ticket
from kontor.contexts.coins.models.holds import Hold, Use, UsePart
from kontor.contexts.coins.models.purses import Lot, Purse
from kontor.contexts.coins.models.scenes import Scene
from kontor.contexts.coins.models.stores import CoinAccount, ProductCoins

__all__ = [
    "CampaignStore",
    "CoinAccount",
    "CoinCampaign",
    "Hold",
    "Lot",
    "Lottery",
    "ProductCoins",
    "Purse",
    "Scene",
    "Ticket",
    "Use",
    "UsePart",
]
