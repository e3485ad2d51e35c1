"""What functions made of nodes call (`compiling`)."""

from __future__ import annotations

from collections.abc import Sized
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.template.base import VariableDoesNotExist
from django.utils.safestring import SafeData, mark_safe

from kontor.ui import swift


def fetch(dicts: list[Any], first: str, rest: tuple[str, ...], variable: Any, context: Any, missing: Any) -> Any:
    """What `first.rest` is in a context; `missing` where there is nothing of that name."""
    for names in reversed(dicts):
        if first in names:
            return walked(names[first], rest, variable, context, missing)
    return missing


def walked(found: Any, rest: tuple[str, ...], variable: Any, context: Any, missing: Any) -> Any:
    """Keys of plain dicts, or attributes of objects without keys; all else is looked up again by Django's rules."""
    try:
        if callable(found):
            found = swift.called(found)
        for bit in rest:
            kind = type(found)
            if kind is dict:
                found = found[bit]
            elif kind in _WITHOUT_KEYS or _has_no_keys(kind):
                found = getattr(found, bit)
            else:
                return called(variable, context, missing)
            if callable(found):
                found = swift.called(found)
    except (LookupError, AttributeError, TypeError, ValueError, ObjectDoesNotExist):
        return called(variable, context, missing)
    return found


_WITHOUT_KEYS: set[type] = set()


def _has_no_keys(kind: type) -> bool:
    if hasattr(kind, "__getitem__"):
        return False
    if kind.__module__ != "builtins" and len(_WITHOUT_KEYS) < 1000:  # noqa: PLR2004  (classes; far more than we have)
        _WITHOUT_KEYS.add(kind)
    return True


def called(variable: Any, context: Any, missing: Any) -> Any:
    """The same by Django's rules."""
    try:
        return swift.djangos_look_up(variable, context)
    except VariableDoesNotExist:
        return missing


def listed(values: Any) -> Sized:
    """What a `for` goes through."""
    if values is None:
        return ()
    return values if hasattr(values, "__len__") else list(values)


def unpacked(item: Any, wanted: int) -> Any:
    """An item of a `for` with several names.

    Raises:
        ValueError: as Django, when it has another number of parts.
    """
    try:
        there = len(item)
    except TypeError:
        there = 1
    if there != wanted:
        raise ValueError(f"Need {wanted} values to unpack in for loop; got {there}. ")
    return item


def kept_safe(func: Any, given: Any, *args: Any) -> Any:
    """What a filter makes that leaves safe what was safe."""
    made = func(given, *args)
    return mark_safe(made) if isinstance(given, SafeData) else made  # noqa: S308  (as Django does)


def matches(condition: Any, context: Any) -> Any:
    """Whether a condition holds, by Django's rules."""
    try:
        return condition.eval(context)
    except VariableDoesNotExist:
        return None
