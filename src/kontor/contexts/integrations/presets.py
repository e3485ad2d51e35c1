"""Twelve ERPs that sellers already run (SEL-30): declared here, switched on by the operator.

`hosts` is where the makers' own servers receive people back, so that a typing error or a forged letter does not make
somebody else the ERP. The exact addresses come from the makers, who give them to each marketplace.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_SELL = ("store:read", "products:read", "products:write", "stock:write", "orders:read", "orders:ship")
_WHOLE = (*_SELL, "orders:cancel", "finance:read")
_SHIP = ("store:read", "products:read", "stock:write", "orders:read", "orders:ship")


@dataclass(frozen=True, slots=True)
class Preset:
    """One ERP.

    Attributes:
        hosts: names where its addresses lie; a leading dot stands for every name below. Empty: it runs at its users'.
        scopes: what it does with a store.
    """

    code: str
    name: str
    about: str
    website: str
    hosts: tuple[str, ...]
    scopes: tuple[str, ...]


_ALL = (
    Preset("shopify", "Shopify", "Shop system: products and stock in step, orders of both in one list.",
           "https://www.shopify.com/", ("shopify.com", ".shopify.com", ".myshopify.com"), _SELL),
    Preset("dianxiaomi", "Dianxiaomi 店小秘", "ERP of cross-border sellers: listing, orders, parcels, stock.",
           "https://www.dianxiaomi.com/", ("dianxiaomi.com", ".dianxiaomi.com"), _WHOLE),
    Preset("mabang", "Mabang 马帮", "ERP of cross-border sellers: orders, warehouses, purchasing, finance.",
           "https://www.mabangerp.com/", ("mabangerp.com", ".mabangerp.com"), _WHOLE),
    Preset("eccang", "ECCANG 易仓", "ERP and warehouse system of cross-border sellers.",
           "https://www.eccang.com/", ("eccang.com", ".eccang.com"), _WHOLE),
    Preset("tongtool", "Tongtool 通途", "ERP of cross-border sellers: listing, orders, stock, customer service.",
           "https://www.tongtool.com/", ("tongtool.com", ".tongtool.com"), _WHOLE),
    Preset("lingxing", "Lingxing 领星", "ERP of cross-border sellers: operations, supply, finance.",
           "https://www.lingxing.com/", ("lingxing.com", ".lingxing.com"), _WHOLE),
    Preset("jushuitan", "Jushuitan 聚水潭", "Order and warehouse system of sellers in China.",
           "https://www.jushuitan.com/", ("jushuitan.com", ".jushuitan.com", ".erp321.com"), _SHIP),
    Preset("wangdian", "Wangdian 旺店通", "Order and warehouse system of sellers in China.",
           "https://www.wangdian.cn/", ("wangdian.cn", ".wangdian.cn"), _SHIP),
    Preset("baselinker", "BaseLinker", "Order and listing manager for many marketplaces.",
           "https://base.com/", ("baselinker.com", ".baselinker.com", "base.com", ".base.com"), _SELL),
    Preset("channelengine", "ChannelEngine", "Connects shop systems with many marketplaces.",
           "https://www.channelengine.com/", (".channelengine.com", ".channelengine.net"), _SELL),
    Preset("linnworks", "Linnworks", "Stock, orders and shipping for many marketplaces.",
           "https://www.linnworks.com/", ("linnworks.com", ".linnworks.com", ".linnworks.net"), _SELL),
    Preset("odoo", "Odoo", "Business software with shop, stock and accounting; often at its users' own servers.",
           "https://www.odoo.com/", (), _WHOLE),
)  # fmt: skip

PRESETS: Mapping[str, Preset] = {each.code: each for each in _ALL}


def find(code: str) -> Preset | None:
    """The preset of that code, or None."""
    return PRESETS.get(code)
