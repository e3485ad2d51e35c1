"""The buyers' address space, by area. `browse` comes last: it holds the widest patterns."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("kontor.sites.storefront.account.urls")),
    path("", include("kontor.sites.storefront.notices.urls")),
    path("", include("kontor.sites.storefront.wishes.urls")),
    path("", include("kontor.sites.storefront.checkout.urls")),
    path("", include("kontor.sites.storefront.cashback.urls")),
    path("", include("kontor.sites.storefront.coins.urls")),
    path("", include("kontor.sites.storefront.coupons.urls")),
    path("", include("kontor.sites.storefront.purchases.urls")),
    path("", include("kontor.sites.storefront.messages.urls")),
    path("", include("kontor.sites.storefront.disputes.urls")),
    path("", include("kontor.sites.storefront.reviewing.urls")),
    path("", include("kontor.sites.storefront.house.urls")),
    path("", include("kontor.sites.storefront.browse.urls")),
]
