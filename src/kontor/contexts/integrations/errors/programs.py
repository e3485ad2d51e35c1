"""How integrations say no."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class TokenRefused(Refusal):
    """No token, or one that is unknown, over, or whose person has no seat any more: all look the same."""

    code = "ERR_TOKEN_REFUSED"
    kind = Kind.UNAUTHENTICATED
    sentence = _("Send a valid access token in the header Authorization: Bearer.")


class TokenInAddress(Refusal):
    """Addresses end up in logs."""

    code = "ERR_TOKEN_IN_ADDRESS"
    kind = Kind.UNAUTHENTICATED
    sentence = _("An access token never stands in an address. Send it in the header; revoke this one.")


class ScopeMissing(Refusal):
    """The program was not given it, or the person who connected it does not hold the right any more."""

    code = "ERR_SCOPE_MISSING"
    kind = Kind.FORBIDDEN
    sentence = _(
        "This needs the scope %(scope)s. The program was not given it in this store, "
        "or the person who connected it may not do this any more."
    )


class ScopeNeedsCertification(Refusal):
    code = "ERR_SCOPE_NEEDS_CERTIFICATION"
    kind = Kind.FORBIDDEN
    sentence = _("Only a program that Kontor has certified gets the scope %(scope)s. Ask for the certification first.")


class ScopeUnknown(Refusal):
    code = "ERR_SCOPE_UNKNOWN"
    kind = Kind.INVALID
    sentence = _("These scopes do not exist: %(scopes)s.")


class ScopesMissing(Refusal):
    code = "ERR_SCOPES_MISSING"
    kind = Kind.INVALID
    sentence = _("Choose at least one thing that the program may do.")


class ScopeNotYours(Refusal):
    """Nobody gives what they do not hold."""

    code = "ERR_SCOPE_NOT_YOURS"
    kind = Kind.FORBIDDEN
    sentence = _("You cannot allow what you may not do yourself: %(scopes)s.")


class ProgramNotFound(Refusal):
    code = "ERR_PROGRAM_NOT_FOUND"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such program.")


class ProgramOff(Refusal):
    code = "ERR_PROGRAM_OFF"
    kind = Kind.CONFLICT
    sentence = _("Kontor has switched this program off.")


class ProgramNameMissing(Refusal):
    code = "ERR_PROGRAM_NAME_MISSING"
    kind = Kind.INVALID
    sentence = _("Enter the program's name, at most 60 characters.")


class ContactInvalid(Refusal):
    code = "ERR_PROGRAM_CONTACT_INVALID"
    kind = Kind.INVALID
    sentence = _("Enter an e-mail address at which the program's makers can be reached.")


class WebsiteInvalid(Refusal):
    code = "ERR_PROGRAM_WEBSITE_INVALID"
    kind = Kind.INVALID
    sentence = _("Enter the address of a page, beginning with https://.")


class AddressMissing(Refusal):
    code = "ERR_REDIRECT_MISSING"
    kind = Kind.INVALID
    sentence = _("Enter at least one address to which people are sent back.")


class AddressRefused(Refusal):
    code = "ERR_REDIRECT_REFUSED"
    kind = Kind.INVALID
    sentence = _(
        "%(address)s cannot be used. Write the whole address, beginning with https:// (http:// only for 127.0.0.1), "
        "without a fragment, a password or a wildcard."
    )


class AddressOfOther(Refusal):
    """An address that the preset's own makers do not use."""

    code = "ERR_REDIRECT_NOT_OF_PRESET"
    kind = Kind.INVALID
    sentence = _("%(address)s is not at %(hosts)s.")


class TooManyAddresses(Refusal):
    code = "ERR_REDIRECTS_TOO_MANY"
    kind = Kind.INVALID
    sentence = _("A program names at most %(most)s addresses.")


class TooManyPrograms(Refusal):
    code = "ERR_PROGRAMS_TOO_MANY"
    kind = Kind.LIMIT
    sentence = _("A store registers at most %(most)s programs. Remove one that you do not need.")


class NothingToCertify(Refusal):
    code = "ERR_NOTHING_TO_CERTIFY"
    kind = Kind.CONFLICT
    sentence = _("This program asks for nothing that needs a certification, or waits for one already.")


class PresetUnknown(Refusal):
    code = "ERR_PRESET_UNKNOWN"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such preset.")


class WayBackUnknown(Refusal):
    """Nobody is sent to an address that the program did not register (open redirects)."""

    code = "ERR_REDIRECT_UNKNOWN"
    kind = Kind.INVALID
    sentence = _(
        "The program wants you to be sent back to an address that it has not registered. "
        "Do not go on; tell the program's makers."
    )


class ProgramAsksWrongly(Refusal):
    code = "ERR_PROGRAM_ASKS_WRONGLY"
    kind = Kind.INVALID
    sentence = _("The program's request cannot be read. Start again in the program; if it stays so, tell its makers.")


class GrantNotFound(Refusal):
    code = "ERR_GRANT_NOT_FOUND"
    kind = Kind.NOT_FOUND
    sentence = _("This program is not connected to the store.")
