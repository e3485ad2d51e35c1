"""What stores hold of the people behind them (ACC-42). A store's own page is public by its owner's wish."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from kontor.contexts.sellers.business_sealing import shown_values
from kontor.contexts.sellers.models import (
    AskedFor,
    Business,
    BusinessPaper,
    BusinessStage,
    BusinessStep,
    Holiday,
    Invitation,
    PaperView,
    Seat,
    Store,
    StoreAddress,
    StoreHiding,
    StoreNews,
    StoreRole,
    StoreSection,
    StoreState,
    StoreText,
    TaxDemand,
    TaxNumber,
)
from kontor.contexts.sellers.policy import PAPERS_KEPT
from kontor.kernel.text import mark as _
from kontor.platform.privacy import Column, Kind, Obstacle, Person, Then, Whose, free, holds, never, obstacle

_TRADER = "who traded here must be told to buyers and authorities (trader traceability, invoices)"


def _addresses(person: Person) -> models.QuerySet[Any, Any]:
    return StoreAddress.objects.filter(store__business__owner_id=person.account_id)


holds(
    Business,
    Column("legal_name", Kind.NAME, _("Name of the business"), because=_TRADER),
    title=_("Businesses"), whose=Whose.SELLER, rows="owner_id", then=Then.KEEP,
    also=("form", "country", "state", "created_at", "verified_at"),
)  # fmt: skip
holds(
    Business,
    Column("reason", Kind.CONTENT, _("What you were told")),
    title=_("Businesses"), whose=Whose.SELLER, rows="owner_id", then=Then.BLANK, also=("decided_at",),
)  # fmt: skip


def _entered(person: Person) -> models.QuerySet[Any, Any]:
    return BusinessStage.objects.filter(business__owner_id=person.account_id)


def _never_verified(person: Person) -> models.QuerySet[Any, Any]:
    return _entered(person).filter(business__verified_at__isnull=True)


def _verified(person: Person) -> models.QuerySet[Any, Any]:
    return _entered(person).filter(business__verified_at__isnull=False)


_STAGE_COLUMNS = (
    Column("sealed", Kind.IDENTIFIER, _("What was entered"), shown=shown_values),
    Column("held", Kind.IDENTIFIER, _("What was approved"), shown=shown_values),
    Column("reason", Kind.CONTENT, _("What you were told")),
)
holds(
    BusinessStage, *_STAGE_COLUMNS, title=_("Verification of the business"), whose=Whose.SELLER, rows=_never_verified,
    then=Then.DELETE, also=("stage", "state", "changed_at"),
)  # fmt: skip
holds(
    BusinessStage, *_STAGE_COLUMNS, title=_("Verification of the business"), whose=Whose.SELLER, rows=_verified,
    then=Then.KEEP, because=_TRADER, also=("stage", "state", "changed_at"),
)  # fmt: skip


def _papers(person: Person) -> models.QuerySet[Any, Any]:
    return BusinessPaper.objects.filter(business__owner_id=person.account_id)


def _numbers(person: Person) -> models.QuerySet[Any, Any]:
    return TaxNumber.objects.filter(business__owner_id=person.account_id)


def _way(person: Person) -> models.QuerySet[Any, Any]:
    return BusinessStep.objects.filter(business__owner_id=person.account_id)


holds(
    BusinessPaper,
    Column("sealed", Kind.PICTURE, _("Picture of a paper, sealed"), shown=never),
    Column("trace", Kind.PICTURE, _("Light and dark of a picture, in 64 bits"), shown=never),
    title=_("Verification of the business"), whose=Whose.SELLER, rows=_papers, then=Then.DELETE, until=PAPERS_KEPT,
    also=("code", "added_at"),
)  # fmt: skip
holds(
    TaxNumber,
    Column("number", Kind.IDENTIFIER, _("Tax number"), because="it stands in the customs papers of what was sent"),
    title=_("Tax numbers"), whose=Whose.SELLER, rows=_numbers, then=Then.KEEP,
    also=("destination", "kind", "added_at", "removed_at"),
)  # fmt: skip
holds(
    BusinessStep,
    Column("note", Kind.CONTENT, _("What you were told")),
    title=_("Verification of the business"), whose=Whose.SELLER, rows=_way, then=Then.BLANK,
    also=("move", "stage", "at"),
)  # fmt: skip
holds(
    StoreAddress,
    Column("lines", Kind.ADDRESS, _("Address"), because=_TRADER),
    title=_("Addresses of stores"), whose=Whose.SELLER, rows=_addresses, then=Then.KEEP, also=("purpose",),
)  # fmt: skip
holds(
    Seat,
    Column("role", Kind.DEED, _("Role")),
    Column("rights", Kind.DEED, _("Rights")),
    title=_("Seats in stores"), whose=Whose.SELLER, rows="account_id", then=Then.DELETE,
    also=("store_id", "created_at"),
)  # fmt: skip


def _invitations(person: Person) -> models.QuerySet[Any, Any]:
    return Invitation.objects.filter(models.Q(account_id=person.account_id) | models.Q(email_key__in=person.addresses))


holds(
    Invitation,
    Column("email", Kind.CONTACT, _("E-mail address")),
    Column("email_key", Kind.CONTACT, _("E-mail address"), shown=never),
    Column("role", Kind.DEED, _("Role")),
    Column("rights", Kind.DEED, _("Rights")),
    title=_("Invitations to a store"), whose=Whose.SELLER, rows=_invitations, then=Then.DELETE,
    also=("created_at", "expires_at", "ended_at"),
)  # fmt: skip
free(StoreRole, "a template of rights", "name", "rights")
free(Business, "a code of a country", "country")
free(BusinessPaper, "codes and figures of a picture's quality", "stage", "code", "measured")
free(BusinessStep, "codes", "move", "stage")
free(PaperView, "which paper a reviewer looked at", "code")
free(TaxNumber, "a code of a country, and of a kind of number", "destination", "kind")
free(AskedFor, "what the operator asks of everybody", "stage", "country", "form", "labels")
free(TaxDemand, "what customs ask of everybody", "destination", "accepted")
free(Store, "a shop's public face", "slug", "name", "country", "currency", "language", "time_zone", "banner", "logo")
free(StoreHiding, "why a shop was taken out of sight, said to the shop", "reason", "state_before")
free(StoreText, "a shop's public texts", "language", "about", "return_policy", "shipping_policy")
free(StoreSection, "a shop's public shelves", "titles")
free(StoreNews, "a shop's public news", "title", "text")
free(Holiday, "days on which a shop rests", "name")


@obstacle
def owns_a_store(person: Person) -> Iterator[Obstacle]:
    """A store that somebody owns must be closed first."""
    owned = Store.objects.filter(business__owner_id=person.account_id).exclude(state=StoreState.CLOSED).count()
    if owned:
        yield Obstacle(
            "sellers.store_open", _("Stores of yours that are not closed: %(count)s"), owned, "/seller/store/"
        )
