"""Whatever words a person uses for a job, they meet the employer's; and a wrong job stays away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from prospect.lexicon import places, skills
from prospect.lexicon.titles import read_title
from prospect.search.document import Document, PayRange
from prospect.search.engines.reference import ReferenceEngine
from prospect.search.matching import matches
from prospect.search.meaning import meaning
from prospect.search.query import Near, PayFloor, Query

TULSA, OKLAHOMA_CITY, BROKEN_ARROW = (
    places.find_places(name)[0].id or "" for name in ("Tulsa, OK", "Oklahoma City, OK", "Broken Arrow, OK")
)
TITLES = {
    1: ("Back-End Engineer", ""),
    2: ("Server-side Developer", ""),
    3: ("Java Developer", "You will build services that other teams call."),
    4: ("Full Stack Engineer", ""),
    5: ("Real Estate Developer", "Give back to the community; at the end of the day you are a developer of land."),
    6: ("Registered Nurse - ICU (Nights)", "Care for the critically ill."),
    7: ("RN, Medical Surgical", ""),
    8: ("MIG Welder 2nd Shift", ""),
    9: ("Staff Accountant", "Month-end close with our back end developer tools team."),
    10: ("Front End Developer", "React."),
    11: ("Structural Welder / Fabricator", ""),
    12: ("Housekeeper", ""),
}


def job(id: int) -> Document:
    title, text = TITLES[id]
    reading = read_title(title)
    return Document(
        id=id,
        title=title,
        text=text,
        occupation=reading.occupation.id if reading.occupation else None,
        level=reading.level,
        skills=tuple(mention.id for mention in skills.find_skills(f"{title}. {text}")),
        employer_id=f"employer-{id}",
        posted_on=740_000,
    )


ENGINE = ReferenceEngine(map(job, TITLES))


def found(typed: str, **more: object) -> list[int]:
    query = replace(Query.from_words(typed), **more)  # type: ignore[arg-type]
    return [hit.id for hit in ENGINE.find(query, limit=50, today=740_001).hits]


@pytest.mark.parametrize(
    ("typed", "first", "also", "never"),
    [
        ("back end developer", {1, 2}, {3, 4}, {5, 6, 8, 12}),
        ("back end engineer", {1, 2}, {3, 4}, {5, 6, 8, 12}),
        ("end engineer", {1, 2}, {3, 4}, {5, 6, 8, 12}),
        ("stack developer", {4}, {1, 2, 3}, {5, 6, 8, 12}),
        ("stack engineer", {4}, {1, 2, 3}, {5, 6, 8, 12}),
        ("java developer", {3}, {1, 2}, {5, 6, 8, 12}),
        ("nurse", {6, 7}, set(), {1, 5, 8, 12}),
        ("RN", {6, 7}, set(), {1, 5, 8, 12}),
        ("welder", {8, 11}, set(), {1, 5, 6, 12}),
        ("accountant", {9}, set(), {1, 5, 6, 12}),
    ],
)
def test_titles_meet_whatever_they_are_called(typed: str, first: set[int], also: set[int], never: set[int]) -> None:
    ids = found(typed)
    assert set(ids[: len(first)]) == first
    assert also <= set(ids)
    assert not never & set(ids)


def test_full_stack_comes_lower_than_back_end() -> None:
    ids = found("back end developer")
    assert max(ids.index(1), ids.index(2)) < ids.index(4)


def test_what_was_searched_besides_is_told() -> None:
    meant = meaning(Query.from_words("back end developer"))
    assert "full-stack-developer" in meant.also
    assert meant.searched[0] == ("back-end-developer", 1.0)


def test_without_similar_only_the_words_count() -> None:
    assert set(found("back end developer", similar=False)) == {9}
    assert meaning(replace(Query.from_words("back end developer"), similar=False)).also == ()


def test_an_occupation_counts_with_or_without_its_neighbours() -> None:
    asked = Query(occupations=("back-end-developer",))
    alone = {j.id for j in map(job, TITLES) if matches(replace(asked, similar=False), j)}
    assert alone == {1, 2}
    assert {3, 4} <= {j.id for j in map(job, TITLES) if matches(asked, j)}


def test_a_skill_is_found_by_any_of_its_names() -> None:
    kubernetes = skills.skill_named("kubernetes")
    assert kubernetes is not None
    assert matches(Query.from_words("k8s"), Document(id=1, title="Engineer", skills=(kubernetes.id,)))


def test_a_level_is_found_by_its_words() -> None:
    assert matches(Query.from_words("senior"), Document(id=1, title="Sr. Buyer", level="senior"))


def test_words_that_ask_nothing_are_not_asked_for() -> None:
    assert set(found("jobs for a welder")) == set(found("welder"))
    assert set(found("welder jobs")) == set(found("welder"))


def test_plural_and_singular_meet() -> None:
    assert set(found("welders")) == set(found("welder"))


class TestPlaces:
    here = Document(id=1, title="Cook", places=(BROKEN_ARROW,), regions=("US-OK",), countries=("US",))

    def test_a_radius_is_the_places_within_it(self) -> None:
        assert matches(Query(near=(Near(TULSA, 25),)), self.here)
        assert not matches(Query(near=(Near(TULSA, 0),)), self.here)
        assert not matches(Query(near=(Near(OKLAHOMA_CITY, 25),)), self.here)
        assert matches(Query(near=(Near(OKLAHOMA_CITY, 150),)), self.here)

    def test_a_region_and_a_country_are_places(self) -> None:
        assert matches(Query(near=(Near("US-OK"),)), self.here)
        assert matches(Query(near=(Near("US"),)), self.here)
        assert not matches(Query(near=(Near("US-TX"),)), self.here)

    @pytest.mark.parametrize(
        ("scope", "countries", "reached"),
        [
            (("US",), (), True),
            (("US-OK", "US-TX"), (), True),
            (("US-CA",), (), False),
            (("worldwide",), (), True),
            (("NAMER",), (), True),
            (("EMEA",), (), False),
            ((), ("US",), True),
            ((), ("DE",), False),
            ((), (), True),
        ],
    )
    def test_remote_counts_from_where_the_person_is(
        self, scope: tuple[str, ...], countries: tuple[str, ...], reached: bool
    ) -> None:
        remote = Document(id=1, title="Cook", workplace="remote", remote_scope=scope, countries=countries)
        assert matches(Query(near=(Near(TULSA),), remote=True), remote) is reached
        assert matches(Query(remote_from=("US-OK",)), remote) is reached
        assert not matches(Query(near=(Near(TULSA),)), remote)

    def test_an_office_job_does_not_count_as_remote(self) -> None:
        assert not matches(Query(remote_from=("US",)), self.here)


class TestPay:
    def test_the_most_offered_reaches_the_floor(self) -> None:
        offered = Document(id=1, title="Cook", pay=(PayRange("USD", 40_000, 60_000),))
        assert matches(Query(pay=PayFloor(60_000)), offered)
        assert not matches(Query(pay=PayFloor(60_001)), offered)
        assert matches(Query(pay=PayFloor(28, "USD", "HOUR")), offered)
        assert not matches(Query(pay=PayFloor(30, "USD", "HOUR")), offered)

    def test_unstated_pay_is_left_out_unless_asked_for(self) -> None:
        silent = Document(id=1, title="Cook")
        assert not matches(Query(pay=PayFloor(1)), silent)
        assert matches(Query(pay=PayFloor(1), unstated_pay=True), silent)

    def test_another_currency_is_no_answer(self) -> None:
        euros = Document(id=1, title="Cook", pay=(PayRange("EUR", 90_000, None),))
        assert not matches(Query(pay=PayFloor(50_000, "USD")), euros)
        assert matches(Query(pay=PayFloor(50_000, "USD"), unstated_pay=True), euros)
        assert matches(Query(pay=PayFloor(50_000, "EUR")), euros)


def test_education_asked_for_is_no_more_than_the_most() -> None:
    asks = {level: Document(id=1, title="Cook", education=level) for level in (None, "none", "bachelor", "master")}
    within = [level for level, document in asks.items() if matches(Query(education="bachelor"), document)]
    assert within == [None, "none", "bachelor"]


def test_a_phrase_does_not_run_from_the_title_into_the_text() -> None:
    document = Document(id=1, title="Night", text="shift supervisor")
    assert not matches(Query(phrases=("night shift",)), document)
    assert matches(Query(words=("night", "shift")), document)


def test_since_without_a_day_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="date"):
        matches(Query(since=7), Document(id=1, title="Cook", posted_on=740_000))


@pytest.mark.parametrize(
    ("typed", "near"),
    [("welder", "metal-fabricator"), ("accountant", "auditor"), ("nurse", "licensed-practical-nurse")],
)
def test_a_title_that_is_a_skill_too_is_a_title(typed: str, near: str) -> None:
    assert near in meaning(Query.from_words(typed)).also


@pytest.mark.parametrize("typed", ["python", "java", "sql"])
def test_a_skill_alone_is_no_title(typed: str) -> None:
    assert meaning(Query.from_words(typed)).searched == ()


def test_places_and_levels_can_be_left_out() -> None:
    asked = Query.from_params({"not_place": ["Broken Arrow, OK", "Texas"], "not_level": "senior"})
    assert asked.not_places == (BROKEN_ARROW, "US-TX")
    assert str(asked.sentence()) == "not in Broken Arrow or Texas, not senior"
    assert Query.from_params(asked.to_params()) == asked
    tulsa = Document(id=1, title="Cook", places=(TULSA,), regions=("US-OK",), countries=("US",), level="junior")
    assert matches(asked, tulsa)
    assert not matches(asked, replace(tulsa, places=(TULSA, BROKEN_ARROW)))
    assert not matches(asked, replace(tulsa, places=(), regions=("US-TX",)))
    assert not matches(asked, replace(tulsa, level="senior"))
    assert matches(asked, replace(tulsa, level=None))
    assert not matches(replace(asked, not_levels=("unstated",)), replace(tulsa, level=None))
