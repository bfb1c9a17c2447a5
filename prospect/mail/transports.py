"""Handing a letter to a mail server, or keeping it where the outbox page shows it."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from prospect.mail.reports import is_gone
from prospect.mail.wire import Wire

TIMEOUT = 20  # seconds


class Refused(Exception):
    """The server did not take the letter. `for_good` when trying again cannot help (a 5xx about the recipient);
    `is_gone` when that is because the address is no more."""

    def __init__(self, why: str, *, for_good: bool = False, is_gone: bool = False) -> None:
        super().__init__(why)
        self.for_good, self.is_gone = for_good, is_gone


class Away(Exception):
    """The server cannot be used now. It certainly has not taken the letter."""


class Unanswered(Exception):
    """The letter went out whole and the connection was lost before the answer: it may have been taken."""


class Transport(Protocol):
    def send(self, message: Wire, handing_over: Callable[[], None]) -> None:
        """Hands a letter over. `handing_over` is called when only its last line is still to go."""


class Outbox:
    """No mail server: the letter counts as sent and stays readable on the outbox page."""

    def send(self, message: Wire, handing_over: Callable[[], None]) -> None:
        del message
        handing_over()


class Smtp:
    """One connection to a mail server, used for letter after letter and opened again when it was lost."""

    def __init__(self, address: str) -> None:
        self.parts = urlsplit(address)
        self.server: smtplib.SMTP | None = None

    def open(self) -> smtplib.SMTP:
        host, secure = self.parts.hostname or "localhost", self.parts.scheme == "smtps"
        server: smtplib.SMTP
        if secure:
            server = smtplib.SMTP_SSL(host, self.parts.port or 465, timeout=TIMEOUT, context=_trust())
        else:
            server = smtplib.SMTP(host, self.parts.port or 25, timeout=TIMEOUT)
            wants_tls = parse_qs(self.parts.query).get("tls", ["auto"])[0]
            server.ehlo_or_helo_if_needed()
            if wants_tls == "required" or (wants_tls == "auto" and server.has_extn("starttls")):
                server.starttls(context=_trust())
        if server.sock is not None:
            # The last line goes out apart from the others: it must not wait for their receipt (Nagle, 40 ms a letter).
            server.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.parts.username:
            server.login(unquote(self.parts.username), unquote(self.parts.password or ""))
        return server

    def send(self, message: Wire, handing_over: Callable[[], None]) -> None:
        """Steps: 1 sender and recipient, 2 the letter but for its last line, 3 `handing_over`, 4 the last line.

        A server takes a letter when it answers the last line (RFC 5321, 4.2.5), so up to step 4 it certainly did not.
        """
        self._until_data(message)
        server = self.server
        assert server is not None
        try:
            handing_over()
        except BaseException:
            self._drop()
            raise
        try:
            server.send(b".\r\n")
            code, words = server.getreply()
        except (smtplib.SMTPException, OSError) as lost:
            self._drop()
            raise Unanswered(f"The connection was lost before the answer: {lost}") from lost
        if code != 250:
            self._refused(code, words)

    def _until_data(self, message: Wire) -> None:
        """Everything but the last line; a connection that the server has meanwhile closed is opened once more."""
        for is_fresh in (self.server is None, True):
            try:
                self.server = self.server or self.open()
                self._envelope(self.server, message)
                self.server.send(message.data)
            except (smtplib.SMTPException, OSError) as lost:
                self._drop()
                if is_fresh:
                    raise Away(f"The mail server could not be used: {lost}") from lost
            else:
                return

    def _envelope(self, server: smtplib.SMTP, message: Wire) -> None:
        code, words = server.mail(message.sender)
        if code != 250:
            self._refused(code, words)
        code, words = server.rcpt(message.to)
        if code not in (250, 251):
            said = f"{code} {_text(words)}"
            if 500 <= code < 600:
                self._reset()
                raise Refused(said, for_good=True, is_gone=is_gone(said))
            self._refused(code, words)
        server.putcmd("data")
        code, words = server.getreply()
        if code != 354:
            self._refused(code, words)

    def _refused(self, code: int, words: bytes) -> None:
        """Raises Refused; Away where the server closes the conversation (421)."""
        if code in (421, -1):
            self._drop()
            raise Away(f"The mail server could not be used: {code} {_text(words)}")
        self._reset()
        raise Refused(f"{code} {_text(words)}")

    def _reset(self) -> None:
        try:
            if self.server:
                self.server.rset()
        except (smtplib.SMTPException, OSError):
            self._drop()

    def _drop(self) -> None:
        """Ends the connection without another word: a half-sent letter is not finished by a QUIT."""
        if self.server:
            self.server.close()
            self.server = None

    def close(self) -> None:
        if self.server:
            try:
                self.server.quit()
            except (smtplib.SMTPException, OSError):
                self.server.close()
            self.server = None


@cache
def _trust() -> ssl.SSLContext:
    """Whom a server's certificate must come from; reading them takes longer than writing a letter."""
    return ssl.create_default_context()


def per_minute(address: str) -> int | None:
    """How many letters a minute the server wants at most (`?per_minute=600` in its address); None: as many as go."""
    said = parse_qs(urlsplit(address).query).get("per_minute", [""])[0]
    return max(1, int(said)) if said.isdecimal() else None


def _text(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words


@contextmanager
def transport(address: str) -> Iterator[Transport]:
    """The transport an address names: SMTP, or the outbox page alone for an empty one."""
    if not address:
        yield Outbox()
        return
    smtp = Smtp(address)
    try:
        yield smtp
    finally:
        smtp.close()
