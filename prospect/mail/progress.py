"""How far the outbox is, in numbers an operator can act on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Progress:
    """Letters: `due` of those `waiting` could go now; `refused_once` wait for another try; `failed` and `repeated`
    (handed over twice because no answer came) are of the last seven days; `given_up` is how many there are. `oldest` is when the oldest was due."""

    waiting: int
    due: int
    refused_once: int
    sent_last_hour: int
    sent_last_ten_minutes: int
    failed: int
    given_up: int
    repeated: int
    oldest: datetime | None = None

    @property
    def per_minute(self) -> float:
        return self.sent_last_ten_minutes / 10

    @property
    def minutes_left(self) -> int | None:
        """Until the due ones are out at the pace of the last ten minutes; None where nothing moves."""
        if not self.due:
            return 0
        return round(self.due / self.per_minute) or 1 if self.per_minute else None
