"""What a form field's template needs, worked out once: names, ids, descriptions, options."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class FieldState:
    """A field ready to be drawn."""

    name: str
    id: str
    label: str
    hint: str
    error: str
    value: Any
    describedby: str
    required: bool
    choices: list[tuple[str, list[Choice]]] = field(default_factory=list)
    chosen: frozenset[str] = frozenset()


def grouped(options: Iterable[Any]) -> list[tuple[str, list[Choice]]]:
    """Options as groups: `[("", [(value, label), …]), (group, [...])]`.

    Takes pairs, pairs whose second member is a list (a named group), mappings with `value` and `label`, or plain words.
    """
    groups: list[tuple[str, list[Choice]]] = []
    loose: list[Choice] = []
    for option in options:
        if isinstance(option, Mapping):
            loose.append((str(option["value"]), str(option["label"])))
        elif isinstance(option, (list, tuple)) and len(option) >= 2:  # noqa: PLR2004
            if isinstance(option[1], (list, tuple)):
                groups.append((str(option[0]), [(str(pair[0]), str(pair[1])) for pair in option[1]]))
            else:
                loose.append((str(option[0]), str(option[1])))
        else:
            loose.append((str(option), str(option)))
    return [("", loose), *groups] if loose else groups


def state(given: Mapping[str, Any]) -> FieldState:
    """The state of a field from attributes, and from a bound form field where one is given as `field`."""
    bound = given.get("field") or None
    name = str(given.get("name") or (bound.html_name if bound is not None else ""))
    identity = str(given.get("id") or f"f-{name}")
    errors = [str(each) for each in bound.errors] if bound is not None else []
    error = str(given.get("error") or (errors[0] if errors else "") or "")
    hint = str(given.get("hint") or (bound.help_text if bound is not None else "") or "")
    value = given.get("value")
    if value in ("", None) and bound is not None:
        value = bound.value()
    options = given.get("options") or (getattr(bound.field, "choices", ()) if bound is not None else ()) or ()
    several = value if isinstance(value, (list, tuple, set, frozenset)) else [value]
    described = [f"{identity}-hint"] * bool(hint) + [f"{identity}-error"] * bool(error)
    return FieldState(
        name=name,
        id=identity,
        label=str(given.get("label") or (bound.label if bound is not None else "") or ""),
        hint=hint,
        error=error,
        value="" if value is None else value,
        describedby=" ".join(described),
        required=bool(given.get("required") or (bound is not None and bound.field.required)),
        choices=grouped(options),
        chosen=frozenset(str(each) for each in several if each is not None),
    )


def summary(errors: Any) -> list[Choice]:
    """Errors as (anchor, sentence): from a form, a mapping of name to sentences, or pairs."""
    if not errors:
        return []
    source = errors.errors if hasattr(errors, "errors") else errors
    pairs = source.items() if hasattr(source, "items") else source
    found: list[Choice] = []
    for name, sentences in pairs:
        anchor = "" if name in ("", "__all__", None) else f"f-{name}"
        listed = [sentences] if isinstance(sentences, str) or not isinstance(sentences, Iterable) else list(sentences)
        found.extend((anchor, str(sentence)) for sentence in listed)
    return found
