"""A month of registrations for judging the judgement: people and farms as the world knows them, not as the rules do.

It was written without a look at the crowd by which the weights were chosen, from what an attempt can carry and how
homes, carriers and farms work. No weight may be chosen by it, or it judges nothing any more.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random

from kontor.contexts.risk.rules.attempt import Attempt, Behaviour, Contact, Device, Field, Known, Mode

START = datetime(2026, 9, 1, tzinfo=UTC)
_DAYS = 30
_NAMES = ("address", "given_name", "family_name", "country", "password", "password_again")
_LAND = ("BG", "RO", "DE", "PL", "BR", "MX", "KZ", "UA", "TR", "US", "ES", "TH", "NG", "CZ", "CA", "IN")
_MAIL = ("gmail.com",) * 55 + ("outlook.com",) * 10 + ("yahoo.com",) * 8 + ("icloud.com",) * 8 + ("abv.bg",) * 3
_HOUR_WEIGHTS = (2, 1, 1, 1, 1, 2, 4, 6, 8, 9, 10, 10, 11, 10, 10, 10, 10, 11, 12, 14, 15, 14, 10, 5)
_MODELS = 400  # models of phones with their versions of the system, the first ones far more common
_T, _P, _F, _C = Mode.TYPED, Mode.PASTED, Mode.FILLED, Mode.CHOSEN


@dataclass(frozen=True, slots=True)
class Habit:
    """How one person fills in forms: what stays from form to form."""

    gap: float
    spread: float
    pause: float
    modes: tuple[Mode, ...]
    order: tuple[int, ...] = (0, 1, 2, 3, 4, 5)
    noise: float = 0.09  # of one form against the next, as a share


@dataclass(slots=True)
class World:
    """The seeded chance of one month, and its counters."""

    seed: int
    dice: Random = field(init=False)
    made: int = 0

    def __post_init__(self) -> None:
        self.dice = Random(f"judging {self.seed}")  # noqa: S311  (generated people)

    def token(self, bits: int = 96) -> str:
        return f"{self.dice.getrandbits(bits):0{bits // 4}x}"

    def moment(self, day: float | None = None) -> datetime:
        """At a time of the day when people are awake."""
        hour = self.dice.choices(range(24), _HOUR_WEIGHTS)[0]
        whole = int(self.dice.uniform(0, _DAYS) if day is None else day)
        return START + timedelta(days=whole, hours=hour, seconds=self.dice.uniform(0, 3600))

    def address(self) -> str:
        """A line at home; every tenth has IPv6."""
        if self.dice.random() < 0.1:
            return f"2a02:{self.dice.getrandbits(16):x}:{self.dice.getrandbits(16):x}:{self.dice.getrandbits(16):x}::2"
        return f"{self.dice.randint(20, 190)}.{self.dice.randint(0, 255)}.{self.dice.randint(0, 255)}.{self._host()}"

    def within(self, network: str) -> str:
        """Another host of an IPv4 /24."""
        return f"{network.rpartition('.')[0]}.{self._host()}"

    def _host(self) -> int:
        return self.dice.randint(1, 254)

    def habit(self) -> Habit:
        roll, again = self.dice.random(), self.dice.random()
        names = _F if roll < 0.35 else _T
        password = (_F, _F) if again < 0.28 else (_T, _P) if again < 0.31 else (_T, _T)
        mail = _F if roll < 0.40 else _P if roll < 0.43 else _T
        order = (0, 1, 2, 3, 4, 5) if self.dice.random() < 0.92 else (1, 2, 0, 3, 4, 5)
        return Habit(
            gap=min(max(self.dice.lognormvariate(math.log(205), 0.38), 75), 700),
            spread=min(max(self.dice.gauss(0.62, 0.15), 0.3), 1.2),
            pause=self.dice.lognormvariate(math.log(1.6), 0.45),
            modes=(mail, names, names, _C, *password),
            order=order,
        )

    def device(self) -> Device:
        """A phone of some model, or a computer that is nearly one of a kind."""
        if self.dice.random() < 0.68:
            model = min(int(_MODELS * self.dice.random() ** 3), _MODELS - 1)
            system = self.dice.choice(("", "", "b"))
            return Device(self.token(), 0.0, f"h{model % 40}{system}", f"phone{model}{system}", f"p{model}")
        fleet = f"desk{self.dice.randint(0, 20_000)}"
        return Device(self.token(), 0.0, f"hd{self.dice.randint(0, 60)}", f"{fleet}.{self.token(32)}", fleet)

    def mail(self) -> Contact:
        domain = self.dice.choice(_MAIL) if self.dice.random() < 0.9 else f"own{self.dice.randint(0, 5000)}.example"
        return Contact(False, domain)

    def contact(self) -> Contact:
        if self.dice.random() < 0.35:
            block = f"+{self.dice.choice((359, 40, 49, 48, 55))}{self.dice.randint(100000, 999999)}"
            return Contact(True, block=block, virtual=self.dice.random() < 0.002)
        return self.mail()

    def form(self, habit: Habit, *, pages: int, slow: float = 1.0) -> Behaviour:
        """One filling in of the form: the habit with the noise of the day."""
        day = self.dice.gauss(0, habit.noise)
        fields = []
        for index in habit.order:
            mode = habit.modes[index]
            seconds = habit.pause * self.dice.lognormvariate(0, 0.35) * slow
            if mode is not _T:
                spent = 0.0 if mode is _F else round(seconds, 3)
                fields.append(Field(_NAMES[index], mode, spent))
                continue
            length = self.dice.randint(15, 26) if index == 0 else self.dice.randint(9, 15) if index > 3 else 0
            keys = length or self.dice.randint(4, 10)
            fixes = self.dice.choices((0, 1, 2, 4), (60, 20, 12, 8))[0]
            gap = habit.gap * math.exp(day + self.dice.gauss(0, 0.06))
            spread = min(max(habit.spread + self.dice.gauss(0, habit.noise * 0.7), 0.02), 1.6)
            typing = (keys + fixes) * gap / 1000
            fields.append(Field(_NAMES[index], mode, round(seconds + typing, 3), keys + fixes, fixes, gap, spread))
        total = sum(each.seconds for each in fields) + self.dice.uniform(2, 14)
        leaves = self.dice.choices((0, 1, 2, 4), (72, 16, 8, 4))[0]
        return Behaviour(tuple(fields), round(total, 3), self.dice.randint(6, 260), leaves, pages)

    def attempt(self, at: datetime, address: str, device: Device, habit: Habit, contact: Contact) -> Attempt:
        """A person's registration; one in a hundred browsers runs no script."""
        pages = self.dice.choices((0, 1, 2, 3, 5, 9), (10, 22, 22, 18, 16, 12))[0]
        told: Behaviour | None = self.form(habit, pages=pages)
        seconds = (told.seconds if told else 0) + self.dice.uniform(0.2, 3)
        if self.dice.random() < 0.01:
            device, told = replace(device, fingerprint="", hardware=""), None
        if self.dice.random() < 0.004:
            device = replace(device, cookie="")
        copied = self.token() if told else ""
        return Attempt(at, address, self.dice.choice(_LAND), device, contact, told, seconds, False, copied)

    def one(self, scene: str, at: datetime, address: str, *, device: Device | None = None, owner: str = "") -> Known:
        """Somebody with a device and a habit of their own."""
        self.made += 1
        attempt = self.attempt(at, address, device or self.device(), self.habit(), self.contact())
        return Known(attempt, owner or f"{scene}{self.made}", True, scene, self.dice.expovariate(1 / 60))

    def farmed(self, attempt: Attempt, owner: str, scene: str, wait: tuple[float, float]) -> Known:
        return Known(attempt, owner, False, scene, self.dice.uniform(*wait))


