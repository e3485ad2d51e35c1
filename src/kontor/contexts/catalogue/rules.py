"""What holds for a product before it is saved or sold (TRD-02). Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from kontor.contexts.catalogue import errors, policy
from kontor.contexts.catalogue.drafts import PriceChange, ProductDraft, SkuDraft, TextDraft
from kontor.kernel.errors import Refusal

SLUG_LENGTH = 80
CODE_LENGTH = 40
_HS_CODE = re.compile(r"\d{6,10}")


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
    draft: ProductDraft, *, home_language: str, languages: Collection[str], axes: Collection[str]
) -> list[Refusal]:
    """All that is wrong with a draft, in the order of the form.

    Args:
        languages: codes that the market knows.
        axes: axis codes of the draft's category.
    """
    found: list[Refusal] = []
    if not any(draft.texts.get(language, TextDraft("")).title.strip() for language in (home_language, "en")):
        found.append(errors.TextMissing(field="title"))
    found.extend(_text_faults(draft.texts, languages))
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
        found.extend(_sku_faults(sku, index, axes))
        if sku.code in codes or (sku.active and choice in choices):
            found.append(errors.SkuTwice(field=f"skus.{index}.code", sku=sku.code))
        codes.add(sku.code)
        if sku.active:
            choices.add(choice)
    return found


def _text_faults(texts: Mapping[str, TextDraft], languages: Collection[str]) -> Iterator[Refusal]:
    most = policy.TITLE_LENGTH.int()
    for language, text in texts.items():
        if language not in languages:
            yield errors.LanguageUnknown(field="title", language=language)
        if len(text.title) > most:
            yield errors.TitleTooLong(field=f"title.{language}", language=language, most=most)


def _sku_faults(sku: SkuDraft, index: int, axes: Collection[str]) -> Iterator[Refusal]:
    place = f"skus.{index}"
    if not 0 < len(sku.code) <= CODE_LENGTH:
        yield errors.SkuCodeMissing(field=f"{place}.code")
    yield from price_faults(sku.code, PriceChange(sku.price_minor, sku.list_price_minor), place)
    if sku.weight_g < 1:
        yield errors.WeightMissing(field=f"{place}.weight_g", sku=sku.code)
    if sku.hs_code and not _HS_CODE.fullmatch(sku.hs_code):
        yield errors.HsCodeWrong(field=f"{place}.hs_code", sku=sku.code)
    for axis in sku.axes:
        if axis not in axes:
            yield errors.AxisUnknown(field=f"{place}.axes", axis=axis)


def price_faults(sku_code: str, change: PriceChange, place: str) -> Iterator[Refusal]:
    """What is wrong with a price."""
    if change.price_minor < 1:
        yield errors.PriceNotPositive(field=f"{place}.price", sku=sku_code)
    if change.list_price_minor is not None and change.list_price_minor <= change.price_minor:
        yield errors.PriceBeforeNotHigher(field=f"{place}.list_price", sku=sku_code)
