"""Addresses of coins at the buyers' site."""

from __future__ import annotations

from django.urls import path

from kontor.sites.storefront.coins import carnival, earning, lotteries, mine

urlpatterns = [
    path("account/coins/", mine.mine, name="coins"),
    path("account/coins/earn/<uuid:scene_id>/", earning.earn, name="coins_earn"),
    path("coins/carnival/", carnival.page, name="coin_carnival"),
    path("coins/lottery/<uuid:lottery_id>/", lotteries.one, name="coin_lottery"),
    path("coins/lottery/<uuid:lottery_id>/ticket/", lotteries.buy, name="coin_ticket"),
    path("coins/lottery/<uuid:lottery_id>/tickets.txt", lotteries.codes, name="coin_tickets"),
]
