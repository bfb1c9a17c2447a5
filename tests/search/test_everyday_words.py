"""Everyday words for work find the jobs of the occupations they mean."""

from dataclasses import replace

import pytest

from prospect.search.document import Document
from prospect.search.matching import matches
from prospect.search.meaning import meaning
from prospect.search.query import Query
from prospect.search.reading import read_words


def occupations_of(typed: str) -> dict[str, float]:
    return dict(meaning(Query.from_words(typed)).searched)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("roofing", "roofer"),
        ("somebody to repair bicycles", "bicycle-mechanic"),
        ("work with horses", "livestock-worker"),
        ("the network guy", "network-administrator"),
        ("data guy sql", "data-analyst"),
        ("busco trabajo de limpieza", "janitor"),
        ("cuidado de niños", "childcare-worker"),
        ("chofer", "driver"),
        ("drywall", "drywall-installer"),
        ("sped para", "teaching-assistant"),
        ("devops terraform", "devops-engineer"),
    ],
)
def test_an_activity_means_its_occupation(typed, meant):
    assert occupations_of(typed)[meant] == 1.0


def test_each_occupation_of_an_umbrella_word_counts_fully():
    found = occupations_of("eye care")
    assert found["optometrist"] == found["optician"] == 1.0


def test_everyday_words_are_looked_for_in_a_row_alone():
    kinds = {atom.kind for group in meaning(Query.from_words("foot doctor")).all_of for atom in group}
    assert kinds == {"phrase", "key"}


def test_without_similar_titles_the_words_mean_themselves():
    assert meaning(replace(Query.from_words("roofing"), similar=False)).searched == ()


@pytest.mark.parametrize(
    ("typed", "meant", "beside"),
    [
        ("LPN nights Broken Arrow", "licensed-practical-nurse", {"broken", "arrow"}),
        ("hha weekends owasso", "home-health-aide", {"owasso"}),
        ("social worker lcsw", "social-worker", {"lcsw"}),
        ("plumber work from home", "plumber", set()),
        ("roofer no experience", "roofer", set()),
        ("soldador sin experiencia", "welder", set()),
        ("night auditor", "hotel-front-desk-agent", set()),
    ],
)
def test_a_title_is_found_among_what_only_people_type(typed: str, meant: str, beside: set[str]) -> None:
    read = read_words(Query.from_words(typed).canonical().words)
    assert read[0].occupations[meant] == 1.0
    assert {term for wanted in read[1:] if not (wanted.keys or wanted.also) for term in wanted.terms} == beside - {
        "lcsw"
    }


@pytest.mark.parametrize(
    "typed", ["python bookkeeping software", "mls real estate", "jobs at home depot", "do it at once"]
)
def test_what_is_only_spoken_of_means_no_occupation(typed: str) -> None:
    assert not occupations_of(typed)


@pytest.mark.parametrize(
    ("typed", "job", "other"),
    [
        ("welder night shift", Document(1, "Welder", text="Third shift, Monday to Friday."), Document(2, "Welder")),
        ("welder nights", Document(1, "Welder - Nights"), Document(2, "Welder", text="Days only.")),
        ("tutor from home", Document(1, "Tutor", workplace="remote"), Document(2, "Tutor", workplace="onsite")),
        ("it no degree", Document(1, "IT", education="secondary"), Document(2, "IT", education="bachelor")),
        ("welder no experience", Document(1, "Welder", level="junior"), Document(2, "Welder", text="We have experience.")),
        ("cashier full", Document(1, "Cashier", text="A full job."), Document(2, "Cashier", employment_type="FULL_TIME")),
    ],
)  # fmt: skip
def test_how_and_when_the_work_is_done_is_met_however_it_is_said(typed: str, job: Document, other: Document) -> None:
    assert matches(Query.from_words(typed), job)
    assert not matches(Query.from_words(typed), other)
