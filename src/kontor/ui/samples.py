"""Invented goods, orders and figures for the living page and the mock pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from kontor.kernel import clock
from kontor.kernel.money import Money
from kontor.ui import formats
from kontor.ui.charts import Chart, Series

_GOODS = [
    ("Hand-hammered copper kettle, 1.2 l, tin lined", "kettle", 18, 6490, 7900, "4.8", "212", "Gabrovo Copper"),
    ("Linen work bag with leather handles", "bag", 42, 5250, 0, "4.6", "98", "Atelier Nord"),
    ("Stoneware breakfast cup, ash glaze", "cup", 205, 1890, 2400, "4.9", "1,204", "Mino Kiln"),
    ("Field watch 38 mm, hand wound", "watch", 218, 18900, 0, "4.7", "64", "Voss & Daughters"),
    ("Reading lamp with linen shade", "lamp", 84, 8900, 0, "4.4", "37", "Lumen Porto"),
    ("Ash dining chair, woven seat", "chair", 28, 14900, 17500, "4.8", "51", "Rila Joinery"),
    ("Serving bowl, olive green celadon", "bowl", 120, 3890, 0, "4.9", "420", "Longquan House"),
    ("Merino scarf, double faced", "scarf", 350, 6200, 0, "4.5", "88", "Ponte Wool"),
    ("Travel kettle in enamelled steel", "kettle", 150, 3990, 0, "4.2", "19", "Gabrovo Copper"),
    ("Waxed canvas satchel, 14 inch", "bag", 95, 9950, 0, "4.7", "143", "Atelier Nord"),
    ("Espresso cups, set of four", "cup", 18, 3200, 3900, "4.6", "77", "Mino Kiln"),
    ("Desk lamp, brushed steel", "lamp", 208, 11900, 0, "4.3", "25", "Lumen Porto"),
]


def goods(many: int = 12) -> list[dict[str, Any]]:
    """Product cards' contents."""
    cards = []
    for index in range(many):
        title, kind, hue, minor, was, rating, ratings, store = _GOODS[index % len(_GOODS)]
        cards.append(
            {
                "href": "/_ui/mock/product/",
                "title": title,
                "picture": f"/_ui/picture/{kind}/{hue + index // 12 * 40}.svg",
                "price": formats.money(Money(minor, "EUR")),
                "was": formats.money(Money(was, "EUR")) if was else "",
                "rating": rating,
                "rating_count": ratings,
                "store": store,
                "delivery": "Free delivery, 24–28 Nov" if index % 3 else "Delivery €4.90, 25–30 Nov",
                "badge": "−18 %" if was else "",
                "gone": index == 8,  # noqa: PLR2004
            }
        )
    return cards


def place() -> dict[str, Any]:
    return {
        "country": "Bulgaria",
        "country_code": "BG",
        "language": "English",
        "language_code": "en",
        "currency": "EUR",
        "currency_code": "EUR",
        "countries": [("BG", "Bulgaria"), ("DE", "Germany"), ("JP", "Japan"), ("BR", "Brazil")],
        "languages": [("en", "English"), ("zh-hans", "简体中文"), ("bg", "Български"), ("pt-br", "Português (Brasil)")],
        "currencies": [
            ("EUR", "Euro (€)"),
            ("USD", "US dollar ($)"),
            ("JPY", "Japanese yen (¥)"),
            ("KWD", "Kuwaiti dinar"),
        ],
    }


def categories() -> list[dict[str, Any]]:
    words = [
        "Kitchen & table",
        "Home & light",
        "Bags & leather",
        "Clothing",
        "Watches & jewellery",
        "Tools",
        "Garden",
        "Toys",
        "Books & paper",
    ]
    return [
        {"label": word, "slug": str(index), "href": "/_ui/mock/listing/", "active": False}
        for index, word in enumerate(words)
    ]


