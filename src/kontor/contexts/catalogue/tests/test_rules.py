"""What a product must hold before it is saved, and before it is handed in (TRD-02)."""

from __future__ import annotations

import pytest

from kontor.contexts.catalogue import rules
from kontor.contexts.catalogue.drafts import PictureDraft, ProductDraft, SkuDraft, TextDraft
from kontor.contexts.catalogue.reasons import REASONS, told

pytestmark = pytest.mark.rule("TRD-02")

KNOWN = {
    "colour": rules.AttributeRule("Colour", "choice", {"red", "blue"}, is_axis=True),
    "material": rules.AttributeRule("Material", "choice", {"oak", "brass"}, required=True),
    "power": rules.AttributeRule("Power", "number", {"5", "10"}),
    "model": rules.AttributeRule("Model", "text"),
}


def lamp(**values: object) -> ProductDraft:
    fields: dict[str, object] = {"category_id": 1, "texts": {"en": TextDraft("Lamp")},
                                 "skus": (SkuDraft("A", 1, 1, {"colour": "red"}),)} | values  # fmt: skip
    return ProductDraft(**fields)  # type: ignore[arg-type]


def codes(draft: ProductDraft) -> list[tuple[str, str]]:
    found = rules.faults(draft, home_language="en", languages={"en", "bg"}, attributes=KNOWN)
    return [(fault.code, fault.field) for fault in found]


@pytest.mark.parametrize(
    ("barcode", "good"),
    [
        ("4006381333931", True), ("4006381333930", False), ("036000291452", True), ("036000291453", False),
        ("96385074", True), ("10614141000415", True), ("", True), ("400638133393", False), ("40063813339a1", False),
    ],
)  # fmt: skip
def test_barcodes_have_their_check_digit(barcode: str, good: bool) -> None:
    found = codes(lamp(skus=(SkuDraft("A", 1, 1, barcode=barcode),)))
    assert found == ([] if good else [("ERR_BARCODE_WRONG", "skus.0.barcode")])


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"material": "oak", "power": "7.5", "model": "X-1"}, []),
        ({"material": "plywood"}, [("ERR_OPTION_UNKNOWN", "attribute.material")]),
        ({"power": "strong"}, [("ERR_NUMBER_WRONG", "attribute.power")]),
        ({"power": "-3"}, [("ERR_NUMBER_WRONG", "attribute.power")]),
    ],
)
def test_values_are_of_the_attributes_kind(values: dict[str, str], wrong: list[tuple[str, str]]) -> None:
    assert codes(lamp(attributes=values)) == wrong


def test_axes_take_no_options_of_ones_own() -> None:
    assert codes(lamp(skus=(SkuDraft("A", 1, 1, {"colour": "mauve"}),))) == [
        ("ERR_OPTION_UNKNOWN", "skus.0.axis.colour")
    ]
    assert codes(lamp(skus=(SkuDraft("A", 1, 1, {"model": "x"}),))) == [("ERR_AXIS_UNKNOWN", "skus.0.axis.model")]


def test_words_without_a_title_are_not_lost_silently() -> None:
    draft = lamp(texts={"en": TextDraft("Lamp"), "bg": TextDraft("", "Свети.")})
    assert codes(draft) == [("ERR_TITLE_MISSING", "title.bg")]
    assert codes(lamp(texts={"en": TextDraft("Lamp", "x" * 20_001)})) == [
        ("ERR_DESCRIPTION_TOO_LONG", "description.en")
    ]


@pytest.mark.parametrize("days", [0, 61])
def test_handling_days_have_bounds(days: int) -> None:
    assert codes(lamp(handling_days=days)) == [("ERR_HANDLING_DAYS_WRONG", "handling_days")]


def test_what_is_asked_only_before_handing_in() -> None:
    assert codes(lamp()) == []
    assert [gap.field for gap in rules.gaps(lamp(), KNOWN)] == ["attribute.material", "pictures"]
    assert rules.gaps(lamp(attributes={"material": "oak"}, pictures=(PictureDraft("a.webp"),)), KNOWN) == []


def test_hs_codes_of_another_chapter_are_worth_a_look() -> None:
    skus = (SkuDraft("A", 1, 1, hs_code="940520"), SkuDraft("B", 1, 1, hs_code="610910"), SkuDraft("C", 1, 1))
    assert rules.foreign_chapters(lamp(skus=skus), "940520") == ["B"]
    assert rules.foreign_chapters(lamp(skus=skus), "") == []


def test_a_reason_is_told_at_its_field() -> None:
    sentence, field = next((s, f) for s, f in REASONS.items() if f == "pictures")
    assert told(f"{sentence}\nAnd please hurry.") == {field: [sentence], "": ["And please hurry."]}
