"""Addresses of coupons at the buyers' site."""

from __future__ import annotations

from django.urls import path

from kontor.sites.storefront.coupons import mine

urlpatterns = [
    path("account/coupons/", mine.mine, name="coupons"),
    path("account/coupons/code/", mine.code, name="coupon_code"),
    path("account/coupons/<uuid:coupon_id>/take/", mine.claim, name="coupon_take"),
]
