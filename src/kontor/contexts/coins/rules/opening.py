"""May a store open a coin account? Each condition with the value found (COI-02). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kontor.kernel.text import mark as _


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the store: country and form of its business, whether that is verified, its feedback, its record.

    Attributes:
        positive_bp: in hundredths of a per cent; None while there is no feedback.
        severe: titles of severe violations within the time.
    """

    country: str
    form: str
    verified: bool
    positive_bp: int | None
    severe: Sequence[str]


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: `title` and `cure` are marked for translation, `found` and `asked` are values without words.

    Attributes:
        code: `country`, `enterprise`, `positive` or `clean`.
        days: fills the place of that name in the title, where there is one.
        found: a country code, `enterprise` or `sole_trader` or `unverified`, a rate in per cent or "", titles.
    """

    code: str
    title: str
    met: bool
    found: str
    asked: str
    cure: str
    days: int = 0


def conditions(facts: Facts, *, countries: Sequence[str], at_least: int, over: int, clean_for: int) -> list[Condition]:
    """All four, in the order in which they are shown."""
    form = facts.form if facts.verified else "unverified"
    rate = "" if facts.positive_bp is None else f"{facts.positive_bp / 100:.2f}"
    good = facts.positive_bp is not None and facts.positive_bp >= at_least * 100
    return [
        Condition(
            "country", _("Registered in mainland China"), facts.country in countries, facts.country,
            ", ".join(countries), _("Coin accounts are open to stores whose business is registered there."),
        ),
        Condition(
            "enterprise", _("An enterprise, verified"), form == "enterprise", form, "enterprise",
            _("Hand in the business licence and the legal person's identity document."),
        ),
        Condition(
            "positive", _("Positive feedback of the last %(days)s days"), good, rate, f"{at_least}",
            _("Answer disputes early and ship in time; the rate counts the stars that buyers give."), over,
        ),
        Condition(
            "clean", _("No severe violation within the last %(days)s days"), not facts.severe,
            "; ".join(facts.severe), "0", _("A severe violation stops counting here when its time is over."), clean_for,
        ),
    ]  # fmt: skip
