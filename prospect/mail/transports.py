"""Handing a letter to a mail server, or keeping it where the outbox page shows it."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import formatdate
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

TIMEOUT = 20  # seconds


class Refused(Exception):
    """The server did not take the letter. `for_good` when trying again cannot help (a 5xx about the recipient)."""

    def __init__(self, why: str, *, for_good: bool) -> None:
        super().__init__(why)
        self.for_good = for_good


class Transport(Protocol):
    def send(self, message: EmailMessage) -> None: ...


class Outbox:
    """No mail server: the letter counts as sent and stays readable on the outbox page."""

    def send(self, message: EmailMessage) -> None:
        del message


class Smtp:
    """One connection to a mail server, used for letter after letter and opened again when it was lost."""

    def __init__(self, address: str) -> None:
        self.parts = urlsplit(address)
        self.server: smtplib.SMTP | None = None

    def open(self) -> smtplib.SMTP:
        host, secure = self.parts.hostname or "localhost", self.parts.scheme == "smtps"
        context = ssl.create_default_context()
        server: smtplib.SMTP
        if secure:
            server = smtplib.SMTP_SSL(host, self.parts.port or 465, timeout=TIMEOUT, context=context)
        else:
            server = smtplib.SMTP(host, self.parts.port or 25, timeout=TIMEOUT)
            wants_tls = parse_qs(self.parts.query).get("tls", ["auto"])[0]
            server.ehlo_or_helo_if_needed()
            if wants_tls == "required" or (wants_tls == "auto" and server.has_extn("starttls")):
                server.starttls(context=context)
        if self.parts.username:
            server.login(unquote(self.parts.username), unquote(self.parts.password or ""))
        return server

    def send(self, message: EmailMessage) -> None:
        try:
            self.server = self.server or self.open()
            self.server.send_message(message)
        except smtplib.SMTPRecipientsRefused as refusal:
            self._reset()
            code, words = next(iter(refusal.recipients.values()))
            raise Refused(f"{code} {_text(words)}", for_good=500 <= code < 600) from refusal
        except smtplib.SMTPResponseException as refusal:
            self.close()
            raise Refused(f"{refusal.smtp_code} {_text(refusal.smtp_error)}", for_good=False) from refusal
        except (smtplib.SMTPException, OSError) as lost:
            self.close()
            raise Refused(f"The mail server could not be used: {lost}", for_good=False) from lost

    def _reset(self) -> None:
        try:
            if self.server:
                self.server.rset()
        except (smtplib.SMTPException, OSError):
            self.close()

    def close(self) -> None:
        if self.server:
            try:
                self.server.quit()
            except (smtplib.SMTPException, OSError):
                self.server.close()
            self.server = None


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


def as_message(
    *, sender: str, to: str, subject: str, text: str, html: str, message_id: str, headers: dict[str, str]
) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, " ".join(subject.split())
    message["Date"], message["Message-ID"] = formatdate(localtime=False), message_id
    for name, value in headers.items():
        message[name] = value
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message
