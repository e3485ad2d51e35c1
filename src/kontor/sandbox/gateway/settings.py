"""What the gateway is told at start, by command line or environment."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """See `parse` for the meaning of each."""

    data: Path
    host: str = "127.0.0.1"
    port: int = 8010
    public_url: str = ""
    merchant: str = "Kontor"
    app_id: str = "2021000000000001"
    seller_id: str = "2088000000000001"
    card_key: str = "sk_test_kontor"
    webhook_url: str = ""
    webhook_secret: str = "whsec_kontor"  # noqa: S105  (a sandbox's, known to all)
    retry_scale: float = 0.05


_MEANING = {
    "host": "loopback address to serve",
    "port": "port; 0 takes a free one",
    "public_url": "address under which browsers reach the payer page, when it is not host and port",
    "merchant": "name shown to the payer",
    "app_id": "Alipay: the merchant's application",
    "seller_id": "Alipay: the merchant's account",
    "card_key": "cards: secret key that the API expects",
    "webhook_url": "cards: where events go; none are sent when empty",
    "webhook_secret": "cards: secret that signs events",
    "retry_scale": "factor on the real intervals between repeated notifications (0.05: 2 minutes become 6 seconds)",
}


def parse(arguments: Sequence[str] | None = None) -> Settings:
    """Settings from `--name`, or else from `KONTOR_GATEWAY_NAME`, or else the default."""
    parser = argparse.ArgumentParser(prog="kontor.sandbox.gateway", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the keys and of what is remembered")
    for name, meaning in _MEANING.items():
        default = getattr(Settings, name)
        spoken = os.environ.get(f"KONTOR_GATEWAY_{name.upper()}", default)
        flag = "--" + name.replace("_", "-")
        parser.add_argument(flag, type=type(default), default=spoken, help=f"{meaning} [{default}]")
    return Settings(**vars(parser.parse_args(arguments)))
