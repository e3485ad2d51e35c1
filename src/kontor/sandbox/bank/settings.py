"""What the played bank is told at start, by command line or environment."""

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
    port: int = 8013
    secret: str = "kontor-sandbox-bank"  # noqa: S105  (a sandbox's, known to all)


_MEANING = {"host": "loopback address to serve", "port": "port; 0 takes a free one", "secret": "the customer's token"}


def parse(arguments: Sequence[str] | None = None) -> Settings:
    """Settings from `--name`, or else from `KONTOR_BANK_NAME`, or else the default."""
    parser = argparse.ArgumentParser(prog="kontor.sandbox.bank", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of its books")
    for name, meaning in _MEANING.items():
        default = getattr(Settings, name)
        spoken = os.environ.get(f"KONTOR_BANK_{name.upper()}", default)
        parser.add_argument(f"--{name}", type=type(default), default=spoken, help=f"{meaning} [{default}]")
    return Settings(**vars(parser.parse_args(arguments)))
