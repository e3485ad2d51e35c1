"""Timed work of the catalogue."""

from __future__ import annotations

from datetime import timedelta

from kontor.contexts.catalogue.models import EditorDraft, ProductChange
from kontor.contexts.catalogue.policy import CHANGES_KEPT, DRAFTS_KEPT
from kontor.contexts.catalogue.services.sweep_pictures import sweep_pictures
from kontor.kernel.clock import now
from kontor.platform.jobs import job

_BATCH = 200


@job(name="catalogue.sweep", schedule="41 3 * * *", retry=1)
def sweep() -> None:
    """Forget what was typed long ago and never saved, and changes that nobody asks about any more (TRD-02)."""
    EditorDraft.objects.filter(at__lt=now() - timedelta(days=DRAFTS_KEPT.int())).delete()
    ProductChange.objects.filter(at__lt=now() - timedelta(days=CHANGES_KEPT.int())).delete()


@job(name="catalogue.sweep_pictures", schedule="11 4 * * *", retry=1)
def sweep_unused_pictures() -> None:
    """Uploaded pictures that no product shows go (TRD-02)."""
    last = sweep_pictures(limit=_BATCH)
    while last:
        last = sweep_pictures(after=last, limit=_BATCH)
