"""Reads about what protects an account: for its owner (the caller is that account), unless they say otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from kontor.contexts.accounts import codes
from kontor.contexts.accounts.models import (
    Account,
    AccountDevice,
    Audience,
    Factor,
    FactorKind,
    RecoveryCode,
    SecurityStep,
    Verification,
)
from kontor.contexts.accounts.policy import (
    RECOVERY_CODES_FEW,
    SECOND_STEP_FOR_OPERATORS,
    SECOND_STEP_FOR_SELLERS,
)
from kontor.contexts.accounts.rules import second_step as rules
from kontor.contexts.accounts.rules.safety import browser_of, system_of
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator
from kontor.platform.http.device import digest
from kontor.platform.vault import open_sealed

_ISSUER = "Kontor"
_STEPS = 20


@dataclass(frozen=True, slots=True)
class Due:
    """What stands between the right password and the session.

    Attributes:
        kinds: the account's factors; with none there is no second step.
        trusted: this browser passed it before and is trusted still.
        missing: the account needs a second step and has none (SEL-06).
    """

    kinds: frozenset[str]
    trusted: bool
    missing: bool

    @property
    def asked(self) -> bool:
        return bool(self.kinds) and not self.trusted


@dataclass(frozen=True, slots=True)
class Safety:
    """Everything that the page about an account's safety shows."""

    app: Factor | None
    sms: Factor | None
    passkeys: Sequence[Factor]
    codes_left: int
    needed: bool

    @property
    def on(self) -> bool:
        return bool(self.app or self.sms or self.passkeys)

    @property
    def codes_few(self) -> bool:
        return self.on and self.codes_left <= RECOVERY_CODES_FEW.int()

    @property
    def last(self) -> bool:
        """Whether the only factor cannot be removed."""
        return self.needed and (self.app is not None) + (self.sms is not None) + len(self.passkeys) == 1


@dataclass(frozen=True, slots=True)
class AppSetUp:
    """An app's secret while it is set up: to type, and as the address in the picture. In memory only."""

    secret: str
    address: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A browser in words, as a message names it."""

    account_id: UUID
    browser: str
    system: str
    country: str
    network: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Moved:
    """An address that was replaced: who is told, in which language."""

    account_id: UUID
    channel: str
    old: str
    language: str


def required(audience: str) -> bool:
    """Whether accounts of `audience` need a second step. Public."""
    if audience == Audience.SELLER:
        return SECOND_STEP_FOR_SELLERS.on()
    return audience == Audience.OPERATOR and SECOND_STEP_FOR_OPERATORS.on()


def due(account: Account, device: str) -> Due:
    """For whoever has just typed the right password: what comes next."""
    kinds = frozenset(Factor.objects.filter(account=account, confirmed_at__isnull=False).values_list("kind", flat=True))
    kept = digest(device)
    trusted = (
        bool(kinds and kept)
        and AccountDevice.objects.filter(account=account, device_hash=kept, trusted_until__gt=now()).exists()
    )
    return Due(kinds, trusted, missing=not kinds and required(account.audience))


def overview(account: Account) -> Safety:
    """The factors and what is left of the recovery codes: two statements."""
    mine = list(
        Factor.objects.filter(account=account, confirmed_at__isnull=False).order_by("created_at", "id").defer("sealed")
    )
    by_kind = {one.kind: one for one in mine}
    return Safety(
        app=by_kind.get(FactorKind.APP),
        sms=by_kind.get(FactorKind.SMS),
        passkeys=[one for one in mine if one.kind == FactorKind.PASSKEY],
        codes_left=RecoveryCode.objects.filter(account=account, used_at__isnull=True).count(),
        needed=required(account.audience),
    )


def app_set_up(account: Account) -> AppSetUp | None:
    """The secret of the app that is being set up, or None."""
    begun = Factor.objects.filter(account=account, kind=FactorKind.APP, confirmed_at__isnull=True).first()
    if begun is None:
        return None
    secret = open_sealed(bytes(begun.sealed or b""), bound_to=codes.bound(begun.id)).decode()
    return AppSetUp(secret, rules.address_of(secret, name=account.email or str(account.phone), issuer=_ISSUER))


def trusted_devices(account_id: UUID) -> list[AccountDevice]:
    """Browsers that are not asked for the second step, latest seen first."""
    rows = AccountDevice.objects.filter(account_id=account_id, trusted_until__gt=now())
    return list(rows.order_by("-last_seen", "-id")[:100])


def steps(account_id: UUID) -> list[SecurityStep]:
    """What was changed lately, newest first."""
    return list(SecurityStep.objects.filter(account_id=account_id).order_by("-id")[:_STEPS])


def helpable(
    viewer: Operator,  # noqa: ARG001  (who may)
    *,
    audience: str,
    address_key: str,
) -> Account | None:
    """For the operator: the account at this address, with `factor_count`, to help somebody who lost the factor."""
    column = "email_key" if "@" in address_key else "phone"
    counted = Account.objects.annotate(factor_count=Count("factors", filter=Q(factors__confirmed_at__isnull=False)))
    return counted.filter(**{column: address_key}, audience=audience).first()


def new_device(account_id: UUID, device_id: UUID) -> Seen | None:
    """For the system: the browser about which the owner is told."""
    row = AccountDevice.objects.filter(account_id=account_id, pk=device_id).first()
    if row is None:
        return None
    browser, system = browser_of(row.agent), system_of(row.agent)
    return Seen(row.account_id, browser, system, row.country, row.network, row.first_seen)


def replaced_address(verification_id: UUID) -> Moved | None:
    """For the system: the old address of a change, which is told about it; None when there was none."""
    rows = Verification.objects.filter(pk=verification_id).exclude(replaces="")
    found = rows.values_list("account_id", "channel", "replaces", "account__language").first()
    return Moved(*found) if found else None


def safety_page(audience: str) -> str:
    """Path of the page on which an account of `audience` looks after its safety. Public."""
    return {Audience.SELLER: "/seller/security/", Audience.OPERATOR: "/console/security/"}.get(
        Audience(audience), "/account/security/"
    )


def devices_page(audience: str) -> str:
    """Path of the page with the browsers in which it is signed in. Public."""
    return safety_page(audience) + "devices/"


def trusted_page(audience: str) -> str:
    """Path of the page with its trusted devices. Public."""
    return safety_page(audience) + "trusted/"


@dataclass(frozen=True, slots=True)
class Ways:
    """How the second step can be passed; `phone` shows its last digits only."""

    kinds: frozenset[str]
    phone: str


def ways(account_id: UUID) -> Ways:
    """For whoever has just shown the right password."""
    mine = dict(Factor.objects.filter(account_id=account_id, confirmed_at__isnull=False).values_list("kind", "phone"))
    phone = mine.get(FactorKind.SMS, "")
    return Ways(frozenset(mine), f"•••{phone[-3:]}" if phone else "")


def passkey_ids(account_id: UUID) -> list[bytes]:
    """The credentials of the account's passkeys: for its owner, and for whoever has shown the right password."""
    found = Factor.objects.filter(account_id=account_id, kind=FactorKind.PASSKEY, confirmed_at__isnull=False)
    return [bytes(one or b"") for one in found.order_by("created_at", "id").values_list("credential", flat=True)]
