"""What can be done to the parcels of many orders at once (SEL-03, TRD-13)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from kontor.contexts.logistics import carriers
from kontor.contexts.logistics.errors import SlipNotNow, TrackingNumberTaken
from kontor.contexts.logistics.models import Shipment
from kontor.contexts.logistics.papers.slips import slips_pdf
from kontor.contexts.logistics.queries.options import service_name
from kontor.contexts.logistics.services.print_slip import print_slip
from kontor.contexts.logistics.services.ship_order import ship_order
from kontor.contexts.logistics.wanted import named_service, written_number
from kontor.contexts.orders.bulk import in_words, refused, seat
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.orders.slips import slips
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.queries import require
from kontor.contexts.sellers.tax_queries import require_tax_numbers
from kontor.kernel.errors import Refusal
from kontor.kernel.text import mark as _
from kontor.kernel.viewer import Seat
from kontor.platform import bulk
from kontor.platform.bulk import Actor, Outcome, Values


def _asked(values: Values, number: int) -> tuple[str, str, str]:
    """Carrier, service and tracking number that are meant for the order of this number, as typed."""
    carrier, _sign, service = values.get(f"service.{number}", "").partition(":")
    return carrier, service, values.get(f"track.{number}", "")


def _look_ship(actor: Actor, ids: Sequence[UUID], values: Values) -> dict[UUID, Outcome]:
    who = seat(actor)
    require(who, "orders.ship")
    found: dict[UUID, Outcome] = {}
    for row in StoreOrder.objects.filter(store_id=who.store_id, id__in=ids).only("id", "number", "state"):
        carrier, service, typed = _asked(values, row.number)
        refusal, number = refused("ship", row.state), typed.strip()
        if refusal is None:
            try:
                named_service(carrier, service)
                number = written_number(carrier, typed)
            except Refusal as wrong:
                refusal = wrong
        after = {"carrier": carrier, "service": service, "number": number}
        found[row.id] = Outcome(str(row.number), {"state": row.state}, after, refusal)
    return _without_twins(found)


def _without_twins(found: dict[UUID, Outcome]) -> dict[UUID, Outcome]:
    """The plan without numbers that another parcel has, or that stand in two of its rows. One statement."""
    good = {key: outcome.after for key, outcome in found.items() if outcome.refusal is None}
    often = Counter((after["carrier"], after["number"]) for after in good.values())
    known = Shipment.objects.filter(
        carrier__in={carrier for carrier, _number in often}, tracking_number__in={number for _carrier, number in often}
    )
    owners: dict[tuple[str, str], set[UUID]] = {}
    for carrier, number, order_id in known.values_list("carrier", "tracking_number", "order_id"):
        owners.setdefault((carrier, number), set()).add(order_id)
    for key, after in good.items():
        pair = after["carrier"], after["number"]
        if often[pair] > 1 or owners.get(pair, {key}) != {key}:
            outcome = found[key]
            taken = TrackingNumberTaken(field="tracking_number", number=pair[1])
            found[key] = Outcome(outcome.name, outcome.before, outcome.after, taken)
    return found


def _ship(actor: Actor, order_id: UUID, values: Values, planned: Outcome) -> Mapping[str, Any]:
    del values, order_id
    after = planned.after
    ship_order(
        seat=seat(actor), order_number=int(planned.name), carrier=after["carrier"], service=after["service"],
        tracking_number=after["number"],
    )  # fmt: skip
    return after


def _show_ship(change: Mapping[str, Any], language: str) -> str:
    if "number" not in change:
        return in_words(change, language)
    known = carriers.find(change["carrier"])
    named = service_name(change["carrier"], change["service"]) if known else ""
    return f"{named} · {change['number']}" if named else str(change["number"])


def _look_slips(actor: Actor, ids: Sequence[UUID], values: Values) -> dict[UUID, Outcome]:
    del values
    who = seat(actor)
    seen = slips(who, ids)
    lacking = {country: _lacking(who, country) for country in {slip.country for slip in seen.values()}}
    return {
        key: Outcome(
            str(slip.number), {"state": slip.state}, {"page": True},
            lacking[slip.country] or (None if slip.address else SlipNotNow()),
        )
        for key, slip in seen.items()
    }  # fmt: skip


def _lacking(who: Seat, country: str) -> Refusal | None:
    try:
        require_tax_numbers(who, country)
    except Refusal as refusal:
        return refusal
    return None


def _print(actor: Actor, order_id: UUID, values: Values, planned: Outcome) -> Mapping[str, Any]:
    del values
    print_slip(seat=seat(actor), order_id=order_id)
    return planned.after


def _show_slip(change: Mapping[str, Any], language: str) -> str:
    return gettext("a page of the PDF") if change.get("page") else in_words(change, language)


def _slips_file(actor: Actor, ids: Sequence[UUID], values: Values) -> bytes:
    del values
    who = seat(actor)
    seen = slips(who, ids)
    store = Store.objects.only("name", "country").get(id=who.store_id)
    return slips_pdf(store.name, store.country, [seen[key] for key in ids if key in seen and seen[key].address])


# A parcel that is under way cannot be called back, and paper that is printed is printed: there is no undo.
bulk.declare(name="logistics.ship", title=_("Ship orders"), look=_look_ship, do=_ship, show=_show_ship)
bulk.declare(
    name="logistics.slips", title=_("Print packing slips"), look=_look_slips, do=_print, show=_show_slip,
    finish=_slips_file, file="packing-slips.pdf",
)  # fmt: skip
