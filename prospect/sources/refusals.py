"""Why something was not fetched: a sentence for people and a reason for machines."""

from __future__ import annotations

from prospect.lexicon.sentences import Sentence

REASONS = (
    "bad_address", "private_address", "missing_key", "robots", "unreachable", "tls", "timeout", "too_large",
    "truncated", "bad_encoding", "redirects", "not_found", "gone", "forbidden", "rate_limited", "unavailable",
    "refused",
)  # fmt: skip


class FetchRefused(Exception):
    """Nothing came of a request. `reason` is one of REASONS; `retry_after` in seconds where it is known.

    ``not_found`` and ``gone`` (404 and 410) are what closes a job whose page answers so; nothing else does.
    """

    def __init__(
        self, reason: str, sentence: Sentence, *, status: int | None = None, retry_after: int | None = None
    ) -> None:
        assert reason in REASONS
        super().__init__(str(sentence))
        self.reason = reason
        self.sentence = sentence
        self.status = status
        self.retry_after = retry_after
