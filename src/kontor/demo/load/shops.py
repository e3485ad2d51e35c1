"""Stores with their people, texts, freight and navigation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from django.contrib.auth.hashers import make_password

from kontor.contexts.accounts.models import Account, Audience
from kontor.contexts.inventory.models import Warehouse
from kontor.contexts.logistics.models import FreightRate, FreightTemplate
from kontor.contexts.logistics.rules import Rate
from kontor.contexts.sellers.models import (
    Business,
    BusinessState,
    Holiday,
    Seat,
    Store,
    StoreAddress,
    StoreSection,
    StoreText,
)
from kontor.contexts.sellers.permissions import ROLES
from kontor.demo.content.categories import by_slug
from kontor.demo.content.model import StoreDraft
from kontor.demo.content.stores import stores
from kontor.demo.load.copying import copy_instances
from kontor.demo.load.freight import freight_of
from kontor.demo.load.ids import Ids
from kontor.demo.load.people import CLERK, PASSWORD, SELLER, account


@dataclass(frozen=True, slots=True)
class Shop:
    """A store as goods and purchases need it."""

    draft: StoreDraft
    store_id: UUID
    owner_id: UUID
    business_id: UUID
    since: datetime
    warehouse_id: UUID
    rates: tuple[Rate, ...]
    holidays: tuple[tuple[date, date], ...]


def load_shops(
    seed: int,
    count: int,
    today: datetime,
    ids: Ids,
    category_ids: dict[str, int],
    draw: Callable[[StoreDraft], tuple[str, str]],
) -> list[Shop]:
    """`count` stores. The first has the demo's seller as owner and the demo's clerk at its desk."""
    password = make_password(PASSWORD)
    rows = _Rows()
    shops = [_shop(rows, draft, seed, today, ids, category_ids, draw, password) for draft in stores(seed, count)]
    for table in (
        rows.accounts,
        rows.businesses,
        rows.stores,
        rows.texts,
        rows.sections,
        rows.addresses,
        rows.holidays,
        rows.seats,
        rows.warehouses,
        rows.templates,
        rows.freight,
    ):
        copy_instances(table)
    return shops


class _Rows:
    def __init__(self) -> None:
        self.accounts: list[Account] = []
        self.businesses: list[Business] = []
        self.stores: list[Store] = []
        self.texts: list[StoreText] = []
        self.sections: list[StoreSection] = []
        self.addresses: list[StoreAddress] = []
        self.holidays: list[Holiday] = []
        self.seats: list[Seat] = []
        self.warehouses: list[Warehouse] = []
        self.templates: list[FreightTemplate] = []
        self.freight: list[FreightRate] = []
        self.serial: dict[str, int] = {}

    def next(self, table: str) -> int:
        """Ids for tables that number their rows by themselves."""
        self.serial[table] = self.serial.get(table, 0) + 1
        return self.serial[table]


def _shop(
    rows: _Rows,
    draft: StoreDraft,
    seed: int,
    today: datetime,
    ids: Ids,
    category_ids: dict[str, int],
    draw: Callable[[StoreDraft], tuple[str, str]],
    password: str,
) -> Shop:
    chance = Random(f"{seed}:shop:{draft.index}")
    at = today - timedelta(days=chance.randint(400, 1500))
    owner = _person(ids, SELLER if draft.index == 0 else draft.email, draft, at, password)
    clerk = _person(ids, CLERK if draft.index == 0 else f"clerk.{draft.email}", draft, at, password)
    owner.phone = draft.phone  # bound, as becoming a seller asks
    rows.accounts += [owner, clerk]
    business = Business(
        id=ids.at(at),
        owner_id=owner.id,
        legal_name=draft.company,
        form="enterprise",
        country=draft.country,
        state=BusinessState.VERIFIED,
        verified_at=at,
        handed_in_at=at,
        decided_at=at,
        purged_at=at + timedelta(days=180),
        touched_at=at,
        created_at=at,
    )
    banner, logo = draw(draft)
    ratings = chance.randint(80, 9_000)
    store = Store(
        id=ids.at(at),
        business_id=business.id,
        slug=draft.slug,
        name=draft.name,
        country=draft.country,
        currency=draft.currency,
        language=draft.language,
        time_zone=draft.time_zone,
        banner=banner,
        logo=logo,
        handling_days=draft.handling_days,
        rating_hundredths=chance.randint(440, 495),
        rating_count=ratings,
        created_at=at,
    )
    rows.businesses.append(business)
    rows.stores.append(store)
    rows.seats += [
        Seat(
            id=ids.at(at), store_id=store.id, account_id=person.id, role=role, rights=sorted(ROLES[role]), created_at=at
        )
        for person, role in ((owner, "owner"), (clerk, "clerk"))
    ]
    for language, about in draft.about.items():
        rows.texts.append(
            StoreText(
                id=rows.next("text"),
                store_id=store.id,
                language=language,
                about=about,
                return_policy=draft.return_policy[language],
            )
        )
    for position, focus in enumerate(draft.focus):
        titles = dict(by_slug()[focus].names)
        rows.sections.append(
            StoreSection(
                id=rows.next("section"),
                store_id=store.id,
                position=position,
                titles=titles,
                category_id=category_ids[focus],
            )
        )
    rows.addresses += [
        StoreAddress(id=ids.at(at), store_id=store.id, purpose=purpose, lines=_lines(draft))
        for purpose in ("origin", "return")
    ]
    house = Warehouse(
        id=ids.at(at),
        store_id=store.id,
        name=draft.origin["city"],
        country=draft.country,
        city=draft.origin["city"],
        position=0,
    )
    rows.warehouses.append(house)
    days = _holiday(draft, today)
    rows.holidays.append(
        Holiday(id=rows.next("holiday"), store_id=store.id, first_day=days[0], last_day=days[1], name=draft.holiday[2])
    )
    template = FreightTemplate(id=ids.at(at), store_id=store.id, name="Standard", is_default=True)
    rows.templates.append(template)
    freight = freight_of(draft, chance)
    for rate in freight:
        rows.freight.append(
            FreightRate(
                id=rows.next("freight"),
                template_id=template.id,
                carrier=rate.carrier,
                service=rate.service,
                countries=sorted(rate.countries),
                currency=rate.currency,
                first_g=rate.first_g,
                first_minor=rate.first_minor,
                step_g=rate.step_g,
                step_minor=rate.step_minor,
                free_from_minor=rate.free_from_minor,
                min_days=rate.min_days,
                max_days=rate.max_days,
            )
        )
    return Shop(draft, store.id, owner.id, business.id, at, house.id, freight, (days,))


def _person(ids: Ids, email: str, draft: StoreDraft, at: datetime, password: str) -> Account:
    made = account(
        ids,
        Audience.SELLER,
        email,
        at,
        country=draft.country,
        currency=draft.currency,
        language="en" if email in (SELLER, CLERK) else draft.language,
        given_name=draft.name,
        phone=None,
    )
    made.password = password
    return made


def _lines(draft: StoreDraft) -> dict[str, str]:
    origin = draft.origin
    return {
        "country": draft.country,
        "recipient": origin["name"],
        "company": "",  # the recipient is the firm already
        "street": origin["street_address"],
        "district": origin.get("city_area", ""),
        "city": origin["city"],
        "region": origin.get("country_area", ""),
        "postcode": origin["postal_code"],
        "phone": draft.phone,
    }


def _holiday(draft: StoreDraft, today: datetime) -> tuple[date, date]:
    """The next one of its yearly closing days."""
    for year in (today.year, today.year + 1):
        first = date.fromisoformat(f"{year}-{draft.holiday[0]}")
        last = date.fromisoformat(f"{year}-{draft.holiday[1]}")
        if last < first:
            last = last.replace(year=year + 1)
        if last >= today.date():
            break
    return first, last
