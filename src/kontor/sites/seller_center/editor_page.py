"""What the editor's page shows (TRD-02)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from kontor.contexts.catalogue import queries as catalogue
from kontor.contexts.catalogue.drafts import EditedProduct
from kontor.contexts.catalogue.lifecycle import PRODUCT
from kontor.contexts.catalogue.policy import HANDLING_DAYS_MAX, TITLE_LENGTH
from kontor.contexts.catalogue.reasons import told
from kontor.contexts.catalogue.rules import foreign_chapters
from kontor.contexts.inventory import queries as inventory
from kontor.kernel.errors import Refusal
from kontor.kernel.lifecycle import Actor
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.reviews import said
from kontor.sites.seller_center import editor_form as forms
from kontor.sites.seller_center import words
from kontor.sites.seller_center.bench import Bench
from kontor.sites.seller_center.editor_grid import options_in_use


def page(
    bench: Bench,
    form: forms.Form,
    product: EditedProduct | None,
    *,
    draft_id: UUID,
    refusal: Refusal | None = None,
    restored: catalogue.Unsaved | None = None,
    dirty: bool = False,
    language: str = "",
) -> HttpResponse:
    """The editor with `form` in it.

    Args:
        draft_id: under which what is typed is kept.
        restored: what was typed before and not saved, when that is shown.
        dirty: what is shown differs from what is saved.
        language: the one beside the store's own.
    """
    reader = bench.request.place.language
    attributes = catalogue.attributes_of(form.category_id, reader)
    home = product.home_language if product else bench.store.language
    summary, errors = _wrong(refusal, product, home)
    axes = [view for view in attributes.values() if view.is_axis]
    if not form.rows:
        form.rows = [forms.SkuRow()]
    may_edit = bench.seat.may("products.edit")
    context: dict[str, Any] = {
        "page_title": form.texts[home].title if home in form.texts else _("New product"),
        "form": form,
        "product": product,
        "draft_id": draft_id,
        "restored": restored,
        "dirty": dirty or restored is not None,
        "category": catalogue.path_of(form.category_id, reader),
        "categories": categories(reader),
        "home": _language(form, home),
        "languages": _others(form, home, language),
        "title_most": TITLE_LENGTH.int(),
        "handling_most": HANDLING_DAYS_MAX.int(),
        "plain_attributes": [_field(view, form, errors) for view in attributes.values() if not view.is_axis],
        "axes": axes,
        "in_use": options_in_use(form, axes),
        "picture_options": [("", _("all variants")), *_picture_options(axes, form)],
        "warehouses": [(str(house.id), house.name) for house in inventory.warehouses(bench.seat)],
        "currency": bench.store.currency,
        "label": words.PRODUCT_STATES[product.state] if product else "",
        "moves": PRODUCT.possible(product.state, Actor.SELLER) if product else [],
        "may_edit": may_edit,
        "may_stock": bench.seat.may("products.stock"),
        "errors": {"": summary, **errors} if summary or errors else {},
        "sent_back": bool(product and product.reason and refusal is None),
        "foreign": _foreign(bench, form, product),
        "form_failed": refusal is not None,
    }
    return bench.page("seller/product.html", "products", context, STATUS[refusal.kind] if refusal else 200)


def _wrong(refusal: Refusal | None, product: EditedProduct | None, home: str) -> tuple[list[str], dict[str, list[str]]]:
    """What a refusal says by field; without one, what the review said."""
    if refusal is not None:
        summary, errors = messages_of(refusal)
    else:
        by_field = told(product.reason) if product else {}
        errors = {name: [said(line) for line in lines] for name, lines in by_field.items()}
        summary = errors.pop("", [])
    if "title" in errors:
        errors.setdefault(f"title.{home}", []).extend(errors.pop("title"))
    return summary, errors


def _language(form: forms.Form, code: str) -> dict[str, Any]:
    text = form.texts.get(code)
    return {
        "code": code,
        "name": dict(settings.LANGUAGES)[code],
        "text": text,
        "state": "filled" if text and text.title and text.description else "partly" if text else "missing",
    }


def _others(form: forms.Form, home: str, shown: str) -> list[dict[str, Any]]:
    """The other languages; the one asked for is shown, else English, else the first."""
    codes = sorted((code for code, _name in settings.LANGUAGES if code != home), key=lambda code: code != "en")
    chosen = shown if shown in codes else codes[0]
    return [_language(form, code) | {"shown": code == chosen} for code in codes]


def _field(view: Any, form: forms.Form, errors: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "view": view,
        "value": form.attributes.get(view.code, ""),
        "options": [(option.code, option.label) for option in view.options.values()],
        "error": next(iter(errors.get(f"attribute.{view.code}", ())), ""),
    }


def _picture_options(axes: list[Any], form: forms.Form) -> list[tuple[str, str]]:
    used = options_in_use(form, axes)
    return [
        (f"{axis.code}:{option.code}", f"{axis.label}: {option.label}")
        for axis in axes
        for option in axis.options.values()
        if option.code in used[axis.code]
    ]


def _foreign(bench: Bench, form: forms.Form, product: EditedProduct | None) -> dict[str, Any] | None:
    """The SKUs whose HS code does not go with the category, and its chapter."""
    node = catalogue.category_by_id(form.category_id, bench.request.place.language)
    if node is None or not node.hs_prefix:
        return None
    codes = foreign_chapters(forms.draft(form, bench.store.currency, (), product), node.hs_prefix)
    return {"codes": codes, "chapter": node.hs_prefix[:2]} if codes else None


def categories(language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Leaves as grouped choices, by top category."""

    def leaves(node: catalogue.CategoryNode, path: str = "") -> list[tuple[str, str]]:
        if not node.children:
            return [(str(node.id), f"{path}{node.name}")]
        return [leaf for child in node.children for leaf in leaves(child, f"{path}{node.name} › " if path else "")]

    return [(root.name, leaves(root)) for root in catalogue.category_tree(language)]
