"""The one way to the network: polite, bounded, and never into a private network.

A host is asked by two at a time, no faster than its robots.txt's Crawl-delay, and not at all before the end of the
pause that it asked for (Retry-After). An answer is at most 30 MB, also after decompression, and complete within a
minute and a half. Everything else is a `FetchRefused`.
"""

from __future__ import annotations

import email.utils
import threading
import time
import weakref
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

import httpcore
import httpx

from prospect.lexicon.sentences import say
from prospect.sources import robots
from prospect.sources.documents import MOST_BYTES, decode
from prospect.sources.network_guard import GuardedTransport
from prospect.sources.posting import Request
from prospect.sources.refusals import FetchRefused

__all__ = ["MOST_BYTES", "Answer", "FetchRefused", "Fetcher", "Hosts"]

PER_HOST = 2
HOPS = 5
ATTEMPTS = 3
# Seconds: for a connection, between two pieces of an answer, and for all of it.
CONNECT, READ, WHOLE = 10.0, 20.0, 90.0
# A pause that a server asks for is waited for up to this long; a longer one ends the reading.
PATIENCE = 20.0
LONGEST_DELAY = 30.0
ROBOTS_LAST = 24 * 3600.0
_MOVED = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: 200 to 299, or 304 with an empty body. Names of `headers` are in lower case."""

    status: int
    body: bytes
    headers: Mapping[str, str]
    url: str


@dataclass
class _Host:
    slots: threading.BoundedSemaphore = field(default_factory=lambda: threading.BoundedSemaphore(PER_HOST))
    lock: threading.Lock = field(default_factory=threading.Lock)
    rules: robots.Rules | None = None
    rules_until: float = 0.0
    next_at: float = 0.0
    rests_until: float = 0.0


class Hosts:
    """What is known of each host's wishes; shared by all fetchers of a process."""

    def __init__(self) -> None:
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def of(self, origin: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(origin, _Host())


SHARED = Hosts()


class Fetcher:
    """Fetches what connectors ask for.

    Args:
        contact: an address where whoever runs this network says so; part of the User-Agent.
        allow_private: lets this machine itself be asked (tests and the demo); nothing else private ever.
        keys: settings for the ``{NAME}`` places of a request.
        read, attempts: seconds that an answer may take, and how often it is asked for.
        hosts, sleep, clock: for tests.
    """

    def __init__(
        self,
        *,
        contact: str = "",
        allow_private: bool = False,
        keys: Mapping[str, str] | None = None,
        hosts: Hosts = SHARED,
        read: float = READ,
        attempts: int = ATTEMPTS,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.agent = f"Prospect/{_version()}" + (f" (+{contact})" if contact else "")
        self._keys = keys or {}
        self._hosts, self._sleep, self._clock = hosts, sleep, clock
        self._attempts = attempts
        self._client = httpx.Client(
            transport=GuardedTransport(loopback=allow_private),
            timeout=httpx.Timeout(read, connect=min(read, CONNECT)),
            headers={"User-Agent": self.agent, "Accept": "*/*", "Accept-Encoding": "gzip, deflate"},
            follow_redirects=False,
            trust_env=False,
        )
        weakref.finalize(self, self._client.close)

    def close(self) -> None:
        self._client.close()

    def get(self, request: Request, *, etag: str = "", last_modified: str = "") -> Answer:
        """The answer to a request; 304 where the server says that what `etag` or `last_modified` names still holds.

        Steps: 1 the operator's keys are filled in, 2 robots.txt is asked, 3 the request is made, and again where the
        trouble may pass, 4 redirects are followed, each through all of this.
        """
        try:
            filled = request.filled(self._keys)
        except KeyError as missing:
            raise FetchRefused(
                "missing_key", say("This source needs the setting {name}.", name=str(missing.args[0]))
            ) from missing  # fmt: skip
        headers = dict(filled.headers)
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        method, content, url = filled.method, filled.body, _parsed(filled.url)
        seen = {str(url)}
        for _ in range(HOPS + 1):
            if not filled.has_leave:
                self._ask_robots(url)
            answer = self._patiently(method, url, headers, content)
            if answer.status not in _MOVED:
                return _judged(answer)
            url, previous = _parsed(answer.headers.get("location", ""), base=url), url
            if filled.is_for_here:
                raise _sent_on(previous, url)
            if str(url) in seen:
                raise FetchRefused("redirects", say("{host} redirects in a circle.", host=previous.host))
            seen.add(str(url))
            if answer.status < 307 and method != "HEAD":
                method, content = "GET", None
            if url.host != previous.host:
                headers = {}
        raise FetchRefused("redirects", say("{host} redirects more than {n} times.", host=url.host, n=HOPS))

    def _patiently(
        self, method: str, url: httpx.URL, headers: Mapping[str, str], content: bytes | None
    ) -> Answer:  # fmt: skip
        """One request, tried again while the trouble is of the passing kind and the pause asked for is short."""
        host = self._hosts.of(_origin(url))
        pause, refused = 1.0, None
        for _ in range(self._attempts):
            self._wait_for(host, url)
            try:
                with host.slots:
                    answer = self._once(method, url, headers, content)
            except FetchRefused as refusal:
                if refusal.reason not in ("unreachable", "timeout", "truncated"):
                    raise
                refused = refusal
            else:
                if answer.status not in (429, 500, 502, 503, 504):
                    return answer
                refused = _judgement(answer)
                pause = float(refused.retry_after or pause)
                if pause > PATIENCE:
                    host.rests_until = self._clock() + pause
                    break
            self._sleep(pause)
            pause = min(pause * 3, PATIENCE)
        assert refused is not None
        raise refused

    def _once(self, method: str, url: httpx.URL, headers: Mapping[str, str], content: bytes | None) -> Answer:
        asked = self._client.build_request(method, url, headers=dict(headers), content=content)
        deadline = self._clock() + WHOLE
        try:
            response = self._client.send(asked, stream=True)
            try:
                body = b"" if response.status_code == 304 else self._body(response, deadline)
            finally:
                response.close()
        except (httpx.TimeoutException, httpcore.TimeoutException) as error:
            raise FetchRefused("timeout", say("{host} did not answer in time.", host=url.host)) from error
        except (httpx.RemoteProtocolError, httpcore.RemoteProtocolError) as error:
            raise FetchRefused("truncated", say("{host} broke off its answer.", host=url.host)) from error
        except (httpx.TransportError, httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            raise _unreachable(url, error) from error
        return Answer(response.status_code, body, _lowered(response.headers), str(url))

    def _body(self, response: httpx.Response, deadline: float) -> bytes:
        """The body, decompressed; stops at the first byte too many and at the deadline."""
        host = response.request.url.host
        body = bytearray()
        for piece in _decompressed(response, host):
            body += piece
            if len(body) > MOST_BYTES:
                raise FetchRefused(
                    "too_large",
                    say("{host} answers with more than {mb} MB.", host=host, mb=MOST_BYTES // 1024 // 1024),
                    status=response.status_code,
                )
            if self._clock() > deadline:
                raise FetchRefused("timeout", say("{host} answers too slowly.", host=host))
        return bytes(body)

    def _wait_for(self, host: _Host, url: httpx.URL) -> None:
        """Until the host's Crawl-delay has passed; refuses where it asked for a longer pause."""
        now = self._clock()
        if host.rests_until > now:
            left = int(host.rests_until - now) + 1
            raise FetchRefused(
                "rate_limited",
                say("{host} asked to be left alone for another {n} seconds.", host=url.host, n=left),
                retry_after=left,
            )
        with host.lock:
            delay = min(host.rules.delay, LONGEST_DELAY) if host.rules else 0.0
            wait = max(0.0, host.next_at - now)
            host.next_at = max(now, host.next_at) + delay
        if wait:
            self._sleep(wait)

    def _ask_robots(self, url: httpx.URL) -> None:
        """Raises FetchRefused ``robots`` where the host's robots.txt closes the path to us."""
        host = self._hosts.of(_origin(url))
        if host.rules is None or host.rules_until < self._clock():
            host.rules = self._robots_of(url)
            host.rules_until = self._clock() + ROBOTS_LAST
        path = url.raw_path.decode("ascii", "replace")
        if not host.rules.allow(path):
            raise FetchRefused("robots", say("{host} closes this address to robots in its robots.txt.", host=url.host))

    def _robots_of(self, url: httpx.URL) -> robots.Rules:
        """By RFC 9309: none (4xx) allows everything; one that cannot be read (5xx) allows nothing for now."""
        where = url.copy_with(path="/robots.txt", query=None, fragment=None)
        for _ in range(HOPS):
            answer = self._patiently("GET", where, {}, None)
            if answer.status not in _MOVED:
                break
            where = _parsed(answer.headers.get("location", ""), base=where)
        if 400 <= answer.status < 500 or answer.status in _MOVED:
            return robots.EVERYTHING
        return robots.rules_for(self.agent, decode(answer.body)) if answer.status < 300 else robots.NOTHING


def _decompressed(response: httpx.Response, host: str) -> Iterator[bytes]:
    """The pieces of the body in plain, never more than 64 kB grown at once: a bomb is met piece by piece."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding in ("", "identity"):
        yield from response.iter_raw()
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise FetchRefused("bad_encoding", say("{host} answers in an encoding that was not asked for.", host=host))
    inflater: zlib._Decompress | None = None
    for piece in response.iter_raw():
        if inflater is None:
            # "deflate" is sent with and without zlib's header; the header's first byte has 8 in its low half.
            wrapped = encoding != "deflate" or piece[:1] == b"" or piece[0] & 0x0F == 8
            inflater = zlib.decompressobj(47 if wrapped else -15)
        rest = piece
        try:
            while rest:
                yield inflater.decompress(rest, 65_536)
                rest = inflater.unconsumed_tail
        except zlib.error as error:
            raise FetchRefused("bad_encoding", say("{host} answers in a broken encoding.", host=host)) from error
    if inflater is not None and not inflater.eof:
        raise FetchRefused("truncated", say("{host} broke off its answer.", host=host))


def _sent_on(host: httpx.URL, url: httpx.URL) -> FetchRefused:
    words = say("{host} sends us on to {address}: that is the address to give.", host=host.host, address=str(url))
    return FetchRefused("redirects", words)


def _parsed(address: str, base: httpx.URL | None = None) -> httpx.URL:
    """An http(s) address without a name and password in it. Raises FetchRefused ``bad_address``."""
    try:
        url = base.join(address) if base is not None and address else httpx.URL(address)
    except (httpx.InvalidURL, ValueError, TypeError):
        url = httpx.URL()
    if url.scheme not in ("http", "https") or not url.host or url.userinfo:
        raise FetchRefused("bad_address", say("“{address}” is no address that can be fetched.", address=address[:200]))
    return url.copy_with(fragment=None)


def _origin(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _lowered(headers: httpx.Headers) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _unreachable(url: httpx.URL, error: Exception) -> FetchRefused:
    if "certificate" in str(error).lower() or "ssl" in str(error).lower():
        return FetchRefused("tls", say("{host} has no valid certificate.", host=url.host))
    return FetchRefused("unreachable", say("{host} cannot be reached.", host=url.host))


def _judged(answer: Answer) -> Answer:
    """The answer, if it is one to read. Raises FetchRefused for any other status."""
    if 200 <= answer.status < 300 or answer.status == 304:
        return answer
    raise _judgement(answer)


def _judgement(answer: Answer) -> FetchRefused:
    host = httpx.URL(answer.url).host
    status = answer.status
    after = _retry_after(answer.headers.get("retry-after", ""))
    said = {
        404: ("not_found", say("{host} has no such page (404).", host=host)),
        410: ("gone", say("{host} says that the page is gone (410).", host=host)),
        429: ("rate_limited", say("{host} asks for fewer requests (429).", host=host)),
    }
    if status in said:
        reason, sentence = said[status]
    elif status in (401, 403, 407, 451):
        reason, sentence = "forbidden", say("{host} does not let us read this ({status}).", host=host, status=status)
    elif status >= 500:
        reason, sentence = "unavailable", say("{host} is out of order ({status}).", host=host, status=status)
    else:
        reason, sentence = "refused", say("{host} refuses the request ({status}).", host=host, status=status)
    return FetchRefused(reason, sentence, status=status, retry_after=after)


def _retry_after(said: str) -> int | None:
    """Seconds, of a number or a date; at most a day."""
    if said.strip().isdecimal():
        return min(int(said.strip()[:9]), 86_400)
    try:
        until = email.utils.parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError):
        return None
    left = (until if until.tzinfo else until.replace(tzinfo=UTC)) - datetime.now(UTC)
    return max(0, min(int(left.total_seconds()), 86_400))


def _version() -> str:
    try:
        return version("prospect")
    except PackageNotFoundError:
        return "0"
