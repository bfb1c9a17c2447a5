"""From what an operator types to a board, and a glance at it before anything is saved.

Plain Python: it asks the fetch layer and the connectors, and writes nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from prospect.jobs.keys import board_name, posting_key
from prospect.lexicon.sentences import Sentence, say
from prospect.sources.connectors import KINDS, connector
from prospect.sources.documents import decode
from prospect.sources.fetching import Fetcher, FetchRefused
from prospect.sources.posting import Request
from prospect.sources.reading import WholeReading, read_board
from prospect.sources.recognise import Recognised, recognise, recognise_page, suspected


class NotFound(Exception):
    """Why no board can be read there, as one sentence."""

    def __init__(self, sentence: Sentence | str) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Glance:
    """What a first reading of a board shows."""

    count: int
    refused: int
    employers: tuple[str, ...]
    titles: tuple[str, ...]
    trouble: Sentence | None
    terms: Sentence

    @property
    def employer(self) -> str:
        """Whose board it is, where all its postings are of one employer."""
        return self.employers[0] if len(self.employers) == 1 else ""


def named(typed: str, fetcher: Fetcher) -> Recognised:
    """The board of KIND:TOKEN, of a careers address, or of the board embedded in the page there. Raises NotFound."""
    typed = typed.strip()
    kind, colon, token = typed.partition(":")
    if colon and kind in KINDS and not token.startswith("//"):
        if not _may_name_a_board(kind, token):
            raise NotFound(say("“{token}” does not name a board of the kind {kind}.", token=token[:80], kind=kind))
        return Recognised(kind, token, "")
    if colon and kind not in {"http", "https"} and kind.replace("_", "").isalpha():
        raise NotFound(say("There is no kind “{kind}”; known are {known}.", kind=kind[:40], known=", ".join(KINDS)))
    if kind not in {"http", "https"}:
        example = say("“{typed}” is neither an address nor KIND:TOKEN, such as greenhouse:acme.", typed=typed[:80])
        raise NotFound(example)
    found = recognise(typed) or _behind_a_posting(typed, fetcher)
    if found:
        return found
    try:
        answer = fetcher.get(Request(typed))
    except FetchRefused as refusal:
        raise NotFound(refusal.sentence) from refusal
    found = recognise_page(decode(answer.body), answer.url)
    if found is None:
        raise NotFound(say("No job board that Prospect can read was found at {address}.", address=typed))
    return found


def _may_name_a_board(kind: str, token: str) -> bool:
    try:
        return bool(connector(kind).requests(token))
    except ValueError:
        return False


def _behind_a_posting(address: str, fetcher: Fetcher) -> Recognised | None:
    """The board that an employer's own page of one posting suggests, if that board lists the posting."""
    guess = suspected(address)
    if guess is None:
        return None
    try:
        whole = read_board(guess.kind, guess.token, Fetches(fetcher))
    except (FetchRefused, ValueError):
        return None
    keys = {posting_key(posting.url) for posting in whole.postings.values()}
    return guess if posting_key(address) in keys else None


class Fetches:
    """The bodies of answers, each asked for anew."""

    def __init__(self, fetcher: Fetcher) -> None:
        self.fetcher = fetcher

    def body(self, request: Request) -> bytes | None:
        return self.fetcher.get(request).body


def look(board: Recognised, fetcher: Fetcher) -> Glance:
    """Looks at the board's first pages and tells what is there. Raises NotFound with the reason it could not be read."""
    try:
        whole = read_board(board.kind, board.token, Fetches(fetcher), is_glance=True)
    except FetchRefused as refusal:
        raise NotFound(refusal.sentence) from refusal
    except ValueError as refusal:
        raise NotFound(str(refusal)) from refusal
    return glance_at(board.kind, whole)


def glance_at(kind: str, whole: WholeReading) -> Glance:
    named = (posting.employer or (board_name(posting.url) or "") for posting in whole.postings.values())
    employers = Counter(name for name in named if name)
    return Glance(
        count=max(len(whole.postings), whole.total or 0),
        refused=len(whole.refused),
        employers=tuple(name for name, _ in employers.most_common(5)),
        titles=tuple(posting.title for posting in list(whole.postings.values())[:5]),
        trouble=whole.trouble,
        terms=connector(kind).TERMS,
    )
