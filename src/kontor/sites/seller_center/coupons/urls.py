"""Addresses of coupons, under /seller/coupons/."""

from __future__ import annotations

from django.urls import path

from kontor.sites.seller_center.coupons import pages

urlpatterns = [
    path("coupons/", pages.listed, name="seller_coupons"),
    path("coupons/new/", pages.new, name="seller_coupon_new"),
    path("coupons/compare/", pages.compare, name="seller_coupon_compare"),
    path("coupons/<uuid:coupon_id>/", pages.one, name="seller_coupon"),
    path("coupons/<uuid:coupon_id>/<slug:move>/", pages.moved, name="seller_coupon_move"),
]
