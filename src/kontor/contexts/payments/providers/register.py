"""Which providers this installation runs."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.utils.module_loading import import_string

from kontor.contexts.payments.errors import MethodNotOffered
from kontor.contexts.payments.providers.binding import Binding
from kontor.contexts.payments.providers.instant.provider import Instant
from kontor.contexts.payments.providers.protocol import Provider

# By name, because each SDK takes half a second to import: only processes that pay anybody wait for it.
_ALIPAY = "kontor.contexts.payments.providers.alipay.provider.Alipay"
_CARDS = "kontor.contexts.payments.providers.cards.provider.Cards"


@lru_cache(maxsize=1)
def running() -> dict[str, Provider]:
    """The providers by code. The instant one runs only where the deployment says so."""
    env = settings.KONTOR
    providers: list[Provider] = [
        import_string(_ALIPAY)(
            gateway=env.alipay_gateway or f"{env.gateway_url}/gateway.do",
            app_id=env.alipay_app_id,
            merchant_key=env.alipay_merchant_key or env.gateway_data / "merchant_private.pem",
            gateway_key=env.alipay_gateway_key or env.gateway_data / "gateway_public.pem",
        ),
        import_string(_CARDS)(
            api=env.stripe_api or env.gateway_url, key=env.stripe_secret_key, secret=env.stripe_webhook_secret
        ),
    ]
    if env.instant_payments:
        providers.append(Instant())
    return {provider.code: provider for provider in providers}


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
