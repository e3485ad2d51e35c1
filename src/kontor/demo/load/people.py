"""Everybody with an account: buyers with their addresses, sellers with their seats, an operator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from django.contrib.auth.hashers import make_password

from kontor.contexts.accounts.models import Account, AccountState, Audience
from kontor.contexts.accounts.rules.countries import country_defaults
from kontor.contexts.buyers.models import Address
from kontor.contexts.buyers.rules import Draft
from kontor.contexts.buyers.services.prepare import prepare
from kontor.demo.content.model import PersonDraft
from kontor.demo.content.people import person
from kontor.demo.load.copying import copy_instances
from kontor.demo.load.ids import Ids
from kontor.demo.load.joining import Doorway, load_lost
from kontor.kernel.errors import Refusal

PASSWORD = "Kontor2026demo"  # noqa: S105  (printed at every start of a demo)
BUYER, SELLER, CLERK, OPERATOR = (f"{who}@demo.example" for who in ("buyer", "seller", "clerk", "operator"))
NEWCOMER = "newcomer@demo.example"  # on the way to a first store


@dataclass(frozen=True, slots=True)
class Customer:
    """A buyer as purchases need it."""

    account_id: UUID
    country: str
    currency: str
    language: str
    address: dict[str, object]
    since: datetime


def account(ids: Ids, audience: Audience, email: str, at: datetime, **given: object) -> Account:
    """An active, verified account whose password is the demo's."""
    fields: dict[str, object] = {"country": "ES", "language": "en", "currency": "EUR"}
    return Account(
        id=ids.at(at),
        audience=audience,
        state=AccountState.ACTIVE,
        email=email,
        email_key=email.lower(),
        created_at=at,
        verified_at=at,
        **(fields | given),
    )


def load_buyers(seed: int, count: int, today: datetime, ids: Ids) -> list[Customer]:
    """`count` buyers who joined over the last year, the first of them the demo's own in Spain."""
    chance = Random(f"{seed}:joined")
    password = make_password(PASSWORD)
    accounts: list[Account] = []
    addresses: list[Address] = []
    customers: list[Customer] = []
    doorway = Doorway(seed)
    for index in range(count):
        draft = person(seed, index)
        at = today - timedelta(days=chance.randint(1, 365) if index else 300, minutes=chance.randint(0, 1400))
        buyer = _buyer(ids, draft, at, demo=index == 0)
        buyer.password = password
        book = _address(ids, buyer, draft, at)
        doorway.let_in(buyer)
        accounts.append(buyer)
        addresses.append(book)
        customers.append(Customer(buyer.id, buyer.country, buyer.currency, buyer.language, _frozen(book), at))
    copy_instances(accounts)
    copy_instances(addresses)
    doorway.write()
    load_lost(seed, accounts, today)
    return customers


def _buyer(ids: Ids, draft: PersonDraft, at: datetime, *, demo: bool) -> Account:
    defaults = country_defaults(draft.country)
    return account(
        ids,
        Audience.BUYER,
        BUYER if demo else draft.email,
        at,
        phone=draft.phone,
        given_name=draft.given_name,
        family_name=draft.family_name,
        name_as_typed=draft.script_name,
        country=draft.country,
        language="en" if demo else draft.language,
        currency=defaults.currency,
    )


def _address(ids: Ids, buyer: Account, draft: PersonDraft, at: datetime) -> Address:
    parts = draft.address
    typed = Draft(
        country=draft.country,
        recipient=parts["name"],
        street=parts.get("street_address", ""),
        district=parts.get("city_area", ""),
        city=parts.get("city", ""),
        region=parts.get("country_area", ""),
        postcode=parts.get("postal_code", ""),
        phone=draft.phone,
    )
    try:
        columns = prepare(draft=typed)
    except Refusal:
        columns = {
            "country": typed.country,
            "recipient": typed.recipient,
            "company": "",
            "street": typed.street,
            "district": typed.district,
            "city": typed.city,
            "region": typed.region,
            "postcode": typed.postcode,
            "phone": draft.phone,
            "latin": {"recipient": f"{draft.given_name} {draft.family_name}"},
        }
    return Address(id=ids.at(at), buyer_id=buyer.id, is_default=True, created_at=at, **columns)


def _frozen(address: Address) -> dict[str, object]:
    names = ("country", "recipient", "company", "street", "district", "city", "region", "postcode", "phone", "latin")
    return {name: getattr(address, name) for name in names}
