"""Addresses of the API. The hot reads come first and answer with ready bytes; the rest is ninja's."""

from __future__ import annotations

from django.urls import path

from kontor.sites.api import hot
from kontor.sites.api.api import api

urlpatterns = [
    path("products", hot.products),
    path("search", hot.products),
    path("categories/<str:slug>/products", hot.category_products),
    path("products/<int:number>", hot.product),
    path("", api.urls),
]