def month(seed: int = 1, *, people: int = 5000) -> list[Known]:
    """Everybody of a month, `people` of them single; one seed gives the same month every time."""
    world = World(seed)
    scenes: tuple[Iterable[Known], ...] = (
        _single(world, people), _families(world, 260), _dormitory(world), _office(world), _carrier(world),
        _library(world), _browsers(world), _proxies(world), _activations(world), _clickers(world), _drip(world),
    )  # fmt: skip
    return [known for scene in scenes for known in scene]


def _single(world: World, many: int) -> Iterator[Known]:
    for _ in range(many):
        yield world.one("single", world.moment(), world.address())


def _families(world: World, many: int) -> Iterator[Known]:
    """One Wi-Fi; often the same model of phone, sometimes one tablet, and now and then a parent who types for all."""
    for house in range(many):
        address, size, day = world.address(), world.dice.randint(2, 5), world.dice.uniform(0, _DAYS)
        tablet, phone, parent = world.device(), world.device(), world.habit()
        helped = world.dice.random() < 0.08
        for member in range(size):
            alike = world.dice.random()
            own = replace(phone, cookie=world.token()) if alike < 0.25 else world.device()
            device = tablet if alike > 0.8 or helped else own
            at = world.moment(day if world.dice.random() < 0.4 else None)
            known = world.one("family", at, address, device=device, owner=f"house{house}.{member}")
            if helped:
                told = world.form(parent, pages=2)
                known = replace(known, attempt=replace(known.attempt, behaviour=told, page_seconds=told.seconds + 1))
            yield known


