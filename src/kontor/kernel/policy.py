"""Policy values: every bold figure of the rules, declared once, changeable at run time (OPR-01).

A context declares its values in `policy.py`; reading one is `PASSWORD_MIN()`. The installation's
overrides come from a source that `platform.policy` sets at start; without one, defaults hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

Value = int | Decimal | bool | str


class Unit(StrEnum):
    """What a policy value counts."""

    CHARACTERS = "characters"
    COUNT = "count"
    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    PERCENT = "percent"
    BASIS_POINTS = "basis points"
    FACTOR = "factor"
    MINOR_UNITS = "minor units"
    SWITCH = "on/off"
    TEXT = "text"


_register: dict[str, Policy] = {}
_source: Callable[[str], Value | None] | None = None


def use_source(source: Callable[[str], Value | None] | None) -> None:
    """Set where overrides come from: a function from policy name to value, or None for the default."""
    global _source  # noqa: PLW0603  (one installation, one source)
    _source = source


def register() -> Iterator[Policy]:
    """All declared values, by name."""
    return iter(sorted(_register.values(), key=lambda policy: policy.name))


def find(name: str) -> Policy | None:
    """The declaration called `name`, or None."""
    return _register.get(name)


@dataclass(frozen=True)
class Policy:
    """One figure of the rules.

    Attributes:
        name: `context.figure`, permanent.
        default: value where the operator has set none; its type is the type of all values.
        unit: what it counts.
        low, high: inclusive bounds of numbers; None where there is none.
        sentence: what it does, for the operator (marked for translation).
        rule: id of the rule that it comes from.
        article: number of the article that states it, or "trade".
    """

    name: str
    default: Value
    unit: Unit
    sentence: str
    rule: str
    article: str = "trade"
    low: int | Decimal | None = None
    high: int | Decimal | None = None

    def __post_init__(self) -> None:
        if self.name in _register:
            raise ValueError(f"policy {self.name} is declared twice")
        if not self.holds(self.default):
            raise ValueError(f"policy {self.name}: its default is outside its bounds")
        _register[self.name] = self

    def holds(self, value: Value) -> bool:
        """Whether `value` has the right type and lies within the bounds."""
        if type(value) is not type(self.default):
            return False
        if isinstance(value, (bool, str)):
            return True
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def parse(self, text: str) -> Value | None:
        """The value that `text` spells in this policy's type, or None when it spells none."""
        text = text.strip()
        try:
            if isinstance(self.default, bool):
                return {"on": True, "true": True, "1": True, "off": False, "false": False, "0": False}.get(text.lower())
            if isinstance(self.default, int):
                return int(text)
            if isinstance(self.default, Decimal):
                value = Decimal(text)
                return value if value.is_finite() else None
        except (ValueError, ArithmeticError):
            return None
        return text

    def _now(self) -> Value:
        if _source is not None:
            value = _source(self.name)
            if value is not None and self.holds(value):
                return value
        return self.default

    def int(self) -> int:
        """The value in force, of an integer policy."""
        value = self._now()
        assert isinstance(value, int)
        return value

    def decimal(self) -> Decimal:
        """The value in force as a decimal, of a numeric policy."""
        value = self._now()
        assert not isinstance(value, str)
        return Decimal(value)

    def on(self) -> bool:
        """The value in force, of a switch."""
        return bool(self._now())

    def text(self) -> str:
        """The value in force, as text."""
        return str(self._now())
