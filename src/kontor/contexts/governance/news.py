"""What the people of a store are told, each in their own language."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.utils import translation

from kontor.contexts.governance.models import Consequence, Violation
from kontor.contexts.governance.rules.offences import FOLLOWS, OFFENCES, Follows
from kontor.contexts.notifications.services.notify_many import News, notify_many
from kontor.contexts.sellers.queries import members_with

RIGHT = "settings.store"  # who is told, and who may appeal


def tell_recorded(violation: Violation, consequences: Sequence[Consequence], total: int) -> None:
    """What happened, what follows, how many points there are now, and until when one may appeal."""
    ends = [each.until for each in consequences if each.until is not None]
    _tell(
        violation, "violation", consequences, f"governance.recorded:{violation.id}",
        words=violation.words, points=violation.points, total=total,
        until=max(ends).date().isoformat() if ends else "", day=violation.appeal_by.date().isoformat(),
    )  # fmt: skip


def tell_lifted(violation: Violation, reason: str) -> None:
    """It was taken back, and why."""
    _tell(violation, "violation_lifted", (), f"governance.lifted:{violation.id}", reason=reason)


def tell_kept(violation: Violation, reason: str) -> None:
    """The appeal was refused, and why."""
    _tell(violation, "violation_kept", (), f"governance.kept:{violation.id}", reason=reason)


def tell_over(violation: Violation, consequence: Consequence) -> None:
    """A consequence has ended by itself."""
    _tell(violation, "penalty_over", [consequence], f"governance.over:{consequence.id}")


def _tell(
    violation: Violation, kind: str, consequences: Sequence[Consequence], cause: str, **values: str | int
) -> None:
    plain = {"store": violation.store.name, "violation": str(violation.id), **values}
    by_language = {code: _words(code, violation.code, consequences) for code, _name in settings.LANGUAGES}
    own = {**by_language[settings.LANGUAGE_CODE], **plain}
    notify_many(news=[News(who, kind, own, cause, by_language=by_language) for who in people_of(violation.store_id)])


def people_of(store_id: UUID) -> list[UUID]:
    """Those of the store who are told."""
    return members_with(store_id, RIGHT)


def _words(language: str, code: str, consequences: Sequence[Consequence]) -> dict[str, str]:
    with translation.override(language):
        kinds = dict.fromkeys(each.kind for each in consequences)
        return {
            "title": translation.gettext(OFFENCES[code].title),
            "sentence": translation.gettext(OFFENCES[code].sentence),
            "follows": ", ".join(translation.gettext(FOLLOWS[Follows(kind)]) for kind in kinds),
        }
