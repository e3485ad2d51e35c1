"""Changing a policy value: within its bounds, with a reason, felt everywhere within a second."""

from __future__ import annotations

from django.db import transaction

from kontor.kernel import policy as kernel
from kontor.kernel.viewer import Operator, System
from kontor.platform.policy import snapshot
from kontor.platform.policy.errors import PolicyNotAValue, PolicyOutOfBounds, PolicyReasonMissing, PolicyUnknown
from kontor.platform.policy.models import PolicyChange, PolicyOverride


def set_policy(*, name: str, text: str, by: Operator | System, by_name: str = "", reason: str) -> None:
    """Set the policy value `name` to what `text` spells.

    Args:
        by: who changes it; `by_name` is how the history calls them.

    Raises:
        PolicyUnknown, PolicyNotAValue, PolicyOutOfBounds, PolicyReasonMissing: nothing has changed.
    """
    declared = _declared(name)
    value = declared.parse(text)
    if value is None:
        raise PolicyNotAValue(
            field="value", name=name, text=text, unit=str(declared.unit), default=spelled(declared.default)
        )
    if not declared.holds(value):
        raise PolicyOutOfBounds(
            field="value",
            name=name,
            text=text,
            unit=str(declared.unit),
            low=_bound(declared.low),
            high=_bound(declared.high),
        )
    _write(declared, value, by, by_name, reason)


def reset_policy(*, name: str, by: Operator | System, by_name: str = "", reason: str) -> None:
    """Bring the default of `name` back.

    Raises:
        PolicyUnknown, PolicyReasonMissing: nothing has changed.
    """
    _write(_declared(name), None, by, by_name, reason)


def spelled(value: kernel.Value) -> str:
    """A value as an operator types it."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return str(value)


def _declared(name: str) -> kernel.Policy:
    declared = kernel.find(name)
    if declared is None:
        raise PolicyUnknown(field="name", name=name)
    return declared


def _bound(bound: object) -> str:
    return "…" if bound is None else str(bound)


def _write(
    declared: kernel.Policy, value: kernel.Value | None, by: Operator | System, by_name: str, reason: str
) -> None:
    if not reason.strip():
        raise PolicyReasonMissing(field="reason")
    with transaction.atomic():
        before = PolicyOverride.objects.select_for_update().filter(name=declared.name).first()
        if value is None:
            PolicyOverride.objects.filter(name=declared.name).delete()
        else:
            PolicyOverride.objects.update_or_create(name=declared.name, defaults={"value": spelled(value)})
        PolicyChange.objects.create(
            name=declared.name,
            old=before.value if before else spelled(declared.default),
            new=spelled(declared.default if value is None else value),
            by_id=by.account_id if isinstance(by, Operator) else None,
            by_name=by_name or (by.name if isinstance(by, System) else ""),
            reason=reason.strip()[:500],
        )
        transaction.on_commit(lambda: snapshot.apply(declared.name, value))
