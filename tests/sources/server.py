"""A web server on loopback that misbehaves on request: each path is one way of doing so."""

from __future__ import annotations

import contextlib
import gzip
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Misbehaving:
    """The running server: its address, the requests it saw, and how many were under way at once."""

    address: str = ""
    robots: str = ""
    robots_status: int = 200
    seen: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    busy: int = 0
    busiest: int = 0
    stop: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, path: str) -> int:
        return sum(1 for seen, _ in self.seen if seen == path)


# 20 MB of zeros in 90 kB.
BOMB = gzip.compress(bytes(20_000_000), 1)


class Handler(BaseHTTPRequestHandler):
    """Answers each path by the method that is named after its first part."""

    state: Misbehaving
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        with self.state.lock:
            self.state.seen.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            self.state.busy += 1
            self.state.busiest = max(self.state.busiest, self.state.busy)
        try:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                getattr(
                    self,
                    "on_" + self.path.strip("/").split("/")[0].split("?")[0].replace(".", "_"),
                    self.on_missing,
                )()
        finally:
            with self.state.lock:
                self.state.busy -= 1

    do_POST = do_GET  # noqa: N815 - the name that http.server looks for

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"content_length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def on_robots_txt(self) -> None:
        self.answer(
            self.state.robots_status if self.state.robots or self.state.robots_status != 200 else 404,
            self.state.robots.encode(),
        )

    def on_ok(self) -> None:
        self.answer(200, b'{"jobs": []}', etag='"v1"', last_modified="Mon, 03 Aug 2026 10:00:00 GMT")

    def on_unchanged(self) -> None:
        if self.headers.get("If-None-Match") == '"v1"':
            self.answer(304, etag='"v1"')
        else:
            self.on_ok()

    def on_zipped(self) -> None:
        self.answer(200, gzip.compress(b"hello " * 1000), content_encoding="gzip")

    def on_huge(self) -> None:
        self.send_response(200)
        self.send_header("connection", "close")
        self.end_headers()
        for _ in range(200):
            self.wfile.write(b"x" * 1_000_000)
        self.close_connection = True

    def on_bomb(self) -> None:
        self.answer(200, BOMB, content_encoding="gzip")

    def on_half_zip(self) -> None:
        self.answer(200, gzip.compress(b"hello " * 1000)[:40], content_encoding="gzip")

    def on_garbled(self) -> None:
        self.answer(200, b"this is no gzip at all", content_encoding="gzip")

    def on_brotli(self) -> None:
        self.answer(200, b"\x0b\x02\x80hello\x03", content_encoding="br")

    def on_truncated(self) -> None:
        self.answer(200, b'{"jobs": [', content_length="5000")
        self.close_connection = True

    def on_drip(self) -> None:
        self.send_response(200)
        self.send_header("content-length", "1000")
        self.end_headers()
        for _ in range(1000):
            if self.state.stop.wait(0.05):
                return
            self.wfile.write(b"x")
            self.wfile.flush()

    def on_silent(self) -> None:
        self.state.stop.wait(20)

    def on_loop(self) -> None:
        self.answer(302, location="/loop2" if self.path == "/loop" else "/loop")

    on_loop2 = on_loop

    def on_endless(self) -> None:
        number = int(self.path.rpartition("/")[2] or 0)
        self.answer(302, location=f"/endless/{number + 1}")

    def on_moved(self) -> None:
        self.answer(301, location="/ok")

    def on_inward(self) -> None:
        self.answer(302, location="http://10.0.0.1/secret")

    def on_metadata(self) -> None:
        self.answer(302, location="http://169.254.169.254/latest/meta-data/")

    def on_file(self) -> None:
        self.answer(302, location="file:///etc/passwd")

    def on_busy(self) -> None:
        self.answer(429, retry_after="2") if self.state.count("/busy") == 1 else self.on_ok()

    def on_weary(self) -> None:
        self.answer(429, retry_after="3600")

    def on_flaky(self) -> None:
        self.answer(503) if self.state.count("/flaky") < 3 else self.on_ok()

    def on_broken(self) -> None:
        self.answer(500)

    def on_forbidden(self) -> None:
        self.answer(403)

    def on_gone(self) -> None:
        self.answer(410)

    def on_missing(self) -> None:
        self.answer(404)

    def on_slow(self) -> None:
        time.sleep(0.15)
        self.on_ok()

    def log_message(self, format: str, *args: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that leave in the middle are what these tests are about; anything else is told."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextlib.contextmanager
def misbehaving_server() -> Iterator[Misbehaving]:
    """Runs the server for the length of a test."""
    state = Misbehaving()
    handler = type("Handler", (Handler,), {"state": state})
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    state.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield state
    finally:
        state.stop.set()
        server.shutdown()
        server.server_close()
        thread.join()
