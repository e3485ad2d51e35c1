"""Addresses of this area."""

from __future__ import annotations

from django.urls import path

from kontor.sites.storefront.house import views

urlpatterns = [
    path("help/", views.overview, name="help"),
    path("help/<slug:slug>/", views.one, name="help_page"),
]
