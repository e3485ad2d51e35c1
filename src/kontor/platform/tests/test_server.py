"""The embedded PostgreSQL under our supervisor: what the wheel's own starter gets wrong."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from kontor.platform.database import binaries, remains
from kontor.platform.database.binaries import Binaries, NoBinaries
from kontor.platform.database.server import AlreadyRunning, CannotStart, Server


@pytest.fixture
def server(tmp_path: Path):
    started = Server(tmp_path / "data", durable=False)
    started.start()
    yield started
    started.stop()


def _one(server: Server, query: str):
    with psycopg.connect(server.url, autocommit=True) as connection:
        cursor = connection.execute(query)
        return cursor.fetchone() if cursor.description else None


def test_it_is_made_as_we_want_it(server):
    assert _one(server, "SHOW data_checksums") == ("on",)
    assert _one(server, "SELECT datlocprovider, datlocale FROM pg_database WHERE datname = 'kontor'") == (
        "b",
        "PG_UNICODE_FAST",
    )
    assert (server.data / "postgres.password").stat().st_mode & 0o777 == 0o600
    assert server.cluster.stat().st_mode & 0o077 == 0
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(server.url.replace("kontor:", "kontor:wrong", 1))


@pytest.mark.rule("OPR-07")
def test_after_kill_9_it_starts_at_once_with_every_row(server):
    _one(server, "CREATE TABLE kept (n int)")
    _one(server, "INSERT INTO kept SELECT generate_series(1, 100)")
    _one(server, "CHECKPOINT")
    dead = server.process
    os.kill(dead.pid, signal.SIGKILL)  # it stays a zombie: nobody has reaped it yet
    server.start()
    assert _one(server, "SELECT count(*) FROM kept") == (100,)
    assert server.process.pid != dead.pid


def test_a_second_master_is_refused(server):
    with pytest.raises(AlreadyRunning, match=str(os.getpid())):
        Server(server.data).start()


def test_data_of_another_major_version_are_left_alone(server):
    server.stop()
    (server.cluster / "PG_VERSION").write_text("17\n")
    with pytest.raises(CannotStart, match="of PostgreSQL 17, the programs at hand are of 18"):
        server.start()
    server.stop()
    (server.cluster / "PG_VERSION").write_text("18\n")
    server.start()


def test_a_path_too_long_for_a_socket_works(tmp_path):
    deep = tmp_path / ("a" * 60) / ("b" * 60)
    server = Server(deep, durable=False)
    server.start()
    try:
        assert _one(server, "SELECT 1") == (1,)
    finally:
        server.stop()


def test_no_folder_above_the_data_is_opened(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    server = Server(closed / "data", durable=False)
    server.start()
    server.stop()
    assert closed.stat().st_mode & 0o777 == 0o700


_HOLDER = """
import sys, time
from pathlib import Path
from kontor.platform.database.server import Server
server = Server(Path(sys.argv[1]), durable=False)
server.start()
print(server.process.pid, flush=True)
time.sleep(60)
"""


@pytest.mark.rule("OPR-07")
def test_a_killed_supervisor_leaves_no_server_and_the_next_one_starts_at_once(tmp_path):
    holder = subprocess.Popen([sys.executable, "-c", _HOLDER, str(tmp_path / "d")], stdout=subprocess.PIPE, text=True)
    pid = int(holder.stdout.readline())
    holder.kill()
    holder.wait()
    holder.stdout.close()
    server = Server(tmp_path / "d", durable=False)
    server.start()  # while the old one may still be leaving
    try:
        assert pid not in remains.inside(server.cluster)
        assert _one(server, "SELECT 1") == (1,)
    finally:
        server.stop()
    deadline = time.monotonic() + 5
    while remains.inside(server.cluster) and time.monotonic() < deadline:
        pass
    assert remains.inside(server.cluster) == []


def test_programs_are_looked_for_in_order(tmp_path, monkeypatch):
    def fake(folder: Path, version: str) -> Path:
        folder.mkdir(parents=True)
        (folder / "postgres").write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
        (folder / "postgres").chmod(0o755)
        return folder

    chosen, old = fake(tmp_path / "chosen", "19.1"), fake(tmp_path / "old", "15.4")
    assert binaries.find(chosen) == Binaries(chosen, "19.1")
    assert binaries.find().bundled
    with pytest.raises(NoBinaries, match=r"version 15\.4 is older than 18"):
        binaries.find(old)
