"""Addresses of messages, under /seller/messages/."""

from __future__ import annotations

from django.urls import path

from kontor.sites.seller_center.messages import conversation, inbox, phrases, writing

urlpatterns = [
    path("messages/", inbox.listed, name="seller_messages"),
    path("messages/phrases/", phrases.listed, name="seller_phrases"),
    path("messages/phrases/<uuid:phrase_id>/remove/", phrases.remove, name="seller_phrase_remove"),
    path("messages/<uuid:conversation_id>/", conversation.one, name="seller_conversation"),
    path("messages/<uuid:conversation_id>/since/", conversation.since, name="seller_conversation_since"),
    path("messages/<uuid:conversation_id>/reply/", writing.reply, name="seller_conversation_reply"),
    path("messages/<uuid:conversation_id>/here/", writing.here, name="seller_conversation_here"),
    path("messages/<uuid:conversation_id>/<slug:act>/", writing.act, name="seller_conversation_act"),
]
