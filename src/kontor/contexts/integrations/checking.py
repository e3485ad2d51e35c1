"""Whether a draft of a program holds: for the services that keep it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.validators import validate_email

from kontor.contexts.catalogue.errors import NotAPicture, PictureTooLarge
from kontor.contexts.catalogue.pictures import clean
from kontor.contexts.integrations import scopes as table
from kontor.contexts.integrations.drafts import ProgramDraft
from kontor.contexts.integrations.errors import programs as errors
from kontor.contexts.integrations.policy import ADDRESSES_AT_MOST
from kontor.contexts.integrations.rules import addresses as rules
from kontor.kernel.errors import Refusal, Refusals

_NAME, _SITE = 60, 200


def check(draft: ProgramDraft, hosts: Sequence[str] = ()) -> None:
    """Let a draft pass that holds.

    Args:
        hosts: where a preset's addresses must lie; empty: anywhere.

    Raises:
        Refusals: each part that does not hold, at its field.
    """
    wrong: list[Refusal] = []
    if not 0 < len(draft.name) <= _NAME:
        wrong.append(errors.ProgramNameMissing(field="name"))
    try:
        validate_email(draft.contact)
    except ValidationError:
        wrong.append(errors.ContactInvalid(field="contact"))
    if draft.website and not (draft.website.startswith("https://") and rules.address_holds(draft.website[:_SITE])):
        wrong.append(errors.WebsiteInvalid(field="website"))
    wrong += _addresses(draft, hosts)
    if unknown := table.unknown(draft.scopes):
        wrong.append(errors.ScopeUnknown(field="scopes", scopes=", ".join(unknown)))
    if not draft.scopes:
        wrong.append(errors.ScopesMissing(field="scopes"))
    if wrong:
        raise Refusals(wrong)


def _addresses(draft: ProgramDraft, hosts: Sequence[str]) -> list[Refusal]:
    most = ADDRESSES_AT_MOST.int()
    if not draft.redirect_uris:
        return [errors.AddressMissing(field="redirect_uris")]
    if len(draft.redirect_uris) > most:
        return [errors.TooManyAddresses(field="redirect_uris", most=most)]
    for address in draft.redirect_uris:
        if not rules.address_holds(address):
            return [errors.AddressRefused(field="redirect_uris", address=address[:80])]
        if not rules.at_one_of(address, hosts):
            return [errors.AddressOfOther(field="redirect_uris", address=address[:80], hosts=", ".join(hosts))]
    return []


def keep_logo(content: bytes) -> str:
    """Clean the picture and keep it; the same picture is kept once.

    Returns:
        Its media path; "" for no content.

    Raises:
        NotAPicture, PictureTooLarge: at the field `logo`.
    """
    if not content:
        return ""
    try:
        data = clean(content)
    except NotAPicture as error:
        raise NotAPicture(field="logo") from error
    except PictureTooLarge as error:
        raise PictureTooLarge(field="logo", **dict[str, Any](error.params)) from error
    path = f"programs/{hashlib.sha256(data).hexdigest()[:32]}.webp"
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(data))
    return path
