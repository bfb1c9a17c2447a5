"""Ways into a trade and ways to learn its skills, as pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from prospect.insights.demand import FEWEST_JOBS
from prospect.insights.preparation import EDUCATION, EXPERIENCE, TRAINING, Preparation, preparation
from prospect.insights.ways import SEARCHED, WAYS, WayIn
from prospect.jobs.models import Job
from prospect.lexicon.occupations import Occupation
from prospect.lexicon.skills import all_skills
from prospect.lexicon.ways_to_learn import WayToLearn, ways_to_learn
from prospect.search.query import Query
from prospect.web.parts import charts
from prospect.web.parts.naming import occupation_name, skill_name

SHORT, LEARNED = 3, 8  # ways named of a step; skills that a page says how to learn


@dataclass(frozen=True, slots=True)
class Saying:
    """The words of an opening that name a way, with the opening's title, employer and address."""

    words: str
    title: str
    employer: str
    url: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A way with some of the words it was read from."""

    name: str
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class Usual:
    """What BLS assigns to the occupation, as lines of a list: what is meant, and how much."""

    education: str
    experience: str
    training: str
    source: Preparation


@dataclass(frozen=True, slots=True)
class Learn:
    """A skill and the ways to learn it."""

    name: str
    ways: tuple[WayToLearn, ...]


def ways_chart(trade: Occupation, ways: Sequence[WayIn], openings: int) -> charts.Markup:
    """The ways in that the postings name, as bars with how many of them name and require each."""
    if openings < FEWEST_JOBS:
        return charts.Markup()
    rows = [charts.Bar(name_of(way), way.openings, _named_in(way, openings), href=_search(trade, way)) for way in ways]
    return charts.bars(rows, title=_("Ways in that openings name: {name}").format(name=occupation_name(trade.id)))


def quoted(ways: Iterable[WayIn]) -> list[Quoted]:
    """Each way with the openings that name it, in their own words; openings that closed meanwhile are left out."""
    ways = [way for way in ways if way.quotes]
    wanted = {quote.opening for way in ways for quote in way.quotes}
    jobs = {job.public_id: job for job in Job.objects.listed().filter(public_id__in=wanted).select_related("employer")
            .only("public_id", "title", "employer__name")}  # fmt: skip
    found = []
    for way in ways:
        sayings = tuple(
            Saying(quote.words, jobs[quote.opening].title, jobs[quote.opening].employer.name,
                   reverse("job", args=[quote.opening]))
            for quote in way.quotes if quote.opening in jobs
        )  # fmt: skip
        if sayings:
            found.append(Quoted(name_of(way), sayings))
    return found


def usual(trade: Occupation) -> Usual | None:
    """What it usually takes by BLS; None where BLS says nothing of the occupation."""
    found = preparation(trade.soc)
    if found is None:
        return None
    return Usual(
        _upper(EDUCATION[found.education].said(_)),
        _upper(EXPERIENCE[found.experience].said(_)),
        _upper(TRAINING[found.training].said(_)),
        found,
    )


def in_short(ways: Sequence[WayIn], openings: int) -> str:
    """The ways most of a step's openings name, in a line; empty where none is."""
    named = [way for way in ways if way.way != "unnamed"][:SHORT]
    parts = [_("{way} ({n} of {of})").format(way=WAYS[way.way].said(_), n=way.openings, of=openings) for way in named]
    return ", ".join(parts)


def learn(skills: Iterable[str], limit: int = LEARNED) -> list[Learn]:
    """How each of the skills can be learned; those of which no way is known are left out."""
    known = all_skills()
    found = [Learn(skill_name(id), ways) for id in skills if id in known and (ways := ways_to_learn(id))]
    return found[:limit]


def name_of(way: WayIn) -> str:
    return _upper(way.said.said(_))


def _named_in(way: WayIn, of: int) -> str:
    if way.required:
        return _("{n} of {of}, required in {required}").format(n=way.openings, of=of, required=way.required)
    return _("{n} of {of}").format(n=way.openings, of=of)


def _search(trade: Occupation, way: WayIn) -> str:
    """The search for the way's words among the trade's openings."""
    words = SEARCHED.get(way.way)
    return Query(occupations=(trade.id,), similar=False, any_of=(words,)).url() if words else ""


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