def chart(kind: str = "line") -> Chart:
    """Sales of two weeks, this and before."""
    days = [f"{day} Nov" for day in range(8, 22)]
    now = [410, 380, 520, 610, 590, 720, 980, 640, 600, 710, 820, 860, 1040, 1210]
    before = [390, 400, 410, 480, 500, 610, 790, 540, 520, 560, 640, 700, 760, 880]
    return Chart(
        title="Sales by day",
        unit="Day",
        kind=kind,
        labels=days,
        series=[
            Series("These two weeks", now, [formats.money(Money(value * 100, "EUR")) for value in now]),
            Series("The two weeks before", before, [formats.money(Money(value * 100, "EUR")) for value in before]),
        ],
    )


def rail(active: str) -> list[dict[str, Any]]:
    rows = [
        ("Today", "house", 0, ""),
        ("Orders", "package", 14, "warning"),
        ("Messages", "messages-square", 6, ""),
        ("Disputes and returns", "gavel", 2, "error"),
        ("", "", 0, "Goods"),
        ("Products", "tag", 0, ""),
        ("Stock", "boxes", 3, "warning"),
        ("Promotions", "ticket-percent", 0, ""),
        ("", "", 0, "Money"),
        ("Settlements", "scale", 0, ""),
        ("Invoices", "receipt-text", 0, ""),
        ("", "", 0, "House"),
        ("Store health", "gauge", 0, ""),
        ("Team", "users", 0, ""),
        ("Settings", "settings", 0, ""),
    ]
    return [
        {"group": kind}
        if not label
        else {
            "label": label,
            "href": "/_ui/mock/seller/",
            "icon": icon,
            "count": count,
            "kind": kind,
            "active": label == active,
        }
        for label, icon, count, kind in rows
    ]


def orders() -> list[dict[str, Any]]:
    now = clock.now()
    states = [
        ("to_ship", "To ship"),
        ("to_ship", "To ship"),
        ("in_dispute", "In dispute"),
        ("shipped", "Shipped"),
        ("completed", "Completed"),
        ("risk_review", "Under review"),
        ("cancelled", "Cancelled"),
    ]
    hours = [1.4, 20, 44, 0, 0, 9, 0]
    names = [
        "Ivana Petrova",
        "Kenji Watanabe",
        "Ana Souza",
        "Marie Lefèvre",
        "Дмитрий Орлов",
        "王小明",
        "Sara Al-Sabah",
    ]
    totals = [
        Money(12980, "EUR"),
        Money(18400, "JPY"),
        Money(41250, "BRL"),
        Money(6490, "EUR"),
        Money(5250, "EUR"),
        Money(98000, "CNY"),
        Money(24500, "KWD"),
    ]
    return [
        {
            "number": f"2718 4{index}90 5512 83{index}4",
            "buyer": names[index],
            "total": totals[index],
            "items": index % 3 + 1,
            "state": state,
            "state_words": words,
            "picture": f"/_ui/picture/{_GOODS[index][1]}/{_GOODS[index][2]}.svg",
            "title": _GOODS[index][0],
            "until": now + timedelta(hours=hours[index]) if hours[index] else None,
            "at": now - timedelta(hours=5 * index + 1),
        }
        for index, (state, words) in enumerate(states)
    ]


def tabs() -> list[dict[str, Any]]:
    return [
        {"label": "Due soon", "href": "?", "count": 14, "active": True, "kind": "warning"},
        {"label": "Waiting for others", "href": "?tab=2", "count": 120},
        {"label": "All", "href": "?tab=3"},
    ]


def base() -> dict[str, Any]:
    return {"place": place(), "categories": categories(), "cart_count": 3, "viewer_name": "Ivana"}


def talk() -> list[dict[str, Any]]:
    """A conversation as a store sees it: the oldest message first."""
    now = clock.now()
    said = [
        ("buyer", "A***a", "Hello, can the kettle be used on induction?", 26),
        ("automatic", "Gabrovo Copper", "Thank you for writing. We answer from nine o'clock.", 25),
        ("seat", "Petar", "Yes, with an adapter plate.\nWe have two sizes.", 2),
    ]
    return [
        {"id": place, "position": place, "author": author, "name": name, "mine": author != "buyer", "text": text,
         "at": now - timedelta(hours=hours)}
        for place, (author, name, text, hours) in enumerate(said, 1)
    ]  # fmt: skip
