"""Operating a market from the terminal, through real processes (OPR-07, OPR-09)."""

from __future__ import annotations

import os
import signal
import tarfile
import time
from pathlib import Path

import httpx
import psycopg
import pytest

from kontor.platform.database import address
from tests.support.market import Market

pytestmark = [pytest.mark.rule("OPR-07", "OPR-09"), pytest.mark.xdist_group("operation")]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory):
    lean = {"KONTOR_WEB_WORKERS": "1"}  # it is started again and again here
    with Market(tmp_path_factory.mktemp("market"), "--no-demo", environment=lean) as running:
        yield running


@pytest.fixture
def market(shared: Market) -> Market:
    """An open market; each test may do with it what it likes, the next one opens it again."""
    if not shared.ready():
        shared.stop()
        shared.start()
    return shared


def _gone(market: Market, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while market.processes():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def _until(check, seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)


def test_it_opens_serves_and_closes_cleanly(market):
    assert httpx.get(f"{market.address}/healthz", trust_env=False).text == "ok\n"
    assert market.run("check").returncode == 1

    started = time.monotonic()
    assert market.stop() == 0
    assert time.monotonic() - started < 8  # five are promised; this machine may be busy
    assert _gone(market, 2)
    assert not list((market.data / "postgres").glob("postmaster.pid"))


def test_after_kill_9_nothing_is_left_and_it_opens_again(market):
    market.kill()
    assert _gone(market, 10), "a killed market leaves processes behind"
    market.start()
    assert market.ready()


def test_a_crashed_child_is_started_again(market):
    [carriers] = [
        int(entry.parent.name)
        for entry in Path("/proc").glob("[0-9]*/cmdline")
        if int(entry.parent.name) in market.processes() and b"kontor.sandbox.carriers" in entry.read_bytes()
    ]
    os.kill(carriers, signal.SIGKILL)
    _until(lambda: b"carriers ended" in (market.data / "log").read_bytes())
    _until(lambda: _listens(market.carriers))


def test_a_killed_database_is_back_before_anybody_despairs(market):
    def masters() -> list[int]:
        return [int((market.data / "postgres" / "postmaster.pid").read_text().split()[0])]

    [before] = masters()
    os.kill(before, signal.SIGKILL)
    _until(lambda: b"the database ended" in (market.data / "log").read_bytes())
    _until(market.ready)
    assert masters() != [before]


def _listens(where: str) -> bool:
    try:
        httpx.get(where, timeout=1, trust_env=False)
    except httpx.HTTPError:
        return False
    return True


@pytest.mark.rule("OPR-01")
def test_a_policy_is_changed_from_the_terminal_and_refused_outside_its_bounds(market):
    name = market.run("policy", "list", "--help")
    assert name.returncode == 0
    rows = market.run("policy", "history")
    assert rows.returncode == 0
    refused = market.run("policy", "set", "nothing.such", "1", "--reason", "x")
    assert refused.returncode == 1
    assert "no policy value called" in refused.stderr


@pytest.fixture(scope="module")
def saved(shared: Market, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a market with an operator, a picture and its secret."""
    created = shared.run("user", "create", "ada@example.org", "--password", "Sup3r-Secret-9", "--audience", "operator",
                         "--given-name", "Ada", "--family-name", "Byron")  # fmt: skip
    assert created.returncode == 0, created.stderr
    picture = shared.data / "media" / "a" / "b.svg"
    picture.parent.mkdir(parents=True, exist_ok=True)
    picture.write_text("<svg/>")
    file = tmp_path_factory.mktemp("backup") / "saved.tar"
    done = shared.run("backup", str(file))
    assert done.returncode == 0, done.stderr
    return file


def test_a_backup_brings_a_destroyed_market_back(shared, saved, tmp_path):
    assert saved.stat().st_mode & 0o777 == 0o600
    other = Market(tmp_path / "other", "--no-demo")
    restored = other.run("restore", str(saved), "--yes")
    assert restored.returncode == 0, restored.stderr
    assert "ada@example.org" in other.run("user", "list").stdout
    assert (other.data / "media" / "a" / "b.svg").read_text() == "<svg/>"
    assert (other.data / "secret").read_text() == (shared.data / "secret").read_text()


def test_a_damaged_backup_touches_nothing(shared, saved, tmp_path):
    shared.stop()
    whole, damaged = saved.read_bytes(), tmp_path / "damaged.tar"
    with tarfile.open(saved) as archive:
        dump = archive.getmember("database.dump")
    middle = dump.offset_data + dump.size // 2
    damaged.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])

    refused = shared.run("restore", str(damaged), "--yes")
    assert refused.returncode == 1
    assert "damaged: database.dump" in refused.stderr
    assert "ada@example.org" in shared.run("user", "list").stdout


def test_the_password_opens_the_database_only_for_us(market):
    with psycopg.connect(address.url(market.data)) as connection:
        assert connection.execute("SELECT count(*) > 0 FROM django_migrations").fetchone() == (True,)
