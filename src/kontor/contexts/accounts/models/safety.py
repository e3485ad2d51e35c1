"""What protects an account: second factors, recovery codes, known devices, and the history of changes to them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kontor.contexts.accounts.models.people import Account
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class FactorKind(models.TextChoices):
    APP = "app"  # six digits of an authenticator app (TOTP)
    SMS = "sms"  # six digits sent to the verified phone
    PASSKEY = "passkey"


class Factor(models.Model):
    """One way to pass the second step (ACC-21). It counts once it is confirmed.

    Attributes:
        name: what its owner calls it.
        sealed: the app's secret under the vault's key, bound to the account (kind app).
        last_step: the latest time step of which a code was taken; an earlier or equal one is not taken again.
        phone: E.164, where codes go (kind sms).
        credential: the passkey's id; `public_key` (COSE) checks its signatures, `uses` is its own counter.
        synced: the passkey is kept by a provider and works on several devices.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="factors")
    kind = models.CharField(max_length=7, choices=FactorKind)
    name = models.CharField(max_length=60, blank=True)
    sealed = models.BinaryField(null=True)
    last_step = models.BigIntegerField(null=True)
    phone = models.CharField(max_length=16, blank=True)
    credential = models.BinaryField(null=True, max_length=1023)
    public_key = models.BinaryField(null=True)
    uses = models.BigIntegerField(default=0)
    synced = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=now)
    confirmed_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "kind"],
                condition=Q(kind__in=["app", "sms"], confirmed_at__isnull=False),
                name="factor_kind_once",
            ),
            models.UniqueConstraint(
                fields=["account", "kind"], condition=Q(confirmed_at__isnull=True), name="factor_one_set_up"
            ),
            models.UniqueConstraint(fields=["credential"], name="factor_credential_once"),
            models.CheckConstraint(
                condition=Q(kind="app", sealed__isnull=False)
                | (Q(kind="sms") & ~Q(phone=""))
                | Q(kind="passkey", credential__isnull=False, public_key__isnull=False),
                name="factor_has_its_proof",
            ),
        ]


class RecoveryCode(models.Model):
    """A code to pass the second step without the factor: once. Only a keyed digest is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "code_hash"], name="recovery_code_once")]


class AccountDevice(models.Model):
    """A browser that somebody has signed in with: known, and perhaps trusted to skip the second step.

    Attributes:
        device_hash: keyed digest of the random id in the browser's signed cookie.
        trusted_until: until when the second step is not asked for; None: it is asked.
        listed_at: since when it is on the list of trusted devices; None: it is not (SEL-05).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="devices")
    device_hash = models.CharField(max_length=64)
    agent = models.CharField(max_length=300, blank=True)  # the browser's own words
    country = models.CharField(max_length=2, blank=True)
    network = models.CharField(max_length=43, blank=True)  # coarse: /24 or /48
    first_seen = models.DateTimeField(default=now)
    last_seen = models.DateTimeField(default=now)
    trusted_until = models.DateTimeField(null=True)
    listed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "device_hash"], name="device_known_once")]


class SecurityStep(models.Model):
    """What was changed about an account's safety, by whom: for its owner, and for the operator's help (ACC-21).

    Attributes:
        what: a word of `rules.safety.WORDS`.
        by_id: the operator who did it; None: the owner.
        reason: the operator's.
    """

    pk = models.CompositePrimaryKey("account_id", "id")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="security_steps")
    id = models.UUIDField(default=new_id, editable=False)
    what = models.CharField(max_length=24)
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=130, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["-id"], name="security_step_latest")]
