"""What the people and farms of the judging crowd do before their first order: doors, couriers' phones, stores, cards.

Written from how buyers and farms work, before any rule weighed a deed, and for judging only: no figure here may be
changed to please a rule. Farms are of three trades. *Coupon hunters* have goods sent to a few doors, often spelt anew,
and pay with a pool of cards. *Brushers* order from one to three stores that pay them, mostly to invented doors.
*Traders* sell the accounts: nothing is seen of them here. People share doors in families, dormitories, offices and at
pick-up points.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from random import Random

from kontor.contexts.risk.rules.attempt import Deed, Known
from kontor.contexts.risk.rules.kinds import TraceKind
from kontor.contexts.risk.rules.traces import network

_STORES, _POINTS = 3000, 400  # of the market, and pick-up points of its region
_TRADES = ("coupons",) * 45 + ("brushing",) * 40 + ("trading",) * 15


class _World:
    def __init__(self, seed: int) -> None:
        self.dice = Random(f"deeds {seed}")  # noqa: S311  (generated people)
        self.many = 0

    def word(self) -> str:
        self.many += 1
        return f"w{self.many}"

    def store(self) -> str:
        """A store as people find it: a few are known to all."""
        return f"store{min(int(self.dice.paretovariate(0.65)), _STORES)}"

    def point(self) -> str:
        return f"point{min(int(self.dice.paretovariate(0.9)), _POINTS)}"

    def deeds(self, known: Known, door: str, courier: str, stores: Iterable[str], card: str) -> Known:
        """Looked at some time before, put in the cart, the address at the checkout, the card bound by every second."""
        order = known.order_after
        if order is None:
            return known
        cart = (
            self.dice.uniform(0.2, 1) * order
            if self.dice.random() < 0.3
            else max(order - self.dice.uniform(0.05, 2), 0)
        )
        address = max(order - self.dice.uniform(0.02, 0.3), cart)
        done = [Deed(cart, TraceKind.STORE, store) for store in dict.fromkeys(stores)]
        done += [Deed(address, TraceKind.DOOR, door), Deed(address, TraceKind.COURIER, courier)]
        if self.dice.random() < 0.5:
            done.append(Deed(max(order - 0.02, address), TraceKind.PAYMENT, card))
        return replace(known, deeds=tuple(done))

    def person(self, known: Known, home: str, phone: str, card: str) -> Known:
        """Somebody honest of a household or alone."""
        dice, scene = self.dice, known.scene
        door = home
        if scene == "office" and dice.random() < 0.35:
            door = f"office {network(known.attempt.address)}"
        elif scene == "dormitory":
            door = f"dormitory {network(known.attempt.address)}"
        elif dice.random() < 0.2:
            door = self.point()
        elif dice.random() < 0.08:
            door = self.word()
        return self.deeds(known, door, phone, [self.store() for _ in range(dice.choice((1, 1, 2, 3)))], card)

    def family(self, members: list[Known]) -> list[Known]:
        dice, home, phone, card = self.dice, self.word(), self.word(), self.word()
        return [
            self.person(
                each, home if dice.random() < 0.9 else self.word(), phone if dice.random() < 0.4 else self.word(),
                card if dice.random() < 0.5 else self.word(),
            )
            for each in members
        ]  # fmt: skip

    def farm(self, members: list[Known]) -> list[Known]:
        dice, many, trade = self.dice, len(members), self.dice.choice(_TRADES)
        if trade == "trading":
            return members
        if trade == "coupons":
            doors = [self.word() for _ in range(max(1, round(many / dice.uniform(8, 25))))]
            phones = [self.word() for _ in range(len(doors) * dice.choice((1, 2)))]
            stores, cards = (
                [self.store() for _ in range(dice.randrange(2, 7))],
                [self.word() for _ in range(many // 6 + 1)],
            )
            anew = 0.3 if dice.random() < 0.35 else 0.0
        else:
            doors = [self.word() for _ in range(3)] if dice.random() < 0.3 else []
            phones = [self.word()] if dice.random() < 0.4 else []
            stores = [f"store{dice.randrange(1, _STORES)}" for _ in range(dice.randrange(1, 4))]
            cards = [self.word() for _ in range(dice.randrange(2, 7))] if dice.random() < 0.7 else []
            anew = 0.0
        return [
            self.deeds(
                each,
                dice.choice(doors) if doors and dice.random() >= anew else self.word(),
                dice.choice(phones) if phones else self.word(),
                [dice.choice(stores)] + ([self.store()] if dice.random() < 0.2 else []),
                dice.choice(cards) if cards else self.word(),
            )
            for each in members
        ]  # fmt: skip


def with_deeds(month: Iterable[Known], seed: int) -> list[Known]:
    """The same registrations, with what follows them."""
    world, groups, done = _World(seed), defaultdict(list), []
    for known in sorted(month, key=lambda each: (each.attempt.at, each.owner)):
        if not known.honest:
            groups[known.owner].append(known)
        elif known.scene == "family":
            groups[network(known.attempt.address)].append(known)
        else:
            done.append(world.person(known, world.word(), world.word(), world.word()))
    for members in groups.values():
        done += world.family(members) if members[0].honest else world.farm(members)
    return done
