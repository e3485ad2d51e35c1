"""What the people of a store are told about decisions on their products, in the caller's transaction (TRD-02)."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.catalogue.models import Product, ProductText
from kontor.contexts.notifications.services.notify_many import News, notify_many
from kontor.contexts.sellers.queries import members_with


def tell_decision(product: Product, *, approved: bool, reason: str, changes: bool, decision: UUID) -> None:
    """Whoever edits products reads what was decided and why, with the title in a language of theirs.

    Args:
        reason: sentences that were chosen or written; each is translated where it is read.
        changes: it was about new words and pictures of a product that is on sale.
        decision: its id: it is told once.
    """
    titles = dict(ProductText.objects.filter(product=product).values_list("language", "title"))
    plain = titles.get(product.home_language) or titles.get("en") or str(product.number)
    kind = ("product_changes" if changes else "product") + ("_approved" if approved else "_sent_back")
    values = {"title": plain, "product": str(product.id), "reason": reason}
    by_language = {language: {"title": title} for language, title in titles.items() if title}
    notify_many(
        news=[
            News(person, kind, values, f"catalogue.decision:{decision.hex}", by_language=by_language)
            for person in members_with(product.store_id, "products.edit")
        ]
    )
