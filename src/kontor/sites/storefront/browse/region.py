"""The answer to a direct link to what must not be shown where the reader is (ACC-34)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kontor.platform.http.request import Request

UNAVAILABLE_FOR_LEGAL_REASONS = 451


def not_in_region(request: Request) -> HttpResponse:
    """An ordinary page of the shop that says so and nothing of the goods.

    451 and not 404: the link is right and works elsewhere, and a search engine that reads from there keeps nothing.
    """
    context = {"page_title": _("Not available in your region")}
    return render(request, "storefront/browse/not_in_region.html", context, status=UNAVAILABLE_FOR_LEGAL_REASONS)
