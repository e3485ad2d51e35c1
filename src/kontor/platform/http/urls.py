"""Addresses of the plumbing."""

from __future__ import annotations

from django.urls import path, re_path

from kontor.platform.captcha.pages import picture, renew
from kontor.platform.http.media import media
from kontor.platform.http.probes import healthz, metrics, readyz
from kontor.platform.mail.pages import html_part, mailbox, message

urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("metrics", metrics),
    path("media/<path:path>", media),
    re_path(r"^captcha/(?P<token>[\w.-]{40,160})\.png$", picture, name="captcha_picture"),
    re_path(r"^captcha/(?P<purpose>[a-z_]{1,20})/$", renew, name="captcha"),
    path("_mailbox/", mailbox, name="mailbox"),
    path("_mailbox/<uuid:message_id>/", message, name="mailbox_message"),
    path("_mailbox/<uuid:message_id>/html/", html_part, name="mailbox_html"),
]
