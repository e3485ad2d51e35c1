"""What the demo's seller keeps beside goods and orders: sheets, filters, a webhook, a program, people on their way.

The webhook is switched off, so that a demo calls nobody; what it once sent is there to be read.
"""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from kontor.contexts.integrations import signing
from kontor.contexts.integrations.models import (
    Application,
    Grant,
    WebhookDelivery,
    WebhookEndpoint,
    WebhookMessage,
    WebhookTry,
)
from kontor.contexts.inventory.models import Stock
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.sellers.models import Invitation, StoreRole
from kontor.contexts.sellers.queries import seat as seat_of
from kontor.contexts.transfers import jobs as transfers
from kontor.contexts.transfers.services.apply_sheet import apply_sheet
from kontor.contexts.transfers.services.ask_export import ask_export
from kontor.contexts.transfers.services.receive_sheet import receive_sheet
from kontor.demo.load.copying import copy_instances
from kontor.demo.load.ids import Ids
from kontor.demo.load.shops import Shop
from kontor.kernel.viewer import Seat
from kontor.platform.filters.models import SavedFilter

_FILTERS = (
    ("seller.orders", "Overdue", "tab=to_ship&late=1"),
    ("seller.orders", "To Spain", "tab=to_ship&country=ES"),
    ("seller.products", "Running low", "stock=low"),
)
_PEOPLE = (
    ("wenjing@demo.example", "clerk", ["logistics.labels", "orders.view"], 2, 5),
    ("packing@demo.example", "", ["logistics.labels", "orders.ship", "orders.view"], 12, -5),
)  # address, role, rights, days since, days until it ends
# What tries met: a status, or the problem.
_ANSWERS: tuple[tuple[int | None, str], ...] = (
    (200, ""), (200, ""), (503, ""), (200, ""), (None, "timeout"), (202, ""),
)  # fmt: skip
_TAKEN = (200, 202)
_TRIES = 3  # of a message that nobody takes
_SENT = 12  # messages that the webhook has sent
_SCOPES = ["orders:read", "products:read", "shipments:write", "stock:write"]


def load_tools(seed: int, today: datetime, shop: Shop) -> None:
    """Write all of it. Last, since sheets are read and written as anybody's are."""
    seat = seat_of(shop.owner_id, shop.store_id)
    if seat is None:
        return
    ids = Ids(f"{seed}:tools")
    _people(ids, today, shop)
    _program(ids, today, shop)
    _webhook(Random(f"{seed}:hooks"), ids, today, shop)
    _sheets(seat)


def _people(ids: Ids, today: datetime, shop: Shop) -> None:
    copy_instances(
        SavedFilter(
            id=ids.at(today), account_id=shop.owner_id, list_name=name, scope=shop.store_id, name=words, query=query,
            created_at=today - timedelta(days=20),
        )
        for name, words, query in _FILTERS
    )  # fmt: skip
    rights = ["logistics.labels", "orders.ship", "orders.view"]
    copy_instances([StoreRole(id=ids.at(today), store_id=shop.store_id, name="Night shift", rights=rights,
                              created_at=today - timedelta(days=30))])  # fmt: skip
    copy_instances(
        Invitation(
            id=ids.at(today), store_id=shop.store_id, email=email, email_key=email, role=role, rights=rights,
            by_id=shop.owner_id, created_at=today - timedelta(days=since), expires_at=today + timedelta(days=left),
        )
        for email, role, rights, since, left in _PEOPLE
    )  # fmt: skip


def _program(ids: Ids, today: datetime, shop: Shop) -> None:
    at = today - timedelta(days=60)
    made = Application(
        id=ids.at(at), client_id=ids.at(at).hex, secret_hash="0" * 64, name="Warehouse Bridge",
        about="Keeps stock and parcels in step with our own warehouse.", website="https://bridge.demo.example/",
        contact="makers@bridge.demo.example", redirect_uris=["https://bridge.demo.example/kontor/callback"],
        scopes=_SCOPES, store_id=shop.store_id, registered_by=shop.owner_id, created_at=at,
    )  # fmt: skip
    copy_instances([made])
    copy_instances([
        Grant(
            id=ids.at(at), application=made, store_id=shop.store_id, account_id=shop.owner_id, scopes=_SCOPES,
            created_at=at, opened_at=at, expires_at=at + timedelta(days=365), last_used_at=today - timedelta(hours=1),
        )
    ])  # fmt: skip


