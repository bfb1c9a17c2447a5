"""A letter as it goes over the wire: headers in seven bits, text and HTML as alternatives (RFC 5322, 2045, 2047).

Written directly rather than with `email.message`, which folds a long List-Unsubscribe into encoded words that no mail
program reads as an address, and takes ten times as long. `email` reads it back in the tests.
"""

from __future__ import annotations

import binascii
import re
from email.policy import SMTP
from email.utils import formatdate, parseaddr
from hashlib import blake2b
from typing import NamedTuple

MOST = 998  # characters of a line (RFC 5322, 2.1.1)


class Wire(NamedTuple):
    """`data` ends with a line's end; the line with a full stop that follows is not in it."""

    sender: str
    to: str
    data: bytes


def wire(*, sender: str, to: str, subject: str, text: str, html: str, message_id: str, headers: dict[str, str]) -> Wire:
    """A whole letter. Nothing in it can add a header of its own: every run of white space in one is a space."""
    every = {"From": sender, "To": to, "Subject": subject, "Date": formatdate(localtime=False),
             "Message-ID": message_id, **headers, "MIME-Version": "1.0"}  # fmt: skip
    head = b"".join(_header(name, value) for name, value in every.items())
    if html:
        # Quoted-printable has no "=_", so that no part can contain this.
        boundary = f"=_{blake2b(message_id.encode(), digest_size=12).hexdigest()}"
        parts = b"".join(
            b"--%s\r\n%s\r\n" % (boundary.encode(), part) for part in (_part("plain", text), _part("html", html))
        )
        body = b'Content-Type: multipart/alternative; boundary="%s"\r\n\r\n%s--%s--\r\n' % (
            boundary.encode(), parts, boundary.encode()
        )  # fmt: skip
    else:
        body = _part("plain", text)
    stuffed = re.sub(rb"(?m)^\.", b"..", head + body)  # RFC 5321, 4.5.2
    return Wire(parseaddr(sender)[1], parseaddr(to)[1], stuffed)


def _header(name: str, value: str) -> bytes:
    line = f"{name}: {' '.join(value.split())}"
    if line.isascii() and line.isprintable() and len(line) <= MOST:
        return line.encode() + b"\r\n"
    folded: str = SMTP.header_factory(name, " ".join(value.split())).fold(policy=SMTP)
    return folded.encode("ascii")


def _part(kind: str, text: str) -> bytes:
    lines = "\n".join(text.splitlines()) + "\n"
    quoted = binascii.b2a_qp(lines.encode("utf-8", "replace"), istext=True).replace(b"\n", b"\r\n")
    return b'Content-Type: text/%s; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n%s' % (
        kind.encode(), quoted
    )  # fmt: skip
