"""What makes a password acceptable, rule by rule, as the page shows it (ACC-03)."""

from __future__ import annotations

from dataclasses import dataclass

from kontor.contexts.accounts.policy import PASSWORD_MAX, PASSWORD_MIN
from kontor.kernel.text import mark as _


@dataclass(frozen=True, slots=True)
class PasswordRule:
    """One line of the list beside the field.

    Attributes:
        name: stable, for the page's live check.
        sentence: source text; `params` fill it.
        held: whether the password that was judged keeps it.
    """

    name: str
    sentence: str
    params: dict[str, int]
    held: bool


def judge(password: str) -> list[PasswordRule]:
    """All rules in the order of the page, each with whether `password` keeps it."""
    low, high = PASSWORD_MIN.int(), PASSWORD_MAX.int()
    return [
        PasswordRule(
            "length", _("%(low)s to %(high)s characters"), {"low": low, "high": high}, low <= len(password) <= high
        ),
        PasswordRule("upper", _("an upper-case letter"), {}, any(sign.isupper() for sign in password)),
        PasswordRule("lower", _("a lower-case letter"), {}, any(sign.islower() for sign in password)),
        PasswordRule("digit", _("a digit"), {}, any(sign.isdecimal() for sign in password)),
    ]


def holds(password: str) -> bool:
    """Whether every rule is kept."""
    return all(rule.held for rule in judge(password))
