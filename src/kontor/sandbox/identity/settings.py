"""What the played providers are told at start, by command line or environment."""

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
    port: int = 8012
    client_id: str = "kontor"
    client_secret: str = "kontor-sandbox-identity"  # noqa: S105  (a sandbox's, known to all)


_MEANING = {
    "host": "loopback address to serve",
    "port": "port; 0 takes a free one",
    "client_id": "the application that may ask",
    "client_secret": "its secret",
}


def parse(arguments: Sequence[str] | None = None) -> Settings:
    """Settings from `--name`, or else from `KONTOR_IDENTITY_NAME`, or else the default."""
    parser = argparse.ArgumentParser(prog="kontor.sandbox.identity", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the signing key")
    for name, meaning in _MEANING.items():
        default = getattr(Settings, name)
        spoken = os.environ.get(f"KONTOR_IDENTITY_{name.upper()}", default)
        flag = "--" + name.replace("_", "-")
        parser.add_argument(flag, type=type(default), default=spoken, help=f"{meaning} [{default}]")
    return Settings(**vars(parser.parse_args(arguments)))
