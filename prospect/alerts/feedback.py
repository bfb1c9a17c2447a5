"""What a person says of one job in a letter, as a change of the alert's query."""

from __future__ import annotations

from dataclasses import dataclass, replace

from prospect.lexicon import tokens
from prospect.lexicon.occupations import occupation
from prospect.lexicon.sentences import Sentence, say
from prospect.lexicon.titles import read_title
from prospect.search import reading
from prospect.search.document import Document
from prospect.search.query import Query

LIKE, NOT_EMPLOYER, NOT_KIND = SAYINGS = ("like", "not_employer", "not_kind")
CHOOSE = "choose"  # of a letter in plain text, where three addresses a job would be noise: one leads to all


@dataclass(frozen=True, slots=True)
class Change:
    """The query as it would be, and what that does, in words. `is_none`: nothing is to be done, `query` is the old one
    and the words say why."""

    query: Query
    effect: Sentence
    is_none: bool = False


def change_for(saying: str, query: Query, job: Document) -> Change:
    """The change that one saying about one job makes. Raises KeyError for an unknown saying."""
    return {LIKE: _like, NOT_EMPLOYER: _not_employer, NOT_KIND: _not_kind}[saying](query, job)


def _not_employer(query: Query, job: Document) -> Change:
    wanted = tuple(id for id in query.employers if id != job.employer_id)
    if query.employers and not wanted:
        return Change(
            query, say("This alert asks for {employer} alone. Stop it instead.", employer=job.employer), is_none=True
        )
    changed = replace(
        query, employers=wanted, not_employers=tuple(dict.fromkeys((*query.not_employers, job.employer_id)))
    )
    return Change(changed, say("Jobs of {employer} are left out.", employer=job.employer))


def _not_kind(query: Query, job: Document) -> Change:
    """Leaves out what only came as similar; else the job's kind of work, unless that is what was asked for; else what
    its title calls it. Never what a text merely mentions."""
    direct = _asked_directly(query)
    if query.similar and direct and job.occupation not in direct:
        changed = replace(query, similar=False)
        return Change(changed, say("Only the titles you asked for count; similar ones are left out."))
    known = occupation(job.occupation) if job.occupation else None
    if known is not None and known.id not in direct:
        changed = replace(query, not_occupations=tuple(dict.fromkeys((*query.not_occupations, known.id))))
        return Change(changed, say("Work of the kind {occupation} is left out.", occupation=known.name))
    title = _kind(job)
    if set(_stems(title)) <= set(_stems(" ".join((*query.words, *query.title_words)))):
        return Change(query, say("This alert asks for “{words}” alone. Stop it instead.", words=title), is_none=True)
    changed = replace(query, not_titles=tuple(dict.fromkeys((*query.not_titles, title))))
    return Change(changed, say("Jobs with “{words}” in the title are left out.", words=title))


def _like(query: Query, job: Document) -> Change:
    """Widens: what the job is called counts beside what was asked. Never loses a job that the alert finds now."""
    already = say("This alert finds such jobs already. Its other conditions are what narrows it.")
    nothing = Change(query, already, is_none=True)
    title = _kind(job)
    if tokens.terms(title) == tokens.terms(" ".join(query.words)):
        return nothing
    known = occupation(job.occupation) if job.occupation else None
    if query.occupations and not query.words and known is not None and known.id not in query.occupations:
        changed = replace(query, occupations=(*query.occupations, known.id))
    elif query.words and not query.any_of and _is_one_title(query.words, similar=query.similar):
        changed = replace(query, words=(), any_of=((" ".join(query.words), title),))
    elif len(query.any_of) == 1 and not query.words:
        changed = replace(query, any_of=((*query.any_of[0], title),))
    elif not query.similar:
        changed = replace(query, similar=True)
    else:
        return nothing
    if changed.canonical() == query.canonical():
        return nothing
    return Change(changed, say("“{words}” counts too.", words=title))


def _kind(job: Document) -> str:
    """What the job is called, without level and trimmings; its whole title where nothing else is left."""
    read = read_title(job.title)
    return read.title or (read.occupation.name if read.occupation else "") or job.title


def _is_one_title(words: tuple[str, ...], *, similar: bool) -> bool:
    """Whether the words are read as one title, so that as an alternative they ask for the same."""
    read = reading.read_words(words, similar=similar)
    return len(read) == 1 and read[0].terms == tuple(words)


def _stems(text: str) -> list[str]:
    return [tokens.stem(term) for term in tokens.terms(text)]


def _asked_directly(query: Query) -> set[str]:
    read = reading.read_words(query.canonical().words)
    return {*query.occupations, *(id for wanted in read for id, weight in wanted.occupations.items() if weight >= 1)}
