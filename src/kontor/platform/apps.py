"""The plumbing as a Django app: its tables, and the collecting of what contexts declare."""

from __future__ import annotations

from django.apps import AppConfig


class Config(AppConfig):
    """Collects every context's policies, reactions and jobs once all models are loaded."""

    name = "kontor.platform"
    label = "platform"

    def ready(self) -> None:
        from kontor.platform import collect, threads  # noqa: PLC0415  (it imports models)

        threads.install()
        collect.everything()
