"""A buyer's disputes."""

from __future__ import annotations

from django.urls import path

from kontor.sites.storefront.disputes import case, listing, opening

urlpatterns = [
    path("account/disputes/", listing.listed, name="disputes"),
    path("account/orders/<int:number>/dispute/", opening.open_page, name="dispute_open"),
    path("account/disputes/<int:dispute_number>/", case.one, name="dispute"),
    path("account/disputes/<int:dispute_number>/pictures/<uuid:evidence_id>/", case.picture, name="dispute_picture"),
    path("account/disputes/<int:dispute_number>/<slug:act>/", case.act, name="dispute_act"),
]
