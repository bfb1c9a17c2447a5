"""A posting's page from anywhere, while somebody waits for it: through the guarded fetch layer, and no longer than one
waits for a page."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep

from django.conf import settings

from prospect.lexicon.sentences import say
from prospect.sources.fetching import Fetcher
from prospect.sources.posting import Request
from prospect.sources.refusals import FetchRefused

PATIENCE = 10.0  # seconds
AT_ONCE = 4  # pages read at once in a process; more wait, and run out of patience rather than of threads

_readers = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="page")


def read_page(address: str, *, patience: float = PATIENCE) -> bytes:
    """The page at an address.

    Raises:
        FetchRefused: it is of a private network, closed to robots, not there, or not read in time.
    """
    until = monotonic() + patience
    asked = _readers.submit(_read, address, until)
    try:
        return asked.result(timeout=patience)
    except TimeoutError:
        asked.cancel()
        raise _too_slow(patience) from None


def _read(address: str, until: float) -> bytes:
    reader = Fetcher(contact=settings.FETCH_CONTACT, allow_private=settings.FETCH_PRIVATE, sleep=_sleep_until(until))
    try:
        return reader.get(Request(address)).body
    finally:
        reader.close()


def _sleep_until(end: float) -> Callable[[float], None]:
    """How to wait between two attempts: only where there is time left for the second."""

    def wait(seconds: float) -> None:
        if monotonic() + seconds >= end:
            raise _too_slow(PATIENCE)
        sleep(seconds)

    return wait


def _too_slow(seconds: float) -> FetchRefused:
    return FetchRefused("timeout", say("It did not answer within {n} seconds.", n=round(seconds)))
