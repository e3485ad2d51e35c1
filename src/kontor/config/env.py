"""What the deployment says: environment variables, typed, with defaults for one machine."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Env(BaseSettings):
    """Facts of the deployment; rules of the market are policy values instead.

    Every name is read with the prefix `KONTOR_`, except `DATABASE_URL`.
    """

    model_config = SettingsConfigDict(env_prefix="KONTOR_", extra="ignore", populate_by_name=True)

    data: Path = Path(".kontor")
    host: str = "127.0.0.1"
    port: int = 8000
    stream_port: int = 0  # 0: the port after the web port
    gateway_port: int = 0  # 0: ten after the web port
    carriers_port: int = 0  # 0: eleven after the web port
    identity_port: int = 0  # 0: twelve after the web port
    bank_port: int = 0  # 0: thirteen after the web port
    secret: str = ""
    vault_key: str = ""  # seals secrets at rest, newest first, comma-separated; empty: derived from the secret
    public_url: str = ""
    allowed_hosts: str = "*"  # names that the Host header may carry, comma-separated
    stream_url: str = ""
    debug: bool = False
    production: bool = False
    web_workers: int = 2
    web_threads: int = 4
    database_url: str = Field(default="", validation_alias="DATABASE_URL")
    postgres_bin: Path | None = None  # folder of PostgreSQL's programs; None: the wheel's, then Debian's
    postgres_user: str = ""  # for a start as root: who runs PostgreSQL; empty: postgres, then nobody
    smtp_url: str = ""  # smtp://user:password@host:587?tls=1; empty: the local mailbox
    mail_from: str = "Kontor <no-reply@kontor.example>"
    vapid_key: Path | None = None  # PEM of a P-256 key that signs push messages; None: made in the data folder
    push_contact: str = ""  # mailto: or https: address by which push services reach the operator; empty: mail_from
    push_hosts: str = (  # push services that browsers may name; a leading dot stands for every name below
        "fcm.googleapis.com,updates.push.services.mozilla.com,web.push.apple.com,.notify.windows.com"
    )
    sms_url: str = ""  # an HTTP service that takes {to, text, reference}; empty: the local mailbox
    sms_key: str = ""  # its bearer token
    sms_account: str = ""  # Twilio: the account's SID (AC…); wins over sms_url
    sms_token: str = ""  # Twilio: its auth token
    sms_from: str = ""  # Twilio: one of its numbers in E.164, or a messaging service (MG…)
    sms_api: str = ""  # Twilio: another address than https://api.twilio.com
    webhook_networks: str = ""  # private networks, comma-separated, that stores' webhooks may reach, also without TLS
    trusted_proxies: str = ""  # networks, comma-separated: what they say of the client's address is believed
    client_header: str = "x-forwarded-for"  # in which they say it; or "forwarded" (RFC 7239)
    country_db: Path | None = None  # countries of addresses, in MaxMind's format; None: countries.mmdb in the data
    local_country: str = ""  # ISO code: where this machine and private networks are, for demos and offices
    metrics_token: str = ""  # bearer token for /metrics; empty: this machine only
    log_requests: str = "notable"  # or "all"
    translator: str = ""  # class of an engine for messages (contexts.messaging.providers.translation)
    translator_url: str = ""  # where the engine answers, for those that are asked over HTTP
    translator_key: str = ""  # its key, where it asks for one
    alipay_gateway: str = ""
    alipay_app_id: str = "2021000000000001"
    alipay_merchant_key: Path | None = None
    alipay_gateway_key: Path | None = None
    stripe_api: str = ""
    stripe_secret_key: str = "sk_test_kontor_sandbox"  # noqa: S105  (the sandbox's, known to all)
    stripe_webhook_secret: str = "whsec_kontor_sandbox"  # noqa: S105  (the same)
    instant_payments: bool = False  # a provider that always says yes: for measuring only
    carriers_api: str = ""
    bank_api: str = ""  # an ISO 20022 bank over HTTP (docs/operate/README.md); empty: the sandbox's
    bank_secret: str = "kontor-sandbox-bank"  # noqa: S105  (the sandbox's, known to all)
    carriers_secret: str = "kontor-sandbox-carriers"  # noqa: S105  (the same)
    rates_url: str = ""  # the ECB's daily exchange rates, or a mirror of them; empty: nobody is asked
    social_google_id: str = ""  # a provider without its keys is not shown
    social_google_secret: str = ""
    social_facebook_id: str = ""
    social_facebook_secret: str = ""
    social_vk_id: str = ""
    social_vk_secret: str = ""  # only for an application that VK calls confidential
    social_played: bool = True  # outside production and without any keys: the sandbox plays the providers

    @property
    def web_url(self) -> str:
        """Where people reach the market, without a closing slash."""
        return self.public_url.rstrip("/") or f"http://{self.host}:{self.port}"

    @property
    def countries(self) -> Path:
        """The file that knows which country an address is in; it need not exist."""
        return self.country_db or self.data / "countries.mmdb"

    @property
    def secure(self) -> bool:
        """Whether people reach us over TLS: cookies and headers follow."""
        return self.public_url.startswith("https://")

    @property
    def payment_origins(self) -> list[str]:
        """Where a payment form may lead to."""
        named = [self.alipay_gateway, self.stripe_api and "https://checkout.stripe.com"]
        found = [f"{parts.scheme}://{parts.netloc}" for parts in map(urlsplit, named) if parts.netloc]
        return [self.gateway_url, *found]

    @property
    def identity_url(self) -> str:
        """Where the sandbox plays the providers of identities; "" where real ones are, or none."""
        keys = self.social_google_id or self.social_facebook_id or self.social_vk_id
        played = self.social_played and not self.production and not keys
        return f"http://127.0.0.1:{self.identity_port or self.port + 12}" if played else ""

    @property
    def social_origins(self) -> list[str]:
        """Where the form of somebody who signs in by a social account may lead to."""
        if self.identity_url:
            return [self.identity_url]
        named = {
            "https://accounts.google.com": self.social_google_id,
            "https://*.facebook.com": self.social_facebook_id,
            "https://*.vk.ru": self.social_vk_id,
            "https://*.vk.com": self.social_vk_id,
        }
        return [origin for origin, key in named.items() if key]

    @property
    def event_stream_port(self) -> int:
        return self.stream_port or self.port + 1

    @property
    def event_stream_url(self) -> str:
        """Where browsers reach the event stream."""
        return self.stream_url.rstrip("/") or f"http://{self.host}:{self.event_stream_port}"

    @property
    def gateway_url(self) -> str:
        """The payment gateway's address: the sandbox's unless one is configured."""
        return f"http://127.0.0.1:{self.gateway_port or self.port + 10}"

    @property
    def gateway_data(self) -> Path:
        """Where the sandbox gateway keeps its state and both key pairs."""
        return self.data / "sandbox" / "gateway"

    @property
    def carriers_url(self) -> str:
        return self.carriers_api.rstrip("/") or f"http://127.0.0.1:{self.carriers_port or self.port + 11}"

    @property
    def bank_url(self) -> str:
        """Where payouts are handed in: the sandbox's bank unless one is configured."""
        return self.bank_api.rstrip("/") or f"http://127.0.0.1:{self.bank_port or self.port + 13}"


@lru_cache(maxsize=1)
def env() -> Env:
    """The deployment's facts, read once."""
    return Env()
