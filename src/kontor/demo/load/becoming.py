"""Businesses on their way: those of the stores are verified, some others are filled in, looked at, or sent back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from django.contrib.auth.hashers import make_password

from kontor.contexts.accounts.models import Account, Audience
from kontor.contexts.sellers.business_sealing import sealed_paper, sealed_values
from kontor.contexts.sellers.lifecycle import OF_BUSINESS, Stage, StageState
from kontor.contexts.sellers.models import (
    Business,
    BusinessPaper,
    BusinessStage,
    BusinessState,
    BusinessStep,
    TaxNumber,
)
from kontor.contexts.sellers.rules.requirements import IBAN_COUNTRIES
from kontor.demo.content import papers
from kontor.demo.load.copying import copy_instances
from kontor.demo.load.ids import Ids
from kontor.demo.load.people import NEWCOMER, PASSWORD, account
from kontor.demo.load.shops import Shop
from kontor.platform.reviews.models import ReviewItem, ReviewStep

_QUEUE, _BRANDS = "sellers.business", "sellers.store"
_AGAIN = "The picture cannot be read. Send the whole page, flat and in daylight."
_PAPERS = {
    "licence_picture": (Stage.LICENCE, "Business licence"),
    "person_front": (Stage.PERSON, "Identity document, front"),
    "person_back": (Stage.PERSON, "Identity document, back"),
}


@dataclass(frozen=True, slots=True)
class _Newcomer:
    """Somebody without a store."""

    email: str
    given: str
    family: str
    real_name: str
    company: str
    form: str
    country: str
    language: str
    phone: str
    state: BusinessState


_NEWCOMERS = (
    _Newcomer(NEWCOMER, "Jing", "Luo", "罗静", "Shenzhen Paper Crane Trading Co., Ltd.", "enterprise", "CN", "en",
              "", BusinessState.DRAFT),
    _Newcomer("office@silk-and-salt.example", "Hao", "Deng", "邓浩", "Shenzhen Silk and Salt Co., Ltd.", "enterprise",
              "CN", "zh-hans", "+8613510100101", BusinessState.REVIEW),
    _Newcomer("anna.vogel@spielkiste.example", "Anna", "Vogel", "Anna Vogel", "Anna Vogel", "sole_trader", "DE", "en",
              "+4915123450101", BusinessState.REVIEW),
    _Newcomer("mira@rozova-dolina.example", "Mira", "Koleva", "Мира Колева", "Розова долина ЕООД", "enterprise", "BG",
              "bg", "+359888700101", BusinessState.SENT_BACK),
)  # fmt: skip


@dataclass
class _Rows:
    accounts: list[Account] = field(default_factory=list)
    businesses: list[Business] = field(default_factory=list)
    stages: list[BusinessStage] = field(default_factory=list)
    papers: list[BusinessPaper] = field(default_factory=list)
    steps: list[BusinessStep] = field(default_factory=list)
    taxes: list[TaxNumber] = field(default_factory=list)
    items: list[ReviewItem] = field(default_factory=list)
    trail: list[ReviewStep] = field(default_factory=list)


def load_becoming(seed: int, shops: Sequence[Shop], today: datetime, operator_id: UUID) -> None:
    """Stages of the stores' businesses, their tax numbers, and people who have no store yet."""
    ids, chance, rows = Ids(f"{seed}:becoming"), Random(f"{seed}:becoming"), _Rows()
    for shop in shops:
        _verified(rows, ids, chance, shop, operator_id)
    if len(shops) > 1:
        _brand(rows, ids, chance, shops[1], today)
    for index, newcomer in enumerate(_NEWCOMERS):
        _newcomer(rows, ids, chance, newcomer, today - timedelta(hours=5 + 19 * index), operator_id)
    for table in (
        rows.accounts, rows.businesses, rows.stages, rows.papers, rows.steps, rows.taxes, rows.items, rows.trail,
    ):  # fmt: skip
        copy_instances(table)


