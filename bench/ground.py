"""Where the benchmark stands: a data folder, ports and an environment of its own, whatever the shell says."""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / ".kontor" / "bench"
PORT = 8790  # the market's; the next one is its stream's
HELLO_PORT = 8795
WORKERS = 2
PRODUCTS = 10_000
_KEPT = {"KONTOR_POSTGRES_BIN", "KONTOR_POSTGRES_USER"}


def claim() -> None:
    """Make this process and its children mean our own market, set up as for production.

    The exceptions: payments are instant, so that the market is measured and not a gateway, and addresses in
    X-Forwarded-For are believed, so that visitors come from many places.
    """
    for name in [name for name in os.environ if name.startswith("KONTOR_") and name not in _KEPT]:
        del os.environ[name]
    os.environ.pop("DATABASE_URL", None)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "kontor.config.settings",
        "KONTOR_DATA": str(DATA),
        "KONTOR_PORT": str(PORT),
        "KONTOR_WEB_WORKERS": str(WORKERS),
        "KONTOR_PRODUCTION": "1",
        "KONTOR_INSTANT_PAYMENTS": "1",
        "KONTOR_TRUSTED_PROXIES": "127.0.0.1/32",
    }


def usable(*, fresh: bool = False, keep: bool = False) -> bool:
    """Throw the data folder away when its tables or goods were made by other code.

    Args:
        fresh: throw it away in any case.
        keep: use it if it is whole, whatever made it.

    Returns:
        Whether there are data that can be used.
    """
    made = DATA / "made-by"
    if not fresh and made.exists() and (keep or made.read_text() == _fingerprint()):
        return True
    shutil.rmtree(DATA, ignore_errors=True)
    return False


def note_made() -> None:
    """The data are whole."""
    (DATA / "made-by").write_text(_fingerprint())


def _fingerprint() -> str:
    digest = hashlib.sha256(f"{PRODUCTS}".encode())
    demo = ROOT / "src" / "kontor" / "demo"
    sources = {*(ROOT / "src" / "kontor").rglob("migrations/*.py"), *demo.rglob("*.py")} - {*demo.rglob("tests/*.py")}
    for path in sorted(sources):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def taken_ports() -> list[int]:
    """Those of our ports on which somebody listens already."""
    taken = []
    for port in (PORT, PORT + 1, HELLO_PORT):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                taken.append(port)
    return taken
