"""Addresses that other people name never lead into our own networks (SSRF)."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from kontor.platform import outward


def answers(*addresses: str) -> Any:
    """A name server that says these one after the other, one call each; the last one for ever."""
    left = list(addresses)

    def asked(host: str, port: int, **_: Any) -> list[Any]:
        address = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    return asked


@pytest.fixture
def server() -> Any:
    """Something inside that must never be called; it says how often it was."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        yield listening


def called(server: socket.socket) -> bool:
    try:
        server.accept()
    except TimeoutError:
        return False
    return True


def test_a_name_that_leads_inside_is_not_called(server: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answers("127.0.0.1"))
    with pytest.raises(outward.Unreachable) as refused:
        outward.post(f"https://shop.example:{server.getsockname()[1]}/", body=b"{}", headers={}, patience=1)
    assert refused.value.why == "inside"
    assert not called(server)


def test_a_name_that_changes_between_look_and_call_is_not_followed(
    server: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address that was checked is the one that is connected to; a second look-up does not happen."""
    asked: list[str] = []
    tell = answers("203.0.113.9", "127.0.0.1")
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, port, **kw: asked.append(host) or tell(host, port, **kw))
    connected: list[Any] = []

    def refuse(self: socket.socket, address: Any) -> None:
        connected.append(address[0])
        raise OSError("no network in tests")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    with pytest.raises(outward.Unreachable):
        outward.post(f"https://shop.example:{server.getsockname()[1]}/", body=b"{}", headers={}, patience=1)
    assert asked[0] == "shop.example"
    assert "127.0.0.1" not in connected
    assert not called(server)


@pytest.mark.parametrize(
    "address", ["10.0.0.1", "192.168.1.1", "172.16.0.9", "169.254.169.254", "100.64.0.1", "0.1.2.3", "224.0.0.1"]
)
def test_no_private_or_special_network_is_called(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answers(address))
    with pytest.raises(outward.Unreachable) as refused:
        outward.post("https://shop.example/", body=b"{}", headers={}, patience=1)
    assert refused.value.why == "inside"


def test_one_inner_address_among_several_spoils_all(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 443)) for each in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(outward.Unreachable) as refused:
        outward.post("https://shop.example/", body=b"{}", headers={}, patience=1)
    assert refused.value.why == "inside"


def test_an_opened_network_may_be_called_without_tls(settings: Any) -> None:
    with pytest.raises(outward.Refused):
        outward.check("http://10.1.2.3/hook")
    settings.KONTOR = settings.KONTOR.model_copy(update={"webhook_networks": "10.1.0.0/16"})
    assert outward.check("http://10.1.2.3/hook").hostname == "10.1.2.3"
    with pytest.raises(outward.Refused):
        outward.check("http://10.2.2.3/hook")


def test_whoever_never_answers_is_left(settings: Any) -> None:
    settings.KONTOR = settings.KONTOR.model_copy(update={"webhook_networks": "127.0.0.0/8"})
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(outward.Unreachable) as left:
        outward.post(f"http://127.0.0.1:{silent.getsockname()[1]}/", body=b"{}", headers={}, patience=0.2)
    assert left.value.why == "timeout"
