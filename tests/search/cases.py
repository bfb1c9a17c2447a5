"""Jobs and queries for the property tests: few words and few ids, so that they often meet."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st

from prospect.lexicon import places
from prospect.search.document import Document, PayRange
from prospect.search.query import Near, PayFloor, Query

TODAY = 740_000
WORDS = [
    "nurse",
    "nurses",
    "registered",
    "back",
    "end",
    "backend",
    "developer",
    "java",
    "python",
    "c++",
    "c#",
    ".net",
    "node.js",
    "night",
    "shift",
    "real",
    "estate",
    "agency",
    "senior",
    "remote",
    "welder",
    "part",
    "time",
    "café",
    "driver's",
    "licence",
    "R&D",
    "日本語",
    "services",
    "data",
]
OCCUPATIONS = ("back-end-developer", "java-developer", "full-stack-developer", "registered-nurse", "welder")
SKILLS = ("python", "java", "sql", "welding")
LEVELS = ("junior", "mid", "senior", "lead")
EMPLOYERS = ("acme", "saint-francis", "o-hara", "vanished")
TYPES = ("FULL_TIME", "PART_TIME", "CONTRACTOR")
WORKPLACES = ("onsite", "hybrid", "remote")
EDUCATION = ("none", "secondary", "associate", "bachelor", "master", "doctorate")
CURRENCIES = ("USD", "EUR")
SCOPES = ("US", "US-OK", "CA", "EMEA", "worldwide")


def _city(name: str) -> str:
    return places.find_places(name)[0].id or ""


CITIES = tuple(_city(name) for name in ("Tulsa, OK", "Broken Arrow, OK", "Oklahoma City, OK", "Dallas, TX", "Berlin"))
AREAS = {0: ("US-OK", "US"), 1: ("US-OK", "US"), 2: ("US-OK", "US"), 3: ("US-TX", "US"), 4: ("DE-BE", "DE")}


def make_job(id: int, rng: random.Random) -> Document:
    """One job of a fixed small world, the same for the same seed."""
    city = rng.choice([*range(len(CITIES)), None])
    pays = rng.sample(CURRENCIES, rng.choice([0, 1, 1, 2]))
    return Document(
        id=id,
        title=" ".join(rng.choices(WORDS, k=rng.randint(1, 4))),
        text=" ".join(rng.choices(WORDS, k=rng.randint(0, 25))),
        employer_id=rng.choice(EMPLOYERS[:3]),
        employer=rng.choice(["Acme", "Saint Francis", "O'Hara"]),
        agency=rng.random() < 0.2,
        occupation=rng.choice([*OCCUPATIONS, None]),
        level=rng.choice([*LEVELS, None]),
        skills=tuple(rng.sample(SKILLS, rng.randint(0, 3))),
        places=(CITIES[city],) if city is not None else (),
        regions=(AREAS[city][0],) if city is not None else (),
        countries=(AREAS[city][1],) if city is not None else (),
        workplace=rng.choice([*WORKPLACES, None]),
        remote_scope=tuple(rng.sample(SCOPES, rng.choice([0, 0, 1, 2]))),
        pay=tuple(PayRange(c, *rng.choice([(40_000, 60_000), (90_000, None), (None, 120_000)])) for c in pays),
        employment_type=rng.choice([*TYPES, None]),
        education=rng.choice([*EDUCATION, None]),
        posted_on=rng.choice([None, *range(TODAY - 40, TODAY + 1)]),
        own_board=rng.random() < 0.5,
        completeness=rng.random(),
    )


def world(count: int, seed: int = 7) -> list[Document]:
    """`count` jobs with ids from 1."""
    rng = random.Random(seed)
    return [make_job(id, rng) for id in range(1, count + 1)]


def _few(values: Sequence[str], most: int = 2) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


def _seldom(strategy: st.SearchStrategy[object], otherwise: object) -> st.SearchStrategy[object]:
    return st.integers(0, 3).flatmap(lambda n: strategy if n == 0 else st.just(otherwise))


_phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
_groups = st.lists(_phrases, min_size=1, max_size=3).map(tuple)

queries = st.builds(
    Query,
    words=_few(WORDS, 4),
    phrases=_seldom(st.lists(_phrases, max_size=2).map(tuple), ()),
    any_of=_seldom(st.lists(_groups, max_size=2).map(tuple), ()),
    without=_seldom(st.lists(_phrases, max_size=2).map(tuple), ()),
    title_words=_seldom(_few(WORDS), ()),
    not_titles=_seldom(st.lists(_phrases, max_size=2).map(tuple), ()),
    not_occupations=_seldom(_few((*OCCUPATIONS, "no-such-trade")), ()),
    occupations=_seldom(_few((*OCCUPATIONS, "no-such-trade")), ()),
    similar=st.booleans(),
    skills=_seldom(_few(SKILLS), ()),
    any_skills=_seldom(_few(SKILLS), ()),
    no_skills=_seldom(_few(SKILLS), ()),
    near=_seldom(
        st.lists(
            st.builds(Near, st.sampled_from([*CITIES, "US-OK", "US", "DE", "no-such-place"]), st.integers(-1, 600)),
            max_size=2,
        ).map(tuple),
        (),
    ),
    not_places=_seldom(_few((*CITIES, "US-TX", "DE")), ()),
    remote=st.booleans(),
    remote_from=_seldom(_few(("US", "US-OK", "DE")), ()),
    workplaces=_seldom(_few((*WORKPLACES, "unstated")), ()),
    pay=_seldom(
        st.builds(
            PayFloor,
            st.integers(0, 130_000),
            st.sampled_from([*CURRENCIES, "JPY"]),
            st.sampled_from(["YEAR", "MONTH", "HOUR"]),
        ),
        None,
    ),
    unstated_pay=st.booleans(),
    levels=_seldom(_few((*LEVELS, "unstated")), ()),
    not_levels=_seldom(_few((*LEVELS, "unstated")), ()),
    employment_types=_seldom(_few((*TYPES, "unstated")), ()),
    employers=_seldom(_few(EMPLOYERS), ()),
    not_employers=_seldom(_few(EMPLOYERS), ()),
    agencies=st.booleans(),
    education=_seldom(st.sampled_from(EDUCATION), None),
    since=_seldom(st.integers(1, 60), None),
    sort=st.sampled_from(["best", "newest"]),
)


def loosened(query: Query) -> Query:
    """The query with fewer filters, so that something is found by more of the generated ones."""
    return replace(query, words=query.words[:1], levels=(), employment_types=(), education=None)
