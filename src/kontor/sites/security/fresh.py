"""A proof, some minutes old at most, of who it is: asked for before the safety of an account is changed (ACC-21)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache

from kontor.contexts.accounts.policy import CONFIRMATION_FRESH
from kontor.platform.http import sign_in as edge
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.security import faces

View = Callable[..., HttpResponse]


def fresh(view: View) -> View:
    """For people who are signed in and have just proved it; others prove it first and come back."""

    @signed_in
    @never_cache
    @wraps(view)
    def asked(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_fresh(request):
            back = request.path_info if request.method == "GET" else faces.hub(request)
            return HttpResponseRedirect(f"{faces.hub(request)}confirm/?{urlencode({'next': back})}")
        return view(request, *args, **kwargs)

    return asked


def is_fresh(request: Request) -> bool:
    """Whether the person has proved a few minutes ago who they are."""
    return edge.confirmed_within(request, timedelta(minutes=CONFIRMATION_FRESH.int()))
