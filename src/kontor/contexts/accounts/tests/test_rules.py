"""Addresses, names, passwords, places and secrets, without a database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.contexts.accounts.common_passwords import is_common
from kontor.contexts.accounts.errors import (
    AddressInvalid,
    AddressMissing,
    NameHasStrangeCharacter,
    NameMissing,
    NameNotLatin,
    NameTooLong,
)
from kontor.contexts.accounts.rules import addresses, latin, names, passwords, secrets
from kontor.contexts.accounts.rules.countries import COUNTRIES, CURRENCIES, LANGUAGES, Defaults, country_defaults
from kontor.demo.content.rates import BASE
from kontor.kernel.ids import new_id


@pytest.mark.rule("ACC-05")
@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Ann@Example.COM", "ann@example.com"),
        ("  ann@example.com ", "ann@example.com"),
        ("ａｎｎ＠ｅｘａｍｐｌｅ．ｃｏｍ", "ann@example.com"),
        ("ann+shop@example.com", "ann@example.com"),
        ("a.n.n@example.com", "a.n.n@example.com"),
        ("A.N.N+x@GoogleMail.com", "ann@gmail.com"),
        ("ann-shop@yahoo.com", "ann@yahoo.com"),
        ("ann@yandex.by", "ann@yandex.ru"),
        ("a.n.n@protonmail.com", "ann@proton.me"),
        ("ann@münchen.de", "ann@xn--mnchen-3ya.de"),
        ("ann@straße.de", "ann@xn--strae-oqa.de"),
        ("+tag@example.com", "+tag@example.com"),
        ("STRASSE@example.com", "strasse@example.com"),
    ],
)
def test_mail_addresses_are_compared_by_their_key(typed: str, key: str) -> None:
    assert addresses.parse(typed, "BG").key == key


@pytest.mark.rule("ACC-05")
@pytest.mark.parametrize(
    ("typed", "country", "key"),
    [
        ("0888 123 456", "BG", "+359888123456"),
        ("+359 (88) 812-3456", "US", "+359888123456"),
        ("００３５９ 888 123 456", "BG", "+359888123456"),
        ("138 0013 8000", "CN", "+8613800138000"),
        ("(201) 555-0123", "US", "+12015550123"),
    ],
)
def test_phone_numbers_are_compared_in_e164(typed: str, country: str, key: str) -> None:
    assert addresses.parse(typed, country).key == key


@pytest.mark.rule("ACC-02")
@pytest.mark.parametrize(
    "typed",
    ["ann", "ann@", "@example.com", "ann@example", "a b@example.com", "a@b@c.com", "ann@1.2", "12", ".ann@example.com"],
)
def test_what_is_neither_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(AddressInvalid) as refusal:
        addresses.parse(typed, "BG")
    assert refusal.value.field == "address"


@pytest.mark.rule("ACC-02")
def test_nothing_typed_is_told_apart_from_something_wrong() -> None:
    with pytest.raises(AddressMissing):
        addresses.parse(" \u200b ", "BG")


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_a_refusal(typed: str) -> None:
    try:
        key = addresses.parse(typed, "BG").key
    except (AddressInvalid, AddressMissing):
        return
    assert addresses.parse(key, "BG").key == key


@pytest.mark.rule("ACC-02")
@pytest.mark.parametrize(
    ("typed", "country", "latin_form"),
    [
        ("Живко", "BG", "Zhivko"),
        ("Шишков", "BG", "Shishkov"),
        ("Цветелина", "BG", "Tsvetelina"),
        ("Щерев", "BG", "Shterev"),
        ("Мария", "BG", "Maria"),
        ("Кристиян", "BG", "Kristiyan"),
        ("Щукин", "RU", "Shchukin"),
        ("Юлия", "RU", "Iuliia"),
        ("Хрущёв", "RU", "Khrushchev"),
        ("ЖУКОВ", "RU", "ZHUKOV"),
        ("Їжакевич", "UA", "Izhakevich"),
        ("小明", "CN", "Xiaoming"),
        ("Γιώργος", "GR", "Giorgos"),
        ("Анна-Мария", "BG", "Anna-Maria"),
        ("José", "ES", "José"),
    ],
)
def test_other_scripts_become_what_a_passport_would_say(typed: str, country: str, latin_form: str) -> None:
    assert latin.transliterate_name(typed, country) == latin_form


@pytest.mark.rule("ACC-02")
def test_a_name_in_cyrillic_is_refused_with_the_offer() -> None:
    with pytest.raises(NameNotLatin) as refusal:
        names.check("Живко", "Шишков", country="BG")
    assert refusal.value.params == {"given": "Zhivko", "family": "Shishkov"}
    accepted = names.check("Zhivko", "Shishkov", country="BG", as_typed="Живко Шишков")
    assert accepted == names.PersonName("Zhivko", "Shishkov", "Живко Шишков")


@pytest.mark.rule("ACC-02")
@pytest.mark.parametrize("name", ["O’Brien", "Jean-Luc", "Nguyễn", "Nguye\u0302\u0303n", "Łukasz", "da Silva", "J. R."])
def test_latin_names_stay_as_they_are(name: str) -> None:
    assert names.check(name, "X") == names.PersonName(names.tidy(name), "X", "")


@pytest.mark.rule("ACC-02")
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ann\u202eevil", "U+202E"),
        ("Ann7", "7"),
        ("<b>", "<"),
        ("A\u0301\u0302\u0303\u0304\u0305", "U+0305"),
        ("-", "-"),
    ],
)
def test_signs_that_are_no_part_of_a_name_are_named(name: str, shown: str) -> None:
    with pytest.raises(NameHasStrangeCharacter) as refusal:
        names.check(name, "Petrova")
    assert refusal.value.params["character"] == shown
    assert refusal.value.field == "given_name"


@pytest.mark.rule("ACC-02")
def test_length_and_emptiness() -> None:
    assert names.check("A" * 60, "B").given == "A" * 60
    with pytest.raises(NameTooLong):
        names.check("A" * 61, "B")
    with pytest.raises(NameMissing):
        names.check(" ", "B")


@given(st.text(max_size=70), st.text(max_size=70))
def test_any_text_is_a_name_or_a_refusal(given_name: str, family: str) -> None:
    names.problems(given_name, family, country="BG")


def test_sellers_see_a_masked_name() -> None:
    assert names.masked("Ulan", "Bator") == "u***r"


@pytest.mark.rule("ACC-03")
@pytest.mark.parametrize(
    ("password", "broken"),
    [
        ("Abcdefg1", []),
        ("Abcdefghijklmnopqr12", []),
        ("Abcdef1", ["length"]),
        ("Abcdefghijklmnopqr123", ["length"]),
        ("abcdefg1", ["upper"]),
        ("ABCDEFG1", ["lower"]),
        ("Abcdefgh", ["digit"]),
        ("", ["length", "upper", "lower", "digit"]),
        ("Ünïcödé9", []),
    ],
)
def test_password_rules_one_by_one(password: str, broken: list[str]) -> None:
    assert [rule.name for rule in passwords.judge(password) if not rule.held] == broken
    assert passwords.holds(password) is not broken if broken else passwords.holds(password)


@pytest.mark.rule("ACC-03")
def test_common_passwords_are_known_in_any_case() -> None:
    assert is_common("Password1")
    assert is_common("QWERTY123")
    assert not is_common("Lantern42harbour")


@pytest.mark.rule("ACC-04")
@pytest.mark.parametrize(
    ("country", "currency", "language"),
    [
        ("CN", "CNY", "zh-hans"),
        ("BG", "EUR", "bg"),
        ("BR", "BRL", "pt-br"),
        ("RU", "RUB", "ru"),
        ("MX", "MXN", "es"),
        ("FR", "EUR", "fr"),
        ("JP", "JPY", "en"),
        ("FJ", "USD", "en"),
    ],
)
def test_the_country_sets_currency_and_language(country: str, currency: str, language: str) -> None:
    assert country_defaults(country) == Defaults(currency, language)


@pytest.mark.rule("ACC-04")
def test_every_country_has_defaults_that_we_offer() -> None:
    assert len(COUNTRIES) == 242
    for country in COUNTRIES:
        defaults = country_defaults(country)
        assert defaults.currency in CURRENCIES
        assert defaults.language in LANGUAGES


@pytest.mark.rule("ACC-10")
def test_secrets_can_be_made_again_and_belong_to_one_id_and_one_installation() -> None:
    one, other = new_id(), new_id()
    assert secrets.token(one, "s") == secrets.token(one, "s")
    assert len({secrets.token(one, "s"), secrets.token(other, "s"), secrets.token(one, "t")}) == 3
    assert len(secrets.code(one, "s")) == 6
    assert secrets.code(one, "s").isdigit()
    assert secrets.stored("123456", one, "s") != secrets.stored("123456", other, "s")


@pytest.mark.rule("ACC-04")
def test_every_offered_currency_has_a_rate_in_the_demo() -> None:
    """Nobody may choose a currency in which no price can be shown."""
    assert set(CURRENCIES) - set(BASE) == set()
    assert len(set(CURRENCIES)) == len(CURRENCIES)
    assert [country_defaults(country).currency for country in ("NG", "PH", "TW")] == ["USD", "USD", "USD"]
