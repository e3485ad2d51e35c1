"""The look of the house as a Django application: templates, tags, built files."""

from __future__ import annotations

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Components, layouts and the living page."""

    name = "kontor.ui"
    label = "ui"

    def ready(self) -> None:
        """Draw pages the quick way."""
        from kontor.ui import compiling, swift  # noqa: PLC0415  (the engine's parts need the settings)

        swift.install()
        compiling.install()
