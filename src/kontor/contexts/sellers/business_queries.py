"""Reads about businesses: what a type may do, what hinders a store, where the stages stand (SEL-01, SEL-02, SEL-06)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy

from kontor.contexts.sellers.business_errors import NoBrands, NoPrograms, TooManyMembers, TooManyStores
from kontor.contexts.sellers.business_sealing import opened_values
from kontor.contexts.sellers.lifecycle import OF_BUSINESS, BusinessState, Stage, StageState
from kontor.contexts.sellers.models import Business, BusinessStage
from kontor.contexts.sellers.proofs import proofs_of, second_step_on
from kontor.contexts.sellers.requirements import added, label_of
from kontor.contexts.sellers.rules import numbers
from kontor.contexts.sellers.rules.forms import FORM_NAMES, Deed, Form, most
from kontor.contexts.sellers.rules.requirements import Requirement, asked, missing
from kontor.contexts.sellers.stages import By, business_of, papers_of, particulars, rows_of
from kontor.kernel.text import mark as _
from kontor.kernel.viewer import Seat

_REFUSALS = {
    Deed.STORE: TooManyStores, Deed.MEMBER: TooManyMembers, Deed.BRAND: NoBrands, Deed.PROGRAMS: NoPrograms,
}  # fmt: skip


def require_form(*, deed: Deed, business_id: UUID | None = None, store_id: UUID | None = None, have: int = 0) -> None:
    """Let pass what the type of the business allows (SEL-02). Of the business, or of a store's. For the system.

    Args:
        have: how many there are already, of what is counted.

    Raises:
        FormMismatch: names the type, what it does not allow, and where the type can be changed.
    """
    which = Q(id=business_id) if store_id is None else Q(stores__id=store_id)
    form, name = Business.objects.filter(which).values_list("form", "legal_name").get()
    allowed = most(form, deed)
    if allowed is None or have < allowed:
        return
    said = gettext_lazy(FORM_NAMES[Form(form)])
    raise _REFUSALS[deed](business=name, form=said, most=allowed)


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Something that must be done before a store opens: a marked word or two, a marked sentence, and where."""

    code: str
    what: str
    sentence: str
    href: str


def hindrances(store_id: UUID) -> list[Hindrance]:
    """What keeps a store from opening (SEL-06); nothing for one that may. For its people and the system."""
    business = Business.objects.select_related("owner").get(stores__id=store_id)
    found = []
    if business.verified_at is None:
        found.append(
            Hindrance(
                "business", _("the business is verified"),
                _("Your business is not verified yet: hand in its stages, and a reviewer decides."),
                "/seller/business/",
            )
        )  # fmt: skip
    if "phone_bound" not in proofs_of(business.owner):
        found.append(
            Hindrance(
                "phone", _("the owner's phone is bound"),
                _("The owner's mobile number is not bound yet: enter the code that we send to it."),
                "/seller/business/contacts/",
            )
        )  # fmt: skip
    if not second_step_on(business.owner):
        found.append(
            Hindrance(
                "second_step", _("the owner signs in in two steps"),
                _("The owner signs in with a password alone: switch the second step on."), "/seller/security/",
            )
        )  # fmt: skip
    return found


@dataclass(frozen=True, slots=True)
class FieldView:
    """One requirement as its people see it.

    Attributes:
        value: what is stored; of a secret number its last signs.
        there: it is met.
        applies: what else was said makes it apply.
    """

    asked: Requirement
    label: str
    value: str
    there: bool
    applies: bool


@dataclass(frozen=True, slots=True)
class StageView:
    """One stage as its people see it.

    Attributes:
        state: of `StageState`; what is missing is looked at now.
        missing: labels of what is required and not there.
        editable: its people may save it now.
        changeable: it is accepted, and may be opened again.
    """

    stage: Stage
    state: StageState
    reason: str
    missing: tuple[str, ...]
    fields: tuple[FieldView, ...]
    changed_at: datetime | None
    editable: bool
    changeable: bool


