"""A reviewer opens a paper."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.sellers.business_errors import PaperUnknown
from kontor.contexts.sellers.business_sealing import opened_paper
from kontor.contexts.sellers.models import BusinessPaper, PaperView
from kontor.contexts.sellers.services.hand_in_brand import QUEUE as OF_STORE
from kontor.contexts.sellers.services.hand_in_business import QUEUE as OF_BUSINESS
from kontor.kernel.viewer import Operator
from kontor.platform import reviews


def see_paper(*, viewer: Operator, item_id: UUID, code: str) -> bytes:
    """The JPEG of one paper, for whoever has claimed the case; each look is recorded (SEL-01, OPR-06).

    Raises:
        PaperUnknown, ReviewUnknown: no such case or paper, or the case is not in the viewer's hands.
        PaperDamaged: altered in the database, or sealed under a key that is not there.
    """
    case = reviews.case(viewer, item_id)
    if not case.mine or case.line.closed_at is not None or case.kind.name not in {OF_BUSINESS, OF_STORE}:
        raise PaperUnknown
    papers = BusinessPaper.objects.filter(code=code)
    if case.kind.name == OF_BUSINESS:
        papers = papers.filter(business_id=case.line.subject_id, store_id__isnull=True)
    else:
        papers = papers.filter(store_id=case.line.subject_id)
    paper = papers.first()
    if paper is None:
        raise PaperUnknown
    content = opened_paper(paper)
    with transaction.atomic():
        PaperView.objects.create(business_id=paper.business_id, code=code, by_id=viewer.account_id)
    return content
