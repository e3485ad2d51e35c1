"""The living page and its mock pages."""

from __future__ import annotations

from django.urls import path

from kontor.ui import views

urlpatterns = [
    path("", views.living_page, name="ui"),
    path("mock/<slug:name>/", views.mock, name="ui-mock"),
    path("error/<int:status>/", views.error, name="ui-error"),
    path("picture/<slug:kind>/<int:hue>.svg", views.picture, name="ui-picture"),
]
