"""Whose address it is, and in which country (ACC-34): what the client itself says never counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.demo import countries
from kontor.platform.http import whereabouts
from kontor.platform.http.clients import Proxies, parsed

TRUSTED = "127.0.0.0/8, 10.0.0.0/8, 2001:db8:ffff::/48"


def seen(said: str, *, peer: str = "127.0.0.1", header: str = "x-forwarded-for", trusted: str = TRUSTED) -> str:
    key = f"HTTP_{header.upper().replace('-', '_')}"
    return Proxies(trusted, header).client({"REMOTE_ADDR": peer, key: said})


@pytest.mark.rule("ACC-34")
@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("", "127.0.0.1"),
        ("203.0.113.9", "203.0.113.9"),
        ("6.6.6.6, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        ("6.6.6.6,10.0.0.2,10.0.0.3", "6.6.6.6"),
        ("203.0.113.9:51342", "203.0.113.9"),
        ("[2001:db8::7]:443", "2001:db8::7"),
        ("2001:DB8::7", "2001:db8::7"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("fe80::1%eth0", "fe80::1"),
        ("203.0.113.9, unknown", "127.0.0.1"),
        ("203.0.113.9, unknown, 10.0.0.2", "10.0.0.2"),
        ("203.0.113.9, 999.1.1.1", "127.0.0.1"),
        ("203.0.113.9,", "127.0.0.1"),
        ("<script>, 203.0.113.9", "203.0.113.9"),
        ("10.0.0.2, 10.0.0.3", "10.0.0.2"),
        ("203.0.113.9, 2001:db8:ffff::1", "203.0.113.9"),
    ],
)
def test_the_list_is_read_from_its_end_over_trusted_proxies(said: str, found: str) -> None:
    assert seen(said) == found


@pytest.mark.rule("ACC-34")
def test_nobody_else_is_believed() -> None:
    assert seen("203.0.113.9", peer="198.51.100.4") == "198.51.100.4"
    assert seen("203.0.113.9", trusted="") == "127.0.0.1"
    assert seen("203.0.113.9", peer="") == ""  # a socket of this machine is no network
    assert Proxies(TRUSTED).client({"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=203.0.113.9"}) == "127.0.0.1"
    meta = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "6.6.6.6", "HTTP_FORWARDED": "for=203.0.113.9"}
    assert Proxies(TRUSTED, "forwarded").client(meta) == "203.0.113.9"


@pytest.mark.rule("ACC-34")
@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("for=203.0.113.9;proto=https;by=10.0.0.1", "203.0.113.9"),
        ('for=6.6.6.6, For="[2001:db8::7]:4711";host="a,b;c"', "2001:db8::7"),
        ("for=203.0.113.9, for=10.0.0.2", "203.0.113.9"),
        ("for=203.0.113.9, for=_hidden", "127.0.0.1"),
        ("for=203.0.113.9, proto=https", "127.0.0.1"),
        ('for="203.0.113.9:80"', "203.0.113.9"),
        ('for="unfinished', "127.0.0.1"),
    ],
)
def test_the_standard_header_is_read_the_same_way(said: str, found: str) -> None:
    assert seen(said, header="forwarded") == found


@pytest.mark.rule("ACC-34")
@given(st.text(max_size=300), st.sampled_from(["x-forwarded-for", "forwarded"]))
def test_no_text_invents_more_than_one_hop_before_the_proxy(said: str, header: str) -> None:
    assert seen(said, peer="198.51.100.4", header=header) == "198.51.100.4"
    real = "203.0.113.77"
    behind = f"{said}, {real}" if header == "x-forwarded-for" else f"{said.replace(chr(34), '')}, for={real}"
    assert seen(behind, header=header) == real


def test_a_network_that_is_none_and_a_header_that_is_none_are_refused() -> None:
    with pytest.raises(ValueError, match="not appear"):
        Proxies("10.0.0.0/8, proxy")
    with pytest.raises(ValueError, match="x-real-ip"):
        Proxies("10.0.0.0/8", "x-real-ip")
    assert parsed("1.2.3.4.5") is None


@pytest.fixture
def book(tmp_path: Path, settings: Any) -> Path:
    path = tmp_path / "countries.mmdb"
    countries.write(path)
    settings.KONTOR = settings.KONTOR.model_copy(update={"country_db": path})
    return path


@pytest.mark.rule("ACC-34")
@pytest.mark.parametrize(
    ("address", "country"),
    [
        ("198.51.100.7", "CN"), ("10.86.3.4", "CN"), ("2001:db8:86::1", "CN"), ("::ffff:198.51.100.7", "CN"),
        ("203.0.113.5", "HK"), ("203.0.113.70", "MO"), ("203.0.113.130", "TW"), ("2001:db8:852::1", "HK"),
        ("192.0.2.130", "BG"), ("8.8.8.8", ""), ("127.0.0.1", ""), ("", ""), ("nonsense", ""),
    ],
)  # fmt: skip
def test_countries_of_addresses(book: Path, address: str, country: str) -> None:
    assert whereabouts.country_of(address) == country


@pytest.mark.rule("ACC-34")
def test_a_changed_file_is_read_again_and_a_broken_one_changes_nothing(book: Path, tmp_path: Path) -> None:
    assert whereabouts.country_of("198.51.100.7") == "CN"
    assert whereabouts.kind_of_file() == countries.KIND
    countries.write(book, {"FR": ("198.51.100.0/24",)})
    assert whereabouts.country_of("198.51.100.7") == "FR"
    broken = tmp_path / "broken"
    broken.write_bytes(b"not a database")
    broken.replace(book)
    assert whereabouts.country_of("198.51.100.7") == "FR"
    book.unlink()
    assert (whereabouts.country_of("198.51.100.7"), whereabouts.kind_of_file()) == ("", "")
    countries.write(book)
    assert whereabouts.country_of("198.51.100.7") == "CN"


@pytest.mark.rule("ACC-34")
def test_without_a_file_nothing_is_known_but_where_this_machine_was_said_to_be(tmp_path: Path, settings: Any) -> None:
    settings.KONTOR = settings.KONTOR.model_copy(update={"country_db": tmp_path / "none", "local_country": "cn"})
    assert whereabouts.country_of("127.0.0.1") == "CN"
    assert whereabouts.country_of("192.168.1.4") == "CN"
    assert whereabouts.country_of("8.8.8.8") == ""
    settings.KONTOR = settings.KONTOR.model_copy(update={"local_country": ""})
    assert whereabouts.country_of("127.0.0.1") == ""


@pytest.mark.rule("ACC-34")
@pytest.mark.parametrize(
    ("record", "code"),
    [
        ({"country": {"iso_code": "CN"}}, "CN"), ({"country_code": "cn"}, "CN"), ({"country": "CN"}, "CN"),
        ({"registered_country": {"iso_code": "CN"}}, "CN"),
        ({"country": {"iso_code": "HK"}, "registered_country": {"iso_code": "CN"}}, "HK"),
        ({"country": "China"}, ""), ("CN", ""), (None, ""),
    ],
)  # fmt: skip
def test_records_of_the_usual_files(record: Any, code: str) -> None:
    assert whereabouts._code(record) == code
