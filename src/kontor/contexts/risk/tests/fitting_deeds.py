"""What the people and farms of the fitting crowd do before their first order; weights may be chosen by it."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kontor.contexts.risk.rules.attempt import Deed, Known
from kontor.contexts.risk.rules.kinds import TraceKind
from kontor.contexts.risk.rules.traces import network


def with_deeds(month: Iterable[Known], seed: int) -> list[Known]:
    """Some doors of towers and parcel shops are shared by hundreds; each farm has its own trade."""
    dice, groups, done = random.Random(seed), defaultdict(list), []  # noqa: S311
    many = iter(range(10**9))

    def deeds(known: Known, door: str, courier: str, store: str, card: str) -> Known:
        order = known.order_after
        if order is None:
            return known
        cart = dice.uniform(0, 1) * order
        told = ((cart, TraceKind.STORE, store), (order * 0.99, TraceKind.DOOR, door),
                (order * 0.99, TraceKind.COURIER, courier), (order * 0.995, TraceKind.PAYMENT, card))  # fmt: skip
        return replace(known, deeds=tuple(Deed(*each) for each in told))

    def shop() -> str:
        return f"s{min(int(dice.paretovariate(0.6)), 2000)}"

    for known in month:
        groups[network(known.attempt.address) if known.honest else known.owner].append(known)
    for place, members in groups.items():
        first = members[0]
        if first.honest:
            home, phone = f"d{next(many)}", f"p{next(many)}"
            for each in members:
                shared = {"family": 0.95, "dormitory": 1.0, "office": 0.4, "class": 0.1}.get(each.scene, 0.0)
                door = home if dice.random() < shared else f"d{next(many)}"
                door = f"shop{int(dice.paretovariate(1)) % 300}" if dice.random() < 0.2 else door
                courier = phone if each.scene == "family" and dice.random() < 0.5 else f"p{next(many)}"
                card = phone if each.scene == "family" and dice.random() < 0.5 else f"c{next(many)}"
                store = home if each.scene == "family" and dice.random() < 0.3 else shop()  # one tells the other
                if each.scene == "broadcast":  # all come for the same goods
                    store = f"live{each.attempt.country}{each.attempt.at:%d}"
                done.append(deeds(each, door, courier, store, card))
            continue
        trade = dice.choice(("resale", "brushing", "sold"))
        doors = [f"d{next(many)}" for _ in range(dice.choice((1, 3, 6, 10)))]
        stores = [f"s{dice.randrange(1, 2000)}" if trade == "brushing" else shop() for _ in range(dice.randrange(1, 6))]
        for each in members:
            door = dice.choice(doors) if trade == "resale" else f"d{next(many)}"
            courier = f"{place}{dice.randrange(4)}" if dice.random() < 0.5 else f"p{next(many)}"
            card = f"{place}{dice.randrange(8)}" if dice.random() < 0.5 else f"c{next(many)}"
            done.append(each if trade == "sold" else deeds(each, door, courier, dice.choice(stores), card))
    return done
