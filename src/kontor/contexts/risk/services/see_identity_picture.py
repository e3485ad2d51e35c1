"""A reviewer opens a picture."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.risk.identity_errors import IdentityPicturesGone, IdentityUnknown
from kontor.contexts.risk.identity_sealing import REVIEW, opened
from kontor.contexts.risk.models import IdentityPicture, IdentityView
from kontor.kernel.viewer import Operator
from kontor.platform import reviews, vault


def see_identity_picture(*, viewer: Operator, item_id: UUID, side: str) -> bytes:
    """The JPEG of one side, for whoever has claimed the case; each look is recorded (ACC-33, OPR-06).

    Raises:
        IdentityUnknown, ReviewUnknown: no such case or picture, or the case is not in the viewer's hands.
        IdentityPicturesGone: altered in the database, or sealed under a key that is not there.
    """
    case = reviews.case(viewer, item_id)
    if not case.mine or case.line.closed_at is not None or case.kind.name != REVIEW:
        raise IdentityUnknown
    picture = IdentityPicture.objects.filter(check_of_id=case.line.subject_id, side=side).first()
    if picture is None or not picture.sealed:
        raise IdentityUnknown
    try:
        content = opened(picture)
    except vault.Unopenable:
        raise IdentityPicturesGone from None
    with transaction.atomic():
        IdentityView.objects.create(check_of_id=picture.check_of_id, side=side, by_id=viewer.account_id)
    return content
