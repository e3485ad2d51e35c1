"""People and what proves that an address is theirs."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q

from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class Audience(models.TextChoices):
    """Which face an account signs in at. One person may have one account of each."""

    BUYER = "buyer"
    SELLER = "seller"
    OPERATOR = "operator"


class AccountState(models.TextChoices):
    PENDING = "pending"  # registered, address not yet verified (ACC-13)
    ACTIVE = "active"
    HELD = "held"  # verified, but a person of the operator looks at it first (ACC-30)
    SUSPENDED = "suspended"  # banned; `state_before` is what it comes back to (ACC-31)
    ERASED = "erased"


class Account(AbstractBaseUser):
    """One person at one face. One address belongs to one account of an audience (ACC-05)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    audience = models.CharField(max_length=8, choices=Audience)
    state = models.CharField(max_length=9, choices=AccountState, default=AccountState.PENDING)
    email = models.EmailField(max_length=254, blank=True)  # as typed, for writing to
    email_key = models.CharField(max_length=254, null=True)  # normalised, for comparing
    phone = models.CharField(max_length=16, null=True)  # E.164
    given_name = models.CharField(max_length=60, blank=True)
    family_name = models.CharField(max_length=60, blank=True)
    name_as_typed = models.CharField(max_length=130, blank=True)  # before transliteration (ACC-02)
    country = models.CharField(max_length=2)
    language = models.CharField(max_length=8)
    currency = models.CharField(max_length=3)
    form_opened_at = models.DateTimeField(null=True)  # when the person first saw the form (ACC-50)
    contact_phone = models.CharField(max_length=16, blank=True, default="", db_default="")  # E.164, not to sign in with
    created_at = models.DateTimeField(default=now)
    verified_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)  # set while it is held, also before it is verified
    state_before = models.CharField(max_length=9, blank=True, default="", db_default="")

    USERNAME_FIELD = "id"
    objects = BaseUserManager["Account"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["audience", "email_key"], name="account_email_once"),
            models.UniqueConstraint(fields=["audience", "phone"], name="account_phone_once"),
            models.CheckConstraint(
                condition=Q(email_key__isnull=False) | Q(phone__isnull=False) | Q(state="erased"),
                name="account_has_address",
            ),
        ]
        indexes = [
            models.Index(fields=["created_at"], name="account_pending", condition=Q(state="pending")),
            BrinIndex(fields=["created_at"], name="account_joined"),
        ]

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Django's word for: may be signed in."""
        return self.state == AccountState.ACTIVE

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


class Channel(models.TextChoices):
    EMAIL = "email"
    SMS = "sms"


class Purpose(models.TextChoices):
    ACTIVATE = "activate"
    RESET = "reset"
    CHANGE = "change"  # of the address: a code to the new one
    SECOND_STEP = "second_step"  # a code to the verified phone (ACC-21)
    DEVICE = "device"  # a code that confirms a new device (SEL-05)


class Failure(models.TextChoices):
    """Why an address was not proven (ACC-50)."""

    REFUSED = "refused"  # the mailbox provider did not take the message
    CODE = "code"  # wrong digits, or too late
    EXPIRED = "expired"  # the link was opened after its time
    LOCKED = "locked"  # too many failures in a row
    DISOWNED = "disowned"  # the owner of the address says: this was not me
    SILENT = "silent"  # nothing came of the message


class Verification(models.Model):
    """A secret sent to an address: a link's token or a six-digit code (ACC-10). Only its hash is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="verifications")
    purpose = models.CharField(max_length=16, default=Purpose.ACTIVATE)
    channel = models.CharField(max_length=5, choices=Channel)
    address = models.CharField(max_length=254)
    replaces = models.CharField(max_length=254, blank=True, default="", db_default="")  # the old address, for a change
    secret_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)  # when the page behind the link was opened by whoever confirmed it
    used_at = models.DateTimeField(null=True)
    next_page = models.CharField(max_length=300, blank=True)
    failures = models.PositiveSmallIntegerField(default=0, db_default=0)  # tries with it that did not serve
    last_failure = models.CharField(max_length=8, choices=Failure, blank=True, default="", db_default="")

    class Meta:
        indexes = [
            models.Index(fields=["account", "-created_at"], name="verification_latest"),
            models.Index(fields=["secret_hash"], name="verification_secret"),
        ]


class VerificationLock(models.Model):
    """Consecutive failures of one address, and until when it is locked (ACC-12)."""

    address_key = models.CharField(primary_key=True, max_length=260)
    failures = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)


class LostRegistration(models.Model):
    """What is left of a registration that was erased unproven: figures for ACC-50 that lead to nobody.

    Attributes:
        domain: of the mailbox; forgotten after a while where few share it, for a domain of one's own is a name.
        messages: how many links or codes were sent.
        at: when it was registered.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    audience = models.CharField(max_length=8, choices=Audience)
    country = models.CharField(max_length=2)
    channel = models.CharField(max_length=5, choices=Channel)
    domain = models.CharField(max_length=254, blank=True)
    cause = models.CharField(max_length=8, choices=Failure)
    messages = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="lost_registration_at")]


class MailDomain(models.Model):
    """What became of mails to one domain that several people share: figures that lead to nobody (ACC-14).

    Attributes:
        asked: registrations whose link went out, without those of the last day.
        proven: of these, by how many it was used.
        refused: of these, how many the domain's server did not take.
    """

    domain = models.CharField(primary_key=True, max_length=254)
    asked = models.PositiveIntegerField()
    proven = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()
    measured_at = models.DateTimeField()
