"""Products before and after the operator's review: cases that wait and cases that were decided, new words of goods on
sale, and what the demo's seller has typed and not saved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from kontor.contexts.catalogue import fields
from kontor.contexts.catalogue.models import EditorDraft, Product, ProductDecision, ProductRevision
from kontor.contexts.catalogue.queries.drafts import draft_from
from kontor.contexts.catalogue.reasons import REASONS
from kontor.contexts.catalogue.reviewing import KIND
from kontor.contexts.catalogue.working import reviewed_parts
from kontor.demo.load.copying import copy_instances
from kontor.demo.load.ids import Ids
from kontor.demo.load.shops import Shop
from kontor.platform.reviews.models import ReviewItem, ReviewStep

_REVISED = 40  # one of so many goods on sale has new words before the review
_DECIDED = 60  # cases of the last weeks
_HOURS = timedelta(hours=24)


class _Desk:
    """Cases with the trail of each."""

    def __init__(self, seed: int, today: datetime, operator_id: UUID) -> None:
        self.chance, self.ids = Random(f"{seed}:cases"), Ids(f"{seed}:cases")
        self.today, self.operator_id = today, operator_id
        self.items: list[ReviewItem] = []
        self.steps: list[ReviewStep] = []
        self.decisions: list[ProductDecision] = []

    def wait(self, product: Product, changed: int | None) -> datetime:
        """A case that nobody has taken yet."""
        opened = self.today - timedelta(hours=self.chance.uniform(0.5, 30))
        self._open(product, opened, changed)
        return opened

    def decide(self, product: Product, *, approved: bool, reason: str) -> None:
        """A case that was decided some days ago."""
        opened = self.today - timedelta(days=self.chance.uniform(2, 28))
        item = self._open(product, opened, None)
        taken = opened + timedelta(minutes=self.chance.lognormvariate(4.5, 0.8))
        closed = taken + timedelta(minutes=self.chance.uniform(1, 12))
        item.claimed_by = item.decided_by = self.operator_id
        item.claimed_at = item.first_claimed_at = taken
        item.claim_until, item.closed_at = taken + timedelta(minutes=30), closed
        item.decision, item.reason = ("approve" if approved else "reject"), reason
        for what, at, note in (("claimed", taken, ""), ("decided", closed, item.decision)):
            self.steps.append(
                ReviewStep(item_id=item.id, id=self.ids.at(at), what=what, by_id=self.operator_id, at=at, note=note)
            )
        self.decisions.append(
            ProductDecision(
                id=self.ids.at(closed), product=product, store_id=product.store_id, approved=approved,
                by_account=self.operator_id, reason=reason, at=closed,
            )
        )  # fmt: skip

    def _open(self, product: Product, opened: datetime, changed: int | None) -> ReviewItem:
        facts: dict[str, object] = {"product": str(product.number), "new": changed is None}
        item = ReviewItem(
            id=self.ids.at(opened), kind=KIND, subject_id=product.id, opened_at=opened, due_at=opened + _HOURS,
            facts=facts | ({"changed": changed} if changed is not None else {}),
        )  # fmt: skip
        self.items.append(item)
        self.steps.append(ReviewStep(item_id=item.id, id=self.ids.at(opened), what="opened", at=opened))
        return item

    def write(self) -> None:
        copy_instances(self.items)
        copy_instances(self.steps)
        copy_instances(self.decisions)


def load_editing(seed: int, today: datetime, shop: Shop, operator_id: UUID) -> None:
    """Write all of it. `shop`: the demo seller's."""
    desk = _Desk(seed, today, operator_id)
    goods = Product.objects.select_related("store").order_by("id")
    for product in goods.filter(state="under_review"):
        desk.wait(product, None)
    for product in goods.filter(state="rejected"):
        desk.decide(product, approved=False, reason=product.reason)
    approved = goods.filter(state="approved")
    for product in approved[:_DECIDED]:
        desk.decide(product, approved=True, reason="Everything is in order.")
    revised = [*approved.filter(store_id=shop.store_id)[4:7], *_some(approved.exclude(store_id=shop.store_id), desk)]
    copy_instances(list(_revisions(revised, desk)))  # a list: nothing can be read while rows are copied
    desk.write()
    copy_instances(_unsaved(seed, today, shop, approved.filter(store_id=shop.store_id)[8]))


def _some(approved: Iterable[Product], desk: _Desk) -> list[Product]:
    return [product for product in approved if desk.chance.random() < 1 / _REVISED]


def _revisions(products: list[Product], desk: _Desk) -> Iterable[ProductRevision]:
    """New words and one picture less; every third was sent back."""
    parts, reasons = reviewed_parts(), list(REASONS)
    for place, product in enumerate(products):
        live = fields.flat(draft_from(product))
        body = fields.within(live, parts)
        for name in [name for name in body if name.startswith("title.")]:
            words = str(body[name]).split()
            body[name] = " ".join([*words[:1], *words[2:], words[1]] if len(words) > 2 else [*words, "2.0"])
        if len(body.get("pictures", [])) > 1:
            body["pictures"] = body["pictures"][1:]
        sent_back = place % 3 == 2
        reason = reasons[place % len(reasons)] if sent_back else ""
        if sent_back:
            desk.decide(product, approved=False, reason=reason)
            at = desk.items[-1].opened_at
        else:
            at = desk.wait(product, len(fields.changes(live, fields.overlaid(live, body, parts))))
        yield ProductRevision(
            product=product, store_id=product.store_id, state="rejected" if sent_back else "waiting", body=body,
            parts=sorted(parts), reason=reason, at=at,
        )  # fmt: skip


def _unsaved(seed: int, today: datetime, shop: Shop, known: Product) -> list[EditorDraft]:
    ids = Ids(f"{seed}:unsaved")
    at = today - timedelta(hours=3)
    return [
        EditorDraft(
            id=ids.at(at), account_id=shop.owner_id, store_id=shop.store_id, title="Stoneware mug with a thumb rest",
            at=at, typed={
                "category": [str(known.category_id)], "title.en": ["Stoneware mug with a thumb rest"],
                "description.en": ["Glazed by hand; no two are alike."], "rows": ["1"], "skus.0.price": ["69"],
                "skus.0.weight_g": ["480"], "handling_days": ["3"],
            },
        )
    ]  # fmt: skip
