"""Businesses at several points of their way."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

from PIL import Image

from kontor.contexts.accounts.models import Account, Factor
from kontor.contexts.risk.tests.documents import side
from kontor.contexts.sellers import business_queries
from kontor.contexts.sellers.lifecycle import Stage
from kontor.contexts.sellers.models import Business
from kontor.contexts.sellers.services.hand_in_business import QUEUE, hand_in_business
from kontor.contexts.sellers.services.save_stage import save_stage
from kontor.contexts.sellers.stages import By
from kontor.contexts.sellers.tests.factories import account
from kontor.kernel.clock import now
from kontor.kernel.viewer import Applicant, Operator
from kontor.platform import reviews
from kontor.platform.reviews.models import ReviewItem

USCC, RIC, IBAN = "91110000600037341L", "11010519491231002X", "DE89370400440532013000"


@lru_cache(maxsize=4)
def paper(text: str = "licence") -> bytes:
    """A picture of a page."""
    image = Image.new("RGB", (640, 900), (245 - len(text), 243, 238))
    out = io.BytesIO()
    image.save(out, "JPEG")
    return out.getvalue()


def applicant(**fields: Any) -> tuple[Account, Applicant]:
    """A seller's account with a proven address and a bound phone, and no store."""
    person = account(verified_at=now(), phone=fields.pop("phone", f"+8613{now():%H%M%S%f}"[:14]), **fields)
    return person, Applicant(person.id)


def second_step(person: Account) -> None:
    Factor.objects.create(account=person, kind="app", name="App", sealed=b"x", confirmed_at=now())


CHINA: dict[Stage, tuple[dict[str, str], tuple[str, ...]]] = {
    Stage.TYPE: ({"form": "enterprise", "country": "CN", "legal_name": "Shenzhen Lighthouse Trading Co., Ltd."}, ()),
    Stage.LICENCE: ({"licence_number": USCC}, ("licence_picture",)),
    Stage.PERSON: ({"person_name": "Wei Lin", "person_number": RIC}, ("person_front", "person_back")),
    Stage.PAYOUT: (
        {"payout_way": "bank", "account_holder": "Shenzhen Lighthouse Trading Co., Ltd.", "bank_name": "ICBC Shenzhen",
         "account_number": "6222 0000 1234 5678"}, (),
    ),
    Stage.CONTACTS: ({"real_name": "林伟"}, ()),
    Stage.TAX: ({"tax_status": "registered", "tax_number": USCC}, ()),
}  # fmt: skip
GERMANY: dict[Stage, tuple[dict[str, str], tuple[str, ...]]] = {
    Stage.TYPE: ({"form": "sole_trader", "country": "DE", "legal_name": "Anna Vogel"}, ()),
    Stage.LICENCE: ({}, ("licence_picture",)),
    Stage.PERSON: ({"operator_name": "Anna Vogel", "person_number": "L01X00T471"}, ("person_front", "person_back")),
    Stage.PAYOUT: ({"account_holder": "Anna Vogel", "iban": IBAN}, ()),
    Stage.CONTACTS: ({"real_name": "Anna Vogel"}, ()),
    Stage.TAX: ({"tax_status": "exempt"}, ()),
}


def content(code: str) -> bytes:
    """A good picture for a requirement."""
    return side(code.removeprefix("person_")).content if code.startswith("person_") else paper(code)


def fill(by: By, stages: dict[Stage, tuple[dict[str, str], tuple[str, ...]]], *only: Stage) -> None:
    """Enter stages, all of them when none is named."""
    for stage, (typed, codes) in stages.items():
        if not only or stage in only:
            save_stage(by=by, stage=stage, typed=typed, papers={code: content(code) for code in codes})


def handed_in(
    stages: dict[Stage, tuple[dict[str, str], tuple[str, ...]]] | None = None,
) -> tuple[Account, By, Business]:
    """A business before a reviewer."""
    person, by = applicant()
    fill(by, stages or CHINA)
    return person, by, hand_in_business(by=by)


def decided(business: Business, decision: str, words: dict[str, str] | None = None) -> Operator:
    """A reviewer takes the case and decides."""
    operator = Operator(account("operator").id)
    item = ReviewItem.objects.get(kind=QUEUE, subject_id=business.id, closed_at__isnull=True)
    reviews.claim(viewer=operator, item_id=item.pk)
    reviews.decide(viewer=operator, item_id=item.pk, decision=decision, reason="Looked at.", parts=words)
    business.refresh_from_db()
    return operator


def states(by: By) -> dict[str, str]:
    """Stage → state, as its people see it."""
    return {each.stage.value: each.state.value for each in business_queries.own_business(by).stages}
