"""Whether two postings are one job: sure, or not at all."""

from __future__ import annotations

import random
from typing import Any

import pytest

from prospect.jobs.comparing import employer_key, title_of
from prospect.jobs.duplicates import same


def text(seed: int) -> str:
    """Three hundred words that no other seed has in this order."""
    words = [
        "plan",
        "build",
        "check",
        "serve",
        "clean",
        "lead",
        "teach",
        "mend",
        "ship",
        "grow",
        "count",
        "greet",
        "write",
        "test",
        "keep",
        "open",
        "move",
        "learn",
    ]
    return " ".join(random.Random(seed).choices(words, k=300))


TEXT, OTHER = text(1), text(2)


def posting(
    title: str = "Software Developer", employer: str | None = "Acme", place: str = "Tulsa", **more: Any
) -> dict[str, Any]:
    places = [{"text": place, "city": place, "region": "OK", "country": "US"}] if place else []
    return {"source": None, "id": None, "url": None, "title": title, "employer": employer, "places": places, "workplace": None,
            "remote_scope": [], "description": "", **more}  # fmt: skip


def test_one_identity() -> None:
    url = "https://boards.greenhouse.io/acme/jobs/4129304007"
    assert same(posting("A", "B", url=url), posting("C", "D", url=None, apply_url=f"{url}?gh_src=1")).same is True
    assert same(posting(source="csv", id="7"), posting("Other", source="csv", id="7")).same is True


def test_two_ids_on_one_board_are_grouped_however_alike() -> None:
    one, other = (posting(source="greenhouse", id=id, description=TEXT) for id in ("1", "2"))
    verdict = same(one, other)
    assert verdict.same is False and "grouped" in str(verdict.reason)
    urls = (f"https://jobs.lever.co/acme/0a1b2c3d-1111-2222-3333-44445555666{n}" for n in (6, 7))
    assert same(*(posting(url=url) for url in urls)).same is False


def test_a_comment_with_two_roles_is_two_jobs() -> None:
    url = "https://news.ycombinator.com/item?id=48860201"
    assert (
        same(
            posting("Developer Advocate", url=url, source="hn", id="1"),
            posting("Support Engineer", url=url, source="hn", id="2"),
        ).same
        is False
    )


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (posting(), posting("software developer", "ACME, Inc."), True),
        (posting("Sr. Back-End Engineer"), posting("Senior Backend Engineer"), True),
        (posting("Registered Nurses"), posting("Registered Nurse (m/w/d)"), True),
        (posting(), posting("Hardware Developer"), False),
        (posting(), posting(employer="Bluestem"), False),
        (posting(), posting(place="Enid"), False),
        (posting("Developer II"), posting("Developer III"), False),
        (posting("Junior Developer"), posting("Senior Developer"), False),
        (posting(), posting(place=""), None),
        (posting(), posting(employer=None), None),
        (posting(), posting("Software Developer, Payments"), None),
        (posting(description=TEXT), posting(description=OTHER), None),
        (posting(description=TEXT), posting(description=OTHER[:300]), True),
        (posting(description=TEXT, source="hn"), posting(description=OTHER), True),
        (posting(description=TEXT), posting(place="", description=TEXT[:900]), True),
        (posting(description=TEXT), posting("Software Developer, Payments", description=TEXT[:900]), None),
        (posting(description=TEXT), posting("Software Developer, Payments", description=TEXT[:1600]), True),
        (posting(description=TEXT), posting(employer=None, description=TEXT), None),
        (posting("Senior Developer", description=TEXT), posting("Developer", description=TEXT), True),
        (posting("Senior Developer", description=TEXT), posting("Developer", description=OTHER), None),
        (posting(requisition="R-10442"), posting("Software Developer", requisition="R10442"), True),
        (posting(requisition="R-10442"), posting(requisition="R-10443"), False),
        (posting(requisition="See Opening ID"), posting(requisition="See Opening ID", place=""), None),
    ],
)
def test_content(one: dict[str, Any], other: dict[str, Any], verdict: bool | None) -> None:
    found, back = same(one, other), same(other, one)
    assert found.same is verdict and back.same is verdict, str(found.reason)
    assert str(found.reason).endswith(".")


@pytest.mark.parametrize(
    ("mine", "theirs", "verdict"),
    [(["US"], ["US"], True), ([], ["US"], True), (["US-TX"], ["US-WI"], False), (["US"], ["US-TX"], None), (["US"], ["CA"], False),
     (["EMEA"], ["DE"], None), (["worldwide"], ["DE"], True)],
)  # fmt: skip
def test_remote_scopes(mine: list[str], theirs: list[str], verdict: bool | None) -> None:
    one, other = (posting(place="", workplace="remote", remote_scope=scope) for scope in (mine, theirs))
    assert same(one, other).same is verdict


def test_postings_with_nothing_in_them_are_unsure() -> None:
    assert same({}, {}).same is None
    assert same({"title": None, "places": None}, {"title": "", "places": [None, "x"]}).same is None


@pytest.mark.parametrize(
    "names",
    [("Acme, Inc.", "ACME Inc", "The Acme Company"), ("Beta Corp", "Beta Corporation"), ("Marlin & Vale", "Marlin and Vale"), ("Müller GmbH", "Muller"),
     ("Optum", "UnitedHealth Group"), ("River Bend", "Riverbend")],
)  # fmt: skip
def test_spellings_of_an_employer(names: tuple[str, ...]) -> None:
    assert len({employer_key(name) for name in names}) == 1


def test_a_name_of_nothing_but_legal_forms_keeps_itself() -> None:
    assert employer_key("The Company") and employer_key("Group") and employer_key("") == ""


def test_titles_lose_what_is_not_the_work() -> None:
    assert title_of("CNC Machinist (Req 88213) - Remote (m/f/d)").words == {"cnc", "machinist"}
    assert title_of("Sr. Software Engineers II").levels == {"senior", "2"}
