"""Tools that few processes ever need are loaded when they are first used, or never."""

from __future__ import annotations

import sys
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


class _Without:
    def __init__(self, names: frozenset[str]) -> None:
        self._names = names

    def find_spec(self, fullname: str, *_: Any) -> None:
        if fullname in self._names:
            raise ModuleNotFoundError(f"{fullname} is left out of this process", name=fullname)


def leave_out(*names: str) -> None:
    """Let modules be as if they were not installed, for libraries that can do without: a server has no command line."""
    sys.meta_path.insert(0, _Without(frozenset(names)))
