"""Banner and logo in the form of the store: taken in with whatever button, so that a preview and an error keep them."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from kontor.contexts.catalogue.services.add_store_picture import add_store_picture
from kontor.contexts.sellers.errors import RightMissing
from kontor.kernel.errors import Refusal, Refusals
from kontor.sites.seller_center.bench import Bench
from kontor.sites.storefront.browse.shown import media

PARTS = ("banner", "logo")


def taken_in(bench: Bench) -> tuple[QueryDict, Refusal | None]:
    """The form with the paths of its pictures in place of the files, and what was wrong with the files.

    A path that is neither shown by the store nor one of its uploads is put back to what the store shows.
    """
    post, files = bench.request.POST.copy(), bench.request.FILES
    wrong: list[Refusal] = []
    for part in PARTS:
        name, shown = f"{part}_path", getattr(bench.store, part)
        if post.pop(f"{part}_gone", None):
            post[name] = ""
        if (path := str(post.get(name, ""))) not in {"", shown} and not path.startswith(f"stores/{bench.store.id}/"):
            post[name] = shown
        upload = files.get(part)
        if upload is None:
            continue
        try:
            post[name] = add_store_picture(seat=bench.seat, part=part, content=upload.read())
        except RightMissing:
            raise
        except Refusal as refusal:
            wrong.append(refusal)
    return post, Refusals(wrong) if wrong else None


def shown(form: dict[str, Any], errors: dict[str, list[str]]) -> list[dict[str, Any]]:
    """The two parts of the page, each with the picture that would be saved."""
    words = {
        "banner": (
            _("Banner"),
            _("Wide, across the head of your store: best 1600 × 340 pixels, with what matters in the middle."),
            _("Show no banner"),
        ),
        "logo": (
            _("Logo"), _("Square: of another picture its middle is kept. It stands beside your name in lists."),
            _("Show no logo"),
        ),
    }  # fmt: skip
    return [
        {
            "name": part, "label": words[part][0], "hint": words[part][1], "gone": words[part][2],
            "path": form[part], "src": media(form[part]), "error": next(iter(errors.get(part, [])), ""),
        }
        for part in PARTS
    ]  # fmt: skip
