"""The operator registers a cashback partner (BUY-12)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction

from kontor.contexts.accounts import queries as accounts
from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.rules import addresses
from kontor.contexts.accounts.rules.countries import CURRENCIES
from kontor.contexts.promotions import errors
from kontor.contexts.promotions.models import CashbackPartner
from kontor.contexts.promotions.policy import COOKIE_DAYS, HIGHEST_PERCENT
from kontor.contexts.promotions.shared import sealed
from kontor.kernel.errors import Refusal, Refusals
from kontor.kernel.ids import token
from kontor.kernel.money import Money
from kontor.kernel.viewer import Operator

_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])")
_MOST_DAYS, _LONGEST_NAME, _LONGEST_URL = 365, 80, 500
_MOST_MINOR = 10**12


@dataclass(frozen=True, slots=True)
class Registered:
    """The new partner, and the secret to hand to it: it is shown once."""

    partner: CashbackPartner
    secret: str


def register_partner(
    *,
    by: Operator,  # noqa: ARG001  (who may)
    name: str,
    slug: str,
    percent: str = "",
    fixed: str = "",
    currency: str = "",
    cookie_days: str = "",
    postback_url: str = "",
    owner_email: str = "",
) -> Registered:
    """Register a partner with either a percentage or a fixed reward; all values as typed.

    Args:
        owner_email: of the partner's own buyer account, whose orders earn nothing; "" for none.

    Raises:
        Refusals: everything that does not hold, each at its field.
        PartnerSlugTaken: also for the slower of two at the same moment.
    """
    problems: list[Refusal] = []
    if not 0 < len(name.strip()) <= _LONGEST_NAME:
        problems.append(errors.PartnerNameInvalid(field="name"))
    if not _SLUG.fullmatch(slug):
        problems.append(errors.PartnerSlugInvalid(field="slug"))
    share_bp, amount = _reward(percent.strip(), fixed.strip(), currency)
    if not (share_bp or amount):
        problems.append(errors.RewardInvalid(field="percent", most=HIGHEST_PERCENT.int()))
    days = _days(cookie_days.strip())
    if not 1 <= days <= _MOST_DAYS:
        problems.append(errors.CookieDaysInvalid(field="cookie_days"))
    if postback_url and not _reachable(postback_url):
        problems.append(errors.PostbackInvalid(field="postback_url"))
    owner = _owner(owner_email) if owner_email.strip() else None
    if owner_email.strip() and owner is None:
        problems.append(errors.OwnerUnknown(field="owner_email"))
    if problems:
        raise Refusals(problems)
    secret = token(32)
    partner = CashbackPartner(
        slug=slug,
        name=name.strip(),
        share_bp=share_bp,
        fixed_minor=amount.minor if amount else 0,
        currency=amount.currency if amount else "",
        cookie_days=days,
        postback_url=postback_url,
        owner_id=owner.pk if owner else None,
    )
    partner.sealed_secret = sealed(partner, secret)
    try:
        with transaction.atomic():
            partner.save(force_insert=True)
    except IntegrityError as error:
        raise errors.PartnerSlugTaken(field="slug") from error
    return Registered(partner, secret)


def _reward(percent: str, fixed: str, currency: str) -> tuple[int, Money | None]:
    """Basis points or an amount; (0, None) for neither, both, or what is out of bounds."""
    try:
        if percent and not fixed:
            share = Decimal(percent.replace(",", ".")) * 100
            within = share.is_finite() and share == int(share) and 0 < share <= HIGHEST_PERCENT.int() * 100
            return (int(share), None) if within else (0, None)
        if fixed and not percent and currency in CURRENCIES:
            amount = Money.of(Decimal(fixed.replace(",", ".")), currency)
            return (0, amount) if 0 < amount.minor <= _MOST_MINOR else (0, None)
    except (InvalidOperation, ValueError, OverflowError):
        pass
    return 0, None


def _days(typed: str) -> int:
    if not typed:
        return COOKIE_DAYS.int()
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= len(str(_MOST_DAYS)) else 0


def _reachable(url: str) -> bool:
    """Over TLS; on a market that is not a real one also a server on this machine."""
    parts = urlsplit(url)
    played = not settings.KONTOR.production and parts.hostname in {"127.0.0.1", "localhost"}
    scheme = parts.scheme == "https" or (parts.scheme == "http" and played)
    return scheme and bool(parts.hostname) and not parts.username and len(url) <= _LONGEST_URL


def _owner(email: str) -> Account | None:
    try:
        key = addresses.mail(addresses.visible(email)).key
    except Refusal:
        return None
    return accounts.find_account(audience="buyer", email_key=key)
