"""Which providers this installation runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from kontor.contexts.payments.errors import MethodNotOffered
from kontor.contexts.payments.providers.binding import Binding
from kontor.contexts.payments.providers.instant.provider import Instant
from kontor.contexts.payments.providers.protocol import Provider
from kontor.contexts.payments.providers.settling import Settling

# By name, because each SDK takes half a second and ten megabytes: only processes in which somebody pays load it.
_ALIPAY = "kontor.contexts.payments.providers.alipay.provider.Alipay"
_CARDS = "kontor.contexts.payments.providers.cards.provider.Cards"


class Providers(Mapping[str, Provider]):
    """Providers by code, each made when it is first asked for; who only wants to know which there are loads none."""

    def __init__(self, makers: Mapping[str, Callable[[], Provider]]) -> None:
        self._makers = {code: cache(maker) for code, maker in makers.items()}

    def __getitem__(self, code: str) -> Provider:
        return self._makers[code]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


@cache
def running() -> Mapping[str, Provider]:
    """The providers by code. The instant one runs only where the deployment says so."""
    makers: dict[str, Callable[[], Provider]] = {"alipay": _alipay, "cards": _cards}
    if settings.KONTOR.instant_payments:
        makers["instant"] = Instant
    return Providers(makers)


def _alipay() -> Provider:
    env = settings.KONTOR
    made: Provider = import_string(_ALIPAY)(
        gateway=env.alipay_gateway or f"{env.gateway_url}/gateway.do",
        app_id=env.alipay_app_id,
        merchant_key=env.alipay_merchant_key or env.gateway_data / "merchant_private.pem",
        gateway_key=env.alipay_gateway_key or env.gateway_data / "gateway_public.pem",
    )
    return made


def _cards() -> Provider:
    env = settings.KONTOR
    made: Provider = import_string(_CARDS)(
        api=env.stripe_api or env.gateway_url, key=env.stripe_secret_key, secret=env.stripe_webhook_secret
    )
    return made


def provider(code: str) -> Provider:
    """The provider called `code`.

    Raises:
        MethodNotOffered: when this installation does not run it.
    """
    try:
        return running()[code]
    except KeyError:
        raise MethodNotOffered from None


def binder(code: str) -> Binding:
    """The side of the provider called `code` that keeps agreements.

    Raises:
        MethodNotOffered: when this installation does not run it, or it knows no agreements.
    """
    binding: Binding | None = getattr(provider(code), "binding", None)
    if binding is None:
        raise MethodNotOffered
    return binding


def settlers() -> dict[str, Settling]:
    """The providers that hand out a file of each day's business, by code."""
    found: dict[str, Settling | None] = {code: getattr(one, "bills", None) for code, one in running().items()}
    return {code: bills for code, bills in found.items() if bills is not None}
