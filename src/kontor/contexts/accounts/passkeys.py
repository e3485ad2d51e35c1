"""WebAuthn for passkeys: what the browser is asked, and whether its answer holds (ACC-21).

Keys are discoverable and check the person (fingerprint, face, PIN), so that one of them is both steps at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from kontor.contexts.accounts.errors.second_step import PasskeyRefused
from kontor.contexts.accounts.models import Account
from kontor.platform.later import Later

_NAME = "Kontor"
webauthn, structs = Later("webauthn"), Later("webauthn.helpers.structs")
exceptions = Later("webauthn.helpers.exceptions")


@dataclass(frozen=True, slots=True)
class Party:
    """For whom a passkey is: `id` is the host's name, `origin` the address that the browser must be at."""

    id: str
    origin: str


@dataclass(frozen=True, slots=True)
class Made:
    """A new passkey whose answer holds."""

    credential: bytes
    public_key: bytes
    uses: int
    synced: bool


def to_make(account: Account, party: Party, challenge: bytes, known: Iterable[bytes]) -> str:
    """Options for making a passkey, as JSON; keys in `known` are not made twice on one device."""
    options = webauthn.generate_registration_options(
        rp_id=party.id,
        rp_name=_NAME,
        user_id=account.pk.bytes,
        user_name=account.email or str(account.phone),
        user_display_name=account.full_name,
        challenge=challenge,
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            require_resident_key=True,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[structs.PublicKeyCredentialDescriptor(id=bytes(one)) for one in known],
    )
    return str(webauthn.options_to_json(options))


def to_use(party: Party, challenge: bytes, known: Iterable[bytes] = ()) -> str:
    """Options for using a passkey, as JSON: one of `known`, or any that the browser has for this host."""
    options = webauthn.generate_authentication_options(
        rp_id=party.id,
        challenge=challenge,
        allow_credentials=[structs.PublicKeyCredentialDescriptor(id=bytes(one)) for one in known],
        user_verification=structs.UserVerificationRequirement.REQUIRED,
    )
    return str(webauthn.options_to_json(options))


def made(answer: str, party: Party, challenge: bytes) -> Made:
    """The new passkey.

    Raises:
        PasskeyRefused: the answer does not belong to this question, host or address, or nobody was checked.
    """
    try:
        checked = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            require_user_verification=True,
        )
    except (exceptions.WebAuthnException, ValueError, TypeError, KeyError):
        raise PasskeyRefused from None
    return Made(checked.credential_id, checked.credential_public_key, checked.sign_count, checked.credential_backed_up)


def named(answer: str) -> tuple[bytes, UUID | None]:
    """Which passkey an answer says it is of, and whose: not checked yet.

    Raises:
        PasskeyRefused: it is not an answer at all.
    """
    try:
        said = json.loads(answer)
        credential = webauthn.base64url_to_bytes(said["id"])
        handle = said["response"].get("userHandle")
        return credential, UUID(bytes=webauthn.base64url_to_bytes(handle)) if handle else None
    except (ValueError, TypeError, KeyError, AttributeError):
        raise PasskeyRefused from None


def used(answer: str, party: Party, challenge: bytes, *, public_key: bytes, uses: int) -> int:
    """The passkey's own counter after this use.

    Raises:
        PasskeyRefused: as `made`; the signature is not this key's; or the counter went back, as a copied key's does.
    """
    try:
        checked = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            credential_public_key=public_key,
            credential_current_sign_count=uses,
            require_user_verification=True,
        )
    except (exceptions.WebAuthnException, ValueError, TypeError, KeyError):
        raise PasskeyRefused from None
    return int(checked.new_sign_count)
