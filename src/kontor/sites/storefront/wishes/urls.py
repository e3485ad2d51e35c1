"""Wish lists and followed stores."""

from __future__ import annotations

from django.urls import path

from kontor.sites.storefront.wishes import followed, views

urlpatterns = [
    path("wishes/", views.listed, name="wishes"),
    path("wishes/toggle/", views.toggle, name="wish_toggle"),
    path("wishes/new/", views.make, name="wish_list_new"),
    path("wishes/list/<uuid:list_id>/", views.change_list, name="wish_list"),
    path("wishes/item/<uuid:item_id>/", views.change_item, name="wish_item"),
    path("wishes/shared/<str:key>/", views.shared, name="wish_shared"),
    path("account/stores/", followed.stores, name="followed_stores"),
    path("s/<slug:slug>/follow/", followed.follow, name="follow_store"),
]
