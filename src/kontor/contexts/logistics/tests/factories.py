"""Small believable things for tests of logistics."""

from __future__ import annotations

from typing import Any

from kontor.contexts.accounts.models import Account
from kontor.contexts.logistics.models import FreightRate, FreightTemplate
from kontor.contexts.sellers.models import Business, Store
from kontor.kernel.ids import new_id


def store(currency: str = "CNY", country: str = "CN", **fields: Any) -> Store:
    """A store with its business and owner."""
    mark = new_id().hex[-10:]
    owner = Account.objects.create(
        email=f"owner-{mark}@shop.example", email_key=f"owner-{mark}@shop.example", audience="seller",
        state="active", country=country, language="en", currency=currency,
    )  # fmt: skip
    business = Business.objects.create(
        owner=owner, legal_name="Shenzhen Lighthouse Trading Co., Ltd.", form="enterprise", country=country,
        state="verified",
    )  # fmt: skip
    values = {"name": "Lighthouse", "slug": f"lighthouse-{mark}", "language": "zh-hans"}
    return Store.objects.create(business=business, country=country, currency=currency, **values | fields)


def freight(shop: Store, *rows: dict[str, Any]) -> FreightTemplate:
    """A freight template of `shop`; each row overrides a plain one."""
    template = FreightTemplate.objects.create(store=shop, name="Standard")
    for row in rows:
        plain = {
            "carrier": "yunexpress", "service": "THPHR", "countries": [], "currency": shop.currency, "first_g": 500,
            "first_minor": 3000, "step_g": 500, "step_minor": 1000, "min_days": 7, "max_days": 15,
        }  # fmt: skip
        FreightRate.objects.create(template=template, **plain | row)
    return template
