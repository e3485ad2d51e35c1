"""Home, categories, search, products, stores."""

from __future__ import annotations

from django.urls import path, re_path

from kontor.sites.storefront.browse import home, listing, product, store

urlpatterns = [
    path("", home.home, name="home"),
    path("c/<slug:slug>/", listing.category_page, name="category"),
    path("search/", listing.search_page, name="search"),
    re_path(r"^p/(?P<slug>[a-z0-9-]+)-(?P<number>[0-9]{1,18})/$", product.product, name="product"),
    re_path(r"^p/(?P<number>[0-9]{1,18})/$", product.product),
    path("s/<slug:slug>/", store.store_page, name="store"),
]
