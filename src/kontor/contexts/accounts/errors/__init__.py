"""The named ways in which accounts say no."""

from __future__ import annotations

from uuid import UUID

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class NotFirstParty(Refusal):
    """A registration that did not come from our own Join page (ACC-01)."""

    code = "ERR_NOT_FIRST_PARTY"
    kind = Kind.FORBIDDEN
    sentence = _(
        "Accounts are made on the Join page only. Open that page, allow cookies for it, and send the form again."
    )


class NotFromSellPage(NotFirstParty):
    """A seller's registration that did not come from the page “Sell on Kontor” (ACC-01)."""

    sentence = _(
        "Seller accounts are made on the page “Sell on Kontor” only. "
        "Open that page, allow cookies for it, and send the form again."
    )


class AddressMissing(Refusal):
    code = "ERR_ADDRESS_MISSING"
    kind = Kind.INVALID
    sentence = _("Enter your e-mail address or your mobile number.")


class AddressInvalid(Refusal):
    code = "ERR_ADDRESS_INVALID"
    kind = Kind.INVALID
    sentence = _("Enter an e-mail address like name@example.com, or a mobile number with its country code.")


class AddressHasStrangeCharacter(AddressInvalid):
    """A sign that an address cannot hold, or one that only looks like a Latin letter (ACC-09)."""

    code = "ERR_ADDRESS_CHARACTER"
    sentence = _(
        "Character %(position)s, “%(character)s” (%(name)s), cannot stand in an address. "
        "Type it again with a Latin keyboard, without blanks."
    )


class PhoneHasExtension(AddressInvalid):
    """A text message reaches no extension of a switchboard (ACC-09)."""

    code = "ERR_PHONE_EXTENSION"
    sentence = _("Enter the mobile number alone, without an extension.")


class MailNeeded(Refusal):
    """A seller's account is opened with an e-mail address."""

    code = "ERR_EMAIL_NEEDED"
    kind = Kind.INVALID
    sentence = _("Enter an e-mail address like name@example.com.")


class AddressTaken(Refusal):
    """One address belongs to one account (ACC-05)."""

    code = "ERR_EMAIL_OR_PHONE_TAKEN"
    kind = Kind.CONFLICT
    sentence = _("There is already an account with this e-mail address or mobile number. Sign in, or use another one.")


class NameMissing(Refusal):
    code = "ERR_NAME_MISSING"
    kind = Kind.INVALID
    sentence = _("Enter your name as it stands in your passport.")


class NameTooLong(Refusal):
    code = "ERR_NAME_TOO_LONG"
    kind = Kind.INVALID
    sentence = _("Use at most %(most)s characters.")


class NameHasStrangeCharacter(Refusal):
    """A digit, a sign or an invisible control, such as one that turns the direction of writing (ACC-02)."""

    code = "ERR_NAME_CHARACTER"
    kind = Kind.INVALID
    sentence = _("A name cannot hold the character %(character)s. Use letters, spaces, hyphens and apostrophes.")


class NameNotLatin(Refusal):
    """Typed in another script; `given` and `family` are the offered transliteration (ACC-02)."""

    code = "ERR_NAME_NOT_LATIN"
    kind = Kind.INVALID
    sentence = _("Write your name in Latin letters, as in your passport, so that every seller and courier can read it.")


class PasswordBreaksRules(Refusal):
    """At least one of the rules that the page lists does not hold (ACC-03)."""

    code = "ERR_PASSWORD_RULES"
    kind = Kind.INVALID
    sentence = _("Choose a password that keeps every rule below.")


class PasswordIsCommon(Refusal):
    code = "ERR_PASSWORD_COMMON"
    kind = Kind.INVALID
    sentence = _("This password stands on lists of stolen passwords. Choose another one.")


class PasswordsDiffer(Refusal):
    code = "ERR_PASSWORDS_DIFFER"
    kind = Kind.INVALID
    sentence = _("The two passwords are different. Type the same one twice.")


class CountryUnknown(Refusal):
    code = "ERR_COUNTRY_UNKNOWN"
    kind = Kind.INVALID
    sentence = _("Choose your country or region from the list.")


class LanguageUnknown(Refusal):
    code = "ERR_LANGUAGE_UNKNOWN"
    kind = Kind.INVALID
    sentence = _("Choose a language from the list.")


class CurrencyUnknown(Refusal):
    code = "ERR_CURRENCY_UNKNOWN"
    kind = Kind.INVALID
    sentence = _("Choose a currency from the list.")


class WrongCredentials(Refusal):
    """Unknown account or wrong password: the same words, the same time (ACC-20)."""

    code = "ERR_WRONG_CREDENTIALS"
    kind = Kind.UNAUTHENTICATED
    sentence = _("The address or the password is not right. Check both and try again.")


class NotActivated(Refusal):
    """The password is right, but the address was never verified (ACC-13)."""

    code = "ERR_ACCOUNT_NOT_ACTIVATED"
    kind = Kind.FORBIDDEN
    sentence = _("Account not activated. Open the message that we sent you and confirm your address first.")


