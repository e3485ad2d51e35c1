"""Browser push against a push service of our own that decrypts what browsers would get (BUY-13)."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.notifications import push
from kontor.contexts.notifications.errors import PushRefused
from kontor.contexts.notifications.models import Notice, PushSubscription
from kontor.contexts.notifications.services.change_preferences import change_preferences
from kontor.contexts.notifications.services.notify_many import News, notify_many
from kontor.contexts.notifications.services.push_notice import push_notice
from kontor.contexts.notifications.services.subscribe_push import subscribe_push
from kontor.contexts.notifications.services.unsubscribe_push import unsubscribe_push
from kontor.kernel import clock

pytestmark = [pytest.mark.django_db, pytest.mark.rule("BUY-13")]
Settle = Callable[[], None]


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Browser:
    """One browser with its keys, and what its push service was given for it."""

    service: Service
    name: str = "one"
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = b"sixteen bytes ok"

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.service.server.server_port}/send/{self.name}"

    @property
    def p256dh(self) -> str:
        return _b64(self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))

    def subscribe(self, account_id: Any) -> PushSubscription:
        return subscribe_push(
            account_id=account_id, endpoint=self.endpoint, p256dh=self.p256dh, auth=_b64(self.auth), device="Test"
        )

    def got(self) -> list[dict[str, Any]]:
        """The messages, decrypted."""
        return [
            json.loads(http_ece.decrypt(body, private_key=self.key, auth_secret=self.auth, version="aes128gcm"))
            for path, _, body in self.service.heard
            if path.endswith(self.name)
        ]


@dataclass
class Service:
    """A push service: it answers with `status` and writes down what it hears."""

    status: int = 201
    heard: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    server: HTTPServer = field(init=False)


@pytest.fixture
def service(settings: Any, tmp_path: Path) -> Iterator[Service]:
    made = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            made.heard.append((self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            self.send_response(made.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    made.server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    hosts = f"fcm.googleapis.com,.notify.windows.com,127.0.0.1:{made.server.server_port}"
    settings.KONTOR = settings.KONTOR.model_copy(update={"data": tmp_path, "push_hosts": hosts})
    yield made
    made.server.shutdown()
    made.server.server_close()


def _tell(account_id: Any, number: int = 7) -> None:
    notify_many(news=[News(account_id, "order_paid", {"number": number}, f"order_paid:{number}")])


def test_a_message_arrives_encrypted_and_signed(service: Service, settle: Settle) -> None:
    account, browser = make_account(), Browser(service)
    browser.subscribe(account.id)
    _tell(account.id)
    settle()
    [message] = browser.got()
    notice = Notice.objects.get(channel="push")
    assert message == {
        "title": "Kontor", "body": "Order 7 is paid", "url": "/account/orders/7/", "tag": str(notice.id), "lang": "en",
    }  # fmt: skip
    [(_, headers, body)] = service.heard
    assert b"Order" not in body
    assert (headers["content-encoding"], headers["ttl"]) == ("aes128gcm", "86400")
    scheme, _, rest = headers["authorization"].partition(" ")
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    assert (scheme, parts["k"]) == ("vapid", push.public_key())
    head, claims, signature = parts["t"].split(".")
    raw = _raw(signature)
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _raw(parts["k"]))
    der = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    public.verify(der, f"{head}.{claims}".encode(), ec.ECDSA(SHA256()))  # raises when it does not hold
    said = json.loads(_raw(claims))
    assert said["aud"] == f"http://127.0.0.1:{service.server.server_port}"
    assert said["sub"].startswith("mailto:")
    assert 0 < said["exp"] - clock.now().timestamp() <= 24 * 3600
    assert notice.sent_at is not None
    assert push_notice(account_id=account.id, notice_id=notice.id) == 0  # once


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(service: Service, settle: Settle, status: int) -> None:
    account, browser = make_account(), Browser(service)
    browser.subscribe(account.id)
    service.status = status
    _tell(account.id)
    settle()
    assert not PushSubscription.objects.exists()
    assert Notice.objects.get(channel="push").sent_at is not None
    _tell(account.id, 8)
    settle()
    assert len(service.heard) == 1


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_service_that_asks_for_patience_is_asked_again(service: Service, status: int) -> None:
    account, browser = make_account(), Browser(service)
    browser.subscribe(account.id)
    _tell(account.id)
    notice = Notice.objects.get(channel="push")
    service.status = status
    with pytest.raises(push.PushServiceDown):
        push_notice(account_id=account.id, notice_id=notice.id)
    assert PushSubscription.objects.count() == 1
    service.status = 201
    assert push_notice(account_id=account.id, notice_id=notice.id) == 1


def test_push_can_be_switched_off_and_is_held_in_quiet_hours(service: Service, settle: Settle) -> None:
    account, browser = make_account(), Browser(service)
    browser.subscribe(account.id)
    change_preferences(
        account_id=account.id, off=["order_paid.push"], quiet=False, quiet_from=0, quiet_until=0, zone="UTC"
    )
    _tell(account.id)
    settle()
    assert service.heard == []
    hour = clock.now().hour
    change_preferences(
        account_id=account.id, off=[], quiet=True, quiet_from=hour, quiet_until=(hour + 2) % 24, zone="UTC"
    )
    _tell(account.id, 8)
    settle()
    assert service.heard == []
    assert Notice.objects.get(channel="push", cause="order_paid:8").held_until is not None


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/x", "https://fcm.googleapis.com:8443/x", "https://evil.example/x",
        "https://fcm.googleapis.com.evil.example/x", "https://user@fcm.googleapis.com/x", "https://127.0.0.1/x",
        "http://127.0.0.1:5432/x", "file:///etc/passwd", "https://notify.windows.com.evil/x", "", "https://[::1/x",
    ],
)  # fmt: skip
def test_we_speak_to_known_push_services_only(service: Service, endpoint: str) -> None:
    browser = Browser(service)
    with pytest.raises(PushRefused):
        subscribe_push(
            account_id=make_account().id, endpoint=endpoint, p256dh=browser.p256dh, auth=_b64(browser.auth), device=""
        )
    assert not PushSubscription.objects.exists()


def test_known_services_are_taken_and_keys_must_be_keys(service: Service) -> None:
    browser, account = Browser(service), make_account()
    for endpoint in ("https://fcm.googleapis.com/fcm/send/x", "https://wns2.notify.windows.com/w/?token=x"):
        subscribe_push(
            account_id=account.id, endpoint=endpoint, p256dh=browser.p256dh, auth=_b64(browser.auth), device=""
        )
    with pytest.raises(PushRefused):
        subscribe_push(account_id=account.id, endpoint=browser.endpoint, p256dh="AAAA", auth="AAAA", device="")
    assert PushSubscription.objects.count() == 2


def test_a_browser_belongs_to_who_signed_in_last_and_strangers_remove_nothing(service: Service) -> None:
    first, second = make_account(), make_account()
    browser = Browser(service)
    browser.subscribe(first.id)
    row = browser.subscribe(second.id)
    assert PushSubscription.objects.get().account_id == second.id
    assert unsubscribe_push(account_id=first.id, subscription_id=row.id) == 0
    assert unsubscribe_push(account_id=second.id, subscription_id=row.id) == 1


def test_the_oldest_gives_way(service: Service) -> None:
    account = make_account()
    for n in range(12):
        Browser(service, name=f"b{n}").subscribe(account.id)
    kept = {row.endpoint.rpartition("/")[2] for row in PushSubscription.objects.all()}
    assert kept == {f"b{n}" for n in range(2, 12)}


def test_the_key_is_made_once_and_kept_private(service: Service, tmp_path: Path) -> None:
    first = push.public_key()
    assert len(_raw(first)) == 65
    assert (tmp_path / "push" / "vapid.pem").stat().st_mode & 0o077 == 0
    push._private.cache_clear()
    assert push.public_key() == first
