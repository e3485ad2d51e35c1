"""The named ways in which the address book says no."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class AddressNotFound(Refusal):
    """Absent, removed or somebody else's: all the same to whoever asks."""

    code = "ERR_ADDRESS_NOT_FOUND"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such address in your address book.")


class TooManyAddresses(Refusal):
    code = "ERR_TOO_MANY_ADDRESSES"
    kind = Kind.CONFLICT
    sentence = _("You can keep at most %(most)s addresses. Remove one that you no longer need.")


class CountryUnknown(Refusal):
    code = "ERR_COUNTRY_UNKNOWN"
    kind = Kind.INVALID
    sentence = _("Choose the country or region from the list.")


class PartMissing(Refusal):
    """A part that addresses of this country must have (BUY-11)."""

    code = "ERR_ADDRESS_PART_MISSING"
    kind = Kind.INVALID
    sentence = _("Fill this in: parcels to this country need it.")


class PartTooLong(Refusal):
    code = "ERR_ADDRESS_PART_TOO_LONG"
    kind = Kind.INVALID
    sentence = _("Use at most %(most)s characters.")


class PartHasStrangeCharacter(Refusal):
    """An invisible control, such as one that turns the direction of writing on a label."""

    code = "ERR_ADDRESS_CHARACTER"
    kind = Kind.INVALID
    sentence = _("This holds a character that cannot be printed on a label (%(character)s). Type it again.")


class PostcodeInvalid(Refusal):
    code = "ERR_POSTCODE"
    kind = Kind.INVALID
    sentence = _("Postcodes of this country or region look like %(example)s.")


class RegionUnknown(Refusal):
    code = "ERR_REGION_UNKNOWN"
    kind = Kind.INVALID
    sentence = _("Choose it from the list.")


class PhoneInvalid(Refusal):
    code = "ERR_PHONE"
    kind = Kind.INVALID
    sentence = _("Enter a phone number at which the courier can reach you, with its country code.")


class WishListNotFound(Refusal):
    code = "ERR_WISH_LIST_NOT_FOUND"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such wish list.")


class WishNotFound(Refusal):
    code = "ERR_WISH_NOT_FOUND"
    kind = Kind.NOT_FOUND
    sentence = _("This is not on your wish lists.")


class TooManyWishes(Refusal):
    code = "ERR_TOO_MANY_WISHES"
    kind = Kind.CONFLICT
    sentence = _("You can keep at most %(most)s products. Take something off that you no longer want.")


class TooManyWishLists(Refusal):
    code = "ERR_TOO_MANY_WISH_LISTS"
    kind = Kind.CONFLICT
    sentence = _("You can have at most %(most)s wish lists.")


class ListNameMissing(Refusal):
    code = "ERR_LIST_NAME"
    kind = Kind.INVALID
    sentence = _("Give the list a name.")


class TooManyFollows(Refusal):
    code = "ERR_TOO_MANY_FOLLOWS"
    kind = Kind.CONFLICT
    sentence = _("You can follow at most %(most)s stores.")
