"""Invoices, statements and payouts."""

from __future__ import annotations

from django.urls import path

from kontor.sites.seller_center.finance import invoices, payouts

urlpatterns = [
    path("payouts/", payouts.listed, name="seller_payouts"),
    path("invoices/", invoices.listed, name="seller_invoices"),
    path("invoices/<uuid:document_id>/<slug:print_form>/", invoices.paper, name="seller_invoice"),
]
