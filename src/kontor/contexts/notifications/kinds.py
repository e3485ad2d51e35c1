"""Every kind of notice: its values and the page that it leads to. Its words stand in `texts/<kind>/`."""

from __future__ import annotations

from dataclasses import dataclass

from kontor.kernel.text import mark as _


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of notice.

    Attributes:
        values: names that the texts may use; all but `optional` ones must be given.
        page: path that the button opens; `{number}` and the like are filled from the values.
        secret: the text holds a link or code that is derived while it is made (ACC-10).
        signed: the purpose of a link whose secret is derived from the value `invitation` while the text is made.
        said: what the page of preferences calls it; without it, the notice is required: it cannot be switched off by
            mail or page, and quiet hours do not hold it (BUY-13).
        audience: who gets it.
        pushed: it may ring a phone, as a browser's message or a text message; messages of stores never do (MSG-14).
    """

    values: frozenset[str]
    page: str = ""
    secret: bool = False
    signed: str = ""
    said: str = ""
    audience: str = "buyer"
    pushed: bool = True

    @property
    def required(self) -> bool:
        return not self.said


_ORDER = "/account/orders/{number}/"
_SALE = "/seller/orders/{number}/"
_PRODUCT = "/seller/products/{product}/"
_GOODS = frozenset({"title", "product", "reason"})

KINDS: dict[str, Kind] = {
    "verify_email": Kind(frozenset({"verification_id"}), "/verify/{secret}/", secret=True),
    "verify_phone": Kind(frozenset({"verification_id"}), "/verify/code/", secret=True),
    "reset_password": Kind(frozenset({"verification_id"}), "/reset/{secret}/", secret=True),
    "confirm_address": Kind(frozenset({"verification_id"}), "", secret=True),
    "confirm_device": Kind(frozenset({"verification_id"}), "", secret=True),
    "sign_in_waits": Kind(
        frozenset({"state", "browser", "system", "place", "at", "page"}), "{page}", audience="seller"
    ),
    "sign_in_let_in": Kind(frozenset({"reason"}), "/seller/sign-in/", audience="seller"),
    "sign_in_refused": Kind(frozenset({"reason"}), "/help/", audience="seller"),
    "new_device": Kind(frozenset({"browser", "system", "place", "at"}), "{page}"),
    "safety_changed": Kind(frozenset({"what"}), "{page}"),
    "address_replaced": Kind(frozenset({"channel"}), "/help/"),
    "order_placed": Kind(frozenset({"number"}), _ORDER, said=_("An order is placed")),
    "order_paid": Kind(frozenset({"number"}), _ORDER, said=_("An order is paid")),
    "new_order": Kind(frozenset({"number"}), _SALE, said=_("A new order"), audience="seller"),
    "order_shipped": Kind(frozenset({"number"}), _ORDER, said=_("An order is shipped")),
    "parcel_moved": Kind(frozenset({"number"}), _ORDER + "tracking/", said=_("A parcel moves")),
    "order_delivered": Kind(frozenset({"number"}), _ORDER, said=_("An order has arrived")),
    "order_cancelled": Kind(frozenset({"number"}), _ORDER, said=_("An order is cancelled")),
    "order_finished": Kind(frozenset({"number"}), _SALE, said=_("An order is finished"), audience="seller"),
    "dispute_buyer": Kind(frozenset({"number"}), "/account/disputes/{number}/"),
    "dispute_seller": Kind(frozenset({"number", "store"}), "/seller/disputes/{number}/", audience="seller"),
    "payment_refunded": Kind(frozenset({"number"}), _ORDER, said=_("Money comes back")),
    "method_bound": Kind(frozenset({"means"}), "/account/payments/"),
    "method_ended": Kind(frozenset({"means"}), "/account/payments/"),
    "account_released": Kind(frozenset(), "/sign-in/"),
    "account_refused": Kind(frozenset({"reason"}), "/sign-in/"),
    "account_banned": Kind(frozenset({"reason"}), "/sign-in/"),
    "account_opened": Kind(frozenset(), "/sign-in/"),
    "appeal_refused": Kind(frozenset({"reason"}), "/sign-in/"),
    "violation": Kind(
        frozenset({"store", "title", "words", "points", "total", "follows", "until", "day", "violation"}),
        "/seller/standing/{violation}/",
        audience="seller",
    ),
    "violation_lifted": Kind(
        frozenset({"store", "title", "reason", "violation"}), "/seller/standing/{violation}/", audience="seller"
    ),
    "violation_kept": Kind(
        frozenset({"store", "title", "reason", "violation"}), "/seller/standing/{violation}/", audience="seller"
    ),
    "penalty_over": Kind(
        frozenset({"store", "title", "follows", "violation"}), "/seller/standing/{violation}/", audience="seller"
    ),
    "store_invitation": Kind(
        frozenset({"store", "inviter", "invitation", "day"}),
        "/seller/invitation/{invitation}/{secret}/",
        signed="sellers.invitation",
        audience="seller",
    ),
    "right_asked": Kind(
        frozenset({"who", "right", "right_name", "store", "account"}),
        "/seller/members/{account}/?add={right}",
        audience="seller",
    ),
    "webhook_disabled": Kind(frozenset({"url"}), "/seller/webhooks/"),
    "business_verified": Kind(frozenset({"business", "reason"}), "/seller/business/"),
    "business_sent_back": Kind(frozenset({"business", "reason", "stages"}), "/seller/business/"),
    "business_refused": Kind(frozenset({"business", "reason"}), "/seller/business/"),
    "business_change_refused": Kind(frozenset({"business", "reason"}), "/seller/business/"),
    "store_verified": Kind(frozenset({"store", "reason"}), "/seller/business/"),
    "store_sent_back": Kind(frozenset({"store", "reason"}), "/seller/business/brand/"),
    "store_open": Kind(frozenset({"store"}), "/seller/"),
    "review_written": Kind(
        frozenset({"title", "stars", "order"}), "/seller/reviews/", said=_("A new review"), audience="seller"
    ),
    "review_answered": Kind(
        frozenset({"store", "title", "order"}), "/account/orders/{order}/review/", said=_("A store answers your review")
    ),
    "review_removed": Kind(frozenset({"title", "reason", "order"}), "/account/orders/{order}/review/"),
    "store_message": Kind(
        frozenset({"store", "conversation"}),
        "/account/messages/{conversation}/",
        said=_("A store writes to you"),
        pushed=False,
    ),
    "auto_reply_stopped": Kind(
        frozenset({"store", "title", "reason"}),
        "/seller/messages/logs/?status=403",
        said=_("An automatic reply was stopped"),
        audience="seller",
    ),
    "support_answer": Kind(
        frozenset({"request"}), "/account/messages/support/{request}/", said=_("Support answers you")
    ),
    "coins_expire": Kind(frozenset({"coins", "day"}), "/account/coins/", said=_("Coins will expire")),
    "coin_fund_low": Kind(
        frozenset({"store", "fund"}), "/seller/coins/fund/", said=_("The coin fund runs low"), audience="seller"
    ),
    "coin_fund_off": Kind(frozenset({"store", "fund"}), "/seller/coins/fund/", audience="seller"),
    "coin_fund_on": Kind(
        frozenset({"store", "fund"}), "/seller/coins/fund/", said=_("Coin labels show again"), audience="seller"
    ),
    "payout_failed": Kind(
        frozenset({"store", "payout", "amount", "state", "fault", "reason"}), "/seller/payouts/", audience="seller"
    ),
    "quiet_digest": Kind(frozenset({"many", "lines"}), "/account/notices/"),
    "price_dropped": Kind(frozenset({"title", "path", "price"}), "{path}", said=_("A price on your wish lists falls")),
    "back_in_stock": Kind(frozenset({"title", "path"}), "{path}", said=_("Something on your wish lists is back")),
    "store_news": Kind(frozenset({"store", "title", "path"}), "{path}", said=_("News of stores you follow")),
    "product_approved": Kind(_GOODS, _PRODUCT, said=_("A product is approved"), audience="seller"),
    "product_sent_back": Kind(_GOODS, _PRODUCT, said=_("A product is sent back"), audience="seller"),
    "product_changes_approved": Kind(_GOODS, _PRODUCT, said=_("Changes of a product are approved"), audience="seller"),
    "product_changes_sent_back": Kind(
        _GOODS, _PRODUCT, said=_("Changes of a product are sent back"), audience="seller"
    ),
    "import_done": Kind(
        frozenset({"file", "path", "saved", "refused", "stopped"}),
        "{path}",
        said=_("A sheet is imported"),
        audience="seller",
    ),
    "export_ready": Kind(
        frozenset({"path", "rows", "days"}), "{path}", said=_("An exported sheet is ready"), audience="seller"
    ),
    "archive_ready": Kind(frozenset({"days"}), "/account/data/"),
    "deletion_asked": Kind(frozenset({"day"}), "/sign-in/"),
    "deletion_cancelled": Kind(frozenset(), "/account/data/"),
    "identity_needed": Kind(frozenset({"due"}), "/account/identity/"),
    "identity_reminder": Kind(frozenset({"due"}), "/account/identity/"),
    "identity_again": Kind(frozenset({"due", "reason"}), "/account/identity/"),
    "identity_approved": Kind(frozenset({"reason"}), "/account/identity/"),
    "identity_refused": Kind(frozenset({"reason"}), "/account/identity/"),
}


def check(kind: str, values: dict[str, object]) -> None:
    """That `kind` exists and its values are all there.

    Raises:
        LookupError: a programmer's mistake, not a refusal.
    """
    missing = KINDS[kind].values - values.keys()
    if missing:
        raise LookupError(f"notice {kind} lacks {sorted(missing)}")
