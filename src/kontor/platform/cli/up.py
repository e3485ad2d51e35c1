"""`kontor up`: the whole market under one supervisor."""

from __future__ import annotations

import shutil
import signal
import socket
import threading
import time
from collections.abc import Callable
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from typing import Annotated, Any

import typer
from rich.panel import Panel
from rich.table import Table

from kontor.config.env import Env, env
from kontor.platform.cli import boot, prepare
from kontor.platform.cli import demo as demo_command
from kontor.platform.cli.boot import console, stop_with
from kontor.platform.cli.children import Child, of_market, stop_all
from kontor.platform.database.server import CannotStart, Server

READY_PATIENCE = 60.0  # seconds
LOOK = 0.1


class Told(BaseException):
    """A signal asked us to stop."""


def up(
    demo: Annotated[
        bool | None, typer.Option(help="Fill an empty market with the demo; the default outside production.")
    ] = None,
    sandbox: Annotated[
        bool, typer.Option(help="Play the payment gateway, the carriers and social accounts when none is configured.")
    ] = True,
    scale: Annotated[str, typer.Option(help="Size of the demo: small, default, large.")] = "default",
    seed: Annotated[int, typer.Option(help="The same seed makes the same market.")] = 1,
) -> None:
    """Start the market: database, pages, live stream, jobs and the played outside world. Ctrl-C stops all.

    It is safe to kill: the next start needs no repair. Addresses: KONTOR_HOST, KONTOR_PORT (default 127.0.0.1:8000);
    the stream takes the next port, the played gateway, carriers, accounts and bank the tenth to thirteenth after it.
    """
    facts = env()
    for sent in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(sent, _told)
    children: list[Child] = []
    try:
        _require_ports(facts, sandbox=sandbox)
        boot.make_secret(facts.data)
        with boot.database() as server:
            if server is None and not facts.database_url:
                raise stop_with(f"The market in {facts.data.resolve()} is running already.")
            children = of_market(facts, sandbox=sandbox)
            try:
                for child in children:
                    if child.early:
                        child.start()
                _prepare(facts, fill=(not facts.production) if demo is None else demo, scale=scale, seed=seed)
                _open(facts, children)
                _keep(server, children)
            finally:
                stop_all(children)
    except Told:
        console.print("Kontor is closed.")


_asked = threading.Event()  # to stop: an exception that a signal raises may end in somebody's `except` or destructor


def _told(*_: object) -> None:
    _asked.set()
    for sent in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(sent, signal.SIG_IGN)  # once is enough; stopping takes its few seconds
    raise Told


def _require_ports(facts: Env, *, sandbox: bool) -> None:
    wanted = {facts.port: "KONTOR_PORT", facts.event_stream_port: "KONTOR_STREAM_PORT"}
    if sandbox and not facts.alipay_gateway:
        wanted[int(facts.gateway_url.rsplit(":", 1)[1])] = "KONTOR_GATEWAY_PORT"
    if sandbox and not facts.carriers_api:
        wanted[int(facts.carriers_url.rsplit(":", 1)[1])] = "KONTOR_CARRIERS_PORT"
    if sandbox and not facts.bank_api:
        wanted[int(facts.bank_url.rsplit(":", 1)[1])] = "KONTOR_BANK_PORT"
    if sandbox and facts.identity_url:
        wanted[int(facts.identity_url.rsplit(":", 1)[1])] = "KONTOR_IDENTITY_PORT"
    deadline = time.monotonic() + 5  # a market that was killed a moment ago may still be leaving
    while taken := [port for port in wanted if _taken(facts.host, port)]:
        if time.monotonic() > deadline:
            named = ", ".join(f"{port} ({wanted[port]})" for port in taken)
            raise stop_with(f"Somebody listens already on port {named}. Choose another with that variable.")
        time.sleep(0.2)


def _taken(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
        return False


def _prepare(facts: Env, *, fill: bool, scale: str, seed: int) -> None:
    steps: list[tuple[str, Callable[[], Any]]] = [
        ("texts", prepare.texts),
        ("Django", boot.django),
        ("tables", prepare.migrate),
        ("static files", prepare.static_files),
    ]
    with console.status("") as status:
        for name, step in steps:
            status.update(f"Preparing {name} …")
            step()
    if fill:
        demo_command.fill_if_empty(scale=scale, seed=seed)
    figures = facts.data / "figures"
    shutil.rmtree(figures, ignore_errors=True)  # of processes that are gone
    figures.mkdir(parents=True)
    from django.db import connections

    connections.close_all()


def _open(facts: Env, children: list[Child]) -> None:
    with console.status("Opening …"):
        for child in children:
            if not child.early and not child.late:
                child.start()
        host = "127.0.0.1" if facts.host in {"0.0.0.0", "::"} else facts.host  # noqa: S104  (compared, not bound)
        deadline = time.monotonic() + READY_PATIENCE
        while not _answers(host, facts.port):
            _look_after([child for child in children if not child.late])
            if time.monotonic() > deadline:
                raise stop_with("The pages did not come up within a minute; their log is above.")
            time.sleep(LOOK)
    for child in children:
        if child.late:
            child.start()
    _welcome(facts)


def _answers(host: str, port: int) -> bool:
    line = HTTPConnection(host, port, timeout=2)
    try:
        line.request("GET", "/readyz")
        return line.getresponse().status == HTTPStatus.OK
    except (OSError, HTTPException):
        return False
    finally:
        line.close()


def _welcome(facts: Env) -> None:
    table = Table.grid(padding=(0, 2))
    for who, address, password in demo_command.sign_ins():
        table.add_row(who, address, password)
    console.print(Panel.fit(f"[bold]Kontor is open at {facts.web_url}/[/bold]", border_style="green"))
    if table.row_count:
        console.print("Sign in with:")
        console.print(table)
    if not facts.production and not facts.smtp_url:
        console.print(f"Mail and text messages stay here: {facts.web_url}/_mailbox/")
    console.print("Ctrl-C closes it.")


def _keep(server: Server | None, children: list[Child]) -> None:
    """Look after all of them until a signal comes."""
    while True:
        if _asked.is_set():
            raise Told
        if server is not None and not server.alive():
            console.print("[yellow]![/yellow] the database ended; started again")
            try:
                server.start()
            except CannotStart as error:
                raise stop_with(str(error)) from None
        _look_after(children)
        time.sleep(LOOK)


def _look_after(children: list[Child]) -> None:
    for child in children:
        if said := child.look():
            console.print(f"[yellow]![/yellow] {said}")