class AccountClosed(Refusal):
    code = "ERR_ACCOUNT_CLOSED"
    kind = Kind.FORBIDDEN
    sentence = _("This account cannot be used at present. Write to our support to learn why and what you can do.")


class AccountWaits(AccountClosed):
    """A person looks at the registration first (ACC-30). Told only to somebody who knows its password."""

    code = "ERR_ACCOUNT_WAITS"
    sentence = _(
        "A person of our team looks at this account before it can be used. You get an answer by message, "
        "usually within one working day."
    )


class AccountIsBanned(AccountClosed):
    """Closed for a stated reason (ACC-31). Told only to somebody who knows its password.

    Attributes:
        account_id: whose reason may be shown and whose appeal may be written.
    """

    code = "ERR_ACCOUNT_BANNED"
    sentence = _("This account is closed. You can read why, and appeal.")
    account_id: UUID | None = None


class ResendTooSoon(Refusal):
    """The last link or code is younger than the policy's wait (ACC-11)."""

    code = "ERR_RESEND_TOO_SOON"
    kind = Kind.LIMIT
    sentence = _("We have just sent you a message. You can ask for another one in %(seconds)s seconds.")


class VerificationLocked(Refusal):
    """Too many failures in a row; `until` is the moment in ISO 8601 (ACC-12)."""

    code = "ERR_VERIFICATION_LOCKED"
    kind = Kind.LIMIT
    sentence = _("There were too many failed tries. This address can be verified again later.")


class LinkUnknown(Refusal):
    code = "ERR_LINK_UNKNOWN"
    kind = Kind.NOT_FOUND
    sentence = _("This link is not one of ours, or a part of it is missing. Open it from the message again.")


class LinkUsed(Refusal):
    """A link works once (ACC-10)."""

    code = "ERR_LINK_USED"
    kind = Kind.CONFLICT
    sentence = _("This link has been used already. If it was you, just sign in.")


class LinkExpired(Refusal):
    """A link lives for the policy's time (ACC-10)."""

    code = "ERR_LINK_EXPIRED"
    kind = Kind.CONFLICT
    sentence = _("This link is too old. Ask for a new one.")


class CodeWrong(Refusal):
    """A six-digit code that is not the one sent, or is too old (ACC-10, ACC-12)."""

    code = "ERR_CODE_WRONG"
    kind = Kind.INVALID
    sentence = _("This is not the code that we sent, or it is too old. Check the six digits or ask for a new code.")


class SocialNotOffered(Refusal):
    """No such provider, or the operator has not entered its keys (ACC-08)."""

    code = "ERR_SOCIAL_NOT_OFFERED"
    kind = Kind.NOT_FOUND
    sentence = _("This way of signing in is not offered here.")


class SocialVisitUnknown(Refusal):
    """The answer belongs to no visit of this browser: too old, used already, or made up (ACC-08)."""

    code = "ERR_SOCIAL_VISIT"
    kind = Kind.CONFLICT
    sentence = _("This sign-in was not begun in this browser, or it took too long. Nothing has changed. Begin again.")


class SocialDeclined(Refusal):
    """The person said no at the provider."""

    code = "ERR_SOCIAL_DECLINED"
    kind = Kind.CONFLICT
    sentence = _("You did not agree at %(provider)s, so nothing was handed over. Nothing has changed.")


class SocialSilent(Refusal):
    """The provider does not answer, or not in time."""

    code = "ERR_SOCIAL_SILENT"
    kind = Kind.UNAVAILABLE
    sentence = _("%(provider)s does not answer at present. Nothing has changed. Try again, or sign in another way.")


class SocialUnproven(Refusal):
    """What the provider answered does not hold: a signature, a nonce, an audience, a code used before."""

    code = "ERR_SOCIAL_UNPROVEN"
    kind = Kind.CONFLICT
    sentence = _("What %(provider)s answered could not be verified, so we did not sign you in. Begin again.")


class SocialNotKnown(Refusal):
    """Nobody here has connected this account of the provider; the Join page comes next."""

    code = "ERR_SOCIAL_NOT_KNOWN"
    kind = Kind.NOT_FOUND
    sentence = _("This account of %(provider)s is not connected with an account here.")


class SocialTaken(Refusal):
    """One account of a provider belongs to one account here."""

    code = "ERR_SOCIAL_TAKEN"
    kind = Kind.CONFLICT
    sentence = _("This account of %(provider)s is connected with an account here already. Sign in with it.")


class SocialProviderUsed(Refusal):
    """An account here has one account of each provider."""

    code = "ERR_SOCIAL_PROVIDER_USED"
    kind = Kind.CONFLICT
    sentence = _("Another account of %(provider)s is connected already. Disconnect that one first.")


class LastWayIn(Refusal):
    """Without it nobody could sign in any more."""

    code = "ERR_LAST_WAY_IN"
    kind = Kind.CONFLICT
    sentence = _("This is your only way to sign in. Set a password first, then you can disconnect it.")
