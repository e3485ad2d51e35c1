"""A buyer's purchases."""

from __future__ import annotations

from django.urls import path

from kontor.sites.storefront.purchases import listing, order, papers

urlpatterns = [
    path("account/orders/", listing.listed, name="purchases"),
    path("account/orders/<int:number>/", order.one, name="purchase"),
    path("account/orders/<int:number>/tracking/", order.tracking, name="purchase_tracking"),
    path("account/orders/<int:number>/receive/", order.receive, name="purchase_receive"),
    path("account/orders/<int:number>/cancel/", order.cancel, name="purchase_cancel"),
    path(
        "account/orders/<int:number>/papers/<uuid:document_id>/<slug:print_form>/", papers.paper, name="purchase_paper"
    ),
]
