"""What can be done to many products at once (TRD-02)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from kontor.contexts.catalogue import bulk_prices, queries, rules
from kontor.contexts.catalogue.errors import HandlingDaysWrong, ProductNotFound, TakenOffByOperator
from kontor.contexts.catalogue.lifecycle import PRODUCT
from kontor.contexts.catalogue.policy import HANDLING_DAYS_MAX
from kontor.contexts.catalogue.queries.many import edited_products
from kontor.contexts.catalogue.saving import attribute_rules
from kontor.contexts.catalogue.services.change_product import change_product
from kontor.contexts.catalogue.services.delist import delist
from kontor.contexts.catalogue.services.relist import relist
from kontor.contexts.catalogue.services.submit_for_review import submit_for_review
from kontor.contexts.sellers.queries import seat as seat_of
from kontor.kernel.errors import Refusal
from kontor.kernel.lifecycle import Actor as By
from kontor.kernel.text import mark as _
from kontor.kernel.viewer import Seat
from kontor.platform import bulk
from kontor.platform.bulk import Actor, BulkValueMissing, Outcome

__all__ = ["bulk_prices"]  # which declares its own actions

STATES: Mapping[str, str] = {
    "draft": _("Draft"),
    "under_review": _("Under review"),
    "approved": _("On sale"),
    "rejected": _("Rejected"),
    "delisted": _("Off sale"),
}


def seat(actor: Actor) -> Seat:
    """The seat of who does it, as it is now: a right that was taken away counts.

    Raises:
        ProductNotFound: there is none any more.
    """
    found = seat_of(actor.account_id, actor.scope)
    if found is None:
        raise ProductNotFound
    return found


def _moves(name: str, after: str) -> Any:
    """How the move `name` of the lifecycle looks at products."""

    def look(actor: Actor, ids: Sequence[UUID], values: Mapping[str, str]) -> dict[UUID, Outcome]:
        del values
        found = {}
        for row in queries.seller_rows(seat(actor), ids).values():
            refusal = _refused(name, row.state)
            if refusal is None and name == "relist" and row.delisted_by == "operator":
                refusal = TakenOffByOperator()
            title = row.title or str(row.number)
            found[row.id] = Outcome(title, {"state": row.state}, {"state": after}, refusal)
        return found

    return look


def _refused(name: str, state: str) -> Refusal | None:
    try:
        PRODUCT.check(name, state, By.SELLER)
    except Refusal as refusal:
        return refusal
    return None


def _shown(change: Mapping[str, Any], language: str) -> str:
    del language
    return gettext(STATES[change["state"]]) if change.get("state") in STATES else ""


def _delist(actor: Actor, product_id: UUID, values: Mapping[str, str], planned: Outcome) -> Mapping[str, Any]:
    del values
    delist(by=seat(actor), product_id=product_id)
    return planned.after


def _relist(actor: Actor, product_id: UUID, values: Mapping[str, str], planned: Outcome) -> Mapping[str, Any]:
    del values
    relist(by=seat(actor), product_id=product_id)
    return planned.after


def _look_submit(actor: Actor, ids: Sequence[UUID], values: Mapping[str, str]) -> dict[UUID, Outcome]:
    found: dict[UUID, Outcome] = _moves("submit", "under_review")(actor, ids, values)
    products = edited_products(seat(actor), [key for key, outcome in found.items() if outcome.refusal is None])
    known = attribute_rules({product.draft.category_id for product in products.values()})
    for key, product in products.items():
        if missing := rules.gaps(product.draft, known[product.draft.category_id]):
            found[key] = replace(found[key], refusal=missing[0])
    return found


def _submit(actor: Actor, product_id: UUID, values: Mapping[str, str], planned: Outcome) -> Mapping[str, Any]:
    del values, planned
    return {"state": str(submit_for_review(seat=seat(actor), product_id=product_id))}


def _days(values: Mapping[str, str]) -> int:
    return int(values.get("days") or 0)


def _check_days(actor: Actor, values: Mapping[str, str]) -> None:
    del actor
    if not values.get("days", "").isdecimal():
        raise BulkValueMissing(field="days")
    if not 1 <= _days(values) <= HANDLING_DAYS_MAX.int():
        raise HandlingDaysWrong(field="days", most=HANDLING_DAYS_MAX.int())


def _look_days(actor: Actor, ids: Sequence[UUID], values: Mapping[str, str]) -> dict[UUID, Outcome]:
    return {
        key: Outcome(_title(product), {"days": product.draft.handling_days}, {"days": _days(values)})
        for key, product in edited_products(seat(actor), ids).items()
    }


def _set_days(actor: Actor, product_id: UUID, values: Mapping[str, str], planned: Outcome) -> Mapping[str, Any]:
    del values
    who = seat(actor)
    product = queries.edited_product(who, product_id)
    draft = replace(product.draft, handling_days=int(planned.after["days"]))
    change_product(seat=who, product_id=product_id, version=product.version, draft=draft)
    return planned.after


def _shown_days(change: Mapping[str, Any], language: str) -> str:
    del language
    return str(change.get("days", ""))


def _title(product: Any) -> str:
    texts = product.draft.texts
    return next((texts[code].title for code in (product.home_language, "en") if code in texts), str(product.number))


bulk.declare(
    name="catalogue.delist", title=_("Take off sale"), look=_moves("delist", "delisted"), do=_delist, show=_shown,
    undo="catalogue.relist",
)  # fmt: skip
bulk.declare(
    name="catalogue.relist", title=_("Put on sale again"), look=_moves("relist", "approved"), do=_relist, show=_shown,
    undo="catalogue.delist",
)  # fmt: skip
bulk.declare(name="catalogue.submit", title=_("Hand in for review"), look=_look_submit, do=_submit, show=_shown)
bulk.declare(
    name="catalogue.handling", title=_("Days until it leaves"), look=_look_days, do=_set_days, show=_shown_days,
    check=_check_days, undo="catalogue.handling",
)  # fmt: skip