def _crowd(world: World, scene: str, many: int, networks: list[str], busy: float) -> Iterator[Known]:
    """People who share networks; a share `busy` of them comes on one day, as after a poster on the wall."""
    peak = world.dice.randint(3, 26)
    for _ in range(many):
        at = world.moment(peak if world.dice.random() < busy else None)
        yield world.one(scene, at, world.within(world.dice.choice(networks)))


def _dormitory(world: World) -> Iterator[Known]:
    for _ in range(4):
        yield from _crowd(world, "dormitory", 110, [f"141.{world.dice.randint(0, 255)}.7.1"], 0.35)


def _carrier(world: World) -> Iterator[Known]:
    for _ in range(3):
        second = world.dice.randint(0, 255)
        yield from _crowd(world, "carrier", 450, [f"100.{second}.{third}.1" for third in range(6)], 0.05)


def _office(world: World) -> Iterator[Known]:
    """A fleet of the same computers with the same browser behind one address."""
    for office in range(6):
        network, fleet = f"193.{world.dice.randint(0, 255)}.9.1", f"fleet{office}"
        peak = world.dice.randint(2, 26)
        for _ in range(45):
            device = Device(world.token(), 0.0, "h-office", f"{fleet}.{world.dice.randint(0, 2)}", fleet)
            at = world.moment(peak if world.dice.random() < 0.2 else None)
            yield world.one("office", at, network, device=device)


def _library(world: World) -> Iterator[Known]:
    """Eight public machines of one model; they forget cookies between visitors, except two that do not."""
    for library in range(4):
        network, model = f"195.{world.dice.randint(0, 255)}.3.1", f"library{library}"
        kept = [world.token() for _ in range(2)]
        for _ in range(50):
            seat = world.dice.randint(0, 7)
            cookie = kept[seat] if seat < 2 and world.dice.random() < 0.5 else world.token()
            yield world.one("library", world.moment(), network, device=Device(cookie, 0.0, "h-lib", model, model))


