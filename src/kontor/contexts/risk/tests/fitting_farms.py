"""Farms of every kind for choosing weights, among the honest people of `fitting_crowd`.

Each farm draws its own habits: how steady its hand is, how it takes addresses, how it forges machines, and what of all
this it varies from account to account.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from kontor.contexts.risk.rules.attempt import Attempt, Contact, Device, Known, Mode
from kontor.contexts.risk.tests.fitting_crowd import COUNTRIES, MAILS, START, Hand, Honest

LISTED = dict.fromkeys(("address", "given_name", "family_name", "password", "password_again"), Mode.PASTED)
PASSWORD = {"password": Mode.PASTED, "password_again": Mode.PASTED}
Making = Callable[[], Attempt]
Things = Callable[[], Device]


class Fitting(Honest):
    """A month of an installation."""

    def farm(self, scene: str, many: int, days: float, make: Making, owner: str = "") -> Iterator[Known]:
        owner, first = owner or self.word(), self.when(max(30 - days, 1))
        soon = self.dice.random() < 0.3  # orders at once, else when the account has cooled
        sells = self.dice.random() < 0.15  # accounts for sale: they never order here
        for n in range(many):
            attempt = replace(make(), at=first + timedelta(days=days * (n + self.dice.random()) / many))
            after = self.dice.uniform(1, 24) if soon else self.dice.uniform(12, 96)
            yield Known(attempt, owner, False, scene, None if sells else after)

    def by(
        self, hand: Hand, device: Device, address: str, *, ways: dict[str, Mode] | None = None, pages: int | None = 0,
        leaves: int | None = 0, contact: Contact | None = None, country: str = "BR", scripted: bool = False,
    ) -> Attempt:  # fmt: skip
        """One attempt of a farm."""
        behaviour = replace(self.filled(hand, modes=ways, pages=pages, leaves=leaves), scripted=scripted)
        return Attempt(
            START, address, country, device, contact or self.contact(), behaviour,
            round(behaviour.seconds + self.dice.uniform(0.2, 2), 2), False, self.word(),
        )  # fmt: skip

    def farms(self) -> Iterator[Known]:
        kinds = (
            (self._browsers, 8), (self._proxies, 10), (self._bare, 3), (self._driven, 4), (self._numbers, 6),
            (self._clickers, 5), (self._drip, 10), (self._mimics, 5), (self._boards, 5),
        )  # fmt: skip
        for kind, many in kinds:
            for _ in range(round(many * self.part)):
                yield from kind()

    def person(self) -> Hand:
        """Somebody paid to do it: a practised hand."""
        return replace(self.hand(steady=self.dice.uniform(0.08, 0.22)), mood=self.dice.uniform(0.03, 0.12))

    def program(self) -> Hand:
        """A script that plays a person: from plain pauses to drawn ones."""
        dice, jitter = self.dice, self.dice.choice((0.03, 0.06, 0.1, 0.16, 0.25))
        return Hand(
            dice.uniform(50, 220), dice.uniform(0.15, 0.8), dice.uniform(0.2, 2.5), jitter, jitter * dice.random(),
            dice.choice((0, 0, 0.03)), dice.uniform(0.4, 6), dice.choice((0, 0.1, 0.5, 1.5)),
            dice.choice((0.1, 0.5, 1.5, 1.5)),
        )  # fmt: skip

    def mails(self) -> Callable[[], Contact]:
        """Where a farm's mailboxes are: anywhere, with one provider, or of its own domains; and how they are named."""
        dice, kind, usual = self.dice, self.dice.random(), self.dice.choice(MAILS)
        own = [f"box{self.word()[:6]}.example" for _ in range(dice.randrange(1, 5))]
        built = self.template() if dice.random() < 0.5 else ""
        if kind < 0.4:
            return self.contact
        domains = [usual] if kind < 0.75 else own
        return lambda: Contact(False, domain=dice.choice(domains), template=built or self.template())

    def _browsers(self) -> Iterator[Known]:
        """One machine, many browsers, cookies thrown away."""
        headers, address, hand = self.machine().headers, self.address(), self.person()
        hardware, prints, forged = self.word(), [self.word() for _ in range(5)], self.dice.random() < 0.5

        def make() -> Attempt:
            face = self.word() if forged else self.dice.choice(prints)
            return self.by(hand, Device(self.word(), 0, headers, face, hardware), address)

        return self.farm("browsers", 30, self.dice.uniform(0.5, 6), make)

    def _forgery(self, headers: list[str]) -> Things:
        """A pool of machines, one forged for each account, or those of common telephones."""
        dice, kind = self.dice, self.dice.choice(("pool", "forged", "forged", "model"))
        pool = [(self.word(), self.word()) for _ in range(dice.choice((6, 12, 30)))]

        def machine() -> Device:
            if kind == "model":
                return replace(self.machine(), cookie=self.word())
            face, hardware = dice.choice(pool) if kind == "pool" else (self.word(), self.word())
            return Device(self.word(), 0, dice.choice(headers), face, hardware)

        return machine

    def _proxies(self) -> Iterator[Known]:
        """Another address for each account: of homes, or of halls of servers. Some vary whatever can be varied."""
        dice, varies = self.dice, self.dice.random() < 0.4
        hand = self.person() if dice.random() < 0.3 else self.program()  # people sit behind rotating addresses, too
        nets, hall = [self.net() for _ in range(dice.randrange(2, 12))], dice.random() < 0.33
        many = 60 if varies else dice.choice((1, 3))
        machine = self._forgery([f"h{dice.randrange(60)}" for _ in range(many)])
        contact, lands = (self.contact, COUNTRIES) if varies else (self.mails(), (dice.choice(COUNTRIES),))
        pages = None if varies else dice.choice((0, 1, None))
        ways = [dice.choice(({}, {}, PASSWORD, LISTED, self.ways()))]
        if dice.random() < 0.25:
            ways.append(PASSWORD)

        def make() -> Attempt:
            address = f"{dice.choice(nets)}.{dice.randrange(1, 255)}" if hall else self.address()
            return self.by(
                hand, machine(), address, ways=dice.choice(ways), pages=pages, leaves=dice.choice((0, 0, 1)),
                contact=contact(), country=dice.choice(lands),
            )  # fmt: skip

        return self.farm("proxies", dice.randrange(30, 90), dice.uniform(1.5, 9), make)

    def _bare(self) -> Iterator[Known]:
        """A program that sends the form without a browser: no script runs."""
        dice = self.dice
        headers, contact, country = f"h{dice.randrange(60)}", self.mails(), dice.choice(COUNTRIES)

        def make() -> Attempt:
            device = Device("" if dice.random() < 0.3 else self.word(), 0, headers)
            return Attempt(START, self.address(), country, device, contact(), None, dice.uniform(4, 30))

        return self.farm("bare", 40, dice.uniform(1, 5), make)

    def _driven(self) -> Iterator[Known]:
        """A driven browser that leaves a mark."""
        dice = self.dice
        hand, tool = Hand(dice.uniform(12, 40), 0.05, dice.uniform(0.05, 0.3), 0.02), self.word()

        def make() -> Attempt:
            device = Device(self.word(), 0, "hy", self.word(), tool)
            return self.by(hand, device, self.address(), scripted=dice.random() < 0.9)

        return self.farm("driven", 60, 2, make)

    def _numbers(self) -> Iterator[Known]:
        """Numbers of an SMS-activation service; the machine is kept, or forged as well."""
        dice, country = self.dice, self.dice.choice(("US", "DE", "AU", "BR", "IN", "GB"))
        hand, kept, block = self.person(), self.machine(), f"+1500{dice.randrange(100, 999)}"
        listed, forged, numbered = dice.choice((0.6, 1.0)), dice.random() < 0.4, iter(range(1000))

        def make() -> Attempt:
            contact = Contact(True, block=f"{block}{next(numbered) // 12}", virtual=dice.random() < listed)
            device = replace(kept, cookie=self.word())
            if forged:
                device = replace(device, fingerprint=self.word(), hardware=self.word())
            return self.by(hand, device, self.address(), country=country, contact=contact)

        return self.farm("numbers", 40, 6, make)

    def _clickers(self) -> Iterator[Known]:
        """People in a row, at home or on the way, each with a device or two, out of a list."""
        owner, where = self.word(), self.dice.choice(("row", "row", "home", "way"))
        row, way = [self.net()], [self.net() for _ in range(6)]
        for _ in range(8):
            yield from self._clicker({"row": row, "home": [self.net()], "way": way}[where], owner)

    def _clicker(self, nets: list[str], owner: str) -> Iterator[Known]:
        dice, ways, hand = self.dice, self.dice.choice((LISTED, {}, PASSWORD)), self.person()
        machines, keeps = [self.machine() for _ in range(dice.choice((1, 1, 2)))], dice.random() < 0.4

        def make() -> Attempt:
            device = dice.choice(machines)
            device = device if keeps else replace(device, cookie=self.word())
            address = f"{dice.choice(nets)}.{dice.randrange(1, 255)}"
            return self.by(hand, device, address, ways=ways, pages=dice.randrange(2), leaves=None)

        return self.farm("clickers", dice.randrange(5, 16), dice.uniform(0.5, 5), make, owner)

    def _mimics(self) -> Iterator[Known]:
        """A program that has learnt one person's hand; everything else is drawn for each account as people have it."""
        dice = self.dice
        hand = replace(self.hand(steady=dice.uniform(0.06, 0.15)), mood=dice.uniform(0.03, 0.08), loose=1.5)
        ways, pages = dice.choice(({}, {}, self.ways())), dice.choice((0, 1, None))

        def make() -> Attempt:
            device = replace(self.machine(), cookie=self.word())
            return self.by(
                hand, device, self.address(), ways=ways, pages=pages, leaves=None, country=dice.choice(COUNTRIES)
            )

        return self.farm("mimics", dice.randrange(40, 90), dice.uniform(3, 8), make)

    def _boards(self) -> Iterator[Known]:
        """A room: a few people, before each of them a board of telephones of one cheap model."""
        dice, model, net = self.dice, self.word(), self.net()
        workers = [(replace(self.person(), loose=1.5), self.ways()) for _ in range(dice.randrange(3, 9))]
        phones = [Device(self.word(), 0, f"h{model}", model, model) for _ in range(40)]

        def make() -> Attempt:
            place, phone = dice.randrange(len(workers)), dice.choice(phones)
            device = phone if dice.random() < 0.4 else replace(phone, cookie=self.word())
            hand, ways = workers[place]
            return self.by(
                hand, device, f"{net}.{dice.randrange(1, 255)}", ways=ways, pages=None, leaves=None,
                country=dice.choice(COUNTRIES),
            )  # fmt: skip

        return self.farm("boards", dice.randrange(60, 120), dice.uniform(4, 10), make)

    def _drip(self) -> Iterator[Known]:
        """One or two a day from one machine, cookies thrown away; addresses of one line, or of its region."""
        dice, hand, machine = self.dice, self.person(), self.machine()
        nets = [self.net() for _ in range(dice.choice((1, 1, 4)))]
        if dice.random() < 0.6:
            machine = replace(machine, hardware=self.word(), fingerprint=self.word())

        def make() -> Attempt:
            device = replace(machine, cookie=self.word())
            address = f"{dice.choice(nets)}.{dice.randrange(1, 255)}"
            return self.by(hand, device, address, pages=dice.randrange(3), leaves=None)

        return self.farm("drip", 25, dice.uniform(12, 26), make)


def month(seed: int = 1, *, part: float = 1.0) -> list[Known]:
    """Everybody, in no order; a `part` of them for tests in a hurry."""
    fitting = Fitting(seed, part=part)
    return [*fitting.crowds(), *fitting.farms()]
