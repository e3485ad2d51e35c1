"""What reviewers of businesses and of stores see, and the answers they give (SEL-01, OPR-02)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from kontor.contexts.sellers.business_errors import PaperDamaged
from kontor.contexts.sellers.business_sealing import opened_values
from kontor.contexts.sellers.lifecycle import OF_BUSINESS, STAGE_NAMES, Stage, StageState
from kontor.contexts.sellers.models import Business, BusinessPaper, BusinessStage, Store
from kontor.contexts.sellers.requirements import added, label_of
from kontor.contexts.sellers.rules.requirements import Kind, asked
from kontor.contexts.sellers.services.decide_brand import decide_brand
from kontor.contexts.sellers.services.decide_business import decide_business
from kontor.contexts.sellers.services.hand_in_brand import QUEUE as OF_STORE
from kontor.contexts.sellers.services.hand_in_business import QUEUE
from kontor.contexts.sellers.stages import Particulars, particulars, rows_of
from kontor.contexts.sellers.tax_queries import destination_name
from kontor.kernel.text import mark as _
from kontor.kernel.viewer import Operator
from kontor.platform.reviews import Decision, Evidence, Link, Part, Picture, ReviewItem, declare

_AGAIN: Mapping[Stage, tuple[str, ...]] = {
    Stage.TYPE: (
        _("The licence names another type of business. Choose the one that it names."),
        _("The name differs from the one on the licence. Write it as it stands there."),
    ),
    Stage.LICENCE: (
        _("The picture cannot be read. Send the whole page, flat and in daylight."),
        _("The number differs from the one in the picture."),
        _("The licence is not valid any more. Send the new one."),
    ),
    Stage.PERSON: (
        _("The document belongs to somebody else than the one whom the licence names."),
        _("The number differs from the one in the document."),
        _("We could not read everything. Please send both sides once more."),
    ),
    Stage.PAYOUT: (_("The holder of the account is not the business. Name an account of its own."),),
    Stage.CONTACTS: (_("The real name differs from the one in the identity document."),),
    Stage.TAX: (
        _("The tax number belongs to somebody else."),
        _("Send a picture of the certificate of registration."),
    ),
}


def _decide(item: ReviewItem, decision: str, reason: str, operator: Operator) -> object:
    return decide_business(by=operator, business_id=item.subject_id, decision=decision, reason=reason)


def _decide_parts(item: ReviewItem, decision: str, reason: str, operator: Operator, parts: Mapping[str, str]) -> object:
    return decide_business(by=operator, business_id=item.subject_id, decision=decision, reason=reason, words=parts)


def _parts(item: ReviewItem) -> Sequence[Part]:
    waiting = BusinessStage.objects.filter(
        business_id=item.subject_id, store_id__isnull=True, state=StageState.REVIEW
    ).values_list("stage", flat=True)
    handed_in = set(waiting)
    return [
        Part(stage.value, gettext(STAGE_NAMES[stage]), _AGAIN.get(stage, ()))
        for stage in OF_BUSINESS
        if stage in handed_in
    ]


def _show(item: ReviewItem, operator: Operator) -> Evidence:
    del operator  # a claim is the record of this reading
    business = Business.objects.select_related("owner").filter(pk=item.subject_id).first()
    if business is None:
        return []
    owner = business.owner
    rows = rows_of(business)
    shown: list[tuple[str, Any]] = [
        (
            gettext("The whole business"),
            Link(business.legal_name, reverse("console_business", args=[business.id])),
        ),
        (gettext("Account"), [owner.full_name, owner.email, owner.phone or "–"]),
    ]
    earlier = Business.objects.filter(owner=owner, created_at__lt=business.created_at).count()
    if earlier:
        shown.append((gettext("Earlier applications of this account"), earlier))
    told = particulars(business, rows)
    papers = _papers(BusinessPaper.objects.filter(business=business, store_id__isnull=True))
    for stage in OF_BUSINESS:
        if stage in rows:
            shown += _stage(rows[stage], told, papers, item)
    return shown


def _stage(
    row: BusinessStage, told: Particulars, papers: Mapping[str, BusinessPaper], item: ReviewItem
) -> list[tuple[str, Any]]:
    """What was entered and sent in a stage, numbers in full; accepted stages in one line."""
    stage = Stage(row.stage)
    title = gettext(STAGE_NAMES[stage])
    if row.state == StageState.ACCEPTED:
        return [(title, gettext("Accepted before"))]
    try:
        values = opened_values(row)
    except PaperDamaged:
        return [(title, gettext("It cannot be opened: altered, or the key is missing."))]
    shown: list[tuple[str, Any]] = []
    for one in asked(stage, country=told.country, form=told.form, more=added()):
        label = label_of(one)
        if one.paper and one.code in papers:
            address = reverse("console_paper", args=[item.pk, one.code])
            shown.append((label, Picture(address, label)))
        elif one.kind is Kind.COUNTRY and values.get(one.code):
            shown.append((label, destination_name(values[one.code])))
        elif one.kind is Kind.CHOICE and values.get(one.code):
            shown.append((label, gettext(one.choices[values[one.code]])))
        elif values.get(one.code):
            shown.append((label, values[one.code]))
    return shown


def _papers(rows: Any) -> dict[str, BusinessPaper]:
    return {paper.code: paper for paper in rows.defer("sealed")}


def _decide_store(item: ReviewItem, decision: str, reason: str, operator: Operator) -> None:
    decide_brand(by=operator, store_id=item.subject_id, decision=decision, reason=reason)


def _show_store(item: ReviewItem, operator: Operator) -> Evidence:
    del operator
    store = Store.objects.select_related("business").filter(id=item.subject_id).first()
    row = BusinessStage.objects.filter(store_id=item.subject_id, stage=Stage.BRAND).first()
    if store is None or row is None:
        return []
    told = particulars(store.business, rows_of(store.business))
    papers = _papers(BusinessPaper.objects.filter(store_id=store.id))
    return [
        (gettext("Store"), Link(store.name, reverse("console_store", args=[store.slug]))),
        (gettext("Business"), Link(told.legal_name, reverse("console_business", args=[store.business_id]))),
        *_stage(row, told, papers, item),
    ]


_FINE = (_("Thank you, everything is in order."),)

declare(
    kind=QUEUE,
    title=_("Seller verification"),
    guide=_(
        "Compare name and number of the licence with what was entered, the person with the licence, and the holder of"
        " the account with the business. Each picture that you open is recorded. To have something done again, name the"
        " stage."
    ),
    decisions=[
        Decision("approve", _("Approve"), "primary", _FINE),
        Decision(
            "send_back", _("Send back"), "plain",
            (_("Nearly everything is in order. Please do again what is named below."),),
        ),
        Decision(
            "refuse", _("Refuse"), "danger",
            (
                _("The papers are not genuine."),
                _("The business does not exist, or is not yours to act for."),
                _("An earlier account of this business was closed."),
            ),
        ),
    ],
    decide=_decide,
    decide_parts=_decide_parts,
    parts=_parts,
    show=_show,
)  # fmt: skip
declare(
    kind=OF_STORE,
    title=_("Store verification"),
    guide=_("Compare the owner of the trade mark with the business, and until when the authorisation holds."),
    decisions=[
        Decision("approve", _("Verify the store"), "primary", _FINE),
        Decision(
            "send_back", _("Send back"), "plain",
            (
                _("The trade mark belongs to somebody else. Send the authorisation of its owner."),
                _("The authorisation names no time or is over. Send a valid one."),
                _("The picture cannot be read. Send the whole page, flat and in daylight."),
            ),
        ),
    ],
    decide=_decide_store,
    show=_show_store,
)  # fmt: skip
