"""Pictures of papers: taken in as pixels, judged, sealed (SEL-01). What is not good enough is not kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from kontor.contexts.risk.documents.faults import WORDS
from kontor.contexts.sellers.business_errors import PaperFaulty
from kontor.contexts.sellers.business_sealing import TRACE_SHIFT, sealed_paper
from kontor.contexts.sellers.models import Business, BusinessPaper, BusinessStage
from kontor.contexts.sellers.rules.requirements import Kind, Requirement
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal

_SAME = 6  # of 64 bits: two pictures of one side differ in no more


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is good enough."""

    asked: Requirement
    content: bytes
    trace: int
    measured: Mapping[str, float]


def looked_at(asked: Sequence[Requirement], sent: Mapping[str, bytes]) -> tuple[list[Picture], list[Refusal]]:
    """Pictures as pixels, written anew without anything else that the files held; and what is wrong with the others.

    Call it outside of a transaction: no lock waits for pixels.
    """
    good: list[Picture] = []
    wrong: list[Refusal] = []
    for one in asked:
        if one.code not in sent:
            continue
        try:
            good.append(_taken(one, sent[one.code]))
        except Refusal as refusal:
            refusal.field = one.code
            wrong.append(refusal)
    return good, wrong


def _taken(one: Requirement, content: bytes) -> Picture:
    # Loaded with the first picture: a web process that never sees one does without the library.
    from kontor.contexts.risk.documents.examine import examine  # noqa: PLC0415
    from kontor.contexts.risk.documents.intake import take_in  # noqa: PLC0415

    taken = take_in(content)
    if one.kind is not Kind.SIDE:
        return Picture(one, taken.kept, 0, {})
    verdict = examine(taken.pixels, today=now().date(), camera=taken.camera)
    if verdict.faults:
        raise _faulty(str(verdict.faults[0]))
    measured = {name: round(value, 4) for name, value in verdict.measured.items()}
    return Picture(one, taken.kept, verdict.trace - TRACE_SHIFT, measured)


def _faulty(fault: str) -> PaperFaulty:
    words = WORDS[fault]
    return PaperFaulty(fault=gettext_lazy(words.title), advice=gettext_lazy(words.advice))


def keep(business: Business, row: BusinessStage, pictures: Sequence[Picture]) -> list[Refusal]:
    """Seal pictures in the place of earlier ones, in the caller's transaction; refuse a side that is there already."""
    wrong: list[Refusal] = []
    for picture in pictures:
        if picture.asked.kind is Kind.SIDE and _is_other_side(business, picture):
            refusal = _faulty("same_side")
            refusal.field = picture.asked.code
            wrong.append(refusal)
            continue
        content = sealed_paper(picture.content, business_id=business.id, store_id=row.store_id, code=picture.asked.code)
        BusinessPaper.objects.update_or_create(
            business=business, store_id=row.store_id, code=picture.asked.code,
            defaults={
                "stage": row.stage, "sealed": content, "trace": picture.trace, "measured": dict(picture.measured),
                "added_at": now(),
            },
        )  # fmt: skip
    return wrong


def _is_other_side(business: Business, picture: Picture) -> bool:
    others = BusinessPaper.objects.filter(business=business, stage=picture.asked.stage).exclude(trace=0)
    for trace in others.exclude(code=picture.asked.code).values_list("trace", flat=True):
        if ((trace + TRACE_SHIFT) ^ (picture.trace + TRACE_SHIFT)).bit_count() <= _SAME:
            return True
    return False
