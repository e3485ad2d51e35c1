"""What carriers gave us to be known by, from the environment; the defaults are the sandbox's."""

from __future__ import annotations

from functools import lru_cache

from pydantic_settings import BaseSettings, SettingsConfigDict


class Credentials(BaseSettings):
    """Read with the prefix `KONTOR_CARRIERS_`, e.g. `KONTOR_CARRIERS_YANWEN_TOKEN`."""

    model_config = SettingsConfigDict(env_prefix="KONTOR_CARRIERS_", extra="ignore")

    yunexpress_code: str = "KONTOR"
    yunexpress_secret: str = "yunexpress-secret"  # noqa: S105  (the sandbox's, known to all)
    yunexpress_encrypt_key: str = "yunexpress-encrypt-key"
    cainiao_partner: str = "KONTOR"
    cainiao_secret: str = "cainiao-secret"  # noqa: S105
    yanwen_token: str = "yanwen-token"  # noqa: S105
    yanwen_push_secret: str = "yanwen-push-secret"  # noqa: S105


@lru_cache(maxsize=1)
def credentials() -> Credentials:
    """Read once."""
    return Credentials()
