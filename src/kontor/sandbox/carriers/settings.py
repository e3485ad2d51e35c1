"""What the carriers are told at start, by command line or environment."""

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
    port: int = 8011
    push: str = ""
    pace: float = 0.0
    retry_scale: float = 0.05
    yunexpress_code: str = "KONTOR"
    yunexpress_secret: str = "yunexpress-secret"  # noqa: S105  (a sandbox's, known to all)
    yunexpress_encrypt_key: str = "yunexpress-encrypt-key"
    cainiao_partner: str = "KONTOR"
    cainiao_secret: str = "cainiao-secret"  # noqa: S105
    yanwen_token: str = "yanwen-token"  # noqa: S105
    yanwen_push_secret: str = "yanwen-push-secret"  # noqa: S105


_MEANING = {
    "host": "loopback address to serve",
    "port": "port; 0 takes a free one",
    "push": "where events are pushed; {carrier} in it becomes the carrier's name; nothing is pushed when empty",
    "pace": "seconds from one event of a parcel to the next, by themselves; 0: only when told to advance",
    "retry_scale": "factor on the intervals between repeated pushes",
    "yunexpress_code": "YunExpress: customer code",
    "yunexpress_secret": "YunExpress: API secret",
    "yunexpress_encrypt_key": "YunExpress: key that encrypts and signs pushes",
    "cainiao_partner": "Cainiao: logistic_provider_id",
    "cainiao_secret": "Cainiao: secret of the digest, both ways",
    "yanwen_token": "Yanwen: token of the Authorization header",
    "yanwen_push_secret": "Yanwen: secret that signs pushes",
}


def parse(arguments: Sequence[str] | None = None) -> Settings:
    """Settings from `--name`, or else from `KONTOR_CARRIERS_NAME`, or else the default."""
    parser = argparse.ArgumentParser(prog="kontor.sandbox.carriers", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of what is remembered")
    for name, meaning in _MEANING.items():
        default = getattr(Settings, name)
        spoken = os.environ.get(f"KONTOR_CARRIERS_{name.upper()}", default)
        flag = "--" + name.replace("_", "-")
        parser.add_argument(flag, type=type(default), default=spoken, help=f"{meaning} [{default}]")
    return Settings(**vars(parser.parse_args(arguments)))
