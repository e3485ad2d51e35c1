"""The buyer's messages."""

from __future__ import annotations

from django.urls import path

from kontor.sites.storefront.messages import asking, centre, support, thread

urlpatterns = [
    path("account/messages/", centre.centre, name="messages"),
    path("account/messages/ask/<int:number>/", asking.about_product, name="ask_seller"),
    path("account/messages/ask/store/<slug:slug>/", asking.about_store, name="ask_store"),
    path("account/messages/support/", support.ask, name="support_ask"),
    path("account/messages/support/<uuid:request_id>/", support.one, name="support_request"),
    path("account/messages/support/<uuid:request_id>/since/", support.since, name="support_since"),
    path("account/messages/<uuid:conversation_id>/", thread.one, name="conversation"),
    path("account/messages/<uuid:conversation_id>/since/", thread.since, name="conversation_since"),
    path("account/messages/<uuid:conversation_id>/evidence/<slug:paper>/", thread.copy, name="conversation_evidence"),
    path("account/orders/<int:number>/message/", asking.about_order, name="order_message"),
]
