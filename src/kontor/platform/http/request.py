"""The request as our views see it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.core.handlers.wsgi import WSGIRequest

if TYPE_CHECKING:
    from kontor.platform.http.place import Place


class Request(WSGIRequest):
    """Django's request and what the edge knows about it; `EdgeMiddleware` turns every request into one.

    Attributes:
        id: the request's id, in every log line and in the answer's `X-Request-Id`.
        client_ip: the address of the client, seen through trusted proxies only.
        audience: buyer, seller or operator: whose site the path belongs to.
        captcha_solved: the form whose captcha this request has solved, "" for none.
        place: country, currency and language in which the page is shown.
    """

    id: str
    client_ip: str
    audience: str
    place: Place
    captcha_solved: str = ""

    @cached_property
    def answer_headers(self) -> dict[str, str]:
        """Headers that the answer gets, whoever makes it: also a refusal (rate limits, how to sign in)."""
        return {}

    @cached_property
    def here(self) -> str:
        """The page that the person is on, to come back to: this address, or the page that a form was sent from.

        "/" when that is not known, or not ours.
        """
        if self.method in {"GET", "HEAD"}:
            return self.get_full_path()
        sent = urlsplit(self.META.get("HTTP_REFERER", ""))
        ours = sent.netloc == self.get_host() and sent.path.startswith("/") and not sent.path.startswith("//")
        return f"{sent.path}?{sent.query}" if ours and sent.query else sent.path if ours else "/"

    @cached_property
    def seen_from(self) -> str:
        """ISO code of the country that the client's address is in, "" when it is not known (ACC-34)."""
        from kontor.platform.http.whereabouts import country_of  # noqa: PLC0415  (opened when first asked for)

        return country_of(self.client_ip)

    @cached_property
    def account(self) -> Any:
        """The account signed in at this site, or None. One query, when it is first asked for."""
        from kontor.platform.http.sign_in import account_of  # noqa: PLC0415  (it imports models)

        return account_of(self)
