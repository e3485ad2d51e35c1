"""Reading an ID token (OpenID Connect Core 3.1.3.7): one algorithm, a key of the issuer, every claim that matters."""

from __future__ import annotations

import threading
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import extract_compact

from kontor.contexts.accounts.policy import SOCIAL_SKEW
from kontor.contexts.accounts.providers import wire
from kontor.contexts.accounts.providers.protocol import ProviderSilent, Unproven
from kontor.kernel.clock import now

_ALGORITHM = "RS256"
_KEPT = timedelta(hours=1)
_ASKED_AGAIN = timedelta(minutes=1)  # for a key that we have not seen: issuers change theirs
_lock = threading.Lock()
_sets: dict[str, tuple[datetime, KeySet]] = {}


def claims(token: str, *, certs: str, issuers: Collection[str], audience: str, nonce: str) -> dict[str, Any]:
    """The claims of `token`.

    Args:
        certs: where the issuer shows its keys.
        issuers: the ways in which it writes its own name.

    Raises:
        Unproven: anything does not hold.
        ProviderSilent: the keys cannot be read.
    """
    try:
        header = extract_compact(token.encode()).headers()
        if header.get("alg") != _ALGORITHM:
            raise Unproven("another algorithm")
        found = jwt.decode(token, _keys(certs, str(header.get("kid", ""))), algorithms=[_ALGORITHM]).claims
        moment = int(now().timestamp())
        jwt.JWTClaimsRegistry(
            now=moment,
            leeway=SOCIAL_SKEW.int(),
            iss={"essential": True, "values": list(issuers)},
            aud={"essential": True, "value": audience},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": nonce},
        ).validate(found)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise Unproven(f"the ID token does not hold: {type(error).__name__}") from None
    several = isinstance(found.get("aud"), list) and len(found["aud"]) > 1
    if (several or "azp" in found) and found.get("azp") != audience:
        raise Unproven("the ID token was made for somebody else")
    return dict(found)


def _keys(address: str, kid: str) -> KeySet:
    """The issuer's keys, read once an hour, and again for a key that is not among them."""
    moment = now()
    with _lock:
        read_at, known = _sets.get(address, (None, None))
        age = moment - read_at if read_at else None
        if known is not None and age is not None and timedelta(0) <= age < _KEPT:
            seen = any(key.kid == kid for key in known.keys)
            if seen or age < _ASKED_AGAIN:
                return known
    told = wire.asked("GET", address)
    try:
        fresh = KeySet.import_key_set(told)  # type: ignore[arg-type]
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise ProviderSilent(f"keys: {type(error).__name__}") from None
    with _lock:
        _sets[address] = (moment, fresh)
    return fresh
