"""What people say and show in a dispute: words within limits, pictures re-encoded and sealed for their row."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from kontor.contexts.aftersales.errors.disputes import (
    DisputeAmountWrong,
    DisputeReturnNeedsMoney,
    DisputeTooManyPictures,
    DisputeWordsMissing,
    DisputeWordsTooLong,
)
from kontor.contexts.aftersales.models import Dispute, Evidence
from kontor.contexts.aftersales.models.dispute import LONGEST
from kontor.contexts.aftersales.policy.disputes import PICTURES
from kontor.contexts.catalogue.pictures import clean
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.kernel.money import Money
from kontor.platform import vault


def words(text: str, *, needed: bool = True, field: str = "text") -> str:
    """What somebody wrote, without white space around it.

    Raises:
        DisputeWordsMissing, DisputeWordsTooLong: at `field`.
    """
    text = text.strip()
    if needed and not text:
        raise DisputeWordsMissing(field=field)
    if len(text) > LONGEST:
        raise DisputeWordsTooLong(field=field, most=LONGEST)
    return text


def cleaned(pictures: Sequence[bytes]) -> list[bytes]:
    """Pictures as pixels alone. Call it outside of a transaction: no lock waits for pixels.

    Raises:
        DisputeTooManyPictures, NotAPicture, PictureTooLarge: at the field `pictures`.
    """
    if len(pictures) > PICTURES.int():
        raise DisputeTooManyPictures(field="pictures", most=PICTURES.int())
    return [clean(picture) for picture in pictures]


def amount(back: Money | None, with_return: bool, dispute: Dispute) -> Money:
    """What is proposed to go back; all that was paid when None.

    Raises:
        DisputeAmountWrong, DisputeReturnNeedsMoney: at the field `amount`.
    """
    paid = Money(dispute.paid_minor, dispute.currency)
    if back is None:
        return paid
    if back.currency != paid.currency or back.minor < 0 or paid < back:
        raise DisputeAmountWrong(field="amount", most=f"{paid.amount} {paid.currency}")
    if with_return and not back:
        raise DisputeReturnNeedsMoney(field="amount")
    return back


def keep(dispute: Dispute, *, side: str, account: UUID | None, text: str, pictures: Sequence[bytes]) -> None:
    """Write what a side shows; `pictures` were cleaned before.

    Raises:
        DisputeTooManyPictures: with those that it has shown before.
    """
    before = Evidence.objects.filter(dispute=dispute, by=side).exclude(sealed=b"").count()
    if pictures and before + len(pictures) > PICTURES.int():
        raise DisputeTooManyPictures(field="pictures", most=PICTURES.int())
    moment = now()
    rows = [Evidence(dispute=dispute, by=side, by_id=account, text=text, shown_at=moment)] if text else []
    for picture in pictures:
        row_id = new_id()
        rows.append(
            Evidence(
                id=row_id, dispute=dispute, by=side, by_id=account, sealed=vault.seal(picture, bound_to=_place(row_id)),
                shown_at=moment,
            )
        )  # fmt: skip
    Evidence.objects.bulk_create(rows)


def opened(row: Evidence) -> bytes:
    """The WebP of a picture.

    Raises:
        Unopenable: altered, moved, or sealed under a key that is not there.
    """
    return vault.open_sealed(bytes(row.sealed), bound_to=_place(row.id))


def _place(evidence_id: UUID) -> str:
    return f"aftersales.evidence:{evidence_id}"
