"""The signature of a webhook: HMAC-SHA256 over the time and the body, so that neither can be changed or used again.

The header `Prospect-Signature: t=1767225600,v1=<hex>` is made like the receiver checks it: HMAC-SHA256, keyed with the
hook's secret, of the seconds since 1970, a full stop, and the bytes of the body.
"""

from __future__ import annotations

import hashlib
import hmac

HEADER = "Prospect-Signature"
AGE = 300  # seconds after which a receiver should refuse


def signature(secret: str, body: bytes, at: int) -> str:
    digest = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


def is_genuine(header: str, secret: str, body: bytes, now: int) -> bool:
    """What a receiver does: whether the signature is ours and not older than `AGE`."""
    parts = dict(part.partition("=")[::2] for part in header.split(","))
    if not parts.get("t", "").isdecimal():
        return False
    at = int(parts["t"])
    return abs(now - at) <= AGE and hmac.compare_digest(signature(secret, body, at), header)
