"""Honest people for choosing weights: a month of registrations, the same for the same seed; `fitting_farms` adds farms.

Figures of people: typing 110 … 400 ms a key with a spread of 0.35 … 1.1; about a third let the browser or a password
manager fill fields in; one in fourteen runs no script; phones are of few models, desktops of many kinds.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
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
    """How somebody fills forms in.

    Attributes:
        gap, spread: milliseconds a key, and their unevenness.
        thought: seconds in a field beside typing.
        steady: how much the same hand differs from field to field.
        mood: how much it differs from form to form.
        slips: share of keys that delete.
        slack: seconds outside the fields.
        moves: pointer movements a second.
        loose: how much slack and moves differ from form to form.
    """

    gap: float
    spread: float
    thought: float
    steady: float = 0.15
    mood: float = 0.08
    slips: float = 0.04
    slack: float = 4.0
    moves: float = 1.0
    loose: float = 0.2


class Honest:
    """People, their things, and the crowds in which they come."""

    def __init__(self, seed: int, *, part: float = 1.0) -> None:
        self.dice = random.Random(seed)  # noqa: S311
        self.part = part
        self._many = 0

    def word(self) -> str:
        self._many += 1
        return blake2b(f"{self.dice.random()}{self._many}".encode(), digest_size=8).hexdigest()

    def hand(self, *, steady: float = 0.15) -> Hand:
        dice = self.dice
        gap = min(max(dice.lognormvariate(5.3, 0.35), 85), 700)
        return Hand(
            gap, dice.uniform(0.35, 1.1), dice.lognormvariate(0.9, 0.6), steady, dice.uniform(0.04, 0.12),
            dice.uniform(0, 0.1), dice.lognormvariate(1.3, 0.6), dice.lognormvariate(-0.2, 0.8),
            dice.choice((0.2, 0.5, 0.9, 1.5)),
        )  # fmt: skip

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

    def net(self) -> str:
        return self.address().rpartition(".")[0]

    def contact(self) -> Contact:
        dice = self.dice
        if dice.random() < 0.15:
            return Contact(True, block=f"+3598{dice.randrange(10**5):05}")
        domain = dice.choice(MAILS) if dice.random() < 0.85 else f"firm{dice.randrange(900)}.example"
        return Contact(False, domain=domain, template=self.template())

    def template(self) -> str:
        """How people build their addresses: a few ways are common, many are not."""
        return f"way{int(self.dice.paretovariate(0.8)) % 90}"

    def filled(
        self, hand: Hand, *, modes: dict[str, Mode] | None = None, pages: int | None = None, leaves: int | None = None
    ) -> Behaviour:
        """The form as this hand fills it in."""
        dice, fields, whole = self.dice, [], 0.0
        mood, calm = dice.gauss(1, hand.mood), dice.gauss(1, hand.mood * 2)
        for name in NAMES:
            mode = (modes or {}).get(name, Mode.TYPED)
            if name == "country":
                if dice.random() < 0.7:
                    continue
                mode = Mode.CHOSEN
            keys = dice.randrange(4, 22) if mode is Mode.TYPED else 0
            gap = max(hand.gap * mood * dice.gauss(1, hand.steady), 20) if keys else 0.0
            spread = max(hand.spread * dice.gauss(1, hand.steady), 0.02) if keys else 0.0
            thought = 0.0 if mode is Mode.FILLED else max(hand.thought * calm * dice.gauss(1, hand.steady * 2), 0.05)
            seconds = thought + keys * gap / 1000
            fixes = sum(dice.random() < hand.slips for _ in range(keys))
            fields.append(Field(name, mode, round(seconds, 2), keys, fixes, round(gap, 1), round(spread, 3)))
            whole += seconds
        whole += max(hand.slack * dice.lognormvariate(0, hand.loose), 0.3)
        moves = whole * min(hand.moves * dice.lognormvariate(0, hand.loose), 4)
        return Behaviour(
            tuple(fields), round(whole, 2), min(int(moves), 2000),
            dice.choice((0, 0, 0, 1, 1, 2)) if leaves is None else leaves,
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

    def somebody(
        self, at: datetime, scene: str, *, address: str = "", device: Device | None = None,
        by: tuple[Hand, dict[str, Mode]] | None = None, country: str = "", pages: int | None = None,
    ) -> Known:  # fmt: skip
        """One honest registration; `by` is who fills the form in, where that is somebody else."""
        dice, device = self.dice, device or self.machine()
        hand, ways = by or (self.hand(), self.ways())
        behaviour: Behaviour | None = self.filled(hand, modes=ways, pages=pages)
        copied = self.word()
        if by is None and dice.random() < 0.07:
            behaviour, copied, device = None, "", replace(device, fingerprint="", hardware="")
        seconds = behaviour.seconds + dice.uniform(0.2, 3) if behaviour else dice.uniform(8, 200)
        attempt = Attempt(
            at, address or self.address(), country or dice.choice(COUNTRIES), device, self.contact(), behaviour,
            round(seconds, 2), False, copied,
        )  # fmt: skip
        return Known(attempt, self.word(), True, scene, dice.choice((None, dice.uniform(0.2, 300))))

    def when(self, days: float = 30.0) -> datetime:
        return START + timedelta(days=self.dice.uniform(0, days))

    def crowds(self) -> Iterator[Known]:
        for _ in range(round(6000 * self.part)):
            yield self.somebody(self.when(), "strangers")
        for _ in range(round(250 * self.part)):
            yield from self._family()
        for scene, places, people, days in (
            ("dormitory", 6, 120, 3.0), ("office", 12, 30, 0.4), ("carrier", 8, 250, 30.0), ("library", 6, 40, 20.0),
            ("class", 6, 25, 0.04), ("tunnel", 6, 40, 30.0), ("readers", 4, 60, 30.0), ("fleet", 5, 50, 30.0),
        ):  # fmt: skip
            for _ in range(round(places * self.part)):
                yield from self._place(scene, people, days)
        for _ in range(round(3 * self.part)):
            yield from self._broadcast()

    def _family(self) -> Iterator[Known]:
        """One Wi-Fi; some share a tablet; in every fourth one person fills the form in for all, in one evening."""
        dice, address, tablet, first = self.dice, self.address(), self.machine(), self.when(29)
        people, one = dice.randrange(2, 6), (self.hand(), self.ways())
        for_all = dice.random() < 0.25
        shares = dice.choice((0.0, 1.0, 0.7)) if for_all else 0.3
        country, at = dice.choice(COUNTRIES), first
        for _ in range(people):
            at = at + timedelta(minutes=dice.uniform(4, 30)) if for_all else first + timedelta(
                hours=dice.expovariate(1 / 60)
            )  # fmt: skip
            shared = tablet if dice.random() < shares else None
            by = one if for_all else None
            yield self.somebody(at, "family", address=address, device=shared, by=by, country=country)

    def _place(self, scene: str, people: int, days: float) -> Iterator[Known]:
        dice, base, first = self.dice, self.net(), self.when(30 - min(days, 29))
        standard, country = [self.machine() for _ in range(3)], dice.choice(COUNTRIES)
        helper = (self.hand(), self.ways()) if scene in {"office", "library"} and dice.random() < 0.3 else None
        if scene == "class":
            standard = standard[:1]
        for _ in range(people):
            device = None
            if (scene == "office" and dice.random() < 0.5) or scene == "class":  # bought together: like machines
                device = replace(dice.choice(standard), cookie=self.word())
            if scene == "library" and dice.random() < 0.4:  # the library's own computers forget cookies
                device = replace(dice.choice(standard), cookie=self.word())
            if scene in {"readers", "fleet"}:  # nobody has another machine there
                device = replace(standard[0], cookie=self.word())
            at = first + timedelta(days=dice.uniform(0, days))
            by = helper if dice.random() < 0.12 else None
            home = country if dice.random() < 0.85 and scene != "tunnel" else ""
            yield self.somebody(
                at, scene, address=f"{base}.{dice.randrange(1, 255)}", device=device, by=by, country=home
            )

    def _broadcast(self) -> Iterator[Known]:
        """A seller shows goods live: two hours of people of one country, who come by one link."""
        dice, first, country = self.dice, self.when(29), self.dice.choice(COUNTRIES)
        for _ in range(120):
            at = first + timedelta(hours=dice.uniform(0, 2))
            yield self.somebody(at, "broadcast", country=country, pages=1)
