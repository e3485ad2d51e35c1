"""How the catalogue says no."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class ProductNotFound(Refusal):
    """Absent, not for sale, or another store's: all look the same."""

    code = "ERR_PRODUCT_NOT_FOUND"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such product.")


class NotInRegion(Refusal):
    """Goods under export control, asked for from where they must not be shown (ACC-34)."""

    code = "ERR_NOT_IN_REGION"
    kind = Kind.BARRED
    sentence = _("This is not available in your region.")


class CategoryNotFound(Refusal):
    code = "ERR_CATEGORY_NOT_FOUND"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such category.")


class SomebodyElseChanged(Refusal):
    code = "ERR_CHANGED_MEANWHILE"
    kind = Kind.CONFLICT
    sentence = _("Somebody else has changed this product meanwhile. Reload it, then make your change again.")


class ReasonMissing(Refusal):
    code = "ERR_REASON_MISSING"
    kind = Kind.INVALID
    sentence = _("Say why, so that the seller can mend it.")


class TakenOffByOperator(Refusal):
    code = "ERR_TAKEN_OFF_BY_OPERATOR"
    kind = Kind.FORBIDDEN
    sentence = _("The operator took this product off. Change it and hand it in for review.")


class CategoryNotLeaf(Refusal):
    code = "ERR_CATEGORY_NOT_LEAF"
    kind = Kind.INVALID
    sentence = _("Choose a category without categories below it.")


class TextMissing(Refusal):
    code = "ERR_TEXT_MISSING"
    kind = Kind.INVALID
    sentence = _("Write a title in the store's language or in English.")


class TitleMissing(Refusal):
    code = "ERR_TITLE_MISSING"
    kind = Kind.INVALID
    sentence = _("Write a title in %(language)s too: words without one are not shown.")


class TitleTooLong(Refusal):
    code = "ERR_TITLE_TOO_LONG"
    kind = Kind.INVALID
    sentence = _("The title in %(language)s has more than %(most)s characters. Shorten it.")


class LanguageUnknown(Refusal):
    code = "ERR_TEXT_LANGUAGE_UNKNOWN"
    kind = Kind.INVALID
    sentence = _("%(language)s is not one of the languages of this market.")


class SkuMissing(Refusal):
    code = "ERR_SKU_MISSING"
    kind = Kind.INVALID
    sentence = _("Add at least one variant with a price.")


class TooManySkus(Refusal):
    code = "ERR_TOO_MANY_SKUS"
    kind = Kind.INVALID
    sentence = _("A product can have at most %(most)s variants.")


class PriceNotPositive(Refusal):
    code = "ERR_PRICE_NOT_POSITIVE"
    kind = Kind.INVALID
    sentence = _("Enter a price above zero for %(sku)s.")


class PriceBeforeNotHigher(Refusal):
    code = "ERR_LIST_PRICE_NOT_HIGHER"
    kind = Kind.INVALID
    sentence = _("The price before of %(sku)s must be higher than its price.")


class WeightMissing(Refusal):
    code = "ERR_WEIGHT_MISSING"
    kind = Kind.INVALID
    sentence = _("Enter the weight of %(sku)s with its packing, in grams.")


class SkuCodeMissing(Refusal):
    code = "ERR_SKU_CODE_MISSING"
    kind = Kind.INVALID
    sentence = _("Give every variant a code of your own, of at most 40 characters.")


class SkuTwice(Refusal):
    code = "ERR_SKU_TWICE"
    kind = Kind.INVALID
    sentence = _("The code or the choice of %(sku)s stands in two variants.")


class SkuCodeTaken(Refusal):
    code = "ERR_SKU_CODE_TAKEN"
    kind = Kind.CONFLICT
    sentence = _("Another product of this store uses one of these codes. Choose others.")


class AxisUnknown(Refusal):
    code = "ERR_AXIS_UNKNOWN"
    kind = Kind.INVALID
    sentence = _("%(axis)s is not something by which goods of this category differ.")


class HsCodeWrong(Refusal):
    code = "ERR_HS_CODE_WRONG"
    kind = Kind.INVALID
    sentence = _("The HS code of %(sku)s must have 6 to 10 digits.")


class PictureMissing(Refusal):
    code = "ERR_PICTURE_MISSING"
    kind = Kind.INVALID
    sentence = _("Add at least one picture before you hand the product in.")


class TooManyPictures(Refusal):
    code = "ERR_TOO_MANY_PICTURES"
    kind = Kind.INVALID
    sentence = _("A product can have at most %(most)s pictures.")


class NotAPicture(Refusal):
    code = "ERR_NOT_A_PICTURE"
    kind = Kind.INVALID
    sentence = _("This file is not a picture that can be shown. Use JPEG, PNG, WebP or AVIF.")


class PictureTooLarge(Refusal):
    code = "ERR_PICTURE_TOO_LARGE"
    kind = Kind.INVALID
    sentence = _("This picture is too large: at most %(megabytes)s MB and %(megapixels)s million pixels.")


class DescriptionTooLong(Refusal):
    code = "ERR_DESCRIPTION_TOO_LONG"
    kind = Kind.INVALID
    sentence = _("The description in %(language)s has more than %(most)s characters. Shorten it.")


class BarcodeWrong(Refusal):
    code = "ERR_BARCODE_WRONG"
    kind = Kind.INVALID
    sentence = _("The barcode of %(sku)s is no EAN or UPC: one of its digits is wrong or missing.")


class OptionUnknown(Refusal):
    code = "ERR_OPTION_UNKNOWN"
    kind = Kind.INVALID
    sentence = _("Choose one of the options for %(attribute)s.")


class NumberWrong(Refusal):
    code = "ERR_NUMBER_WRONG"
    kind = Kind.INVALID
    sentence = _("Enter a number for %(attribute)s.")


class AttributeMissing(Refusal):
    code = "ERR_ATTRIBUTE_MISSING"
    kind = Kind.INVALID
    sentence = _("Buyers want to know %(attribute)s here. Fill it in before you hand the product in.")


class HandlingDaysWrong(Refusal):
    code = "ERR_HANDLING_DAYS_WRONG"
    kind = Kind.INVALID
    sentence = _("Enter 1 to %(most)s days until it leaves.")


class NothingToDecide(Refusal):
    code = "ERR_NOTHING_TO_DECIDE"
    kind = Kind.CONFLICT
    sentence = _("Nothing of this product waits for a decision.")


class CategoryWaits(Refusal):
    code = "ERR_CATEGORY_WAITS"
    kind = Kind.CONFLICT
    sentence = _("Put the product on sale again before you move it to another category.")


class DraftTooLarge(Refusal):
    code = "ERR_DRAFT_TOO_LARGE"
    kind = Kind.INVALID
    sentence = _("This is more than can be kept unsaved. Save the product.")


class CropOutside(Refusal):
    code = "ERR_CROP_OUTSIDE"
    kind = Kind.INVALID
    sentence = _("That part lies outside of the picture.")


class CategoryFileWrong(Refusal):
    """A fault in a file of categories; `why` is a sentence for whoever wrote the file, in English like the file."""

    code = "ERR_CATEGORY_FILE_WRONG"
    kind = Kind.INVALID
    sentence = _("Line %(line)s, %(place)s: %(why)s")
