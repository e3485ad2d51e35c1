"""What was done in a store, for its own people: lines of the audit in words (OPR-06)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from kontor.contexts.sellers.permissions import RIGHTS, ROLE_NAMES
from kontor.contexts.sellers.queries import names_of, require
from kontor.kernel.text import mark
from kontor.kernel.viewer import Seat
from kontor.platform import audit

OPS: Mapping[str, str] = {
    "insert": mark("Made"), "update": mark("Changed"), "delete": mark("Removed"), "note": mark("Done"),
    "read": mark("Seen"),
}  # fmt: skip


def lines(seat: Seat, *, kinds: Collection[str] = (), before: UUID | None = None, size: int) -> list[dict[str, Any]]:
    """The newest lines of the store; staff of the operator stay unnamed.

    Raises:
        RightMissing: without `settings.members`.
    """
    require(seat, "settings.members")
    told = [kind for kind, log in audit.kinds().items() if log.told and (not kinds or kind in kinds)]
    found = audit.entries(audit.Asked(store_id=seat.store_id, kinds=told, before=before), size=size)
    people = names_of(seat, [one for line in found for one in (line.by_id, line.person_id) if one])
    return [_line(line, people) for line in found]


def _line(line: audit.Entry, people: Mapping[UUID, str]) -> dict[str, Any]:
    who = people.get(line.by_id, "") if line.by_id else ""
    if not who:
        who = _("Kontor")  # its staff, its timers
    return {
        "id": line.id,
        "at": line.at,
        "what": _(audit.kinds()[line.kind].title),
        "op": _(OPS[line.op]),
        "who": f"{line.by_name} · {who}" if line.by_kind == "program" else who,
        "whom": people.get(line.person_id, "") if line.person_id else "",
        "before": words(line.before),
        "after": words(line.after) or (line.what if line.op == "read" else ""),
    }


def words(values: Mapping[str, Any]) -> str:
    """What was written down, in words where there are some."""
    return "; ".join(_word(name, value) for name, value in values.items() if value not in (None, "", []))


def _word(name: str, value: Any) -> str:
    if name == "rights" and isinstance(value, list):
        return ", ".join(_(RIGHTS[each]) if each in RIGHTS else str(each) for each in value)
    if name == "role":
        return _(ROLE_NAMES[value]) if value in ROLE_NAMES else str(value)
    return f"{name}: {', '.join(map(str, value)) if isinstance(value, list) else value}"
