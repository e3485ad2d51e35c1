"""On what somebody sits, as far as a browser says it of itself."""

from __future__ import annotations

from django.http import HttpRequest

PHONE, DESKTOP = "mobile", "desktop"


def device_of(request: HttpRequest) -> str:
    """ "mobile" for a phone, "desktop" for all else.

    Browsers that know the client hint say it there, with each request over TLS; the others write "Mobi" into their
    name, as the standard's authors advise. A tablet that shows desktop pages is a desktop.
    """
    hint = request.META.get("HTTP_SEC_CH_UA_MOBILE", "").strip()
    if hint in {"?0", "?1"}:
        return PHONE if hint == "?1" else DESKTOP
    return PHONE if "Mobi" in request.META.get("HTTP_USER_AGENT", "") else DESKTOP
