"""A person sends a picture of one side of a document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from kontor.contexts.risk.identity_errors import IdentityNotAsked
from kontor.contexts.risk.identity_policy import REVIEW_WITHIN, TRIES
from kontor.contexts.risk.identity_sealing import REVIEW, TRACE_SHIFT, sealed, sealed_zone
from kontor.contexts.risk.models import IdentityCheck, IdentityPicture, IdentityState, Side
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer
from kontor.platform import limits, reviews

if TYPE_CHECKING:
    from kontor.contexts.risk.documents.examine import Verdict
    from kontor.contexts.risk.documents.intake import Taken

_SAME = 6  # of 64 bits: two pictures of one side differ in no more


@dataclass(frozen=True, slots=True)
class Answer:
    """What the person is told at once.

    Attributes:
        faults: codes, the most telling first; none when the picture was accepted.
        complete: both sides are there now, a person will look at them.
    """

    side: str
    faults: tuple[str, ...]
    complete: bool


def add_identity_picture(*, viewer: Buyer, side: str, content: bytes) -> Answer:
    """Examine the picture and keep it, sealed, if nothing is wrong with it (ACC-33).

    The other side stays as it is. An accepted picture stays until a better one is accepted. The work on the pixels
    is done before the transaction: no lock and no row waits for it.

    Raises:
        IdentityNotAsked: no check of this account waits for pictures.
        PictureMissing, PictureTooLarge, PictureTooManyPixels, NotAPicture, PictureHeic, PictureBroken: nothing changed.
        TooMany: too many pictures in an hour.
    """
    if side not in Side.values:
        raise IdentityNotAsked
    if not _waiting(viewer.buyer_id).exists():
        raise IdentityNotAsked
    limits.hit(scope="risk.identity", key=str(viewer.buyer_id), limit=TRIES.int(), window=timedelta(hours=1))
    taken, verdict = _looked_at(content)
    with transaction.atomic():
        check = _waiting(viewer.buyer_id).select_for_update().first()
        if check is None:  # its time ran out, or another tab was quicker
            raise IdentityNotAsked
        faults = _with_other_side(check, side, verdict)
        _keep(check, side, taken, verdict, faults)
        IdentityCheck.objects.filter(pk=check.pk).update(tries=check.tries + 1)
        complete = not faults and _complete(check)
        if complete:
            _hand_in(check)
    return Answer(side, faults, complete)


def _waiting(account_id: UUID) -> Any:
    return IdentityCheck.objects.filter(account_id=account_id, state=IdentityState.WAITING)


def _looked_at(content: bytes) -> tuple[Taken, Verdict]:
    # Loaded with the first picture: a web process that never sees one does without the library.
    from kontor.contexts.risk.documents.examine import examine  # noqa: PLC0415
    from kontor.contexts.risk.documents.intake import take_in  # noqa: PLC0415

    taken = take_in(content)
    return taken, examine(taken.pixels, today=now().date(), camera=taken.camera)


def _with_other_side(check: IdentityCheck, side: str, verdict: Verdict) -> tuple[str, ...]:
    faults = tuple(str(fault) for fault in verdict.faults)
    if faults:
        return faults
    other = check.pictures.exclude(side=side).filter(accepted_at__isnull=False).values_list("trace", flat=True).first()
    if other is not None and ((other + TRACE_SHIFT) ^ verdict.trace).bit_count() <= _SAME:
        return ("same_side",)
    return ()


def _keep(check: IdentityCheck, side: str, taken: Taken, verdict: Verdict, faults: tuple[str, ...]) -> None:
    moment = now()
    values: dict[str, Any] = {"faults": list(faults), "tried_at": moment}
    if not faults:
        values |= {
            "accepted_at": moment,
            "measured": {name: round(value, 4) for name, value in verdict.measured.items()},
            "sealed": sealed(taken.kept, check_id=check.id, side=side),
            "sealed_zone": sealed_zone(verdict.zone, check_id=check.id, side=side),
            "trace": verdict.trace - TRACE_SHIFT,
        }
    IdentityPicture.objects.update_or_create(check_of=check, side=side, defaults=values)


def _complete(check: IdentityCheck) -> bool:
    return check.pictures.filter(accepted_at__isnull=False).count() == len(Side)


def _hand_in(check: IdentityCheck) -> None:
    moment = now()
    IdentityCheck.objects.filter(pk=check.pk).update(state=IdentityState.REVIEW, sent_at=moment)
    reviews.open_item(
        kind=REVIEW, subject_id=check.id, facts={"cause": check.cause, "tries": check.tries + 1},
        due_at=moment + timedelta(hours=REVIEW_WITHIN.int()),
    )  # fmt: skip
