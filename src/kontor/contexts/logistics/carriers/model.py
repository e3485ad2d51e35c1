"""What a carrier declares: adding one is one file here (SEL-20)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kontor.contexts.logistics.states import ParcelState


@dataclass(frozen=True, slots=True)
class Zone:
    """Countries that cost the same: `countries` empty means all others.

    Prices in fen (CNY/100): `first_minor` for the first `first_g` grams, `step_minor` for each begun `step_g`.
    """

    countries: frozenset[str]
    first_g: int
    first_minor: int
    step_g: int
    step_minor: int


@dataclass(frozen=True, slots=True)
class Service:
    """A product of a carrier.

    Attributes:
        code: the carrier's own, used in its interface and in freight templates.
        name: as shown to buyers (marked for translation).
        min_days, max_days: usual days from hand-over to delivery.
        max_weight_g: heaviest parcel that it takes.
        economy: less than standard shipping; a store that has only such services cannot be written to (MSG-05).
    """

    code: str
    name: str
    min_days: int
    max_days: int
    zones: tuple[Zone, ...]
    max_weight_g: int = 30_000
    currency: str = "CNY"
    economy: bool = False


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """One form of tracking numbers: an anchored pattern, a valid example, a check beyond the form."""

    pattern: str
    example: str
    check: Callable[[str], bool] = field(default=lambda _number: True)

    def holds(self, number: str) -> bool:
        return re.fullmatch(self.pattern, number) is not None and self.check(number)


@dataclass(frozen=True)
class Carrier:
    """A declared carrier.

    Attributes:
        code: ours, permanent (`yunexpress`).
        names: its name by language; `en` is always there.
        dialect: which provider speaks its interface (`providers/`).
        formats: forms of its tracking numbers, the usual one first.
        event_codes: its codes → our states; an unknown code moves nothing (`IN_TRANSIT` is not assumed).
        home_page: for people.
        tracking_page: its own tracking page with `{number}`.
        country: where its events take place when they name none.
    """

    code: str
    names: Mapping[str, str]
    dialect: str
    services: tuple[Service, ...]
    formats: tuple[NumberFormat, ...]
    event_codes: Mapping[str, ParcelState]
    home_page: str
    tracking_page: str
    country: str = "CN"

    @cached_property
    def _services(self) -> dict[str, Service]:
        return {service.code: service for service in self.services}

    def service(self, code: str) -> Service | None:
        """The service with that code, or None."""
        return self._services.get(code)

    def name(self, language: str = "en") -> str:
        """Its name as written in `language`."""
        return self.names.get(language) or self.names["en"]

    @property
    def example(self) -> str:
        """A tracking number of the usual form, for sentences and placeholders."""
        return self.formats[0].example

    def number(self, text: str) -> str | None:
        """`text` as a tracking number of this carrier (no spaces or hyphens, capitals), or None when it is none."""
        plain = normal(text)
        return plain if any(form.holds(plain) for form in self.formats) else None


def normal(text: str) -> str:
    """A tracking number as carriers write it: capitals, without white space and hyphens."""
    return re.sub(r"[\s\-\u200b\ufeff]+", "", text).upper()
