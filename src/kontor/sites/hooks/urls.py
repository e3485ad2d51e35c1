"""Addresses of this site. Every view here proves its caller by a signature."""

from __future__ import annotations

from django.urls import path

from kontor.sites.hooks import carriers, cashback, payments, texts

urlpatterns = [
    path("carriers/<slug:carrier>/", carriers.push, name="hook_carrier"),
    path("cashback/<slug:partner>/", cashback.paid, name="hook_cashback"),
    path("payments/<slug:provider>/", payments.notify, name="hook_payment"),
    path("texts/<uuid:account_id>/<uuid:notice_id>/", texts.twilio, name="hook_text"),
]
