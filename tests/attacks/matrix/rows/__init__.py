"""The table: one file a site."""

from __future__ import annotations

from collections.abc import Mapping

from tests.attacks.matrix.rows import api, console, plumbing, security, seller_center, storefront
from tests.attacks.matrix.shape import Row

_PARTS = (plumbing.ROWS, storefront.ROWS, seller_center.ROWS, console.ROWS, security.ROWS, api.ROWS)

ROWS: Mapping[str, Row] = {address: row for part in _PARTS for address, row in part.items()}
"""Address as the URL configuration writes it (`METHOD address` for the API) → what is true of it."""
