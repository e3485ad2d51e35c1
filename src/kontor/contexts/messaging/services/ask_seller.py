"""A buyer writes to a store before an order: about a product, or about the store (MSG-01, MSG-03)."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.catalogue.errors import ProductNotFound
from kontor.contexts.catalogue.models import Product, ProductText
from kontor.contexts.messaging.drafts import Draft, Sent, Subject
from kontor.contexts.messaging.errors import ContactSwitchedOff, StoreTakesNoMessages
from kontor.contexts.messaging.models import Desk
from kontor.contexts.messaging.opening import opening_of
from kontor.contexts.messaging.sending import checked, send
from kontor.contexts.messaging.words import Author, Stream
from kontor.contexts.sellers.errors import StoreNotFound
from kontor.contexts.sellers.models import Store, StoreState
from kontor.kernel.viewer import Buyer

_LEFT = (StoreState.OPENING, StoreState.HIDDEN, StoreState.CLOSED)


def ask_seller(
    *, viewer: Buyer, text: str, client_id: str, language: str, product_number: int | None = None,
    store_id: UUID | None = None, entry: str = "product_page", device: str = "",
) -> Sent:  # fmt: skip
    """Begin, or go on with, the inquiry about a product; without a product, about the store.

    Args:
        language: the buyer's, for a text whose language cannot be told.
        entry: where the buyer wrote ("product_page", "store_page"); device: "mobile", "desktop" or "".

    Raises:
        ProductNotFound, StoreNotFound, ContactSwitchedOff, StoreTakesNoMessages: nothing has changed.
        TextMissing, TextTooLong, ClientIdWrong, ClientIdTaken, TooMany: nothing has changed.
        MessageBlocked: it was not delivered (MSG-09).
    """
    cleaned = checked(text=text, client_id=client_id, account_id=viewer.buyer_id)
    product = None
    if product_number is not None:
        product = Product.objects.filter(number=product_number, state="approved").first()
        if product is None:
            raise ProductNotFound
        store_id = product.store_id
    store = Store.objects.exclude(state__in=_LEFT).filter(id=store_id).first() if store_id is not None else None
    if store is None:
        raise StoreNotFound
    if Desk.objects.filter(store_id=store.id, contact_seller=False).exists():
        raise ContactSwitchedOff(store=store.name)
    if not opening_of(store.id).open:
        raise StoreTakesNoMessages(store=store.name)
    subject = Subject(
        store_id=store.id, buyer_id=viewer.buyer_id, stream=Stream.INQUIRY,
        about="store" if product is None else "product", subject_id=product.id if product else None,
        subject_number=product.number if product else None, subject_title=_title(product, language),
        language=language, entry=entry, device=device,
    )  # fmt: skip
    return send(Draft(author=Author.BUYER, author_id=viewer.buyer_id, text=cleaned, client_id=client_id), subject)


def _title(product: Product | None, language: str) -> str:
    if product is None:
        return ""
    titles = dict(ProductText.objects.filter(product_id=product.id).values_list("language", "title"))
    return titles.get(language) or titles.get(product.home_language) or next(iter(titles.values()), "")
