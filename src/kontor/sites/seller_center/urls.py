"""Addresses of the Seller Center, under /seller/."""

from __future__ import annotations

from django.urls import path

from kontor.sites.seller_center.views import (
    balance,
    editor,
    entry,
    filters,
    freight,
    news,
    orders,
    products,
    shipping,
    store,
    today,
    webhooks,
)
from kontor.sites.storefront.account import reset

urlpatterns = [
    path("", today.today, name="seller_today"),
    path("sign-in/", entry.sign_in, name="seller_sign_in"),
    path("sign-out/", entry.sign_out, name="seller_sign_out"),
    path("reset/", reset.ask, name="seller_reset"),
    path("reset/<slug:token>/", reset.link, name="seller_new_password"),
    path("switch/<uuid:store_id>/", entry.switch, name="seller_switch"),
    path("orders/", orders.listed, name="seller_orders"),
    path("orders/ship/", shipping.batch, name="seller_batch"),
    path("orders/<int:number>/", orders.one, name="seller_order"),
    path("orders/<int:number>/ship/", shipping.ship, name="seller_ship"),
    path("orders/<int:number>/slip/", shipping.slip, name="seller_slip"),
    path("orders/<int:number>/cancel/", orders.cancel, name="seller_cancel"),
    path("products/", products.listed, name="seller_products"),
    path("products/new/", editor.new, name="seller_product_new"),
    path("products/<uuid:product_id>/", editor.edit, name="seller_product"),
    path("products/<uuid:product_id>/submit/", products.submit, name="seller_product_submit"),
    path("products/<uuid:product_id>/delist/", products.off_sale, name="seller_product_delist"),
    path("products/<uuid:product_id>/relist/", products.on_sale, name="seller_product_relist"),
    path("filters/", filters.keep, name="seller_filter_keep"),
    path("filters/<uuid:filter_id>/forget/", filters.forget, name="seller_filter_forget"),
    path("balance/", balance.overview, name="seller_balance"),
    path("balance/settlements/", balance.settled, name="seller_settlements"),
    path("balance/<slug:kind>/<slug:unit>/", balance.lines, name="seller_statement"),
    path("freight/", freight.edit, name="seller_freight"),
    path("news/", news.listed, name="seller_news"),
    path("news/<uuid:news_id>/remove/", news.remove, name="seller_news_remove"),
    path("webhooks/", webhooks.listed, name="seller_webhooks"),
    path("webhooks/<uuid:endpoint_id>/", webhooks.one, name="seller_webhook"),
    path("webhooks/<uuid:endpoint_id>/secret/", webhooks.secret, name="seller_webhook_secret"),
    path("webhooks/<uuid:endpoint_id>/test/", webhooks.test, name="seller_webhook_test"),
    path("webhooks/<uuid:endpoint_id>/again/", webhooks.again, name="seller_webhook_again"),
    path("webhooks/<uuid:endpoint_id>/remove/", webhooks.remove, name="seller_webhook_remove"),
    path("webhooks/<uuid:endpoint_id>/<uuid:delivery_id>/", webhooks.message, name="seller_webhook_message"),
    path("store/", store.edit, name="seller_store"),
    path("store/preview/", store.preview, name="seller_store_preview"),
]
