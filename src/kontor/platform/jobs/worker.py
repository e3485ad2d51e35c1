"""The jobs process: procrastinate's worker, the reaper of jobs whose worker died, and the relay of events."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import threading
from datetime import UTC, datetime

from procrastinate import App
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from kontor.platform.events.relay import Relay
from kontor.platform.jobs import queue

log = logging.getLogger(__name__)

LOOK = 0.2  # seconds between looks for new jobs; the queue notifies nobody, see migration 0002
HEARTBEAT = 3.0
DEAD_AFTER = 12.0  # seconds without a heartbeat
REAP = 4.0  # seconds between the reaper's rounds
STOP_PATIENCE = 3.0  # seconds for running jobs; what is cut off is taken up again by the reaper


def run(concurrency: int = 4) -> None:
    """Work until SIGTERM or SIGINT."""
    asyncio.run(_run(concurrency))


async def _run(concurrency: int) -> None:
    stop = threading.Event()
    relay = threading.Thread(target=Relay(stop).run, name="relay", daemon=True)
    relay.start()
    connector = queue.app().connector.get_worker_connector()  # type: ignore[attr-defined]
    app = queue.app().with_connector(connector)
    async with app.open_async():
        work = asyncio.create_task(
            app.run_worker_async(
                concurrency=concurrency,
                listen_notify=False,
                fetch_job_polling_interval=LOOK,
                update_heartbeat_interval=HEARTBEAT,
                stalled_worker_timeout=DEAD_AFTER,
                shutdown_graceful_timeout=STOP_PATIENCE,
                install_signal_handlers=False,
            )
        )
        loop = asyncio.get_running_loop()
        for sent in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(sent, work.cancel)
        reaper = asyncio.create_task(_reap(app))
        with contextlib.suppress(asyncio.CancelledError):
            await work
        reaper.cancel()
        stop.set()
        await asyncio.to_thread(relay.join, STOP_PATIENCE)


async def _reap(app: App) -> None:
    while True:
        try:
            await reap(app)
        except Exception:
            log.exception("the reaper failed this round")
        await asyncio.sleep(REAP)


async def reap(app: App) -> int:
    """Put jobs of dead workers back into the queue.

    Returns:
        How many.
    """
    stalled = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER))
    for job in stalled:
        log.warning("job %s (%s) lost its worker and is queued again", job.id, job.task_name)
        try:
            await app.job_manager.retry_job(job, retry_at=datetime.now(UTC))
        except UniqueViolation:  # one with the same key waits already, and does its work
            await app.job_manager.finish_job(job, Status.ABORTED, delete_job=False)
    return len(stalled)
