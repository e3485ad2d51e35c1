"""Addresses of messages, under /seller/messages/."""

from __future__ import annotations

from django.urls import path

from kontor.sites.seller_center.messages import configure, conversation, inbox, logs, phrases, writing

urlpatterns = [
    path("messages/", inbox.listed, name="seller_messages"),
    path("messages/phrases/", phrases.listed, name="seller_phrases"),
    path("messages/phrases/<uuid:phrase_id>/remove/", phrases.remove, name="seller_phrase_remove"),
    path("messages/settings/", configure.settings, name="seller_message_settings"),
    path("messages/settings/auto/", configure.auto_reply, name="seller_message_auto"),
    path("messages/logs/", logs.listed, name="seller_message_logs"),
    path("messages/logs/export/", logs.exported, name="seller_message_logs_file"),
    path("messages/logs/<uuid:delivery_id>/again/", logs.again, name="seller_message_again"),
    path("messages/<uuid:conversation_id>/", conversation.one, name="seller_conversation"),
    path("messages/<uuid:conversation_id>/since/", conversation.since, name="seller_conversation_since"),
    path("messages/<uuid:conversation_id>/reply/", writing.reply, name="seller_conversation_reply"),
    path("messages/<uuid:conversation_id>/here/", writing.here, name="seller_conversation_here"),
    path("messages/<uuid:conversation_id>/<slug:act>/", writing.act, name="seller_conversation_act"),
]
