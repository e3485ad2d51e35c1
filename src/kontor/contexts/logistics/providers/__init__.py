"""Carriers as they are reached: one folder or file per dialect, chosen by the carrier's declaration."""

from __future__ import annotations

from importlib import import_module

from kontor.contexts.logistics.carriers import Carrier
from kontor.contexts.logistics.providers.protocol import CarrierProvider


def of(carrier: Carrier) -> CarrierProvider:
    """The provider that speaks the dialect of `carrier`."""
    provider: CarrierProvider = import_module(f"{__name__}.{carrier.dialect}").Provider(carrier)
    return provider
