"""Fills an empty market with what the attacks need: `python -m tests.attacks.people`, in the market's environment.

Prints one JSON object; sessions are opened here so that a crowd of fifty costs no fifty password hashes.
"""

from __future__ import annotations

import json
import os
import sys

BUYERS, LAST_UNITS, PLENTY = 240, 4, 100_000


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kontor.config.settings")
    import django

    django.setup()
    from django.db import transaction

    with transaction.atomic():
        json.dump(_people(), sys.stdout)


def _people() -> dict[str, object]:
    from kontor.contexts.accounts.tests.factories import PASSWORD, make_account
    from kontor.contexts.checkout.tests.factories import make_address, make_market, make_sku
    from kontor.contexts.sellers.services.grant_seat import grant_seat
    from kontor.kernel.viewer import System
    from kontor.platform.policy import set_policy

    market = make_market(stock=PLENTY)
    buyers = []
    for _ in range(BUYERS):
        account = make_account(country="ES")
        address = make_address(account.id)
        buyers.append(_person(account) | {"address": str(address.id)})
    sellers = {}
    for name, store in (("tea", market.tea_house), ("lamp", market.lamp_shop)):
        account = make_account(audience="seller")
        grant_seat(by=System("test"), store_id=store.id, account_id=account.id, role="owner")
        sellers[name] = _person(account) | {"store": str(store.id)}
    last = [make_sku(market.lamp_shop, f"The last lantern {n}", 1000, 1) for n in range(LAST_UNITS)]
    set_policy(name="payments.provider_patience", text="1", by=System("test"), reason="attacks are impatient")
    return {
        "password": PASSWORD,
        "buyers": buyers,
        "sellers": sellers,
        "operator": _person(make_account(audience="operator")),
        "tea": str(market.tea.id),
        "lamp": str(market.lamp.id),
        "tea_product": str(market.tea.product_id),
        "last": [str(sku.id) for sku in last],
    }


def _person(account: object) -> dict[str, str]:
    from kontor.platform.http.sessions import SessionStore

    store = SessionStore()
    store["account_id"] = str(account.pk)  # type: ignore[attr-defined]
    store["account_proof"] = account.get_session_auth_hash()  # type: ignore[attr-defined]
    store.save()
    return {"id": str(account.pk), "email": account.email, "session": store.session_key}  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
