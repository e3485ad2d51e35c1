"""Families who share a machine, and farms of accounts that were found and banned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from kontor.contexts.accounts.models import Account, AccountState, Audience
from kontor.contexts.risk.models import Ban, Cluster, Member
from kontor.demo.content.people import person
from kontor.demo.load.copying import copy_instances
from kontor.demo.load.ids import Ids
from kontor.demo.load.joining import Doorway
from kontor.demo.load.people import Customer, account

_FIRST_PERSON = 1_000_000  # far behind the buyers of any size of market
_BANNED_OF = 8  # one banned account for so many buyers
_WHY = "Many accounts of one operation; they took the coupons of new buyers."
_BACK = "The family has shown that these are different people."
# What links the accounts of a farm: mostly one room full of machines.
_TRACES = {
    "address": 52, "device": 21, "hardware": 9, "fingerprint": 5, "style": 6, "copy": 4, "contact": 3,
}  # fmt: skip


def load_families(seed: int, customers: Sequence[Customer], today: datetime) -> list[Cluster]:
    """Some buyers of one country share an address; nobody does anything about it."""
    chance, ids = Random(f"{seed}:families"), Ids(f"{seed}:families")
    by_country: dict[str, list[Customer]] = {}
    for customer in customers[1:]:
        by_country.setdefault(customer.country, []).append(customer)
    clusters, members = [], []
    for country in sorted(by_country):
        people = by_country[country]
        for _family in range(len(people) // 12):
            family = [people.pop(chance.randrange(len(people))) for _ in range(chance.choice((2, 2, 3)))]
            grown = max(*(one.since for one in family), today - timedelta(days=365))
            cluster = Cluster(id=ids.at(grown), size=len(family), banned=0, opened_at=grown, grown_at=grown)
            clusters.append(cluster)
            members += [_member(one.account_id, cluster, "address", grown) for one in family]
    copy_instances(clusters)
    copy_instances(members)
    return clusters


def load_farms(seed: int, buyers: int, today: datetime, operator_id: UUID) -> list[Cluster]:
    """Farms of the last two years with their bans; a few bans were taken back on appeal."""
    chance, ids, doorway = Random(f"{seed}:farms"), Ids(f"{seed}:farms"), Doorway(seed + 1)
    accounts: list[Account] = []
    clusters: list[Cluster] = []
    members: list[Member] = []
    bans: list[Ban] = []
    wanted = max(6, buyers // _BANNED_OF)
    while len(accounts) < wanted:
        size = min(chance.randint(4, 14), max(4, wanted - len(accounts)))
        began = today - timedelta(days=chance.triangular(3, 720, 60), minutes=chance.randrange(1440))
        found = min(began + timedelta(hours=chance.uniform(2, 60)), today - timedelta(hours=1))
        cluster = Cluster(id=ids.at(found), size=size, banned=0, opened_at=began, grown_at=found)
        clusters.append(cluster)
        for index in range(size):
            one = _account(ids, seed, len(accounts), began + timedelta(minutes=3 * index))
            doorway.let_in(one)
            accounts.append(one)
            trace = chance.choices(list(_TRACES), list(_TRACES.values()))[0]
            members.append(_member(one.id, cluster, trace, one.created_at))
            ban = Ban(id=ids.at(found), account_id=one.id, cluster_id=cluster.id, reason=_WHY,
                      by_account_id=operator_id, at=found)  # fmt: skip
            back = found + timedelta(days=chance.randint(1, 5))
            if chance.random() < 0.08 and back < today:
                ban.lifted_at, ban.lifted_by, ban.lifted_because = back, operator_id, _BACK
                one.state = AccountState.ACTIVE
            cluster.banned += ban.lifted_at is None
            bans.append(ban)
    copy_instances(accounts)
    doorway.write()
    copy_instances(clusters)
    copy_instances(members)
    copy_instances(bans)
    return clusters


def _account(ids: Ids, seed: int, number: int, at: datetime) -> Account:
    draft = person(seed, _FIRST_PERSON + number)
    made = account(
        ids, Audience.BUYER, draft.email, at, given_name=draft.given_name, family_name=draft.family_name,
        country=draft.country, language=draft.language, currency=draft.currency,
    )  # fmt: skip
    made.state, made.password = AccountState.SUSPENDED, "!"  # nobody signs in to these
    return made


def _member(account_id: UUID, cluster: Cluster, trace: str, at: datetime) -> Member:
    return Member(account_id=account_id, cluster=cluster, reason=trace, joined_at=at)
