"""Filling an empty installation, table by table, with COPY."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management.color import no_style
from django.db import connection, transaction

from kontor.contexts.accounts.models import Audience
from kontor.contexts.catalogue.models import AttributeDefinition, Category, Picture, ProductText
from kontor.contexts.logistics.models import FreightRate
from kontor.contexts.pricing.models import ExchangeRate
from kontor.contexts.pricing.queries import forget
from kontor.contexts.search.services.index_all import index_all
from kontor.contexts.sellers.models import Holiday, StoreSection, StoreText
from kontor.demo.content.rates import rates
from kontor.demo.countries import write as write_countries
from kontor.demo.load.becoming import load_becoming
from kontor.demo.load.copying import copy, copy_instances
from kontor.demo.load.coupons import load_coupons
from kontor.demo.load.disputing import load_disputes
from kontor.demo.load.editing import load_editing
from kontor.demo.load.giving import load_coins
from kontor.demo.load.goods import load_categories, load_goods
from kontor.demo.load.history import Historian
from kontor.demo.load.ids import Ids
from kontor.demo.load.keeping import load_keeping
from kontor.demo.load.linked import load_families, load_farms
from kontor.demo.load.opinions import liked, load_opinions
from kontor.demo.load.past import agreements
from kontor.demo.load.paying import load_billing
from kontor.demo.load.people import BUYER, CLERK, NEWCOMER, OPERATOR, PASSWORD, SELLER, account, load_buyers
from kontor.demo.load.pictures import Studio
from kontor.demo.load.purchases import SOURCE, Crowd
from kontor.demo.load.reviewing import load_reviews
from kontor.demo.load.scale import Scale, scale_of
from kontor.demo.load.shelves import load_shelves
from kontor.demo.load.shops import Shop, load_shops
from kontor.demo.load.standing import load_standing
from kontor.demo.load.tools import load_tools
from kontor.demo.load.writing import load_messages
from kontor.kernel.clock import now
from kontor.kernel.viewer import System
from kontor.platform.policy import set_policy

Progress = Callable[[str, int, int], None]
_NUMBERED = (AttributeDefinition, Category, Picture, ProductText, FreightRate, Holiday, StoreSection, StoreText)


def sign_ins() -> list[tuple[str, str, str]]:
    """Who may sign in to a demo market: role, address, password."""
    people = (
        ("buyer", BUYER), ("seller", SELLER), ("clerk", CLERK), ("newcomer", NEWCOMER), ("operator", OPERATOR),
    )  # fmt: skip
    return [(role, address, PASSWORD) for role, address in people]


def run(*, scale: str = "default", seed: int = 1, progress: Progress | None = None) -> None:
    """Fill the (empty) installation.

    Args:
        scale: small, default, large, or a number of products.
        seed: the same seed makes the same market, counted back from this hour.
        progress: told (step, done, of how many).

    Raises:
        ValueError: for an unknown scale.
    """
    size, tell = scale_of(scale), progress or (lambda *_: None)
    today = now().replace(minute=0, second=0, microsecond=0)
    with transaction.atomic():
        with connection.cursor() as cursor:  # entries are balanced by construction, and looked through afterwards
            cursor.execute("ALTER TABLE ledger_posting DISABLE TRIGGER USER")
        shops, operator_id = _fill(size, seed, today, tell)
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), list(_NUMBERED)):
                cursor.execute(statement)
            cursor.execute("ALTER TABLE ledger_posting ENABLE TRIGGER USER")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    forget()
    write_countries(settings.KONTOR.data / "countries.mmdb")
    index_all(progress=lambda done: tell("Search index", done, size.products))
    with transaction.atomic():
        load_keeping(today, BUYER)
        load_disputes(today, shops)
    load_tools(seed, today, shops[0])
    load_messages(seed, today, shops, size.questions)
    load_standing(today, shops, operator_id)
    with transaction.atomic():
        load_coins(today, [shops[0], *filter(liked, shops)], BUYER, operator_id)
        load_coupons(today, shops, BUYER, operator_id)
    load_billing(today, shops[-1].store_id, operator_id, tell)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _fill(size: Scale, seed: int, today: datetime, tell: Progress) -> tuple[list[Shop], UUID]:
    """Write the tables, and return the stores, the demo's seller's first, and the operator."""
    set_policy(
        name="accounts.second_step_for_sellers", text="off", by=System("demo"), by_name="demo",
        reason="Whoever tries the demo signs in to the Seller Center with the printed password alone.",
    )  # fmt: skip
    set_policy(
        name="accounts.device_list_for_sellers", text="off", by=System("demo"), by_name="demo",
        reason="Whoever tries the demo signs in to the Seller Center from any browser, without reading its mailbox.",
    )  # fmt: skip
    ids = Ids(f"{seed}:people")
    studio = Studio(size.pictures, size.drawn)
    _load_rates(seed, size.days, today)
    category_ids = load_categories()
    operator = account(
        ids, Audience.OPERATOR, OPERATOR, today - timedelta(days=1600), given_name="Olga", family_name="Marinova"
    )
    operator.password = make_password(PASSWORD)
    copy_instances([operator])
    customers = load_buyers(seed, size.buyers, today, ids)
    copy_instances(agreements(customers, today, Ids(f"{seed}:agreements")))
    families = load_families(seed, customers, today)
    load_reviews(seed, families, load_farms(seed, size.buyers, today, operator.id), today, operator.id)
    tell("Buyers", size.buyers, size.buyers)
    shops = load_shops(seed, size.stores, today, ids, category_ids, studio.of_store)
    load_becoming(seed, shops, today, operator.id)
    tell("Stores", size.stores, size.stores)
    pool, shelves = load_goods(
        seed,
        shops,
        size.products,
        today,
        category_ids,
        studio.of_product,
        lambda done: tell("Products", done, size.products),
    )
    historian = Historian(seed, today, shops)
    crowd = Crowd(seed, today, size.days, customers, pool)
    crowd.shop(size.purchases, historian, lambda done: tell("Orders", done, size.purchases))
    _write(historian)
    load_opinions(seed, today, historian.past, shops)
    load_editing(seed, today, shops[0], operator.id)
    load_shelves(shelves, historian.past.reservations, today, Ids(f"{seed}:shelves"))
    return shops, operator.id


def _load_rates(seed: int, days: int, today: datetime) -> None:
    copy(
        ExchangeRate,
        (
            {"day": day, "currency": currency, "per_usd": value, "source": SOURCE}
            for back in range(days, -1, -1)
            for day in [(today - timedelta(days=back)).date()]
            for currency, value in rates(seed, day).items()
        ),
    )


def _write(historian: Historian) -> None:
    past = historian.past
    for table in (
        past.buyer_orders,
        past.store_orders,
        past.lines,
        past.steps,
        past.intents,
        past.escrow,
        past.refunds,
        past.settlements,
        past.reservations,
        past.shipments,
        past.tracking,
        historian.books.accounts(),
        historian.books.postings,
    ):
        copy_instances(table)
