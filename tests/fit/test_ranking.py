"""Ranking people for a job, what opens doors, and postings from elsewhere."""

from __future__ import annotations

import pytest

from prospect.fit import advice
from prospect.fit.doors import doors
from prospect.fit.pasted import NoPosting, address_in, from_page, from_words
from prospect.fit.plain_text import from_text
from prospect.fit.ranking import Opening, Ranker
from prospect.fit.trade import nearness_of
from prospect.lexicon.sentences import Sentence
from tests.fit.people import fit, marta

WELDER = "Welder\n\nWelder - Larkspur Mills\nMIG welding of hoppers\nForklift\n"
NURSE = "Registered Nurse\n\nRegistered Nurse - Prairie Hospital\nPatient care on a ward of forty beds\nBLS\n"
CODER = "Python Developer\n\nPython Developer - Osage Tools\nServices in Django on PostgreSQL\n"


def test_people_stand_in_the_order_in_which_they_suit() -> None:
    ranker = Ranker([from_text(text) for text in (WELDER, NURSE, CODER)])
    jobs = [
        Opening("MIG Welder", "MIG welding"),
        Opening("Staff Nurse", "Patient care"),
        Opening("Back-end Engineer, Python", "Django"),
    ]
    best = [int(scores.argmax()) for scores in ranker.scores(jobs)]
    assert best == [0, 1, 2]


def test_ranking_nobody_and_people_without_titles() -> None:
    assert len(Ranker([]).scores([Opening("Welder", "")])[0]) == 0
    scores = Ranker([from_text(""), from_text(WELDER)]).scores([Opening("Welder", "")])[0]
    assert scores[1] > scores[0]


def test_nearness_goes_by_way_of_a_third_trade_and_is_less_than_a_trade_itself() -> None:
    assert nearness_of("welder", "welder")[0] == 1.0
    assert 0 < nearness_of("paralegal", "administrative-assistant")[0] < nearness_of("paralegal", "legal-secretary")[0]
    assert nearness_of("welder", "registered-nurse")[0] == 0.0


def test_the_skills_that_open_most_doors_come_first_with_their_counts() -> None:
    texts = [
        "- Python\n- Kubernetes\n- MySQL\n- Git",
        "- Python\n- Kubernetes\n- Redis\n- Git",
        "- Python\n- Rust\n- Git\n- Redis",
    ]
    fits = [fit(text=f"Requirements\n{text}\n") for text in texts]
    found = doors(marta(), fits)
    assert found[0].skill.name == "Kubernetes"
    assert (found[0].jobs, found[0].required) == (2, 2)
    assert found[0].opens >= 1
    assert "2 of these jobs ask for it" in str(found[0].words)


def test_doors_stand_in_the_order_of_the_figures_that_are_shown() -> None:
    several = [fit(text="Requirements\n- Python\n- Haskell\n- Elixir\n") for _ in range(3)]
    alone = [fit(text="Requirements\n- Python\n- Kubernetes\n") for _ in range(2)]
    found = doors(marta(), [*several, *alone])
    assert [(door.opens, door.jobs) for door in found] == [(2, 2), (0, 3), (0, 3)]
    assert found[0].skill.name == "Kubernetes"


def test_an_address_is_told_from_words() -> None:
    assert address_in(" https://jobs.example.org/7 ") == "https://jobs.example.org/7"
    assert address_in("see https://jobs.example.org/7") is None
    assert address_in("ftp://example.org") is None


def test_pasted_words_begin_with_their_title() -> None:
    job = from_words("Job title: Welder\nRequirements\n- MIG welding\n")
    assert (job.title, job.occupation) == ("Welder", "welder")
    assert from_words("one line only").title == ""
    assert from_words("text\nmore", "Cook").title == "Cook"


PAGE = b"""<html><head><title>Welder | Larkspur Mills</title><script type="application/ld+json">
{"@context": "https://schema.org", "@type": "JobPosting", "title": "Night Welder", "description": "<p>Requirements</p><ul><li>MIG welding</li></ul>",
 "hiringOrganization": {"@type": "Organization", "name": "Larkspur Mills"}, "datePosted": "2026-01-01"}
</script></head><body><h1>Careers</h1></body></html>"""


def test_a_page_is_read_by_what_it_publishes_else_by_what_it_shows() -> None:
    job = from_page(PAGE, "https://jobs.example.org/7")
    assert job.title == "Night Welder"
    assert "MIG welding" in job.text
    shown = from_page(
        b"<html><h1>Cook</h1><p>Requirements: a steady hand, soups and sauces for two hundred.</p></html>",
        "https://x.example/",
    )
    assert shown.title == "Cook"
    with pytest.raises(NoPosting):
        from_page(b"<html><div id=root></div><script>app()</script></html>", "https://x.example/")


def test_a_list_weighs_many_jobs_without_telling_what_would_change_them(monkeypatch: pytest.MonkeyPatch) -> None:
    def told(*_: object) -> list[Sentence]:
        raise AssertionError("nobody asked")

    monkeypatch.setattr(advice, "changes", told)
    found = fit()
    assert (found.band, found.requirements[0].verdict, found.order > 0) == ("strong", "met", True)
    with pytest.raises(AssertionError, match="nobody asked"):
        _ = found.missing
