"""Where the outside world is: gateways, carriers, mail."""

from __future__ import annotations

from kontor.config.env import env

KONTOR = env()
