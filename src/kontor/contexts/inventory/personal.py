"""Stock is about nobody (ACC-42); who changed it is an id."""

from __future__ import annotations

from kontor.contexts.inventory.models import Movement, Warehouse
from kontor.platform.privacy import free

free(Warehouse, "a place where a business keeps goods", "name", "country", "city")
free(Movement, "a word for why stock changed", "cause")
