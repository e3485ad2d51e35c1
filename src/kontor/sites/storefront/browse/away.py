"""The answer to a direct link to a store that is out of sight for a time, or to its goods (ACC-41)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kontor.platform.http.request import Request


def store_away(request: Request, name: str) -> HttpResponse:
    """A page that says so, and nothing of why. 404, so that nobody keeps it."""
    context = {"page_title": _("This store is away"), "store_name": name}
    return render(request, "storefront/browse/away.html", context, status=404)
