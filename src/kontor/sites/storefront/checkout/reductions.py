"""Coupons and coins on the checkout page: what is chosen, what can be, and what it saves (TRD-11, COI-07)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from kontor.contexts.checkout.coins import with_coins
from kontor.contexts.checkout.coupons import with_coupons
from kontor.contexts.checkout.rules import Quote
from kontor.contexts.coins.queries.offer import may_take_coins
from kontor.contexts.coins.queries.shapes import Offer as CoinOffer
from kontor.contexts.coupons.queries.offer import Offer, Possible
from kontor.contexts.coupons.rules import stacking
from kontor.kernel.viewer import Buyer
from kontor.sites.storefront.coupons.words import in_currency, promise
from kontor.ui.formats import count, money

_PREFIX = "coupon-"
_PLATFORM = "platform"
_ALL_THERE_ARE = 10**9


@dataclass(frozen=True, slots=True)
class Choice:
    """What the form says. `picked`: the coupons are the buyer's own choice, not the page's.

    A code that was typed lets the page choose again.

    Attributes:
        use: of coins: "" none, `most`, or `some`: then `some` is how many; `most` is how many the page offered.
    """

    picked: bool
    coupons: tuple[UUID, ...]
    use: str
    some: int
    most: int
    code: str

    @classmethod
    def read(cls, sent: Mapping[str, str]) -> Choice:
        use, typed = sent.get("coins_use", ""), sent.get("code", "").strip()[:40]
        return cls(
            sent.get("picked") == "1" and not typed,
            _ids(sent),
            use if use in ("most", "some") else "",
            _whole(sent.get("coins", "")),
            _whole(sent.get("coins_most", "")),
            typed,
        )

    @property
    def coins(self) -> int:
        """How many coins the buyer agreed to, as the page named them."""
        return {"most": self.most, "some": self.some}.get(self.use, 0)


def _ids(sent: Mapping[str, str]) -> tuple[UUID, ...]:
    found = []
    for name, value in sent.items():
        if name.startswith(_PREFIX) and value:
            try:
                found.append(UUID(value))
            except ValueError:
                continue
    return tuple(dict.fromkeys(found))


def _whole(text: str) -> int:
    text = "".join(text.split())
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004  (a billion)


def reduced(viewer: Buyer, quote: Quote, coins: int, choice: Choice) -> tuple[Quote, dict[str, Any]]:
    """The quote with coupons and coins as chosen, and what the page shows of both.

    No statement where no coupon may run, and the viewer has no coins or no store takes them; else one for coupons and
    one for coins.

    Args:
        coins: how many the viewer has.
    """
    lowered, offer = with_coupons(viewer, quote, choice.coupons if choice.picked else None)
    context: dict[str, Any] = {"coupons": _coupons(quote, offer)} if offer else {}
    if coins and any(may_take_coins(store.seller.store_id) for store in quote.stores):
        lowered, context["coins"] = _coins(viewer, lowered, offer, choice)
    return lowered, context


def _coins(
    viewer: Buyer, quote: Quote, offer: Offer | None, choice: Choice
) -> tuple[Quote, dict[str, Any] | None]:  # fmt: skip
    if offer and not stacking.with_coins([taken.terms for taken in offer.taken]):
        return quote, {"barred": True}
    wanted = _ALL_THERE_ARE if choice.use == "most" else choice.some if choice.use == "some" else None
    paid, found = with_coins(viewer, quote, wanted)
    if not found.most:
        return quote, None
    return paid, _coin_rows(found, choice.use if found.coins and wanted else "")


def _coin_rows(found: CoinOffer, use: str) -> dict[str, Any]:
    some = {"coins": count(found.coins), "amount": money(found.amount)} if use else {}
    most = {"coins": count(found.most), "amount": money(found.most_amount)}
    return {
        "have": found.have,
        "most": found.most,
        "number": found.coins if use == "some" else "",
        "ways": [
            {"code": "", "label": _("Keep my coins"), "chosen": not use},
            {"code": "most", "label": _("%(coins)s coins, the most here: %(amount)s off") % most,
             "chosen": use == "most"},
            {"code": "some", "label": _("%(coins)s coins: %(amount)s off") % some if use == "some"
             else _("Another number of coins"), "chosen": use == "some"},
        ],
    }  # fmt: skip


def _coupons(quote: Quote, offer: Offer) -> dict[str, Any]:
    names = {store.seller.store_id: store.seller.name for store in quote.stores}
    taken = {each.terms.id for each in offer.taken}
    groups: dict[UUID | None, list[Possible]] = {}
    for each in offer.possible:
        groups.setdefault(each.terms.store_id, []).append(each)
    rows = []
    for store_id in [*names, None]:
        usable = sorted(
            (each for each in groups.get(store_id, []) if each.saves),
            key=lambda each: -each.saves.minor if each.saves else 0,
        )
        if usable:
            rows.append(
                {
                    "name": f"{_PREFIX}{store_id or _PLATFORM}",
                    "label": _("Coupon of %(store)s") % {"store": names[store_id]} if store_id
                    else _("Coupon of the marketplace"),
                    "options": [(str(each.terms.id), _option(each, quote.currency)) for each in usable],
                    "value": next((str(each.terms.id) for each in usable if each.terms.id in taken), ""),
                }
            )  # fmt: skip
    return {
        "rows": rows,
        "refused": offer.refused,
        "short": [_short(each, names, quote.currency) for each in offer.possible if not each.saves and each.short][:3],
    }


def _option(each: Possible, currency: str) -> str:
    saves = money(each.saves) if each.saves else ""
    return _("%(saves)s less: %(name)s, %(promise)s") % {
        "saves": saves, "name": each.terms.name, "promise": promise(each.terms, currency),
    }  # fmt: skip


def _short(each: Possible, names: Mapping[UUID, str], currency: str) -> str:
    values = {
        "missing": in_currency(each.short, currency, up=True),
        "promise": promise(each.terms, currency),
        "name": each.terms.name,
    }
    if each.terms.store_id is None:
        return _("Goods for %(missing)s more, and you get “%(name)s”: %(promise)s.") % values
    values["store"] = names[each.terms.store_id]
    return _("Goods of %(store)s for %(missing)s more, and you get “%(name)s”: %(promise)s.") % values