def _browsers(world: World) -> Iterator[Known]:
    """One person at one machine with a fresh browser profile each time; at times they forget to change it."""
    for farm in range(7):
        owner, address, habit, hardware = f"browsers{farm}", world.address(), world.habit(), f"farm{world.token(32)}"
        habit = replace(habit, modes=(_P, _T, _T, _C, _P, _P) if farm % 2 else habit.modes)
        kept = world.token()
        for number in range(world.dice.randint(25, 60)):
            cookie = kept if world.dice.random() < 0.2 else world.token()
            device = Device(cookie, 0.0, f"h{farm}.{number % 4}", f"{hardware}.{number % 9}", hardware)
            contact = world.mail() if world.dice.random() < 0.6 else Contact(False, f"box{farm}.example")
            attempt = world.attempt(world.moment(number // 9 + farm), address, device, habit, contact)
            yield world.farmed(attempt, owner, "browsers", (2, 150))


def _proxies(world: World) -> Iterator[Known]:
    """Residential proxies, a forged machine for each account, one program that imitates a person; two sellers of
    proxies serve several farms, and some of their networks are homes of honest people as well."""
    pools = [[world.address() for _ in range(150)] for _ in range(2)]
    for farm in range(6):
        owner, pool, habit = f"proxies{farm}", pools[farm % 2], world.habit()
        habit = replace(habit, noise=0.05, modes=(_T, _T, _T, _C, _T, _T))
        first = world.dice.randint(0, 18)
        for number in range(world.dice.randint(50, 90)):
            model = world.dice.randint(0, _MODELS - 1)
            device = Device(world.token(), 0.0, f"h{model % 40}", f"forged{world.token(32)}", f"p{model}")
            at = world.moment(first + number // 14)
            attempt = world.attempt(at, world.dice.choice(pool), device, habit, world.mail())
            if attempt.behaviour:
                pages = world.dice.randint(0, 1)
                attempt = replace(attempt, behaviour=replace(attempt.behaviour, pages=pages, leaves=0))
            yield world.farmed(attempt, owner, "proxies", (4, 200))
    for _ in range(40):
        yield world.one("single", world.moment(), world.dice.choice(world.dice.choice(pools)))


def _activations(world: World) -> Iterator[Known]:
    """Rented numbers, of which the lists know half; an emulator whose data are wiped; a mobile hotspot."""
    for farm in range(5):
        owner, habit = f"numbers{farm}", replace(world.habit(), modes=(_P, _T, _T, _C, _P, _P))
        networks = [f"100.{world.dice.randint(0, 255)}.{world.dice.randint(0, 5)}.1" for _ in range(2)]
        blocks = [f"+{world.dice.choice((1, 44, 7, 62))}{world.dice.randint(100000, 999999)}" for _ in range(8)]
        for number in range(world.dice.randint(35, 55)):
            emulator = f"emu{farm}.{number % 3}"
            device = Device(world.token(), 0.0, f"he{farm}", emulator, f"emu{farm}")
            contact = Contact(True, block=world.dice.choice(blocks), virtual=world.dice.random() < 0.5)
            where = world.within(world.dice.choice(networks))
            attempt = world.attempt(world.moment(number // 8 + 2 * farm), where, device, habit, contact)
            yield world.farmed(attempt, owner, "numbers", (1, 72))


def _clickers(world: World) -> Iterator[Known]:
    """A room of people, each with a board of phones of one cheap model, behind one line or a mobile carrier."""
    for farm in range(5):
        owner, network = f"clickers{farm}", f"{103 + farm}.{world.dice.randint(0, 255)}.{world.dice.randint(0, 5)}.1"
        habits = [world.habit() for _ in range(world.dice.randint(4, 8))]
        model = f"cheap{farm}"
        phones = [world.token() for _ in range(30)]
        for number in range(world.dice.randint(80, 130)):
            worker = world.dice.randrange(len(habits))
            phone = phones[(worker * 4 + number % 4) % len(phones)]
            cookie = phone if world.dice.random() < 0.5 else world.token()
            device = Device(cookie, 0.0, f"hc{farm}", model, model)
            at = world.moment(number // 12 + farm)
            attempt = world.attempt(at, world.within(network), device, habits[worker], world.contact())
            yield world.farmed(attempt, owner, "clickers", (6, 240))


def _drip(world: World) -> Iterator[Known]:
    """One account a day, or two: one laptop with a wiped profile, a line whose address changes every few days."""
    for farm in range(8):
        owner, habit, hardware = f"drip{farm}", world.habit(), f"laptop{world.token(32)}"
        lines = [world.address() for _ in range(8)]
        for day in range(_DAYS):
            for _ in range(world.dice.choice((0, 1, 1, 2))):
                device = Device(world.token(), 0.0, f"hl{farm}", f"{hardware}.{day % 3}", hardware)
                where = lines[day // 4]
                attempt = world.attempt(world.moment(day), where, device, habit, world.mail())
                yield world.farmed(attempt, owner, "drip", (24, 400))
