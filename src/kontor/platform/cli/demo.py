"""`kontor demo`: a believable market to look at and to measure."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from kontor.config.env import env
from kontor.platform.cli import boot
from kontor.platform.cli.boot import console, stop_with

_LOADER = "kontor.demo.load"


def demo(
    scale: Annotated[str, typer.Option(help="small, default, large, or a number of products.")] = "default",
    seed: Annotated[int, typer.Option(help="The same seed makes the same market.")] = 1,
) -> None:
    """Fill this installation with a demo market: stores, goods with pictures, buyers, months of orders."""
    boot.make_secret(env().data)
    with boot.market():
        if not _is_empty():
            raise stop_with("This market is not empty. Choose another KONTOR_DATA (or database) for a demo.")
        _fill(scale, seed)


def fill_if_empty(*, scale: str, seed: int) -> None:
    """The demo for a first start."""
    if importlib.util.find_spec(_LOADER) is not None and _is_empty():
        _fill(scale, seed)


def sign_ins() -> list[tuple[str, str, str]]:
    """Who may sign in to a demo market: role, address, password. Empty for any other."""
    if importlib.util.find_spec(_LOADER) is None:
        return []
    known = getattr(importlib.import_module(_LOADER), "sign_ins", None)
    found: list[tuple[str, str, str]] = known() if known is not None else []
    return found


def _is_empty() -> bool:
    from django.contrib.auth import get_user_model

    return not get_user_model()._default_manager.exists()


def _fill(scale: str, seed: int) -> None:
    if importlib.util.find_spec(_LOADER) is None:
        raise stop_with("This copy of Kontor has no demo market in it.")
    loader: Any = importlib.import_module(_LOADER)
    with bars() as progress:
        loader.run(scale=scale, seed=seed, progress=progress)


@contextmanager
def bars() -> Iterator[Any]:
    """A function `progress(step, done, total)` that draws a bar for each step."""
    with Progress(
        TextColumn("{task.description:<28}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console
    ) as bars:
        known: dict[str, Any] = {}

        def show(step: str, done: int, total: int) -> None:
            if step not in known:
                known[step] = bars.add_task(step, total=total)
            bars.update(known[step], completed=done, total=total)

        yield show
