"""Notices: the bell, the list, the choices, browsers, and the one click at the foot of a mail."""

from __future__ import annotations

from django.urls import path

from kontor.sites.storefront.notices import choices, listing, worker

urlpatterns = [
    path("account/notices/", listing.listed, name="notices"),
    path("account/notices/bell/", listing.bell, name="notices_bell"),
    path("account/notices/read/", listing.read_all, name="notices_read"),
    path("account/notices/<uuid:notice_id>/", listing.open_one, name="notice"),
    path("account/notices/choices/", choices.choices, name="notice_choices"),
    path("account/notices/push/", choices.push_on, name="push_on"),
    path("account/notices/push/off/", choices.push_off, name="push_off"),
    path("unsubscribe/<str:token>/", choices.unsubscribe, name="unsubscribe"),
    path("push-worker.js", worker.worker, name="push_worker"),
]
