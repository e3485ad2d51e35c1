"""Timed work of sellers."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from kontor.contexts.sellers.errors import NotHidden
from kontor.contexts.sellers.lifecycle import Stage, StageState
from kontor.contexts.sellers.models import Business, BusinessPaper, BusinessStage, BusinessState, StoreHiding
from kontor.contexts.sellers.policy import DRAFTS_KEPT, PAPERS_KEPT
from kontor.contexts.sellers.services.purge_brand_papers import purge_brand_papers
from kontor.contexts.sellers.services.purge_papers import purge_papers
from kontor.contexts.sellers.services.send_invitation import send_invitation
from kontor.contexts.sellers.services.show_store import show_store
from kontor.contexts.sellers.services.tell_followers import tell_followers
from kontor.kernel.clock import now
from kontor.kernel.viewer import System
from kontor.platform.jobs import job

_BATCH = 500
_CLOCK = System("clock")


@job(name="sellers.show_due", schedule="*/10 * * * *")
def show_due() -> None:
    """Stores whose time out of sight is over come back (ACC-41)."""
    due = StoreHiding.objects.filter(ended_at__isnull=True, until__lte=now()).order_by("until", "id")
    for store_id in list(due.values_list("store_id", flat=True)[:_BATCH]):
        try:
            show_store(viewer=_CLOCK, store_id=store_id)
        except NotHidden:
            continue  # somebody was quicker


@job(name="sellers.tell_followers", lock="news_id")
def tell_followers_job(*, news_id: UUID) -> None:
    """Those who follow a store hear its news (BUY-07)."""
    tell_followers(news_id=news_id)


@job(name="sellers.send_invitation")
def send_invitation_job(*, invitation_id: UUID, language: str) -> None:
    """The mail with the link goes out (SEL-03)."""
    send_invitation(invitation_id=invitation_id, language=language)


@job(name="sellers.purge_papers", schedule="25 3 * * *")
def purge_papers_job() -> None:
    """Papers that nobody needs any more go, and what was entered for businesses that came to nothing (SEL-01)."""
    decided = Q(decided_at__lte=now() - timedelta(days=PAPERS_KEPT.int())) & ~Q(state=BusinessState.REVIEW)
    idle = Q(
        verified_at__isnull=True, state__in=[BusinessState.DRAFT, BusinessState.SENT_BACK],
        touched_at__lte=now() - timedelta(days=DRAFTS_KEPT.int()),
    )  # fmt: skip
    due = Business.objects.filter(decided | idle, purged_at__isnull=True)
    for business_id in list(due.order_by("id").values_list("id", flat=True)[:_BATCH]):
        purge_papers(business_id=business_id)


@job(name="sellers.purge_brand_papers", schedule="35 3 * * *")
def purge_brand_papers_job() -> None:
    """Papers of brands go when their time is over, by the same figures as those of businesses (OPR-02)."""
    papers = BusinessPaper.objects.filter(store_id=OuterRef("store_id"), stage=Stage.BRAND)
    decided = Q(decided_at__lte=now() - timedelta(days=PAPERS_KEPT.int()))
    idle = Q(decided_at__isnull=True, changed_at__lte=now() - timedelta(days=DRAFTS_KEPT.int()))
    due = BusinessStage.objects.filter(decided | idle, Exists(papers), stage=Stage.BRAND, store_id__isnull=False)
    stores = due.exclude(state=StageState.REVIEW).order_by("id").values_list("store_id", flat=True)[:_BATCH]
    for store_id in [each for each in stores if each is not None]:
        purge_brand_papers(store_id=store_id)
