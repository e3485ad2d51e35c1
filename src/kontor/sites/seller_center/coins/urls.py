"""Addresses of coins, under /seller/coins/."""

from __future__ import annotations

from django.urls import path

from kontor.sites.seller_center.coins import account, advice, campaigns, fund, products, report, scenes

urlpatterns = [
    path("coins/", account.overview, name="seller_coins"),
    path("coins/open/", account.opened, name="seller_coins_open"),
    path("coins/pause/", account.paused, name="seller_coins_pause"),
    path("coins/resume/", account.resumed, name="seller_coins_resume"),
    path("coins/fund/", fund.fund, name="seller_coin_fund"),
    path("coins/products/", products.board, name="seller_coin_products"),
    path("coins/scenes/", scenes.listed, name="seller_coin_scenes"),
    path("coins/scenes/new/", scenes.new, name="seller_coin_scene_new"),
    path("coins/scenes/<uuid:scene_id>/", scenes.one, name="seller_coin_scene"),
    path("coins/scenes/<uuid:scene_id>/<slug:move>/", scenes.moved, name="seller_coin_scene_move"),
    path("coins/advice/", advice.page, name="seller_coin_advice"),
    path("coins/report/", report.page, name="seller_coin_report"),
    path("coins/campaigns/", campaigns.listed, name="seller_coin_campaigns"),
    path("coins/campaigns/<uuid:campaign_id>/<slug:move>/", campaigns.act, name="seller_coin_campaign"),
]
