"""Addresses and numbers as people really type them: put right where that is safe, else refused by sign (ACC-09)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.contexts.accounts.errors import (
    AddressHasStrangeCharacter,
    AddressInvalid,
    AddressMissing,
    PhoneHasExtension,
)
from kontor.contexts.accounts.rules import addresses, names
from kontor.contexts.accounts.rules.signs import signs, text_of
from kontor.kernel.errors import Refusal

pytestmark = pytest.mark.rule("ACC-09")


@pytest.mark.parametrize(
    "typed",
    [
        "ａｎｎ＠ｅｘａｍｐｌｅ．ｃｏｍ", "ann@example。com", "ann@example｡com", "ann﹫example․com",
        "\u3000ann@example.com\u3000",
        "ann\u00a0@\u00a0example.com", "ann @ example . com", "ann@example.\n com",
        "\u200bann\u200d@exam\u00adple.com\ufeff",
        "\u202eann@example.com\u202c", "mailto:ann@example.com", "<ann@example.com>", "ann@example.com.",
        "\tann@EXAMPLE.com\r\n",
    ],
)  # fmt: skip
def test_what_is_safely_the_same_is_put_right(typed: str) -> None:
    assert addresses.parse(typed, "CN") == addresses.MailAddress("ann@example.com", "ann@example.com")


@pytest.mark.parametrize(
    ("typed", "sign", "place", "name"),
    [
        ("安@example.com", "安", 1, "U+5B89 CJK UNIFIED IDEOGRAPH-5B89"),
        ("аnn@example.com", "а", 1, "U+0430 CYRILLIC SMALL LETTER A"),
        ("ann@exаmple.com", "а", 7, "U+0430 CYRILLIC SMALL LETTER A"),
        ("ann@gmail.сom", "с", 11, "U+0441 CYRILLIC SMALL LETTER ES"),
        ("ann@ахо.com", "а", 5, "U+0430 CYRILLIC SMALL LETTER A"),
        ("ann@οοο.com", "ο", 5, "U+03BF GREEK SMALL LETTER OMICRON"),
        ("ann@gmail，com", "，", 10, "U+FF0C FULLWIDTH COMMA"),
        ("ann@gmail,com", ",", 10, "U+002C COMMA"),
        ("ann lee@example.com", "␣", 4, "U+0020 SPACE"),
        ("ann\u3000lee@example.com", "␣", 4, "U+3000 IDEOGRAPHIC SPACE"),
        ("josé@example.com", "é", 4, "U+00E9 LATIN SMALL LETTER E WITH ACUTE"),
        ("jose\u0301@example.com", "U+0301", 5, "U+0301 COMBINING ACUTE ACCENT"),
        ("ann😀@example.com", "😀", 4, "U+1F600 GRINNING FACE"),
        ("a@b@example.com", "@", 2, "U+0040 COMMERCIAL AT"),
        ("ann@exam_ple.com", "_", 9, "U+005F LOW LINE"),
        ("“ann”@example.com", "“", 1, "U+201C LEFT DOUBLE QUOTATION MARK"),
        ("138电0013 8000", "电", 4, "U+7535 CJK UNIFIED IDEOGRAPH-7535"),
        ("0888 12З 456", "З", 8, "U+0417 CYRILLIC CAPITAL LETTER ZE"),
        ("0888 l23 456", "l", 6, "U+006C LATIN SMALL LETTER L"),
        ("电话13800138000", "电", 1, "U+7535 CJK UNIFIED IDEOGRAPH-7535"),
    ],
)
def test_what_is_not_is_refused_with_the_sign_and_its_place(typed: str, sign: str, place: int, name: str) -> None:
    with pytest.raises(AddressHasStrangeCharacter) as refused:
        addresses.parse(typed, "BG")
    said = refused.value
    assert (said.field, said.code) == ("address", "ERR_ADDRESS_CHARACTER")
    assert (said.params["character"], said.params["position"], said.params["name"]) == (sign, place, name)


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("ann@münchen.de", "xn--mnchen-3ya.de"), ("ann@mu\u0308nchen.de", "xn--mnchen-3ya.de"),
        ("ann@пошта.укр", "xn--80a1acn3a.xn--j1amh"), ("ann@例子。公司", "xn--fsqu00a.xn--55qx5d"),
        ("ann@рос.рф", "xn--n1ade.xn--p1ai"), ("ann@コーヒー.com", "xn--tck2c4fb.com"),
    ],
)  # fmt: skip
def test_domains_of_other_scripts_are_domains(typed: str, host: str) -> None:
    assert addresses.parse(typed, "BG").key == f"ann@{host}"


@pytest.mark.parametrize(
    ("typed", "country", "number"),
    [
        ("０８８８　１２３　４５６", "BG", "+359888123456"), ("＋３５９ 888-123-456", "CN", "+359888123456"),
        ("٠٨٨٨١٢٣٤٥٦", "BG", "+359888123456"), ("+९१ ९८१०० १२३४५", "IN", "+919810012345"),
        ("+359–888—123‑456", "US", "+359888123456"), ("+44 (0)7400 123456", "GB", "+447400123456"),
        ("00359888123456", "US", "+359888123456"), ("00 44 7400 123456", "JP", "+447400123456"),
        ("tel:+359888123456", "BG", "+359888123456"), ("\u200e+359 888 123 456\u202c", "BG", "+359888123456"),
        ("0888.123.456", "BG", "+359888123456"), ("0888/123 456", "BG", "+359888123456"),
        ("+86\u00a0138\u30000013\u20008000", "BG", "+8613800138000"),
    ],
)  # fmt: skip
def test_numbers_in_every_hand(typed: str, country: str, number: str) -> None:
    assert addresses.parse(typed, country) == addresses.PhoneNumber(number)


@pytest.mark.parametrize(
    "typed", ["0888 123 456 ext. 12", "+359888123456 x5", "0888123456 доб. 7", "+8613800138000转8", "0888123456;ext=3"]
)
def test_an_extension_is_refused_by_name(typed: str) -> None:
    with pytest.raises(PhoneHasExtension) as refused:
        addresses.parse(typed, "BG")
    assert refused.value.field == "address"


@pytest.mark.parametrize("typed", ["ann", "ann1985", "ann.example.com", "+", "00", "@", "a@b", "ann@", "()", "9" * 400])
def test_what_is_neither_says_what_is_wanted(typed: str) -> None:
    with pytest.raises(AddressInvalid) as refused:
        addresses.parse(typed, "BG")
    assert refused.value.code == "ERR_ADDRESS_INVALID"


_TYPED = st.text(
    st.one_of(
        st.sampled_from("@.-+()0123456789 aZ　。．＠＋０９٣५аеосі\u00a0\u200b\u202e\u0301ßİ電😀"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)


@given(_TYPED, st.sampled_from(["BG", "CN", "US", "", "XX"]))
def test_any_text_is_an_address_that_stays_or_a_refusal_that_points_at_it(typed: str, country: str) -> None:
    said, found = {}, None
    try:
        found = addresses.parse(typed, country)
    except AddressHasStrangeCharacter as refused:
        said = dict(refused.params)
    except (AddressInvalid, AddressMissing):
        return
    if found is None:
        sign = typed[said["position"] - 1]
        assert said["name"] == f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".strip()
        return
    assert addresses.parse(found.text, country).key == found.key
    assert not any(unicodedata.category(sign) in {"Cf", "Cc", "Zs"} for sign in found.text)


@given(st.sampled_from(["ann@example.com", "+359888123456"]), st.data())
def test_full_width_and_ordinary_signs_are_one_address(plain: str, data: st.DataObject) -> None:
    wide = data.draw(st.lists(st.booleans(), min_size=len(plain), max_size=len(plain)))
    typed = "".join(chr(ord(s) + 0xFEE0) if w else s for s, w in zip(plain, wide, strict=True))
    blank = data.draw(st.sampled_from(["", " ", "\u3000", "\u00a0", "\u200b", "\ufeff"]))
    assert addresses.parse(f"{blank}{typed}{blank}", "BG").key == plain


@given(st.text(max_size=400))
def test_visible_is_settled_after_once(typed: str) -> None:
    once = text_of(signs(typed))
    assert once == once.strip()
    assert text_of(signs(once)) == once


@pytest.mark.parametrize(
    ("given_name", "code"),
    [
        ("A" * 300, "ERR_NAME_TOO_LONG"), ("Ann\u202eeeL", "ERR_NAME_CHARACTER"), ("\u202aAnn", "ERR_NAME_CHARACTER"),
        ("A" + "\u0301" * 40, "ERR_NAME_CHARACTER"), ("An\u0000n", "ERR_NAME_CHARACTER"),
        ("Ann1", "ERR_NAME_CHARACTER"),
        ("\u0301Ann", "ERR_NAME_CHARACTER"), ("A\u2067nn\u2069", "ERR_NAME_CHARACTER"), ("\u3000", "ERR_NAME_MISSING"),
    ],
)  # fmt: skip
def test_names_with_signs_that_play_tricks_are_refused(given_name: str, code: str) -> None:
    (refusal,) = names.problems(given_name, "Lee")
    assert (refusal.code, refusal.field) == (code, "given_name")


def test_marks_that_belong_to_a_letter_are_part_of_a_name() -> None:
    assert names.check("Jose\u0301", "Nguyê\u0303n") == names.PersonName("José", "Nguyễn")


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_name_is_a_name_in_one_direction_or_a_refusal(one: str, other: str) -> None:
    try:
        found = names.check(one, other)
    except Refusal as refused:
        fields = {refused.field}
        found = None
    if found is None:
        assert fields <= {"given_name", "family_name"}
        return
    assert max(len(found.given), len(found.family)) <= 60
    assert not any(unicodedata.category(sign) in {"Cc", "Co", "Cs"} for sign in found.given + found.family)
    assert not any(unicodedata.bidirectional(sign) in {"LRO", "RLO", "LRE", "RLE", "LRI", "RLI", "PDF", "FSI"}
                   for sign in found.given + found.family)  # fmt: skip
