"""Addresses of cashback at the buyers' site."""

from __future__ import annotations

from django.urls import path

from kontor.sites.storefront.cashback import go, page

urlpatterns = [
    path("go/<slug:partner>/", go.go, name="cashback_go"),
    path("account/cashback/", page.cashback, name="cashback"),
]