def _webhook(chance: Random, ids: Ids, today: datetime, shop: Shop) -> None:
    at = today - timedelta(days=45)
    one = ids.at(at)
    copy_instances([
        WebhookEndpoint(
            id=one, store_id=shop.store_id, url="https://bridge.demo.example/kontor/hooks", note="Warehouse",
            types=["order.ready_to_ship", "order.shipped", "stock.changed"], state="disabled", why_disabled="person",
            sealed=signing.sealed(signing.new_secret(), one), created_by=shop.owner_id, created_at=at,
        )
    ])  # fmt: skip
    messages, deliveries, tries = [], [], []
    numbers = StoreOrder.objects.filter(store_id=shop.store_id, shipped_at__isnull=False).order_by("-shipped_at", "id")
    for number, shipped in list(numbers.values_list("number", "shipped_at")[:_SENT]):
        sent = shipped or today
        message, delivery = ids.at(sent), ids.at(sent)
        subject, body = f"order:{number}", {"type": "order.shipped", "data": {"number": str(number)}}
        body["timestamp"] = sent.isoformat()
        messages.append(
            WebhookMessage(store_id=shop.store_id, id=message, type="order.shipped", subject=subject,
                           body=json.dumps(body), created_at=sent)
        )  # fmt: skip
        met = _met(chance)
        for place, (status, problem) in enumerate(met):
            tries.append(
                WebhookTry(
                    store_id=shop.store_id, id=ids.at(sent), delivery_id=delivery, status=status, problem=problem,
                    at=sent + timedelta(minutes=5 * place), milliseconds=chance.randrange(60, 900),
                    excerpt="ok" if status in _TAKEN else "",
                )
            )  # fmt: skip
        status, problem = met[-1]
        taken = status in _TAKEN
        deliveries.append(
            WebhookDelivery(
                store_id=shop.store_id, id=delivery, endpoint_id=one, message_id=message, subject=subject,
                type="order.shipped", state="delivered" if taken else "failed", tries=len(met), next_at=sent,
                last_status=status, last_problem=problem, created_at=sent,
                delivered_at=sent + timedelta(minutes=5 * (len(met) - 1)) if taken else None,
            )
        )  # fmt: skip
    for rows in (messages, deliveries, tries):
        copy_instances(rows)


def _met(chance: Random) -> list[tuple[int | None, str]]:
    """What the tries of one message met: the first that is taken is the last."""
    met = [chance.choice(_ANSWERS)]
    while met[-1][0] not in _TAKEN and len(met) < _TRIES:
        met.append(chance.choice(_ANSWERS))
    return met


def _sheets(seat: Seat) -> None:
    """A count that was taken in but for two rows, one that waits for the seller's word, and an export."""
    shelves = Stock.objects.filter(store_id=seat.store_id, sku__active=True).order_by("sku__code", "id")
    known = list(shelves.values_list("sku__code", "warehouse__name", "on_hand")[:24])
    wrong = [["NO-SUCH-SKU", known[0][1] if known else "", "4"], [known[0][0] if known else "", "Moon", "2"]]
    first = [[code, house, str(units + 6)] for code, house, units in known[:10]]
    done = _received(seat, "stock-count.csv", [*first, *wrong])
    apply_sheet(seat=seat, import_id=done)
    transfers.apply(import_id=done)
    _received(seat, "stock-count-hall-2.csv", [[code, house, str(units + 2)] for code, house, units in known[10:]])
    transfers.export(export_id=ask_export(seat=seat, kind="stock", form="xlsx", language="en"))


def _received(seat: Seat, name: str, rows: list[list[str]]) -> UUID:
    out = io.StringIO()
    csv.writer(out).writerows([["SKU", "Warehouse", "On hand"], *rows])
    content = out.getvalue().encode()
    made = receive_sheet(seat=seat, kind="stock", file=io.BytesIO(content), size=len(content), name=name, language="en")
    transfers.check(import_id=made)
    return made