@dataclass(frozen=True, slots=True)
class BusinessView:
    """A business as its people see it."""

    id: UUID
    owner_id: UUID
    legal_name: str
    form: str
    country: str
    state: BusinessState
    verified_at: datetime | None
    handed_in_at: datetime | None
    reason: str
    stages: tuple[StageView, ...]

    def stage(self, wanted: Stage) -> StageView:
        """One of its stages."""
        return next(each for each in self.stages if each.stage is wanted)

    @property
    def complete(self) -> bool:
        """Whether it can be handed in."""
        done = {StageState.READY, StageState.ACCEPTED}
        return self.state in _OPEN and all(each.state in done for each in self.stages if each.stage in OF_BUSINESS)


_OPEN = {BusinessState.DRAFT, BusinessState.SENT_BACK}
_EDITABLE = {StageState.OPEN, StageState.READY, StageState.SENT_BACK}


def own_business(by: By) -> BusinessView:
    """The business that `by` keeps, with its stages.

    Raises:
        RightMissing, BusinessUnknown, PaperDamaged.
    """
    business = business_of(by)
    store_id = by.store_id if isinstance(by, Seat) else None
    rows = rows_of(business, store_id=store_id)
    told = particulars(business, rows)
    papers, proofs, more = papers_of(business, store_id=store_id), proofs_of(business.owner), added()
    wanted = [*OF_BUSINESS, *([Stage.BRAND] if store_id is not None else [])]
    stages = tuple(
        stage_view(stage, business, rows.get(stage), asked(stage, country=told.country, form=told.form, more=more),
               papers | proofs)
        for stage in wanted
    )  # fmt: skip
    return BusinessView(
        id=business.id, owner_id=business.owner_id, legal_name=told.legal_name, form=told.form, country=told.country,
        state=BusinessState(business.state), verified_at=business.verified_at, handed_in_at=business.handed_in_at,
        reason=business.reason, stages=stages,
    )  # fmt: skip


def blank_stage(stage: Stage) -> StageView:
    """The first stage for somebody who has begun nothing. Public."""
    rows = asked(stage, country="", form="")
    fields = tuple(FieldView(one, label_of(one), "", there=False, applies=True) for one in rows)
    return StageView(stage, StageState.OPEN, "", tuple(f.label for f in fields), fields, None, True, False)


def stage_view(
    stage: Stage, business: Business, row: BusinessStage | None, wanted: Sequence[Requirement], facts: set[str]
) -> StageView:
    """One stage as it stands. `facts`: codes of papers and proofs that are there. For queries of this context."""
    values = opened_values(row) if row else {}
    gaps = missing(wanted, values=values, papers=facts, proofs=())
    state = StageState(row.state) if row else StageState.OPEN
    if state in {StageState.OPEN, StageState.READY}:
        state = StageState.OPEN if gaps else StageState.READY
    open_now = stage is Stage.BRAND or business.state in _OPEN
    changing = business.verified_at is not None and business.state in {BusinessState.VERIFIED, BusinessState.DRAFT}
    return StageView(
        stage=stage, state=state, reason=row.reason if row and state is StageState.SENT_BACK else "",
        missing=tuple(label_of(one) for one in gaps) if state in _EDITABLE else (),
        fields=tuple(_field(one, values, facts) for one in wanted),
        changed_at=row.changed_at if row else None,
        editable=open_now and state in _EDITABLE,
        changeable=stage in OF_BUSINESS and changing and (row is None or row.state == StageState.ACCEPTED)
        and not (row is None and business.state == BusinessState.DRAFT),
    )  # fmt: skip


def _field(one: Requirement, values: Mapping[str, str], facts: set[str]) -> FieldView:
    value = values.get(one.code, "")
    there = bool(value) or one.code in facts
    shown = numbers.masked(value) if one.secret and value else value
    return FieldView(one, label_of(one), shown, there, one.applies(values))
