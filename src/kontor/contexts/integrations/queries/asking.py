"""Reading what a program asks for, before a person sees it."""

from __future__ import annotations

from typing import Any

from oauthlib.common import Request, add_params_to_uri
from oauthlib.oauth2 import FatalClientError, InvalidScopeError, OAuth2Error
from oauthlib.oauth2.rfc6749 import errors as said

from kontor.contexts.integrations import scopes as table
from kontor.contexts.integrations.asked import Asked, SentBack
from kontor.contexts.integrations.errors.programs import (
    ProgramAsksWrongly,
    ProgramNotFound,
    ScopeNeedsCertification,
    WayBackUnknown,
)
from kontor.contexts.integrations.models import Certification
from kontor.contexts.integrations.oauth import server
from kontor.contexts.integrations.oauth.validator import Validator
from kontor.contexts.sellers.models import Store


def ask(uri: str, *, issuer: str) -> Asked | SentBack:
    """What the address of the consent page asks for. Public: it tells only what the program has put there.

    Args:
        issuer: our own name, told with every way back (RFC 9207).

    Raises:
        ProgramNotFound: nobody is registered under this client_id, or it is switched off.
        WayBackUnknown: the address is not, letter by letter, one that the program registered.
        ProgramAsksWrongly: the request says something twice or cannot be read.
    """
    validator = Validator()
    try:
        scopes, facts = server.authorization(validator).validate_authorization_request(uri)
    except (said.InvalidClientIdError, said.MissingClientIdError) as error:
        raise ProgramNotFound from error
    except (said.InvalidRedirectURIError, said.MissingRedirectURIError, said.MismatchingRedirectURIError) as error:
        raise WayBackUnknown from error
    except (FatalClientError, ValueError) as error:
        raise ProgramAsksWrongly from error
    except OAuth2Error as error:
        return _back(validator, error, uri, issuer)
    return _asked(validator, scopes, facts)


def _back(validator: Validator, error: OAuth2Error, uri: str, issuer: str) -> SentBack:
    pairs = [(name, value or "") for name, value in error.twotuples] + [("iss", issuer)]
    if isinstance(error, InvalidScopeError) and validator.application is not None:
        uncertified = validator.application.certification != Certification.CERTIFIED
        if uncertified and (refused := table.certified_only(_wanted(uri))):
            told = f"{ScopeNeedsCertification.code} {' '.join(refused)}"
            pairs = [pair for pair in pairs if pair[0] != "error_description"] + [("error_description", told)]
    return SentBack(add_params_to_uri(error.redirect_uri or "", pairs))


def _wanted(uri: str) -> list[str]:
    return str(Request(uri).scope or "").split()


def _asked(validator: Validator, scopes: list[str], facts: dict[str, Any]) -> Asked | SentBack:
    program = validator.application
    if program is None:
        raise ProgramNotFound
    made_by = Store.objects.filter(id=program.store_id).values_list("name", flat=True) if program.store_id else ()
    return Asked(
        application_id=program.id, client_id=program.client_id, name=program.name, about=program.about,
        website=program.website, logo=program.logo, made_by=next(iter(made_by), ""),
        certified=program.certification == Certification.CERTIFIED, scopes=tuple(table.known(scopes)),
        redirect_uri=facts["redirect_uri"], challenge=facts["code_challenge"], state=facts["state"] or "",
    )  # fmt: skip
