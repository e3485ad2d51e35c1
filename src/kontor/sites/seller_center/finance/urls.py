"""Invoices, statements and payouts."""

from __future__ import annotations

from django.urls import path

from kontor.sites.seller_center.finance import invoices, payouts, statements

urlpatterns = [
    path("statements/", statements.listed, name="seller_statements"),
    path("statements/<slug:unit>/<slug:month>/", statements.one, name="seller_month"),
    path("statements/<slug:unit>/<slug:month>/paper/", statements.paper, name="seller_month_paper"),
    path("statements/<slug:unit>/<slug:month>/sheet/", statements.sheet, name="seller_month_sheet"),
    path("statements/<slug:unit>/entry/<uuid:posting_id>/", statements.entry, name="seller_entry"),
    path("payouts/", payouts.listed, name="seller_payouts"),
    path("invoices/", invoices.listed, name="seller_invoices"),
    path("invoices/<uuid:document_id>/<slug:print_form>/", invoices.paper, name="seller_invoice"),
]
