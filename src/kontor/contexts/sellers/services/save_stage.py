"""Somebody fills in a stage of the way to a verified business (SEL-01)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from kontor.contexts.accounts.rules.countries import COUNTRIES
from kontor.contexts.sellers.business_errors import (
    BusinessUnknown,
    ChoiceUnknown,
    StageClosed,
    ValueMissing,
    ValueTooLong,
    ValueWrong,
)
from kontor.contexts.sellers.business_queries import require_form
from kontor.contexts.sellers.business_sealing import opened_values, sealed_values
from kontor.contexts.sellers.lifecycle import BusinessState, Stage, StageState
from kontor.contexts.sellers.models import Business, BusinessStage
from kontor.contexts.sellers.papers import keep, looked_at
from kontor.contexts.sellers.policy import PAPERS_AN_HOUR
from kontor.contexts.sellers.requirements import added
from kontor.contexts.sellers.rules import numbers
from kontor.contexts.sellers.rules.forms import Deed
from kontor.contexts.sellers.rules.requirements import Kind, Requirement, asked
from kontor.contexts.sellers.stages import By, business_of, particulars, rows_of, settle
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal, Refusals
from kontor.kernel.viewer import Applicant, Seat
from kontor.platform import limits

_OPEN = {BusinessState.DRAFT, BusinessState.SENT_BACK}
_EDITABLE = {StageState.OPEN, StageState.READY, StageState.SENT_BACK}


def save_stage(
    *, by: By, stage: Stage, typed: Mapping[str, str], papers: Mapping[str, bytes] | None = None
) -> StageState:
    """Keep what was entered; what is missing can follow another time.

    Pictures are judged before the transaction and kept when they are good, also where something else does not hold:
    nobody sends a picture twice because a digit was wrong. A secret number that is left empty stays as it is.

    Returns:
        Ready, or another state while something is missing.

    Raises:
        Refusals: at the fields; besides good pictures nothing was kept.
        StageClosed: a reviewer looks at it, or it is accepted.
        RightMissing, FormMismatch, BusinessUnknown.
    """
    business = _begun(by, typed) if stage is Stage.TYPE else business_of(by)
    store_id = by.store_id if isinstance(by, Seat) else None
    if stage is Stage.BRAND:
        if store_id is None:
            raise BusinessUnknown
        require_form(deed=Deed.BRAND, business_id=business.id)
    told = particulars(business, rows_of(business))
    wanted = asked(stage, country=told.country, form=told.form, more=added())
    sent = {code: content for code, content in (papers or {}).items() if content}
    if sent:
        limits.hit(scope="sellers.papers", key=str(business.id), limit=PAPERS_AN_HOUR.int(), window=timedelta(hours=1))
    pictures, wrong = looked_at(wanted, sent)
    with transaction.atomic():
        business = Business.objects.select_for_update().get(pk=business.pk)
        row = _row(business, stage, store_id)
        wrong += keep(business, row, pictures)
        values, refused = _entered(wanted, typed, opened_values(row), told.country)
        if not refused:
            _store(business, row, values)
        settle(business, rows_of(business, store_id=store_id), store_id=store_id, redone=stage)
        Business.objects.filter(pk=business.pk).update(touched_at=now(), purged_at=None)
        row.refresh_from_db()
    wrong += refused
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Refusals(wrong)
    return StageState(row.state)


def _begun(by: By, typed: Mapping[str, str]) -> Business:
    """The business, begun with its type when the person has none under way."""
    try:
        found = business_of(by)
    except BusinessUnknown:
        found = None
    if found is not None and found.state != BusinessState.REFUSED:
        return found
    if not isinstance(by, Applicant):
        raise StageClosed
    wanted = asked(Stage.TYPE, country="", form="")
    values, wrong = _entered(wanted, typed, {}, "")
    wrong += [ValueMissing(field=one.code) for one in wanted if not values.get(one.code) and not _at(wrong, one.code)]
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Refusals(wrong)
    try:
        with transaction.atomic():
            return Business.objects.create(owner_id=by.account_id, state=BusinessState.DRAFT, **values)
    except IntegrityError:  # the other click of a double click was quicker
        return business_of(by)


def _row(business: Business, stage: Stage, store_id: UUID | None) -> BusinessStage:
    """The stage, made when it is touched first.

    Raises:
        StageClosed
    """
    of_store = store_id if stage is Stage.BRAND else None
    if stage is Stage.STORE or (of_store is None and business.state not in _OPEN):
        raise StageClosed
    row, _made = BusinessStage.objects.get_or_create(business=business, store_id=of_store, stage=stage)
    if row.state not in _EDITABLE:
        raise StageClosed
    return row


def _entered(
    wanted: Sequence[Requirement], typed: Mapping[str, str], before: Mapping[str, str], country: str
) -> tuple[dict[str, str], list[Refusal]]:
    """What was typed over what was there, numbers in their usual form; and what does not hold."""
    values, wrong = dict(before), list[Refusal]()
    for one in wanted:
        if one.paper or one.kind is Kind.PROOF or one.code not in typed or not one.applies(values):
            continue
        text = " ".join(typed[one.code].split())
        if one.secret and not text:
            continue
        refusal = _refused(one, text, country)
        if refusal is not None:
            wrong.append(refusal)
            continue
        found = numbers.check(one.check, text, country) if one.check and text else None
        values[one.code] = found.number if found else text
    return values, wrong


def _refused(one: Requirement, text: str, country: str) -> Refusal | None:
    if not text:
        return None
    if len(text) > one.longest:
        return ValueTooLong(field=one.code, most=one.longest)
    if one.kind is Kind.CHOICE and text not in one.choices:
        return ChoiceUnknown(field=one.code)
    if one.kind is Kind.COUNTRY and text not in COUNTRIES:
        return ChoiceUnknown(field=one.code)
    if one.check and numbers.check(one.check, text, country) is None:
        return ValueWrong(field=one.code)
    return None


def _store(business: Business, row: BusinessStage, values: Mapping[str, str]) -> None:
    row.sealed = sealed_values(values, business_id=business.id, store_id=row.store_id, stage=row.stage)
    row.save(update_fields=["sealed"])
    if row.stage == Stage.TYPE and business.verified_at is None:
        for name in ("form", "country", "legal_name"):
            setattr(business, name, values.get(name) or getattr(business, name))
        business.save(update_fields=["form", "country", "legal_name"])


def _at(wrong: Sequence[Refusal], code: str) -> bool:
    return any(each.field == code for each in wrong)
