"""What is typed and not saved, as the editor keeps it (TRD-02)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.http import QueryDict

from kontor.contexts.catalogue.drafts import EditedProduct
from kontor.contexts.catalogue.services.keep_draft import keep_draft
from kontor.kernel.errors import Refusal
from kontor.sites.seller_center import editor_form as forms
from kontor.sites.seller_center.bench import Bench

_NOT_TYPED = {"csrfmiddlewaretoken", "act", "merge", "pick", "fill_what", "fill_value", "product"}


def kept(bench: Bench, form: forms.Form, product: EditedProduct | None, draft_id: UUID) -> None:
    """Keep the form as it is after a button that saved nothing; what cannot be kept is only shown."""
    try:
        keep_draft(
            seat=bench.seat, draft_id=draft_id, product_id=product.id if product else None, version=form.version,
            title=title_of(bench.request.POST, bench.store.language), typed=fields(form, bench.request.POST),
        )  # fmt: skip
    except Refusal:
        return  # it stands on the page all the same


def typed(post: QueryDict) -> Mapping[str, Sequence[str]]:
    """The fields of a form that somebody typed, without those that only say what to do."""
    return {
        name: values
        for name, values in post.lists()
        if name not in _NOT_TYPED and not name.startswith(("choose.", "crop_"))
    }


def title_of(post: QueryDict, home: str) -> str:
    """What an unsaved product is called in lists."""
    titles = [post.get(f"title.{home}", ""), post.get("title.en", "")]
    titles += [str(post[name]) for name in post if name.startswith("title.")]
    return next((title.strip() for title in titles if title.strip()), "")


def fields(form: forms.Form, post: QueryDict) -> dict[str, list[str]]:
    """The form as fields: what was typed, with the rows and pictures that buttons made of it."""
    found = {
        name: list(values)
        for name, values in typed(post).items()
        if not name.startswith("skus.") and name not in {"picture", "picture_for", "rows"}
    }
    found["picture"] = [shot.path for shot in form.pictures]
    found["picture_for"] = [shot.option for shot in form.pictures]
    found["rows"] = [str(len(form.rows))]
    for index, row in enumerate(form.rows):
        found |= {f"skus.{index}.{name}": [value] for name, value in _of_row(row).items() if value}
    return found


def _of_row(row: forms.SkuRow) -> dict[str, str]:
    values = {
        "id": row.id, "code": row.code, "price": row.price, "list_price": row.list_price, "weight_g": row.weight,
        "length": row.length, "width": row.width, "height": row.height, "hs_code": row.hs_code, "barcode": row.barcode,
        "active": "1" if row.active else "",
    }  # fmt: skip
    values |= {f"axis.{code}": option for code, option in row.axes.items()}
    values |= {f"stock.{house}": units for house, units in row.stock.items()}
    return values | {f"stock_before.{house}": units for house, units in row.stock_before.items()}
