"""Every kind of notice: its values and the page that it leads to. Its words stand in `texts/<kind>/`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of notice.

    Attributes:
        values: names that the texts may use; all but `optional` ones must be given.
        page: path that the button opens; `{number}` and the like are filled from the values.
        secret: the text holds a link or code that is derived while it is made (ACC-10).
    """

    values: frozenset[str]
    page: str = ""
    secret: bool = False


_ORDER = "/account/orders/{number}/"
_SALE = "/seller/orders/{number}/"

KINDS: dict[str, Kind] = {
    "verify_email": Kind(frozenset({"verification_id"}), "/verify/{secret}/", secret=True),
    "verify_phone": Kind(frozenset({"verification_id"}), "/verify/code/", secret=True),
    "reset_password": Kind(frozenset({"verification_id"}), "/reset/{secret}/", secret=True),
    "confirm_address": Kind(frozenset({"verification_id"}), "", secret=True),
    "new_device": Kind(frozenset({"browser", "system", "place", "at"}), "{page}"),
    "safety_changed": Kind(frozenset({"what"}), "{page}"),
    "address_replaced": Kind(frozenset({"channel"}), "/help/"),
    "order_placed": Kind(frozenset({"number"}), _ORDER),
    "order_paid": Kind(frozenset({"number"}), _ORDER),
    "new_order": Kind(frozenset({"number"}), _SALE),
    "order_shipped": Kind(frozenset({"number"}), _ORDER),
    "parcel_moved": Kind(frozenset({"number"}), _ORDER + "tracking/"),
    "order_delivered": Kind(frozenset({"number"}), _ORDER),
    "order_cancelled": Kind(frozenset({"number"}), _ORDER),
    "order_finished": Kind(frozenset({"number"}), _SALE),
    "method_bound": Kind(frozenset({"means"}), "/account/payments/"),
    "method_ended": Kind(frozenset({"means"}), "/account/payments/"),
    "account_released": Kind(frozenset(), "/sign-in/"),
    "account_refused": Kind(frozenset({"reason"}), "/sign-in/"),
    "account_banned": Kind(frozenset({"reason"}), "/sign-in/"),
    "account_opened": Kind(frozenset(), "/sign-in/"),
    "appeal_refused": Kind(frozenset({"reason"}), "/sign-in/"),
    "payment_refunded": Kind(frozenset({"number"}), _ORDER),
    "store_hidden": Kind(frozenset({"store", "reason", "day"}), "/seller/"),
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
