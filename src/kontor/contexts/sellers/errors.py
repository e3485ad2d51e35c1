"""How sellers says no."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class RightMissing(Refusal):
    """Names the right and who can grant it (SEL-03)."""

    code = "ERR_RIGHT_MISSING"
    kind = Kind.FORBIDDEN
    sentence = _("You need the right “%(right)s” for this. %(granters)s can give it to you.")

    def __init__(self, *, right: str, name: object, granters: str) -> None:
        self.right = right
        super().__init__(right=name, granters=granters)


class StoreNotFound(Refusal):
    code = "ERR_STORE_NOT_FOUND"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such store.")


class NameMissing(Refusal):
    code = "ERR_STORE_NAME_MISSING"
    kind = Kind.INVALID
    sentence = _("Enter a name for the store, at most 80 characters.")


class NameTaken(Refusal):
    code = "ERR_STORE_NAME_TAKEN"
    kind = Kind.CONFLICT
    sentence = _("Another store is called so. Choose another name.")


class UnknownRight(Refusal):
    code = "ERR_UNKNOWN_RIGHT"
    kind = Kind.INVALID
    sentence = _("These rights do not exist: %(rights)s.")


class LastKeeper(Refusal):
    code = "ERR_LAST_KEEPER"
    kind = Kind.CONFLICT
    sentence = _("At least one person must keep the right to give rights.")


class HolidayReversed(Refusal):
    code = "ERR_HOLIDAY_REVERSED"
    kind = Kind.INVALID
    sentence = _("A holiday must end on or after the day on which it begins.")


class PictureUnknown(Refusal):
    """A banner or logo that is not one of the store's own, or was swept because nobody saved it."""

    code = "ERR_STORE_PICTURE_UNKNOWN"
    kind = Kind.INVALID
    sentence = _("This picture is not kept any more. Choose the file again.")


class SectionUntitled(Refusal):
    """Goods were featured in an entry that has no title, under which nobody would find them."""

    code = "ERR_SECTION_UNTITLED"
    kind = Kind.INVALID
    sentence = _("Give the entry a title: products are featured in it.")


class TooManyFeatured(Refusal):
    code = "ERR_TOO_MANY_FEATURED"
    kind = Kind.INVALID
    sentence = _("At most %(most)s products can be featured in one entry. Untick some.")


class StoreAddressNotFound(Refusal):
    """Absent, removed or another store's."""

    code = "ERR_STORE_ADDRESS_NOT_FOUND"
    kind = Kind.NOT_FOUND
    sentence = _("The store has no such address.")


class TooManyReturnAddresses(Refusal):
    code = "ERR_TOO_MANY_RETURN_ADDRESSES"
    kind = Kind.CONFLICT
    sentence = _("A store has at most %(most)s addresses for returns. Remove one that you no longer need.")


class LanguageUnknown(Refusal):
    code = "ERR_LANGUAGE_UNKNOWN"
    kind = Kind.INVALID
    sentence = _("%(language)s is not one of the languages of this market.")


class HidingTooLong(Refusal):
    code = "ERR_HIDING_TOO_LONG"
    kind = Kind.INVALID
    sentence = _("A store can be hidden for 1 to %(most)s days.")


class HidingNeedsReason(Refusal):
    """The store's people read it."""

    code = "ERR_HIDING_NEEDS_REASON"
    kind = Kind.INVALID
    sentence = _("Write why, in words for the store's people.")


class NotHideable(Refusal):
    code = "ERR_STORE_NOT_HIDEABLE"
    kind = Kind.CONFLICT
    sentence = _("Only an open store can be hidden.")


class NotHidden(Refusal):
    code = "ERR_STORE_NOT_HIDDEN"
    kind = Kind.CONFLICT
    sentence = _("This store is not hidden.")


class NotClosable(Refusal):
    code = "ERR_STORE_NOT_CLOSABLE"
    kind = Kind.CONFLICT
    sentence = _("This store is closed already.")


class NotClosed(Refusal):
    code = "ERR_STORE_NOT_CLOSED"
    kind = Kind.CONFLICT
    sentence = _("This store is not closed.")


class NewsEmpty(Refusal):
    code = "ERR_NEWS_EMPTY"
    kind = Kind.INVALID
    sentence = _("Write a headline.")


class NewsTooSoon(Refusal):
    code = "ERR_NEWS_TOO_SOON"
    kind = Kind.LIMIT
    sentence = _(
        "A store publishes at most %(most)s items a day, so that people go on following it. Try again tomorrow."
    )


class BeyondOwnRights(Refusal):
    """Nobody gives or takes what they do not hold; the owner may do all (SEL-03)."""

    code = "ERR_BEYOND_OWN_RIGHTS"
    kind = Kind.FORBIDDEN
    sentence = _("You can give and take only rights that you hold yourself. You lack: %(rights)s.")


class OwnersSeat(Refusal):
    code = "ERR_OWNERS_SEAT"
    kind = Kind.FORBIDDEN
    sentence = _("The owner's rights can be changed by the owner alone.")


class NoRights(Refusal):
    code = "ERR_NO_RIGHTS"
    kind = Kind.INVALID
    sentence = _("Choose at least one right.")


class AddressUnusable(Refusal):
    code = "ERR_ADDRESS_UNUSABLE"
    kind = Kind.INVALID
    sentence = _("Enter an e-mail address, like name@example.com.")


class AlreadyMember(Refusal):
    code = "ERR_ALREADY_MEMBER"
    kind = Kind.CONFLICT
    sentence = _("This person works for the store already. Change the rights on the list of members.")


class InvitationOver(Refusal):
    """Used, withdrawn, run out, never there, or whoever sent it may not give these rights any more."""

    code = "ERR_INVITATION_OVER"
    kind = Kind.NOT_FOUND
    sentence = _("This invitation cannot be used any more. Ask for a new one.")


class MemberUnknown(Refusal):
    code = "ERR_MEMBER_UNKNOWN"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such member.")


class RoleUnknown(Refusal):
    code = "ERR_ROLE_UNKNOWN"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such role.")


class RoleNameWrong(Refusal):
    code = "ERR_ROLE_NAME"
    kind = Kind.INVALID
    sentence = _("Give the role a name of its own, at most 40 characters.")


class RightHeld(Refusal):
    code = "ERR_RIGHT_HELD"
    kind = Kind.CONFLICT
    sentence = _("You hold this right already.")