def _values(
    chance: Random, *, form: str, country: str, company: str, person: str, real_name: str
) -> dict[Stage, dict[str, str]]:
    """What a business of this country and type enters."""
    code = papers.credit_code(chance) if country == "CN" else f"{country}{chance.randrange(10**8, 10**9)}"
    licence = {"CN": "licence_number"}.get(country, "registration_number" if form == "enterprise" else "trade_number")
    number = papers.resident_number(chance) if country == "CN" else f"L{chance.randrange(10**8, 10**9)}"
    payout = {"account_holder": company}
    if country == "CN":
        payout |= {"payout_way": "bank", "bank_name": "ICBC Shenzhen",
                   "account_number": f"62220{chance.randrange(10**10, 10**11)}"}  # fmt: skip
    elif country in IBAN_COUNTRIES:
        payout["iban"] = papers.iban(chance, country)
    else:
        payout |= {"account_number_abroad": str(chance.randrange(10**9, 10**10)), "bic": "BOTKJPJT"}
    taxes = {"tax_status": "registered", "tax_number": code} if country == "CN" else {"tax_status": "exempt"}
    return {
        Stage.TYPE: {"form": form, "country": country, "legal_name": company},
        Stage.LICENCE: {licence: code},
        Stage.PERSON: {"person_name" if form == "enterprise" else "operator_name": person, "person_number": number},
        Stage.PAYOUT: payout,
        Stage.CONTACTS: {"real_name": real_name},
        Stage.TAX: taxes,
    }


def _stage(
    ids: Ids, business_id: UUID, stage: Stage, values: dict[str, str], state: StageState, at: datetime,
    store_id: UUID | None = None, reason: str = "",
) -> BusinessStage:  # fmt: skip
    sealed = sealed_values(values, business_id=business_id, store_id=store_id, stage=stage)
    decided = state in {StageState.ACCEPTED, StageState.SENT_BACK}
    return BusinessStage(
        id=ids.at(at), business_id=business_id, store_id=store_id, stage=stage, state=state, sealed=sealed,
        held=sealed if state is StageState.ACCEPTED else b"", reason=reason, changed_at=at,
        decided_at=at if decided else None,
    )  # fmt: skip


def _paper(
    rows: _Rows, ids: Ids, chance: Random, business_id: UUID, stage: Stage, code: str, title: str, lines: list[str],
    at: datetime, store_id: UUID | None = None,
) -> None:  # fmt: skip
    content = papers.page(chance, title, lines)
    rows.papers.append(BusinessPaper(
        id=ids.at(at), business_id=business_id, store_id=store_id, stage=stage, code=code, added_at=at,
        sealed=sealed_paper(content, business_id=business_id, store_id=store_id, code=code),
    ))  # fmt: skip


def _verified(rows: _Rows, ids: Ids, chance: Random, shop: Shop, operator_id: UUID) -> None:
    """Everything accepted long ago; the pictures are deleted by now."""
    at, draft = shop.since, shop.draft
    values = _values(
        chance, form="enterprise", country=draft.country, company=draft.company, person=draft.name, real_name=draft.name
    )
    rows.stages += [_stage(ids, shop.business_id, s, values[s], StageState.ACCEPTED, at) for s in OF_BUSINESS]
    for move, by in (("hand_in", shop.owner_id), ("approve", operator_id)):
        rows.steps.append(BusinessStep(id=ids.at(at), business_id=shop.business_id, move=move, by_id=by, at=at))
    for destination, kind, number, sure in (
        ("EU", "ioss", papers.ioss_number(chance), True),
        ("GB", "eori", f"GB{chance.randrange(10**8, 10**9)}000", False),
    ):
        rows.taxes.append(TaxNumber(
            id=ids.at(at), business_id=shop.business_id, destination=destination, kind=kind, number=number, sure=sure,
            added_at=at, added_by=shop.owner_id,
        ))  # fmt: skip


