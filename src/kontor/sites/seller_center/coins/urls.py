"""Addresses of coins, under /seller/coins/."""

from __future__ import annotations

from django.urls import path

from kontor.sites.seller_center.coins import account, fund, products

urlpatterns = [
    path("coins/", account.overview, name="seller_coins"),
    path("coins/open/", account.opened, name="seller_coins_open"),
    path("coins/pause/", account.paused, name="seller_coins_pause"),
    path("coins/resume/", account.resumed, name="seller_coins_resume"),
    path("coins/fund/", fund.fund, name="seller_coin_fund"),
    path("coins/products/", products.board, name="seller_coin_products"),
]
