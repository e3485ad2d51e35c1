"""The two RSA-2048 key pairs of the Alipay face: the merchant's and the gateway's, as PEM files.

Private keys are PKCS#1 and public ones SubjectPublicKeyInfo, which is what alipay-sdk-python reads.
"""

from __future__ import annotations

import base64
import os
import threading
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from Crypto.Hash import SHA256
from Crypto.PublicKey import RSA
from Crypto.Signature import pkcs1_15

_BITS = 2048
_lock = threading.Lock()


@dataclass(frozen=True)
class Keys:
    """PEM texts of both pairs."""

    merchant_private: str
    merchant_public: str
    gateway_private: str
    gateway_public: str


def ensure(data_dir: Path | str) -> Keys:
    """The keys in `data_dir`; a pair that is not there yet is made. Safe to call again and from several processes."""
    folder = Path(data_dir)
    folder.mkdir(parents=True, exist_ok=True)
    with _lock:
        for owner in ("merchant", "gateway"):
            _ensure_pair(folder, owner)
    return Keys(*(
        (folder / f"{owner}_{half}.pem").read_text()
        for owner in ("merchant", "gateway")
        for half in ("private", "public")
    ))  # fmt: skip


def _ensure_pair(folder: Path, owner: str) -> None:
    private = folder / f"{owner}_private.pem"
    if not private.exists():
        draft = folder / f".{owner}_private.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_bytes(RSA.generate(_BITS).export_key("PEM", pkcs=1))
        try:
            os.link(draft, private)  # whoever comes first wins, and nobody reads half a key
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    public = RSA.import_key(private.read_text()).public_key().export_key("PEM")
    target = folder / f"{owner}_public.pem"
    if not target.exists() or target.read_bytes() != public:
        target.write_bytes(public)


@lru_cache(maxsize=8)
def _read(pem: str) -> RSA.RsaKey:
    return RSA.import_key(pem)


@lru_cache(maxsize=1)
def stranger() -> str:
    """A private key that belongs to nobody, for forgeries."""
    return RSA.generate(_BITS).export_key("PEM", pkcs=1).decode()


def sign(private_pem: str, content: str) -> str:
    """RSA2: SHA256withRSA (PKCS#1 v1.5) over the UTF-8 bytes, as base64."""
    return base64.b64encode(pkcs1_15.new(_read(private_pem)).sign(SHA256.new(content.encode()))).decode()


def verify(public_pem: str, content: str, signature: str) -> bool:
    """Whether `signature` is an RSA2 signature of `content`."""
    try:
        pkcs1_15.new(_read(public_pem)).verify(SHA256.new(content.encode()), base64.b64decode(signature))
    except (ValueError, TypeError):
        return False
    return True
