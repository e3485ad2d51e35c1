"""What belongs to no audience: probes, media, captchas, the mailbox, the page of components, and hooks."""

from __future__ import annotations

from collections.abc import Mapping

from tests.attacks.matrix.shape import GET, POST, Row, caller, everybody

ROWS: Mapping[str, Row] = {
    "healthz": everybody(GET),
    "readyz": everybody(GET),
    "metrics": everybody(GET),
    "media/<path:path>": everybody(GET, get=404),
    r"^captcha/(?P<token>[\w.-]{40,160})\.png$": everybody(GET, get=404),
    r"^captcha/(?P<purpose>[a-z_]{1,20})/$": everybody(GET),
    "_mailbox/": everybody(GET),
    "_mailbox/<uuid:message_id>/": everybody(GET, get=404),
    "_mailbox/<uuid:message_id>/html/": everybody(GET, get=404),
    "_ui/": everybody(GET),
    "_ui/mock/<slug:name>/": everybody(GET, name="mock"),
    "_ui/error/<int:status>/": everybody(GET, get=404),
    "_ui/picture/<slug:kind>/<int:hue>.svg": everybody(GET, kind="drawing"),
    ".well-known/oauth-authorization-server": everybody(GET),
    ".well-known/oauth-protected-resource": everybody(GET),
    ".well-known/oauth-protected-resource/api/v1": everybody(GET),
    "api/docs/": everybody(GET),
    "oauth/token": caller(POST),
    "oauth/revoke": caller(POST),
    "oauth/introspect": caller(POST),
    "hooks/carriers/<slug:carrier>/": caller(POST),
    "hooks/cashback/<slug:partner>/": caller(POST),
    "hooks/payments/<slug:provider>/": caller(POST),
    "hooks/texts/<uuid:account_id>/<uuid:notice_id>/": caller(POST, account_id="buyer"),
}
