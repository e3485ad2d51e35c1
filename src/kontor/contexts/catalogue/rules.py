"""What holds for a product before it is saved or sold (TRD-02). Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from stdnum import ean

from kontor.contexts.catalogue import errors, policy
from kontor.contexts.catalogue.drafts import PriceChange, ProductDraft, SkuDraft, TextDraft
from kontor.kernel.errors import Refusal

SLUG_LENGTH = 80
CODE_LENGTH = 40
_HS_CODE = re.compile(r"\d{6,10}")


@dataclass(frozen=True, slots=True)
class AttributeRule:
    """What a category says of an attribute: `kind` is choice, number or text; `label` is for sentences."""

    label: str
    kind: str
    options: Collection[str] = field(default_factory=tuple)
    required: bool = False
    is_axis: bool = False

    def allows(self, value: str) -> bool:
        """Whether a value may stand here; own options are refused where there are options to choose from."""
        if self.kind == "number" and not self.is_axis:
            return value in self.options or _is_number(value)
        return not self.options or value in self.options or (self.kind == "text" and not self.is_axis)


def _is_number(text: str) -> bool:
    try:
        return Decimal(text.replace(",", ".")) >= 0
    except InvalidOperation:
        return False


def slug_of(latin: str) -> str:
    """The part of an address before the number, from a title in Latin letters; `item` when nothing is left."""
    slug = re.sub(r"[^a-z0-9]+", "-", latin.lower().replace("'", "")).strip("-")
    if len(slug) > SLUG_LENGTH:
        slug = slug[: SLUG_LENGTH + 1].rpartition("-")[0] or slug[:SLUG_LENGTH]
    return slug or "item"


def hides_controlled(seen_from: str) -> bool:
    """Whether a request from this country is not shown goods under export control (ACC-34).

    Args:
        seen_from: ISO 3166 code of the country that the client's address is in; "" when it is not known.
    """
    return bool(seen_from) and seen_from in policy.CONTROLLED_HIDDEN_FROM.text().upper().split()


def titled(texts: Mapping[str, TextDraft], home_language: str) -> str:
    """The title that the address is made of: English, else the home language's, else any."""
    for language in ("en", home_language):
        if language in texts and texts[language].title.strip():
            return texts[language].title
    return next((text.title for text in texts.values() if text.title.strip()), "")


def faults(
    draft: ProductDraft,
    *,
    home_language: str,
    languages: Collection[str],
    attributes: Mapping[str, AttributeRule],
) -> list[Refusal]:
    """All that is wrong with a draft, in the order of the form.

    Args:
        languages: codes that the market knows.
        attributes: of the draft's category, axes among them.
    """
    found: list[Refusal] = []
    if not any(draft.texts.get(language, TextDraft("")).title.strip() for language in (home_language, "en")):
        found.append(errors.TextMissing(field="title"))
    found.extend(_text_faults(draft.texts, languages))
    found.extend(_value_faults(draft.attributes, attributes))
    most = policy.HANDLING_DAYS_MAX.int()
    if not 1 <= draft.handling_days <= most:
        found.append(errors.HandlingDaysWrong(field="handling_days", most=most))
    active = [sku for sku in draft.skus if sku.active]
    if not active:
        found.append(errors.SkuMissing(field="skus"))
    if len(draft.skus) > policy.SKUS_MAX.int():
        found.append(errors.TooManySkus(field="skus", most=policy.SKUS_MAX.int()))
    if len(draft.pictures) > policy.PICTURES_MAX.int():
        found.append(errors.TooManyPictures(field="pictures", most=policy.PICTURES_MAX.int()))
    codes: set[str] = set()
    choices: set[frozenset[tuple[str, str]]] = set()
    for index, sku in enumerate(draft.skus):
        choice = frozenset(sku.axes.items())
        found.extend(_sku_faults(sku, index, attributes))
        if sku.code in codes or (sku.active and choice in choices):
            found.append(errors.SkuTwice(field=f"skus.{index}.code", sku=sku.code))
        codes.add(sku.code)
        if sku.active:
            choices.add(choice)
    return found


def _text_faults(texts: Mapping[str, TextDraft], languages: Collection[str]) -> Iterator[Refusal]:
    most, longest = policy.TITLE_LENGTH.int(), policy.DESCRIPTION_LENGTH.int()
    for language, text in texts.items():
        if language not in languages:
            yield errors.LanguageUnknown(field="title", language=language)
        if len(text.title) > most:
            yield errors.TitleTooLong(field=f"title.{language}", language=language, most=most)
        if not text.title.strip() and (text.description.strip() or text.bullets):
            yield errors.TitleMissing(field=f"title.{language}", language=language)
        if len(text.description) > longest:
            yield errors.DescriptionTooLong(field=f"description.{language}", language=language, most=longest)


def _value_faults(values: Mapping[str, str], attributes: Mapping[str, AttributeRule]) -> Iterator[Refusal]:
    for code, value in values.items():
        known = attributes.get(code)
        if known is not None and value and not known.allows(str(value)):
            wrong = errors.NumberWrong if known.kind == "number" else errors.OptionUnknown
            yield wrong(field=f"attribute.{code}", attribute=known.label)


def gaps(draft: ProductDraft, attributes: Mapping[str, AttributeRule]) -> list[Refusal]:
    """What a sound draft still lacks before it can be handed in."""
    found: list[Refusal] = [
        errors.AttributeMissing(field=f"attribute.{code}", attribute=known.label)
        for code, known in attributes.items()
        if known.required and not known.is_axis and not draft.attributes.get(code)
    ]
    if not draft.pictures:
        found.append(errors.PictureMissing(field="pictures"))
    return found


def foreign_chapters(draft: ProductDraft, hs_prefix: str) -> list[str]:
    """Codes of the SKUs whose HS code lies in another chapter than the category's goods do: worth a second look."""
    chapter = hs_prefix[:2]
    return [
        sku.code for sku in draft.skus if sku.active and sku.hs_code and chapter and not sku.hs_code.startswith(chapter)
    ]


def _sku_faults(sku: SkuDraft, index: int, attributes: Mapping[str, AttributeRule]) -> Iterator[Refusal]:
    place = f"skus.{index}"
    if not 0 < len(sku.code) <= CODE_LENGTH:
        yield errors.SkuCodeMissing(field=f"{place}.code")
    yield from price_faults(sku.code, PriceChange(sku.price_minor, sku.list_price_minor), place)
    if sku.weight_g < 1:
        yield errors.WeightMissing(field=f"{place}.weight_g", sku=sku.code)
    if sku.hs_code and not _HS_CODE.fullmatch(sku.hs_code):
        yield errors.HsCodeWrong(field=f"{place}.hs_code", sku=sku.code)
    if sku.barcode and not ean.is_valid(sku.barcode):
        yield errors.BarcodeWrong(field=f"{place}.barcode", sku=sku.code)
    for axis, option in sku.axes.items():
        known = attributes.get(axis)
        if known is None or not known.is_axis:
            yield errors.AxisUnknown(field=f"{place}.axis.{axis}", axis=axis)
        elif not known.allows(option):
            yield errors.OptionUnknown(field=f"{place}.axis.{axis}", attribute=known.label)


def price_faults(sku_code: str, change: PriceChange, place: str) -> Iterator[Refusal]:
    """What is wrong with a price."""
    if change.price_minor < 1:
        yield errors.PriceNotPositive(field=f"{place}.price", sku=sku_code)
    if change.list_price_minor is not None and change.list_price_minor <= change.price_minor:
        yield errors.PriceBeforeNotHigher(field=f"{place}.list_price", sku=sku_code)
