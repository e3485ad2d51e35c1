"""What the living page and the mock pages show."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from kontor.kernel import clock
from kontor.kernel.money import Money
from kontor.platform.captcha.challenge import issue
from kontor.ui import icons, samples


def page(name: str) -> dict[str, Any]:
    """What a mock page shows."""
    now = clock.now()
    content: dict[str, Any] = {
        **samples.base(),
        "goods": samples.goods(24 if name == "listing" else 12),
        "now": now,
        "ends": now + timedelta(hours=7),
        "orders": samples.orders(),
    }
    if name in {"seller", "queue"}:
        content |= {
            "rail": samples.rail("Today" if name == "seller" else "Orders"),
            "viewer_name": "Petar",
            "store_name": "Gabrovo Copper",
            "stores": [
                {"name": "Gabrovo Copper", "href": "#", "active": True},
                {"name": "Gabrovo Outlet", "href": "#"},
            ],
            "search_href": "/_ui/mock/seller/",
            "notices_href": "#",
            "notices_count": 4,
            "sales": samples.chart(),
            "soon": now + timedelta(hours=1, minutes=24),
            "later": now + timedelta(hours=26),
            "tabs": samples.tabs(),
        }
    if name == "product":
        content |= {
            "pictures": [{"src": f"/_ui/picture/kettle/{hue}.svg"} for hue in (18, 150, 205, 42, 350)],
            "trail": [
                {"label": "Kitchen & table", "href": "/_ui/mock/listing/"},
                {"label": "Kettles", "href": "#"},
                {"label": "Copper kettle"},
            ],
            "ends": now + timedelta(hours=31),
            "arrives": now + timedelta(days=5),
            "coins": 65,
        }
    if name == "cart":
        content["steps"] = [
            {"label": "Cart", "state": "done", "href": "#"},
            {"label": "Delivery", "state": "now"},
            {"label": "Payment"},
            {"label": "Done"},
        ]
    content["page_title"] = {"home": "", "product": "Copper kettle"}.get(name, name.replace("-", " ").capitalize())
    return content


def everything() -> dict[str, Any]:
    """What the living page shows."""
    now = clock.now()
    return {
        **samples.base(),
        "page_title": "Components",
        "goods": samples.goods(6),
        "orders": samples.orders(),
        "now": now,
        "soon": now + timedelta(minutes=50),
        "later": now + timedelta(days=3),
        "past": now - timedelta(hours=2),
        "amounts": [
            Money(123456, "EUR"),
            Money(-4990, "EUR"),
            Money(1234567, "JPY"),
            Money(12345678, "KWD"),
            Money(99, "CNY"),
        ],
        "sales": samples.chart(),
        "bars": samples.chart("bar"),
        "errors": {
            "email": ["Enter an e-mail address with an @, such as name@example.com."],
            "country": ["Choose a country."],
        },
        "countries": [("BG", "Bulgaria"), ("DE", "Germany"), ("Further away", [("JP", "Japan"), ("KW", "Kuwait")])],
        "ways": [("standard", "Standard, 24–28 Nov, free"), ("express", "Express, 23 Nov, €9.90")],
        "rules": [("length:10", "At least 10 characters"), ("letter", "A letter"), ("digit", "A digit")],
        "pictures": [{"src": f"/_ui/picture/cup/{hue}.svg"} for hue in (18, 150, 205)],
        "steps": [
            {"label": "Cart", "state": "done", "href": "#"},
            {"label": "Delivery", "state": "now"},
            {"label": "Payment"},
        ],
        "parcel": _parcel(),
        "challenge": issue("sample"),
        "track": [
            {"label": "Paid", "state": "done", "time": "18 Nov 2026, 10:02", "icon": "banknote"},
            {"label": "Handed to the carrier in Plovdiv", "state": "done", "time": "19 Nov 2026, 16:40"},
            {
                "label": "At customs in Osaka",
                "state": "now",
                "note": "Usually takes one or two days.",
                "icon": "landmark",
            },
            {"label": "Delivered"},
        ],
        "talk": samples.talk(),
        "tabs": samples.tabs(),
        "trail": [{"label": "Home", "href": "/"}, {"label": "Kitchen & table", "href": "#"}, {"label": "Kettles"}],
        "icons": sorted(icons.names()),
        "looks": [
            "unpaid",
            "paid",
            "to_ship",
            "shipped",
            "delivered",
            "completed",
            "in_dispute",
            "refunding",
            "cancelled",
            "frozen",
            "settled",
            "draft",
            "in_review",
            "live",
            "rejected",
            "overdue",
        ],
    }


def _parcel() -> dict[str, Any]:
    """A parcel under way, as `c-parcel` takes it."""
    at = clock.now()
    hops = [
        SimpleNamespace(country="CN", reached=True, here=True),
        SimpleNamespace(country="BG", reached=False, here=False),
    ]
    said = {
        "at": at - timedelta(hours=5),
        "label": "In transit",
        "place": "Shenzhen",
        "country": "CN",
        "text": "Departed",
    }
    return {
        "shipment_id": "sample", "tone": "success", "label": "In transit", "service_name": "YunExpress Standard",
        "number": "YT2229521272164446", "carrier_name": "YunExpress", "carrier_page": "", "over": False,
        "sentence": "On its way to the country of destination.", "overdue": False, "hops": hops, "events": [said],
        "expected_from": (at + timedelta(days=4)).date(), "expected_to": (at + timedelta(days=8)).date(),
    }  # fmt: skip
