"""Where the outside world is: gateways, carriers, mail."""

from __future__ import annotations

from kontor.config.env import env

KONTOR = env()
KONTOR_COUNTRY_DEFAULTS = "kontor.contexts.accounts.rules.countries.country_defaults"
