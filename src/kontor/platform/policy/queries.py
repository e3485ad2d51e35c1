"""The register as the operator reads it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from kontor.kernel import policy as kernel
from kontor.platform.policy.change import spelled
from kontor.platform.policy.models import PolicyChange, PolicyOverride


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One line of the register; values are spelled as they are typed.

    Attributes:
        context: the context that owns the figure.
        last: the latest change, or None while the default has always been in force.
    """

    name: str
    context: str
    value: str
    default: str
    unit: str
    low: str
    high: str
    sentence: str
    rule: str
    article: str
    last: PolicyChange | None

    @property
    def overridden(self) -> bool:
        return self.value != self.default


def listing(*, search: str = "", context: str = "") -> list[PolicyRow]:
    """All policy values, straight from the database. For operators and commands.

    Args:
        search: words that must all occur in name, sentence (English or the reader's language), rule or context.
        context: only this context's.
    """
    values = dict(PolicyOverride.objects.values_list("name", "value"))
    latest = {change.name: change for change in PolicyChange.objects.order_by("name", "-at").distinct("name")}
    words = search.casefold().split()
    rows = (_row(declared, values, latest) for declared in kernel.register())
    return [row for row in rows if context in {"", row.context} and _matches(row, words)]


def history(*, name: str = "", limit: int = 200) -> list[PolicyChange]:
    """Changes, latest first. For operators and commands."""
    changes = PolicyChange.objects.order_by("-at")
    return list(changes.filter(name=name)[:limit] if name else changes[:limit])


def _row(declared: kernel.Policy, values: dict[str, str], latest: dict[str, PolicyChange]) -> PolicyRow:
    return PolicyRow(
        name=declared.name,
        context=declared.name.split(".", maxsplit=1)[0],
        value=values.get(declared.name, spelled(declared.default)),
        default=spelled(declared.default),
        unit=str(declared.unit),
        low="" if declared.low is None else str(declared.low),
        high="" if declared.high is None else str(declared.high),
        sentence=declared.sentence,
        rule=declared.rule,
        article=declared.article,
        last=latest.get(declared.name),
    )


def _matches(row: PolicyRow, words: list[str]) -> bool:
    text = f"{row.name} {row.sentence} {gettext(row.sentence)} {row.rule} {row.context}".casefold()
    return all(word in text for word in words)
