"""Tools that few processes ever need are loaded when they are first used."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class Later:
    """Stands for a module until somebody asks it for something: a web worker stays megabytes lighter.

    Args:
        name: of the module, as in an import.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._name), name)
