"""The worker: one loop over the queues, each of which is a table."""

from __future__ import annotations

import errno
import logging
import signal
import time
from collections.abc import Callable
from types import FrameType

from django.db import OperationalError, close_old_connections

from prospect.alerts import tasks as alerts
from prospect.alerts.hooks import tasks as hooks
from prospect.insights import tasks as insights
from prospect.jobs import tasks as jobs
from prospect.mail import tasks as mail
from prospect.people import tasks as people
from prospect.search import tasks as search
from prospect.search.engines.port import IndexBusy
from prospect.sources import tasks as sources
from prospect.web.seekers import for_you, market

log = logging.getLogger(__name__)

# In the order in which data flows, so that one round carries a new posting to its letter.
STEPS: tuple[tuple[str, Callable[[], int]], ...] = (
    ("résumés read", people.read_waiting),
    ("sources read", sources.read_due),
    ("postings understood", jobs.understand_waiting),
    ("readings applied", jobs.judge_absences),
    ("pages asked", jobs.verify_pages),
    ("jobs past their date closed", jobs.close_past_dates),
    ("jobs indexed", search.index_changed),
    ("jobs matched with alerts", alerts.match_new),
    ("alerts looked after", alerts.look_after),
    ("alerts due", alerts.make_due),
    ("webhooks told", hooks.deliver_due),
    ("letters sent", mail.send_due),
    ("alerts' readings kept", alerts.keep_readings),
    ("facts read", insights.read_facts),
    ("days counted", insights.count_today),
    ("figures made", market.refresh),
    ("lists of suited jobs made", for_you.refresh),
)
PAUSE = 1.0  # seconds between rounds in which there was nothing to do


FULL = "The disk is full. Nothing is lost: make room, and the work goes on by itself."


def _is_full(error: Exception) -> bool:
    """Whether there was no room on the disk, as the system, SQLite or PostgreSQL says it."""
    said = str(error).lower()
    return (isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}) or (
        isinstance(error, OperationalError) and ("disk is full" in said or "no space left" in said)
    )


class Worker:
    def __init__(self) -> None:
        self.is_stopping = False

    def stop(self, number: int, frame: FrameType | None) -> None:
        self.is_stopping = True

    def round(self) -> dict[str, int]:
        """Every queue once; what each step did. A step that fails is logged, and the others go on."""
        done: dict[str, int] = {}
        for name, step in STEPS:
            if self.is_stopping:
                break
            try:
                done[name] = step()
            except (OperationalError, IndexBusy, OSError) as error:
                if _is_full(error):
                    log.warning("left for the next round", extra={"step": name, "why": FULL})
                elif isinstance(error, OSError):
                    log.exception("a step failed", extra={"step": name})
                else:
                    log.warning("left for the next round", extra={"step": name, "why": str(error)})
            except Exception:
                log.exception("a step failed", extra={"step": name})
        return {name: count for name, count in done.items() if count}

    def drain(self) -> dict[str, int]:
        """Rounds until every queue is empty; what they did together. For `--once`, the demo and tests."""
        total: dict[str, int] = {}
        while not self.is_stopping and (done := self.round()):
            for name, count in done.items():
                total[name] = total.get(name, 0) + count
        return total

    def run(self) -> None:
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        while not self.is_stopping:
            done = self.round()
            close_old_connections()
            if done:
                log.info("worked", extra={"done": done})
            elif not self.is_stopping:
                time.sleep(PAUSE)
