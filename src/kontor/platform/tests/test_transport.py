"""`kontor check` looks at what the market's address really speaks (SEL-12)."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from kontor.config.env import Env
from kontor.platform.cli.check import of_transport
from tests.support.ports import free_port

pytestmark = pytest.mark.rule("SEL-12")
TLS2, TLS3 = ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "proxy")])
    begin = datetime.now(UTC) - timedelta(days=1)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(begin).not_valid_after(begin + timedelta(days=9)).sign(key, hashes.SHA256())
    )  # fmt: skip
    path = tmp_path_factory.mktemp("tls") / "proxy.pem"
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@contextmanager
def proxy(certificate: Path, low: ssl.TLSVersion, high: ssl.TLSVersion) -> Iterator[str]:
    """A front that speaks these versions."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.minimum_version, context.maximum_version = low, high
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    line, _ = server.accept()
                except OSError:
                    return  # closed
                try:
                    context.wrap_socket(line, server_side=True).close()
                except OSError:
                    line.close()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"https://127.0.0.1:{server.getsockname()[1]}"
        server.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def _said(address: str) -> list[str]:
    return [doubt.sentence for doubt in of_transport(Env(public_url=address))]


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(TLS3, TLS3, []), (TLS2, TLS3, ["still speaks TLS 1.2"]),
     (TLS2, TLS2, ["does not speak TLS 1.3", "still speaks TLS 1.2"])],
)  # fmt: skip
def test_only_tls_1_3_is_fit(certificate: Path, low: ssl.TLSVersion, high: ssl.TLSVersion, said: list[str]) -> None:
    with proxy(certificate, low, high) as address:
        found = _said(address)
    assert len(found) == len(said)
    assert all(words in sentence for words, sentence in zip(said, found, strict=True))


def test_an_address_where_nobody_answers_is_a_doubt_and_one_without_tls_is_said_elsewhere() -> None:
    [sentence] = _said(f"https://127.0.0.1:{free_port()}")
    assert "Nobody answers" in sentence
    assert _said("http://127.0.0.1:8000") == []
