"""Ways into work as postings name them, counted: schooling, papers, apprenticeships, training, and their words.

In: what the catalogue keeps of a posting, and the mentions that `lexicon.ways` reads from its text. Out: each way of
an opening with the words it was read from, and counts over many openings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from prospect.lexicon.needs import NEGATED, REQUIRED
from prospect.lexicon.sentences import Sentence, say
from prospect.lexicon.tokens import terms
from prospect.lexicon.ways import WayMention

WAYS: Mapping[str, Sentence] = {
    "doctorate": say("a doctorate"),
    "master": say("a master's degree"),
    "bachelor": say("a bachelor's degree"),
    "associate": say("an associate degree"),
    "certificate": say("a certificate of training"),
    "secondary": say("a high school diploma"),
    "none": say("no degree or diploma"),
    "instead": say("experience in place of a degree"),
    "licence": say("a license or certification"),
    "bootcamp": say("a bootcamp"),
    "apprenticeship": say("an apprenticeship"),
    "internship": say("an internship"),
    "volunteering": say("volunteer work"),
    "mentoring": say("a mentor at one’s side"),
    "training": say("training by the employer"),
    "self_taught": say("skills one taught oneself"),
    "no_experience": say("no experience"),
    "unnamed": say("no education is named"),
}
"""The ways in that postings name, most schooling first."""

SEARCHED: Mapping[str, tuple[str, ...]] = {
    "doctorate": ("doctorate", "phd", "doctoral degree"),
    "master": ("master's degree", "master's"),
    "bachelor": ("bachelor's degree", "bachelor's", "bachelor"),
    "associate": ("associate degree", "associate's degree", "associates degree"),
    "secondary": ("high school diploma", "high school", "ged"),
    "bootcamp": ("bootcamp", "boot camp", "bootcamps"),
    "apprenticeship": ("apprentice", "apprentices", "apprenticeship"),
    "internship": ("internship", "internships", "intern", "co-op"),
    "volunteering": ("volunteer", "volunteering", "voluntary work"),
    "mentoring": ("mentor", "mentored", "mentorship", "mentoring", "preceptor", "preceptorship"),
    "training": ("we train", "paid training", "training provided", "on-the-job training", "train on the job"),
    "self_taught": ("self-taught", "portfolio"),
    "no_experience": ("no experience",),
}
"""Words by which openings that name a way can be searched for; the search finds the words, not their sense."""

LONGEST, QUOTES = 160, 3  # characters of a quote; quotes kept of a way


@dataclass(frozen=True, slots=True)
class Way:
    """A way by its key in `WAYS`, whether the posting requires it, and its words."""

    way: str
    required: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of one opening, by the opening's id."""

    opening: str
    words: str


@dataclass(frozen=True, slots=True)
class WayIn:
    """A way, in how many openings it is named, in how many required, and some of the words, an employer each."""

    way: str
    openings: int
    required: int
    quotes: tuple[Quote, ...] = ()

    @property
    def said(self) -> Sentence:
        return WAYS[self.way]


def ways_of(
    *,
    education: Sequence[Mapping[str, Any]] = (),
    requirements: Iterable[Mapping[str, Any]] = (),
    mentions: Iterable[WayMention] = (),
    title: str = "",
    level: str = "",
    employment_type: str = "",
) -> tuple[Way, ...]:
    """The ways one posting names, each once; where it names one twice, the required mention counts.

    `education` and `requirements` are in the common shapes; "unnamed" stands where no schooling is named at all.
    """
    found: dict[str, Way] = {}
    papers = (one for one in requirements if one.get("kind") in {"licence", "certificate"})
    for way in (
        *_schooling(education),
        *_papers(papers),
        *_mentioned(mentions),
        *_job_is(title, level, employment_type),
    ):
        held = found.get(way.way)
        if held is None or (way.required and not held.required):
            found[way.way] = way
    if not education and "none" not in found:
        found["unnamed"] = Way("unnamed")
    return tuple(found.values())


def _schooling(education: Iterable[Mapping[str, Any]]) -> Iterator[Way]:
    for one in education:
        words = _cut(str(one.get("text") or ""))
        if one.get("level") in WAYS and one.get("need") != NEGATED:
            yield Way(str(one["level"]), one.get("need") == REQUIRED and one.get("level") != "none", words)
        if one.get("or_experience"):
            yield Way("instead", words=words)


def _papers(papers: Iterable[Mapping[str, Any]]) -> Iterator[Way]:
    for one in papers:
        yield Way("licence", one.get("need") == REQUIRED, _cut(str(one.get("text") or "")))


def _mentioned(mentions: Iterable[WayMention]) -> Iterator[Way]:
    for one in mentions:
        if one.need != NEGATED:
            yield Way({"no_degree": "none"}.get(one.way, one.way), words=_cut(one.text))


def _job_is(title: str, level: str, employment_type: str) -> Iterator[Way]:
    """The job itself is the way."""
    if {"apprentice", "apprenticeship"} & set(terms(title)):
        yield Way("apprenticeship", words=_cut(title))
    if level == "intern" or employment_type == "INTERN":
        yield Way("internship", words=_cut(title))


def _cut(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1].rstrip() + "…"


def ways_in(openings: Iterable[tuple[str, str, Sequence[Way]]]) -> tuple[WayIn, ...]:
    """Each way that the openings (id, employer, ways) name, the most frequent first."""
    named: Counter[str] = Counter()
    required: Counter[str] = Counter()
    quotes: defaultdict[str, dict[str, Quote]] = defaultdict(dict)
    for id, employer, ways in openings:
        for way in ways:
            named[way.way] += 1
            required[way.way] += way.required
            if way.words and len(quotes[way.way]) < QUOTES:
                quotes[way.way].setdefault(employer, Quote(id, way.words))
    order = list(WAYS)
    ranked = sorted(named.items(), key=lambda one: (-one[1], order.index(one[0])))
    return tuple(WayIn(way, n, required[way], tuple(quotes[way].values())) for way, n in ranked)
