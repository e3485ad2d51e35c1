"""What must be known of an order and its buyer before it is told whether a review counts. Within the services."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.rules.names import masked
from kontor.contexts.aftersales.lifecycle import State
from kontor.contexts.aftersales.models.dispute import Dispute
from kontor.contexts.aftersales.policy.reviews import COUNTS_FROM
from kontor.contexts.aftersales.rules.review_counting import WhyNot, share_of_worth, why_not
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.risk.queries import belongs_to_store


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """Of one order, when it is reviewed. `language` is the one in which its buyer reads the market."""

    linked: bool
    disputed: bool
    worth_us_cents: int
    language: str
    nickname: str

    def why(self, *, repeated: bool) -> WhyNot:
        """Why something that is said of the order does not count."""
        return why_not(
            linked=self.linked, disputed=self.disputed, worth_us_cents=self.worth_us_cents,
            least_us_cents=COUNTS_FROM.int(), repeated=repeated,
        )  # fmt: skip


def facts_of(order: StoreOrder) -> OrderFacts:
    """The facts, in four statements."""
    whole = BuyerOrder.objects.filter(buyer_id=order.buyer_id, id=order.buyer_order_id)
    worth, total, language = whole.values_list("worth_us_cents", "total_minor", "language").first() or (0, 0, "")
    return OrderFacts(
        linked=belongs_to_store(order.buyer_id, order.store_id), disputed=is_disputed(order.id),
        worth_us_cents=share_of_worth(worth, order.total_minor, total), language=language,
        nickname=_nickname(order.buyer_id),
    )  # fmt: skip


def is_disputed(order_id: UUID) -> bool:
    """Whether there is, or was, a dispute about the order that its buyer did not withdraw."""
    return Dispute.objects.filter(order_id=order_id).exclude(state=State.WITHDRAWN).exists()


def _nickname(buyer_id: UUID) -> str:
    """The buyer as everybody sees them (ACC-40)."""
    names = Account.objects.filter(id=buyer_id).values_list("given_name", "family_name").first()
    return masked(*names) if names else masked("", "")
