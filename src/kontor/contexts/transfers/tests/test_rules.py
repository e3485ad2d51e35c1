"""Cells, encodings and headers: pure."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from kontor.contexts.transfers import errors
from kontor.contexts.transfers.rules import numbers
from kontor.contexts.transfers.rules.columns import KEEP, read_header
from kontor.contexts.transfers.rules.encodings import guess, marked
from kontor.contexts.transfers.rules.escaping import guarded, is_dangerous, restored, typed_guarded
from kontor.contexts.transfers.sheets.kinds import PRODUCTS, STOCK, Kind
from kontor.contexts.transfers.sheets.names import label, label_of, names_of
from kontor.kernel.errors import Refusal

pytestmark = pytest.mark.rule("SEL-32")

ATTACKS = [
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x","y")',
    " =1", "＝1+1", "＋1", "－1", "＠x",
]  # fmt: skip


@pytest.mark.parametrize("text", ATTACKS)
def test_what_a_spreadsheet_could_run_is_shown_as_text(text: str) -> None:
    assert is_dangerous(text)
    assert guarded(text) == f"'{text}"
    assert not is_dangerous(guarded(text))
    assert restored(guarded(text)) == text


@given(st.text(alphabet="'=+-@ \t\r\nab＝", max_size=6))
def test_every_text_comes_back(text: str) -> None:
    assert restored(guarded(text)) == text
    assert restored(typed_guarded(text)) == text
    assert not is_dangerous(guarded(text))


@pytest.mark.parametrize("text", ["Lamp", "'s Gravenhage", "12-34", "a=b", ""])
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    assert guarded(text) == restored(text) == text


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("199.90", "EUR", 19990), ("199,90", "EUR", 19990), ("1,234.50", "EUR", 123450), ("1.234,50", "EUR", 123450),
        ("1 234,50", "EUR", 123450), ("1\u202f234,5", "EUR", 123450), ("7", "JPY", 7), ("1.234", "KWD", 1234),
        ("0.005", "KWD", 5), ("1,234,567.89", "USD", 123456789), ("１９.９０", "EUR", 1990), ("5.00", "JPY", 5),
        ("999999999999.99", "EUR", 99999999999999), (".5", "EUR", 50), ("12.340", "EUR", None), ("1.234", "EUR", None),
        ("1,500", "JPY", None), ("1.005", "USD", None), ("1.25", "JPY", None), ("free", "EUR", None), ("", "EUR", None),
        ("-3", "EUR", None), ("1e9", "EUR", None), ("1.2.3", "EUR", None), ("1,23,456.00", "EUR", None),
        ("$5", "USD", None), ("9" * 13, "EUR", None), ("=1+1", "EUR", None), ("0.010", "USD", 1),
    ],
)  # fmt: skip
def test_amounts_are_exact_or_refused(text: str, currency: str, minor: int | None) -> None:
    if minor is None:
        with pytest.raises(Refusal) as refused:
            numbers.amount(text, "price", currency)
        assert refused.value.code.startswith("ERR_CELL_")
        assert refused.value.field == "price"
    else:
        assert numbers.amount(text, "price", currency) == minor


def test_what_is_doubtful_is_asked_and_not_guessed() -> None:
    with pytest.raises(errors.AmountUnclear):
        numbers.amount("1.234", "price", "EUR")
    with pytest.raises(errors.AmountPlaces):
        numbers.amount("1.2345", "price", "EUR")


@pytest.mark.parametrize(("text", "number"), [("12", 12), ("12.0", 12), ("1 200", 1200), ("0", 0), ("１２", 12)])
def test_whole_numbers(text: str, number: int) -> None:
    assert numbers.whole(text, "on_hand") == number


@pytest.mark.parametrize("text", ["", "-1", "1.5", "many", "99999999999", "1e3"])
def test_what_is_no_whole_number(text: str) -> None:
    with pytest.raises(errors.NotWhole):
        numbers.whole(text, "on_hand")


def test_yes_and_no() -> None:
    on, off = frozenset({"да"}), frozenset({"нет"})
    assert [numbers.switch(word, "active", on, off) for word in ("1", "TRUE", "Да", "yes")] == [True] * 4
    assert [numbers.switch(word, "active", on, off) for word in ("0", "false", "НЕТ", "No")] == [False] * 4
    with pytest.raises(errors.NotSwitch):
        numbers.switch("perhaps", "active", on, off)


CHINESE = "货号,标题,库存\nA-1,台灯,12\nA-2,手工编织羊毛地毯,7\n"
RUSSIAN = "Артикул;Название;Остаток\nА-1;Настольная лампа;12\nА-2;Ковёр ручной работы;7\n"
BULGARIAN = "Код;Име;Наличност\nЛ-1;Настолна лампа;12\n"
FRENCH = "Référence;Désignation;Quantité\nA-1;Lampe à pétrole, très légère;12\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CHINESE, "gb18030"), ("A-1,台灯\n", "gb18030"), (CHINESE * 40, "gb18030"), (RUSSIAN, "cp1251"),
        (RUSSIAN.upper(), "cp1251"), (BULGARIAN, "cp1251"), ("a;Лампа\n", "cp1251"), (FRENCH, "cp1252"),
        ("a;Año\n", "cp1252"), ("a;ção é\n", "cp1252"),
    ],
)  # fmt: skip
def test_the_encoding_is_found_out(text: str, encoding: str) -> None:
    assert guess(text.encode(encoding)) == encoding


def test_marks_are_read() -> None:
    assert marked("a".encode("utf-8-sig")) == "utf-8-sig"
    assert marked("a".encode("utf-16")) == "utf-16-le"
    assert marked(b"sku") == ""


def test_a_header_is_understood_by_codes_and_names() -> None:
    row = [
        "* SKU ",
        "Title [en]",
        "title.zh-hans",
        "PRICE",
        "Weight in grams",
        "weight",
        "",
        "State",
        "ATTRIBUTE [power_W]",
        "axis.bed_size",
    ]
    header = read_header(row, PRODUCTS.columns, names_of("products"))
    assert header.codes == (
        "sku", "title.en", "title.zh-hans", "price", "weight_g", "", "", "", "attribute.power_W", "axis.bed_size",
    )  # fmt: skip
    assert header.unknown == ("weight",)
    cells = header.cells(["A", KEEP, "灯", "1"])
    assert cells == {
        "sku": "A",
        "title.zh-hans": "灯",
        "price": "1",
        "weight_g": "",
        "attribute.power_W": "",
        "axis.bed_size": "",
    }


def test_a_header_that_would_lose_something_is_refused() -> None:
    with pytest.raises(errors.ColumnMissing) as missing:
        read_header(["title.en"], PRODUCTS.columns, names_of("products"))
    assert missing.value.params == {"column": "sku"}
    with pytest.raises(errors.ColumnTwice):
        read_header(["SKU", "price", "Price"], PRODUCTS.columns, names_of("products"))
    with pytest.raises(errors.ColumnMissing):
        read_header(["sku"], STOCK.columns, names_of("stock"))


@pytest.mark.parametrize("kind", [PRODUCTS, STOCK], ids=lambda kind: str(kind.code))
def test_names_tell_columns_apart_in_every_language(kind: Kind) -> None:
    names = names_of(kind.code)
    for language, _ in settings.LANGUAGES:
        with override(language):
            for column in kind.columns:
                shown = label(column, "en")
                assert names.code_of(shown) == (f"{column.code}.en" if column.family else column.code), (
                    language,
                    shown,
                )
                assert label_of(kind.code, names.code_of(shown)) == shown
