"""What lower rooms tell the mail room when the application starts.

A composer writes a letter at the moment it is sent, so that it says what is true then: it gets the letter and answers
the content, or None when there is nothing left to say (the letter is then void). A drafter gets several letters that
are about to be sent and answers a composer for them, which may have read together what they need.
An unsubscriber stops what a token names and answers what was stopped, in words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prospect.mail.models import Letter


@dataclass(frozen=True, slots=True)
class Content:
    """A written letter: subject, plain text, HTML (may be empty) and further headers."""

    subject: str
    text: str
    html: str = ""
    headers: dict[str, str] = field(default_factory=dict)


Composer = Callable[["Letter"], Content | None]
Drafter = Callable[[Sequence["Letter"]], Composer]
Unsubscriber = Callable[[str], str | None]

composers: dict[str, Composer] = {}
drafters: dict[str, Drafter] = {}
unsubscribers: dict[str, Unsubscriber] = {}
