"""What is said of one job changes the query in the way that its words promise, on any query and any job."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from prospect.alerts.feedback import LIKE, NOT_EMPLOYER, NOT_KIND, change_for
from prospect.search.document import Document
from prospect.search.matching import matches
from prospect.search.query import Query
from tests.search import cases

JOBS = [
    *cases.world(60),
    *(
        Document(id=1000 + n, title=title, employer_id="acme", employer="Acme", occupation=occupation)
        for n, (title, occupation) in enumerate(
            [
                ("Back End Developer", "back-end-developer"),
                ("Senior Java Developer", "java-developer"),
                ("Registered Nurse (Nights)", "registered-nurse"),
                ("Welder", "welder"),
            ]
        )
    ),
]
queries = st.one_of(
    cases.queries.map(cases.loosened),
    st.sampled_from(["back end developer", "java developer", "nurse", "welder remote", '"night shift"', ""]).map(
        Query.from_words
    ),
).map(lambda query: query.for_alert()[0])
jobs = st.sampled_from(JOBS)


@settings(max_examples=60, deadline=None)
@given(query=queries, job=jobs)
def test_more_like_this_loses_nothing(query: Query, job: Document) -> None:
    changed = change_for(LIKE, query, job).query
    assert all(matches(changed, each) for each in JOBS if matches(query, each))


@settings(max_examples=40, deadline=None)
@given(query=queries, job=jobs)
def test_not_this_employer_loses_its_jobs_alone(query: Query, job: Document) -> None:
    changed = change_for(NOT_EMPLOYER, query, job).query
    if changed == query:
        assert query.employers or job.employer_id in query.not_employers
        return
    for each in JOBS:
        if matches(query, each) != matches(changed, each):
            assert each.employer_id == job.employer_id or job.employer_id in query.employers
        assert not (matches(changed, each) and each.employer_id == job.employer_id)


@settings(max_examples=40, deadline=None)
@given(query=queries, job=jobs)
def test_not_this_kind_adds_nothing(query: Query, job: Document) -> None:
    changed = change_for(NOT_KIND, query, job).query
    assert all(matches(query, each) for each in JOBS if matches(changed, each))
    assert str(change_for(NOT_KIND, query, job).effect)


@settings(max_examples=60, deadline=None)
@given(query=queries, job=jobs)
def test_not_this_kind_loses_the_job_and_nothing_that_only_mentions_it(query: Query, job: Document) -> None:
    change = change_for(NOT_KIND, query, job)
    if change.query == query:
        assert "Stop it instead" in str(change.effect) or not matches(query, job)
        return
    assert not matches(change.query, job) or change.query.similar is False
    mentions = replace(job, title="Poet", occupation=None, text=f"{job.text} Works with a {job.title}.")
    if query.similar == change.query.similar:
        assert matches(change.query, mentions) == matches(query, mentions)
