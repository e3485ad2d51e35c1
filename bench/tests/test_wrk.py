"""What wrk prints, read."""

from __future__ import annotations

import pytest

from bench.wrk import parse

SAID = """Running 5s test @ http://127.0.0.1:8790
  2 threads and 16 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     3.55ms    2.02ms  31.17ms   81.52%
    Req/Sec     2.31k   361.18     3.24k    70.00%
  Latency Distribution
     50%    3.14ms
     75%    4.33ms
     90%    5.89ms
     99%   11.21ms
  23031 requests in 5.01s, 2.86MB read
Requests/sec:   4597.66
Transfer/sec:    583.69KB
"""


def test_rate_and_latencies() -> None:
    run = parse(SAID)
    assert (run.rate, run.p50, run.p99, run.problem) == (4597.66, 3.14, 11.21, "")


@pytest.mark.parametrize(("said", "milliseconds"), [("412.00us", 0.412), ("1.25s", 1250.0), ("1.10m", 66_000.0)])
def test_units(said: str, milliseconds: float) -> None:
    assert parse(SAID.replace("11.21ms", said)).p99 == pytest.approx(milliseconds)


def test_wrong_answers_and_lost_connections_are_a_problem() -> None:
    wrong = SAID.replace("Requests/sec", "  Non-2xx or 3xx responses: 12\nRequests/sec")
    assert parse(wrong).problem == "12 answers were neither 2xx nor 3xx"
    lost = SAID.replace("Requests/sec", "  Socket errors: connect 0, read 3, write 0, timeout 1\nRequests/sec")
    assert parse(lost).problem == "socket errors: connect 0, read 3, write 0, timeout 1"


def test_nonsense_is_no_run() -> None:
    assert parse("unable to connect to 127.0.0.1:8790").problem
