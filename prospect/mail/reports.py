"""What mail servers report of letters: delivery status (RFC 3464) and feedback (RFC 5965)."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import Message

# Enhanced status codes (RFC 3463) that say that the address itself is no more: bad mailbox, bad system, moved, disabled.
GONE = re.compile(r"\b5\.(1\.(1|2|3|6|10)|2\.1)\b")
ANY_STATUS = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
MOST_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class Report:
    """One report about one letter. `kind` is bounce, delay or complaint; `recipient` may be withheld by its sender."""

    kind: str
    message_id: str
    recipient: str
    reason: str

    @property
    def is_for_good(self) -> bool:
        return self.kind == "bounce" and is_gone(self.reason)


def is_gone(words: str) -> bool:
    """Whether a refusal says that the address is no more; not that it is full, or that we are not liked.

    Without an enhanced status code, 550, 551 and 553 about a recipient mean that (RFC 5321, 4.2.3).
    """
    if ANY_STATUS.search(words):
        return bool(GONE.search(words))
    return bool(re.match(r"\s*(smtp;\s*)?55[013]\b", words, re.IGNORECASE))


def read_report(data: bytes) -> list[Report]:
    """The reports in one message, as mail servers send them; none where it is another kind of letter."""
    message = email.message_from_bytes(data[:MOST_BYTES], policy=policy.compat32)
    about = _message_id(message)
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            return list(_statuses(part, about))
        if kind == "message/feedback-report":
            return list(_complaints(part, about))
    return []


def _statuses(part: Message, about: str) -> Iterator[Report]:
    for fields in _field_groups(part):
        recipient = _typed(fields.get("Final-Recipient") or fields.get("Original-Recipient") or "")
        action = str(fields.get("Action", "")).strip().lower()
        if not recipient or action not in {"failed", "delayed"}:
            continue
        status, said = str(fields.get("Status", "")).strip(), _typed(fields.get("Diagnostic-Code") or "")
        reason = f"{status} {said}".strip()
        yield Report("bounce" if action == "failed" else "delay", about, recipient, " ".join(reason.split())[:300])


def _complaints(part: Message, about: str) -> Iterator[Report]:
    for fields in _field_groups(part):
        kind = str(fields.get("Feedback-Type", "")).strip().lower()
        if kind in {"abuse", "fraud", "opt-out", "other", "virus"}:
            recipient = _typed(fields.get("Original-Rcpt-To") or "")
            whole = recipient if "@" in recipient and "redacted" not in recipient.lower() else ""
            yield Report("complaint", about, whole, f"Complaint ({kind})")


def _field_groups(part: Message) -> Iterator[Message]:
    """The groups of fields of a report part; the library parses delivery-status into them, feedback it may not."""
    payload = part.get_payload()
    groups = payload if isinstance(payload, list) else [payload]
    for group in groups:
        text = group.as_string() if isinstance(group, Message) else str(group)
        for block in re.split(r"\n[ \t]*\n", text.strip().replace("\r\n", "\n")):
            yield email.message_from_string(block.strip() + "\n\n", policy=policy.compat32)


def _message_id(message: Message) -> str:
    """The Message-ID of the letter that the report returns, whole or its headers alone."""
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "message/rfc822":
            inner = part.get_payload()
            letter = inner[0] if isinstance(inner, list) and inner else None
            if isinstance(letter, Message) and letter["Message-ID"]:
                return str(letter["Message-ID"]).strip()
        if kind in {"text/rfc822-headers", "message/rfc822-headers"}:
            raw = part.get_payload(decode=True)
            text = raw.decode("latin-1") if isinstance(raw, bytes) else str(part.get_payload())
            found = email.message_from_string(text, policy=policy.compat32)["Message-ID"]
            if found:
                return str(found).strip()
    return ""


def _typed(value: object) -> str:
    """The value of a field of the form "type; value" (rfc822; ana@example.org)."""
    text = " ".join(str(value).split())
    return text.partition(";")[2].strip(" <>") if ";" in text else text.strip(" <>")
