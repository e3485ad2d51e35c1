"""Which ways to pay are on offer, and the legs of every movement of money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from kontor.contexts.ledger.rules import Leg, credit, debit, reverse
from kontor.kernel.money import Money, total
from kontor.kernel.text import mark as _


@dataclass(frozen=True, slots=True)
class Method:
    """One way to pay: who runs it, and where it is offered (empty: everywhere but `never_in`)."""

    code: str
    provider: str
    label: str
    hint: str
    only_in: frozenset[str] = frozenset()
    never_in: frozenset[str] = frozenset()
    needs_every_product: bool = False  # WeChat Pay: only when all goods allow it (ACC-04)


CHINA = frozenset({"CN"})
BINDABLE = ("alipay", "card", "paypal")  # what people ask to save; what can be is also offered here
BOUND = "_bound"  # how the codes of payments by agreement end

METHODS: Sequence[Method] = (
    Method("alipay", "alipay", _("Alipay"), _("You confirm the payment on Alipay's own page.")),
    Method(
        "unionpay", "cards", _("UnionPay Online"), _("You confirm the payment on UnionPay's own page."), only_in=CHINA,
    ),
    Method(
        "wechat_pay", "cards", _("WeChat Pay"), _("You confirm the payment in WeChat."), only_in=CHINA,
        needs_every_product=True,
    ),
    Method(
        "card", "cards", _("Bank card"),
        _("You enter the card on the payment provider's own page; we never see its number."), never_in=CHINA,
    ),
    Method("instant", "instant", _("Instant payment (trial)"), _("For measuring only: pays at once.")),
)  # fmt: skip


def offered(country: str, *, wechat_everywhere: bool, running: frozenset[str]) -> list[Method]:
    """The ways to pay for a buyer registered in `country` (ACC-04).

    Args:
        country: the buyer's, ISO 3166 alpha-2. Mainland China: Alipay, UnionPay and, where every product
            allows it, WeChat Pay; no foreign card.
        wechat_everywhere: whether every product of the purchase allows WeChat Pay.
        running: providers that this installation has.
    """
    return [
        method
        for method in METHODS
        if method.provider in running
        and (not method.only_in or country in method.only_in)
        and country not in method.never_in
        and (wechat_everywhere or not method.needs_every_product)
    ]


def bindable(country: str, *, running: frozenset[str]) -> list[Method]:
    """The ways to pay that a buyer registered in `country` can save (ACC-04, BUY-10)."""
    return [way for way in offered(country, wechat_everywhere=False, running=running) if way.code in BINDABLE]


@dataclass(frozen=True, slots=True)
class Share:
    """One store order's part of a payment. `paid` and `tax` in the buyer's currency, `due` in the store's."""

    store_id: UUID
    order_id: UUID
    paid: Money
    tax: Money
    due: Money


def reference(buyer_id: UUID, intent_id: UUID) -> str:
    """What a provider calls our payment: 64 characters that name the placement key, so a callback finds its row."""
    return f"{buyer_id.hex}{intent_id.hex}"


def parse_reference(text: str) -> tuple[UUID, UUID] | None:
    """Buyer and intent from a `reference`, or None when it is none of ours."""
    try:
        return (UUID(text[:32]), UUID(text[32:])) if len(text) == 64 else None  # noqa: PLR2004  (two UUIDs in hex)
    except ValueError:
        return None


def held_legs(shares: Sequence[Share], *, source: str, name: str) -> list[Leg]:
    """Money from `source` (the gateway, called `name`) goes into escrow, store by store, and tax aside.

    Where store and buyer use two currencies the platform's exchange position stands between them.
    """
    paid = total([share.paid for share in shares], shares[0].paid.currency)
    legs = [debit(source, paid, name=name)]
    for share in shares:
        legs += share_legs(share)
    return legs


def share_legs(share: Share) -> list[Leg]:
    """The credit side of one store order's money: tax, exchange and escrow."""
    legs = [credit("tax", share.tax, reference=share.order_id)]
    goods = share.paid - share.tax
    if goods.currency != share.due.currency or goods != share.due:
        legs += [credit("exchange", goods), debit("exchange", share.due)]
    return [*legs, credit("escrow", share.due, share.store_id, reference=share.order_id)]


def release_legs(store_id: UUID, due: Money, commission: Money) -> list[Leg]:
    """Escrow pays the store less commission (TRD-06)."""
    return [
        debit("escrow", due, store_id),
        credit("commission", commission),
        credit("payable", due - commission, store_id),
    ]


@dataclass(frozen=True, slots=True)
class Division:
    """How a store order's money is divided between buyer and store. Each figure rounds half-up once, so parts sum up.

    Attributes:
        back: what the buyer gets, tax included; `back_tax` is that part of it (buyer's currency).
        taken: what that is of the store's money; `rest` is what the store keeps before commission (store's currency).
        commission: on `rest`.
    """

    back: Money
    back_tax: Money
    taken: Money
    rest: Money
    commission: Money


def divide(*, paid: Money, tax: Money, due: Money, commission: Money, back: Money) -> Division:
    """Give `back` of what was `paid` to the buyer; tax, the store's part and commission follow in proportion (TRD-09).

    Raises:
        ValueError: when `back` is negative or more than was paid.
    """
    if back.minor < 0 or paid < back:
        raise ValueError("what goes back lies between nothing and what was paid")
    kept = paid - back
    back_tax, taken = _part(tax, back, paid), _part(due, back, paid)
    return Division(back, back_tax, taken, due - taken, _part(commission, kept, paid))


def _part(whole: Money, of: Money, paid: Money) -> Money:
    return whole.times(Decimal(of.minor) / Decimal(paid.minor)) if paid.minor else Money.zero(whole.currency)


def back_legs(store_id: UUID, order_id: UUID, division: Division, *, provider: str) -> list[Leg]:
    """The buyer's part leaves escrow, tax and exchange at the order's own rate, on its way to the payer."""
    share = Share(store_id, order_id, division.back, division.back_tax, division.taken)
    return [*reverse(share_legs(share)), credit("suspense", division.back, name=provider)]


def recall_legs(store_id: UUID, taken: Money, commission: Money) -> list[Leg]:
    """A store that was paid gives back `taken`, of which the platform bears its `commission`."""
    return reverse(release_legs(store_id, taken, commission))
