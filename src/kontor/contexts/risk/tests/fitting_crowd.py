"""Honest people and farms for choosing weights: a month of registrations, the same for the same seed.

Figures of people: typing 110 … 400 ms a key with a spread of 0.35 … 1.1; about a third let the browser or a password
manager fill fields in; one in fourteen runs no script; phones are of few models, desktops of many kinds.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

from kontor.contexts.risk.rules.attempt import Attempt, Behaviour, Contact, Device, Field, Known, Mode

START = datetime(2026, 3, 1, tzinfo=UTC)
MAILS = ("gmail.com", "outlook.com", "icloud.com", "yahoo.com", "mail.ru", "abv.bg", "proton.me", "qq.com")
COUNTRIES = ("BG", "DE", "FR", "ES", "US", "BR", "RU", "CN", "IN", "GB")
NAMES = ("address", "given_name", "family_name", "country", "password", "password_again")


@dataclass(frozen=True)
class Hand:
    """How somebody types: milliseconds a key, evenness, seconds of thought in a field."""

    gap: float
    spread: float
    thought: float
    steady: float = 0.15  # how much the same hand differs from one form to the next


class Fitting:
    """A month of an installation."""

    def __init__(self, seed: int, *, strangers: int = 6000) -> None:
        self.dice = random.Random(seed)  # noqa: S311
        self.strangers = strangers
        self._many = 0

    # people and their things

    def word(self) -> str:
        self._many += 1
        return blake2b(f"{self.dice.random()}{self._many}".encode(), digest_size=8).hexdigest()

    def hand(self) -> Hand:
        dice = self.dice
        gap = min(max(dice.lognormvariate(5.3, 0.35), 85), 700)
        return Hand(gap, dice.uniform(0.35, 1.1), dice.lognormvariate(0.9, 0.6))

    def machine(self) -> Device:
        """A phone of a common model, or one of many desktops."""
        dice = self.dice
        if dice.random() < 0.62:
            model = f"phone{int(dice.paretovariate(0.7)) % 120}"
            system = f"{model}.{dice.randrange(4)}"
            return Device(self.word(), 0, f"h{system}", f"{system}.{dice.randrange(12)}", model)
        hardware = f"desk{dice.randrange(4000)}"
        return Device(self.word(), 0, f"h{dice.randrange(60)}", f"{hardware}.{dice.randrange(40)}", hardware)

    def address(self) -> str:
        dice = self.dice
        return f"{dice.randrange(20, 200)}.{dice.randrange(256)}.{dice.randrange(256)}.{dice.randrange(1, 255)}"

    def contact(self) -> Contact:
        dice = self.dice
        if dice.random() < 0.15:
            return Contact(True, block=f"+3598{dice.randrange(10**5):05}")
        domain = dice.choice(MAILS) if dice.random() < 0.85 else f"firm{dice.randrange(900)}.example"
        return Contact(False, domain=domain)

    def filled(self, hand: Hand, *, modes: dict[str, Mode] | None = None, pages: int | None = None) -> Behaviour:
        """The form as this hand fills it in."""
        dice, fields, whole = self.dice, [], 0.0
        for name in NAMES:
            mode = (modes or {}).get(name, Mode.TYPED)
            if name == "country":
                if dice.random() < 0.7:
                    continue
                mode = Mode.CHOSEN
            wobble = dice.gauss(1, hand.steady)
            keys = dice.randrange(4, 22) if mode is Mode.TYPED else 0
            gap = max(hand.gap * wobble, 20) if keys else 0.0
            spread = max(hand.spread * dice.gauss(1, hand.steady), 0.02) if keys else 0.0
            thought = 0.0 if mode is Mode.FILLED else max(hand.thought * dice.gauss(1, hand.steady * 2), 0.05)
            seconds = thought + keys * gap / 1000
            fixes = sum(dice.random() < 0.04 for _ in range(keys))
            fields.append(Field(name, mode, round(seconds, 2), keys, fixes, round(gap, 1), round(spread, 3)))
            whole += seconds
        return Behaviour(
            tuple(fields), round(whole + dice.uniform(1.5, 9), 2), dice.randrange(4, 200), dice.randrange(3),
            dice.choice((0, 1, 1, 2, 3, 4, 7)) if pages is None else pages,
        )  # fmt: skip

    def ways(self) -> dict[str, Mode]:
        """How an honest person fills the fields in."""
        dice = self.dice.random()
        if dice < 0.22:
            return dict.fromkeys(NAMES, Mode.FILLED)
        if dice < 0.38:
            return {"password": Mode.FILLED, "password_again": Mode.FILLED}
        if dice < 0.46:
            return {"address": Mode.FILLED, "given_name": Mode.FILLED, "family_name": Mode.FILLED}
        if dice < 0.52:
            return {"password": Mode.PASTED, "password_again": Mode.PASTED}
        return {"password_again": Mode.PASTED} if dice < 0.55 else {}

    def somebody(self, at: datetime, scene: str, *, address: str = "", device: Device | None = None) -> Known:
        """One honest registration."""
        dice, device = self.dice, device or self.machine()
        behaviour: Behaviour | None = self.filled(self.hand(), modes=self.ways())
        copied = self.word()
        if dice.random() < 0.07:
            behaviour, copied, device = None, "", replace(device, fingerprint="", hardware="")
        seconds = behaviour.seconds + dice.uniform(0.2, 3) if behaviour else dice.uniform(8, 200)
        attempt = Attempt(
            at, address or self.address(), dice.choice(COUNTRIES), device, self.contact(), behaviour,
            round(seconds, 2), False, copied,
        )  # fmt: skip
        return Known(attempt, self.word(), True, scene, dice.choice((None, dice.uniform(0.2, 300))))

    def when(self, days: float = 30.0) -> datetime:
        return START + timedelta(days=self.dice.uniform(0, days))

    # crowds

    def crowds(self) -> Iterator[Known]:
        dice = self.dice
        for _ in range(self.strangers):
            yield self.somebody(self.when(), "strangers")
        for _ in range(250):  # a family: one Wi-Fi, some share a tablet
            address, tablet, first = self.address(), self.machine(), self.when(29)
            for _ in range(dice.randrange(2, 6)):
                shared = tablet if dice.random() < 0.3 else None
                at = first + timedelta(hours=dice.expovariate(1 / 60))
                yield self.somebody(at, "family", address=address, device=shared)
        for scene, places, people, days in (
            ("dormitory", 6, 120, 3.0), ("office", 12, 30, 0.4), ("carrier", 8, 250, 30.0), ("library", 6, 40, 20.0),
        ):  # fmt: skip
            for _ in range(places):
                yield from self._place(scene, people, days)

    def _place(self, scene: str, people: int, days: float) -> Iterator[Known]:
        dice, base, first = self.dice, self.address().rpartition(".")[0], self.when(30 - min(days, 29))
        standard = [self.machine() for _ in range(3)]
        for _ in range(people):
            device = None
            if scene == "office" and dice.random() < 0.5:  # bought together: like machines, cookies of their own
                device = replace(dice.choice(standard), cookie=self.word())
            if scene == "library" and dice.random() < 0.25:  # the library's own computers forget cookies
                device = replace(dice.choice(standard), cookie=self.word())
            at = first + timedelta(days=dice.uniform(0, days))
            yield self.somebody(at, scene, address=f"{base}.{dice.randrange(1, 255)}", device=device)

    # farms

    def farm(
        self, scene: str, many: int, days: float, make: Callable[[int], Attempt], owner: str = ""
    ) -> Iterator[Known]:
        owner, first = owner or self.word(), self.when(max(30 - days, 1))
        for n in range(many):
            attempt = replace(make(n), at=first + timedelta(days=days * (n + self.dice.random()) / many))
            yield Known(attempt, owner, False, scene, self.dice.uniform(6, 72))

    def by(
        self, hand: Hand, device: Device, address: str, *, ways: dict[str, Mode] | None = None, pages: int = 0,
        contact: Contact | None = None, country: str = "BR", scripted: bool = False,
    ) -> Attempt:  # fmt: skip
        """One attempt of a farm."""
        behaviour = replace(self.filled(hand, modes=ways, pages=pages), scripted=scripted, leaves=0)
        return Attempt(
            START, address, country, device, contact or self.contact(), behaviour,
            round(behaviour.seconds + self.dice.uniform(0.2, 2), 2), False, self.word(),
        )  # fmt: skip

    def farms(self) -> Iterator[Known]:
        yield from self._browsers()
        yield from self._programs()
        yield from self._numbers()
        yield from self._people()
        yield from self._drips()

    def _browsers(self) -> Iterator[Known]:
        """One machine, many browsers, cookies thrown away."""
        for _ in range(8):
            headers, address, hand = self.machine().headers, self.address(), replace(self.hand(), steady=0.08)
            hardware, prints = self.word(), [self.word() for _ in range(5)]

            machines = [Device("", 0, headers, each, hardware) for each in prints]

            def make(_: int, hand: Hand = hand, address: str = address, machines: list[Device] = machines) -> Attempt:
                return self.by(hand, replace(self.dice.choice(machines), cookie=self.word()), address)

            yield from self.farm("browsers", 30, 3, make)

    def _programs(self) -> Iterator[Known]:
        """Behind rotating proxies, with fingerprints of a pool; and driven browsers that leave a mark."""
        dice = self.dice
        for _ in range(5):
            program = Hand(dice.uniform(60, 160), dice.uniform(0.2, 0.5), dice.uniform(0.3, 1.5), 0.04)
            pool = [(self.word(), self.word()) for _ in range(12)]

            def proxied(_: int, program: Hand = program, pool: list[tuple[str, str]] = pool) -> Attempt:
                return self.by(program, Device(self.word(), 0, "hx", *dice.choice(pool)), self.address())

            yield from self.farm("proxies", 80, 4, proxied)
        for _ in range(5):
            program, tool = Hand(dice.uniform(12, 40), 0.05, dice.uniform(0.05, 0.3), 0.02), self.word()

            def driven(_: int, program: Hand = program, tool: str = tool) -> Attempt:
                device = Device(self.word(), 0, "hy", self.word(), tool)
                return self.by(program, device, self.address(), scripted=dice.random() < 0.9)

            yield from self.farm("driven", 60, 2, driven)

    def _numbers(self) -> Iterator[Known]:
        """Numbers of SMS-activation services."""
        for country in ("US", "DE", "AU", "BR", "IN"):
            hand, machine = replace(self.hand(), steady=0.1), self.machine()

            def make(n: int, hand: Hand = hand, machine: Device = machine, country: str = country) -> Attempt:
                contact = Contact(True, block=f"+1500555{n // 12}", virtual=True)
                device = replace(machine, cookie=self.word())
                return self.by(hand, device, self.address(), country=country, contact=contact)

            yield from self.farm("numbers", 40, 6, make)

    def _people(self) -> Iterator[Known]:
        """People in a row, each with a device, out of a list."""
        listed = dict.fromkeys(("address", "given_name", "family_name", "password", "password_again"), Mode.PASTED)
        for _ in range(4):
            base, owner = self.address().rpartition(".")[0], self.word()
            for _ in range(8):
                ways = self.dice.choice((listed, {}, {"password": Mode.PASTED, "password_again": Mode.PASTED}))
                yield from self._click(base, replace(self.hand(), steady=0.1), self.machine(), ways, owner)

    def _drips(self) -> Iterator[Known]:
        """One or two a day from one machine, cookies thrown away, addresses of one line."""
        for _ in range(10):
            hand, base = replace(self.hand(), steady=0.1), self.address().rpartition(".")[0]
            machine = replace(self.machine(), hardware=self.word(), fingerprint=self.word())

            def make(_: int, hand: Hand = hand, machine: Device = machine, base: str = base) -> Attempt:
                device, address = replace(machine, cookie=self.word()), f"{base}.{self.dice.randrange(1, 255)}"
                return self.by(hand, device, address, pages=self.dice.randrange(3))

            yield from self.farm("drip", 25, 22, make)

    def _click(self, base: str, hand: Hand, machine: Device, ways: dict[str, Mode], owner: str) -> Iterator[Known]:
        keeps = self.dice.random() < 0.5

        def make(_: int) -> Attempt:
            device = machine if keeps else replace(machine, cookie=self.word())
            return self.by(hand, device, f"{base}.{self.dice.randrange(1, 5)}", ways=ways)

        return self.farm("clickers", 14, 2, make, owner)


def month(seed: int = 1, *, strangers: int = 6000) -> list[Known]:
    """Everybody, in no order."""
    fitting = Fitting(seed, strangers=strangers)
    return [*fitting.crowds(), *fitting.farms()]
