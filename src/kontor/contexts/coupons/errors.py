"""How coupons say no."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class CouponMissing(Refusal):
    code = "ERR_NO_COUPON"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such coupon.")


class CouponNotDraft(Refusal):
    code = "ERR_COUPON_STARTED"
    kind = Kind.CONFLICT
    sentence = _("This coupon has started: its terms stay as buyers have read them. Make a new one.")


class CouponFigure(Refusal):
    code = "ERR_COUPON_FIGURE"
    kind = Kind.INVALID
    sentence = _("Enter a figure from %(low)s to %(high)s.")


class CouponName(Refusal):
    code = "ERR_COUPON_NAME"
    kind = Kind.INVALID
    sentence = _("Enter a name of at most 80 characters.")


class CouponAmount(Refusal):
    code = "ERR_COUPON_AMOUNT"
    kind = Kind.INVALID
    sentence = _("Enter an amount above zero.")


class CouponTooMuch(Refusal):
    code = "ERR_COUPON_TOO_MUCH"
    kind = Kind.INVALID
    sentence = _("A coupon takes less than the order costs: enter less than the amount from which it is valid.")


class CouponBudget(Refusal):
    code = "ERR_COUPON_BUDGET"
    kind = Kind.INVALID
    sentence = _("The budget must hold at least one use of the coupon.")


class CouponDay(Refusal):
    code = "ERR_COUPON_DAY"
    kind = Kind.INVALID
    sentence = _("Choose a day from the calendar.")


class CouponDates(Refusal):
    code = "ERR_COUPON_DATES"
    kind = Kind.INVALID
    sentence = _("Choose a last day after the first and after today, at most %(days)s days later.")


class CouponChoice(Refusal):
    code = "ERR_COUPON_CHOICE"
    kind = Kind.INVALID
    sentence = _("Choose one of the possibilities.")


class CouponScope(Refusal):
    code = "ERR_COUPON_SCOPE"
    kind = Kind.INVALID
    sentence = _("Name 1 to %(most)s products or categories that exist; products must be your own.")


class CodeInvalid(Refusal):
    code = "ERR_COUPON_CODE_INVALID"
    kind = Kind.INVALID
    sentence = _("A code has 4 to 20 letters and digits.")


class CodeTaken(Refusal):
    code = "ERR_COUPON_CODE_TAKEN"
    kind = Kind.CONFLICT
    sentence = _("Another coupon has this code. Choose another one.")


class CodeUnknown(Refusal):
    code = "ERR_COUPON_CODE"
    kind = Kind.INVALID
    sentence = _("This code belongs to no coupon that can be used now.")


class CodeNotForYou(Refusal):
    code = "ERR_COUPON_NOT_FOR_YOU"
    kind = Kind.CONFLICT
    sentence = _("This coupon is for other buyers: for new customers, or for followers of the store.")


class CouponUsedUp(Refusal):
    code = "ERR_COUPON_USED_UP"
    kind = Kind.CONFLICT
    sentence = _("A coupon has been used up since you looked. Check the new total, then order again.")


class CouponsChanged(Refusal):
    code = "ERR_COUPONS_CHANGED"
    kind = Kind.CONFLICT
    sentence = _("A coupon you chose cannot be used for this order now. Check the new total, then order again.")