def _brand(rows: _Rows, ids: Ids, chance: Random, shop: Shop, today: datetime) -> None:
    """A store asks for its brand to be looked at."""
    at = today - timedelta(hours=11)
    values = {"brand_name": shop.draft.name, "brand_basis": "own", "mark_number": str(chance.randrange(10**8, 10**9))}
    rows.stages.append(
        _stage(ids, shop.business_id, Stage.BRAND, values, StageState.REVIEW, at, store_id=shop.store_id)
    )
    lines = [shop.draft.name, shop.draft.company, values["mark_number"]]
    _paper(rows, ids, chance, shop.business_id, Stage.BRAND, "mark_paper", "Trade mark certificate", lines, at,
           store_id=shop.store_id)  # fmt: skip
    item = ReviewItem(id=ids.at(at), kind=_BRANDS, subject_id=shop.store_id, facts={"country": shop.draft.country},
                      opened_at=at, due_at=at + timedelta(hours=72))  # fmt: skip
    rows.items.append(item)
    rows.trail.append(ReviewStep(item_id=item.id, id=ids.at(at), what="opened", at=at))


def _newcomer(rows: _Rows, ids: Ids, chance: Random, one: _Newcomer, at: datetime, operator_id: UUID) -> None:
    person = account(
        ids, Audience.SELLER, one.email, at - timedelta(days=1), country=one.country, language=one.language,
        currency="CNY" if one.country == "CN" else "EUR", given_name=one.given, family_name=one.family,
        phone=one.phone or None,
    )  # fmt: skip
    person.password = make_password(PASSWORD)
    rows.accounts.append(person)
    draft = one.state is BusinessState.DRAFT
    business = Business(
        id=ids.at(at), owner_id=person.id, legal_name=one.company, form=one.form, country=one.country, state=one.state,
        handed_in_at=None if draft else at, touched_at=at, created_at=at,
    )  # fmt: skip
    rows.businesses.append(business)
    values = _values(
        chance, form=one.form, country=one.country, company=one.company, person=f"{one.given} {one.family}",
        real_name=one.real_name,
    )  # fmt: skip
    begun = (Stage.TYPE, Stage.LICENCE) if draft else OF_BUSINESS
    back = one.state is BusinessState.SENT_BACK
    for stage in begun:
        state = StageState.READY if draft else StageState.ACCEPTED if back else StageState.REVIEW
        sent_back = back and stage is Stage.LICENCE
        state = StageState.SENT_BACK if sent_back else state
        rows.stages.append(
            _stage(ids, business.id, stage, values[stage], state, at, reason=_AGAIN if sent_back else "")
        )
    for code, (stage, title) in _PAPERS.items():
        if stage in begun:
            lines = [one.company if stage is Stage.LICENCE else f"{one.given} {one.family}", *values[stage].values()]
            _paper(rows, ids, chance, business.id, stage, code, title, lines, at)
    if not draft:
        _case(rows, ids, business, person.id, operator_id if back else None, at)


def _case(rows: _Rows, ids: Ids, business: Business, owner_id: UUID, decided_by: UUID | None, at: datetime) -> None:
    """Its place in the queue; of one that was sent back, what was decided."""
    rows.steps.append(BusinessStep(id=ids.at(at), business_id=business.id, move="hand_in", by_id=owner_id, at=at))
    item = ReviewItem(
        id=ids.at(at), kind=_QUEUE, subject_id=business.id, opened_at=at, due_at=at + timedelta(hours=72),
        facts={"country": business.country, "form": business.form, "again": False},
    )  # fmt: skip
    rows.items.append(item)
    rows.trail.append(ReviewStep(item_id=item.id, id=ids.at(at), what="opened", at=at))
    if decided_by is None:
        return
    closed = at + timedelta(hours=3, minutes=12)
    reason = "Nearly everything is in order. Please do again what is named below."
    business.reason, business.decided_at = reason, closed
    item.claimed_by = item.decided_by = decided_by
    item.claimed_at = item.first_claimed_at = closed - timedelta(minutes=9)
    item.claim_until, item.closed_at, item.decision, item.reason = closed, closed, "send_back", reason
    for what, when, note in (("claimed", item.claimed_at, ""), ("decided", closed, "send_back")):
        rows.trail.append(ReviewStep(item_id=item.id, id=ids.at(when), what=what, by_id=decided_by, at=when, note=note))
    for stage, note in ((Stage.LICENCE.value, _AGAIN), ("", reason)):
        rows.steps.append(BusinessStep(
            id=ids.at(closed), business_id=business.id, move="send_back", stage=stage, by_id=decided_by, at=closed,
            note=note,
        ))  # fmt: skip
