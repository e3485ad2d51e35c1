"""What the accounts hold of people (ACC-42)."""

from __future__ import annotations

from typing import Any

from django.db import models

from kontor.contexts.accounts.models import (
    Account,
    AccountDevice,
    AccountState,
    Factor,
    LostRegistration,
    MailDomain,
    RecoveryCode,
    SecurityStep,
    SocialIdentity,
    SocialVisit,
    Verification,
    VerificationLock,
    WaitingSignIn,
)
from kontor.kernel.text import mark as _
from kontor.platform.privacy import Column, Kind, Person, Then, Whose, free, holds, never

_UNUSABLE = "!"  # no password has this hash

holds(
    Account,
    Column("email", Kind.CONTACT, _("E-mail")),
    Column("email_key", Kind.CONTACT, _("E-mail, as it is compared")),
    Column("phone", Kind.CONTACT, _("Phone")),
    Column("contact_phone", Kind.CONTACT, _("Phone for couriers")),
    Column("given_name", Kind.NAME, _("Given name")),
    Column("family_name", Kind.NAME, _("Family name")),
    Column("name_as_typed", Kind.NAME, _("Name as first written")),
    Column("password", Kind.SECRET, _("Password, as a hash"), shown=never),
    Column("language", Kind.CHOICE, _("Language"), then=Then.KEEP, because="says nothing of whom it was any more"),
    Column("currency", Kind.CHOICE, _("Currency"), then=Then.KEEP, because="says nothing of whom it was any more"),
    Column("country", Kind.CHOICE, _("Country"), then=Then.KEEP, because="figures by country; leads to nobody"),
    title=_("Account"), whose=Whose.ANYBODY, rows="id", then=Then.BLANK,
    also=("id", "audience", "state", "state_before", "created_at", "verified_at", "held_at"),
    sets={"state": AccountState.ERASED, "password": _UNUSABLE},
)  # fmt: skip
holds(
    Verification,
    Column("address", Kind.CONTACT, _("Address")),
    Column("replaces", Kind.CONTACT, _("Address before")),
    Column("secret_hash", Kind.SECRET, _("Secret, as a hash"), shown=never),
    Column("next_page", Kind.DEED, _("Page wanted next")),
    title=_("Proofs of an address"), whose=Whose.ANYBODY, rows="account_id", then=Then.DELETE,
    also=("purpose", "channel", "created_at", "used_at"),
)  # fmt: skip


def _locks(person: Person) -> models.QuerySet[Any, Any]:
    return VerificationLock.objects.filter(address_key__in=person.addresses)


holds(
    VerificationLock,
    Column("address_key", Kind.CONTACT, _("Address")),
    title=_("Failed proofs of an address"), whose=Whose.ANYBODY, rows=_locks, then=Then.DELETE,
    also=("failures", "locked_until"),
)  # fmt: skip
holds(
    Factor,
    Column("name", Kind.CONTENT, _("Your name for it")),
    Column("phone", Kind.CONTACT, _("Phone")),
    Column("sealed", Kind.SECRET, _("Secret of an app"), shown=never),
    Column("credential", Kind.SECRET, _("Passkey"), shown=never),
    Column("public_key", Kind.SECRET, _("Key of a passkey"), shown=never),
    title=_("Second steps"), whose=Whose.ANYBODY, rows="account_id", then=Then.DELETE,
    also=("kind", "created_at", "confirmed_at", "used_at"),
)  # fmt: skip
holds(
    RecoveryCode,
    Column("code_hash", Kind.SECRET, _("Recovery code, as a hash")),
    title=_("Recovery codes"), whose=Whose.ANYBODY, rows="account_id", then=Then.DELETE,
    hidden="digests of secrets; the page of safety says how many are left",
)  # fmt: skip
holds(
    AccountDevice,
    Column("device_hash", Kind.SECRET, _("Device, as a hash"), shown=never),
    Column("agent", Kind.DEVICE, _("Browser")),
    Column("country", Kind.PLACE, _("Country")),
    Column("network", Kind.PLACE, _("Part of the internet address")),
    title=_("Known devices"), whose=Whose.ANYBODY, rows="account_id", then=Then.DELETE,
    also=("first_seen", "last_seen", "trusted_until", "listed_at"),
)  # fmt: skip
holds(
    WaitingSignIn,
    Column("device_hash", Kind.SECRET, _("Device, as a hash"), shown=never),
    Column("agent", Kind.DEVICE, _("Browser")),
    Column("country", Kind.PLACE, _("Country")),
    Column("network", Kind.PLACE, _("Part of the internet address")),
    Column("reason", Kind.CONTENT, _("Reason")),
    title=_("Sign-ins that had to wait"), whose=Whose.ANYBODY, rows="account_id", then=Then.DELETE,
    also=("state", "opened_at", "decided_at"),
)  # fmt: skip
holds(
    SecurityStep,
    Column("what", Kind.DEED, _("What happened")),
    Column("reason", Kind.CONTENT, _("Reason")),
    Column("by_name", Kind.NAME, _("Who of our staff did it"), shown=never),
    title=_("Changes of your account's safety"), whose=Whose.ANYBODY, rows="account_id", then=Then.DELETE,
    also=("at",),
)  # fmt: skip
holds(
    SecurityStep,
    Column("by_name", Kind.NAME, _("Name of the person")),
    title=_("Help with other people's accounts"), whose=Whose.OPERATOR, rows="by_id", then=Then.PSEUDONYM,
    also=("what", "at"),
)  # fmt: skip
holds(
    SocialIdentity,
    Column("provider", Kind.CHOICE, _("Provider")),
    Column("subject", Kind.DEVICE, _("What the provider calls you")),
    Column("shown_as", Kind.CONTACT, _("Name or e-mail there")),
    title=_("Connected accounts"), whose=Whose.ANYBODY, rows="account_id", then=Then.DELETE,
    also=("linked_at", "last_used_at"),
)  # fmt: skip
holds(
    SocialVisit,
    Column("subject", Kind.DEVICE, _("What the provider calls you")),
    Column("email", Kind.CONTACT, _("E-mail")),
    Column("phone", Kind.CONTACT, _("Phone")),
    Column("given_name", Kind.NAME, _("Given name")),
    Column("family_name", Kind.NAME, _("Family name")),
    Column("next_page", Kind.DEED, _("Page wanted next")),
    Column("state_hash", Kind.SECRET, _("Secret, as a hash")),
    Column("browser_hash", Kind.SECRET, _("Secret, as a hash")),
    title=_("Visits to a provider under way"), whose=Whose.ANYBODY, rows="account_id", then=Then.DELETE,
    hidden="lives for an hour at most; while it lives nobody knows whose it is",
)  # fmt: skip
free(SocialVisit, "the name of a company", "provider")
free(Verification, "why it was asked for, in a word", "purpose")
free(Verification, "why it was asked for and why it failed, in a word", "last_failure")
free(LostRegistration, "figures of registrations that are erased; a domain that few share is forgotten",
     "country", "domain", "cause")  # fmt: skip
free(Account, "a word for a state", "state_before")
free(MailDomain, "counts of a mail domain that several people share", "domain")
free(WaitingSignIn, "a word for a state", "state")
