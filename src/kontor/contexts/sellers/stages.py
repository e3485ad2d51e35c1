"""What services and queries share about a business and its stages; `settle` and `move_stage` are called by services."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from kontor.contexts.sellers.business_errors import BusinessUnknown
from kontor.contexts.sellers.business_sealing import opened_values, sealed_values
from kontor.contexts.sellers.lifecycle import OF_BUSINESS, STAGE, Stage, StageState
from kontor.contexts.sellers.models import Business, BusinessPaper, BusinessStage, Store
from kontor.contexts.sellers.proofs import proofs_of
from kontor.contexts.sellers.queries import require
from kontor.contexts.sellers.requirements import added
from kontor.contexts.sellers.rules import numbers, requirements
from kontor.contexts.sellers.rules.requirements import Requirement
from kontor.kernel.clock import now
from kontor.kernel.lifecycle import Actor
from kontor.kernel.viewer import Applicant, Seat

By = Applicant | Seat
RIGHT = "settings.business"
_LIVING = {StageState.OPEN, StageState.READY}


@dataclass(frozen=True, slots=True)
class Particulars:
    """What decides which requirements concern a business: as entered last, which need not be verified yet."""

    form: str
    country: str
    legal_name: str


def business_of(by: By, *, lock: bool = False) -> Business:
    """The business that `by` keeps: that of the seat's store, or the latest that an applicant has begun.

    Raises:
        RightMissing: a seat without `settings.business`.
        BusinessUnknown: an applicant has begun none.
    """
    if isinstance(by, Seat):
        require(by, RIGHT)
        ids = Store.objects.filter(id=by.store_id).values("business_id")
        rows = Business.objects.filter(id__in=ids)
    else:
        rows = Business.objects.filter(owner_id=by.account_id)
    found = (rows.select_for_update() if lock else rows).order_by("-created_at", "-id").first()
    if found is None:
        raise BusinessUnknown
    return found


def rows_of(business: Business, *, store_id: UUID | None = None) -> dict[Stage, BusinessStage]:
    """The stages of a business that were begun, those of one of its stores among them."""
    found = BusinessStage.objects.filter(business_id=business.id)
    return {Stage(row.stage): row for row in found if row.store_id is None or row.store_id == store_id}


def papers_of(business: Business, *, store_id: UUID | None = None) -> set[str]:
    """Codes of the requirements whose pictures are there."""
    found = BusinessPaper.objects.filter(business_id=business.id).values_list("store_id", "code")
    return {code for store, code in found if store is None or store == store_id}


def particulars(business: Business, rows: Mapping[Stage, BusinessStage]) -> Particulars:
    """Type, country and name as entered last."""
    entered = opened_values(rows[Stage.TYPE]) if Stage.TYPE in rows else {}
    return Particulars(
        entered.get("form") or business.form,
        entered.get("country") or business.country,
        entered.get("legal_name") or business.legal_name,
    )


def move_stage(row: BusinessStage, name: str, actor: Actor, *, reason: str = "") -> None:
    """Make one move of a stage, in the caller's transaction, under the business's lock.

    Raises:
        MoveRefused: the table does not allow it.
    """
    row.state = STAGE.check(name, row.state, actor).target
    row.changed_at = now()
    if actor is Actor.OPERATOR:
        row.decided_at, row.reason = row.changed_at, reason
    row.save()


def settle(
    business: Business,
    rows: Mapping[Stage, BusinessStage],
    *,
    store_id: UUID | None = None,
    redone: Stage | None = None,
) -> None:
    """Look again at the stages that their people may change: what holds no more is dropped, what is missing is named.

    Type and country decide what the others ask; requirements may have been added; a phone may have been bound.

    Args:
        redone: a stage that was sent back and has just been entered anew.
    """
    told = particulars(business, rows)
    papers, proofs, more = papers_of(business, store_id=store_id), proofs_of(business.owner), added()
    for stage, row in rows.items():
        asked = requirements.asked(stage, country=told.country, form=told.form, more=more)
        entered = opened_values(row)
        values = _holding(asked, entered, told.country)
        gaps = requirements.missing(asked, values=values, papers=papers, proofs=proofs)
        asked_anew = redone is Stage.TYPE and any(not one.paper for one in gaps)
        if row.state == StageState.ACCEPTED and asked_anew:
            move_stage(row, "reopen", Actor.SELLER)
        if row.state not in _LIVING and stage is not redone:
            continue
        row.sealed = sealed_values(values, business_id=business.id, store_id=row.store_id, stage=stage)
        if row.state == StageState.SENT_BACK and gaps:
            row.save()
        else:
            move_stage(row, "leave" if gaps else "fill", Actor.SELLER)


def _holding(asked: Iterable[Requirement], entered: Mapping[str, str], country: str) -> dict[str, str]:
    """Of the entered values those that are asked and hold."""
    return {
        one.code: entered[one.code]
        for one in asked
        if entered.get(one.code)
        and one.applies(entered)
        and (not one.check or numbers.check(one.check, entered[one.code], country) is not None)
    }


def left_open(rows: Mapping[Stage, BusinessStage]) -> list[Stage]:
    """Stages of a business that hinder handing it in."""
    done = {StageState.READY, StageState.ACCEPTED}
    return [stage for stage in OF_BUSINESS if stage not in rows or rows[stage].state not in done]
