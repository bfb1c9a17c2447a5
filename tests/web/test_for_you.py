"""For you, the account's own page, corrections, postings from elsewhere, and what is worth learning."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client, override_settings
from django.utils import timezone

from prospect.fit.models import Correction
from prospect.jobs.models import Job
from prospect.people import actions as people
from prospect.people.models import Account
from prospect.web.seekers.fits import fit_for, person_of
from prospect.web.seekers.for_you import jobs_for
from tests.catalogue import board, opening
from tests.persons import Three

pytestmark = pytest.mark.django_db

PYTHON = "<h3>Requirements</h3><ul><li>3+ years of Python</li><li>PostgreSQL</li><li>Kubernetes</li><li>Bachelor's degree</li></ul>"
NURSE = "<h3>Requirements</h3><ul><li>RN license</li><li>BLS certification</li><li>Patient care</li></ul>"
WELD = "<h3>Requirements</h3><ul><li>MIG welding</li><li>Blueprint reading</li><li>Forklift</li></ul>"

DEVELOPER: dict[str, Any] = {
    "basics": {"label": "Back-end developer"},
    "work": [
        {
            "position": "Back-end Developer",
            "startDate": "2018-01",
            "endDate": "2024-01",
            "highlights": ["Wrote services in Python and Django on PostgreSQL", "Ran them in Docker"],
        }
    ],
    "skills": [{"name": "Python"}, {"name": "PostgreSQL"}, {"name": "Docker"}, {"name": "Git"}],
    "education": [{"studyType": "Bachelor of Science", "area": "Computer Science"}],
    "meta": {"provenance": {}},
}


def give_profile(account: Account, data: dict[str, Any] | None = None, **wishes: Any) -> None:
    people.change_profile(account=account, data=data or DEVELOPER, now=timezone.now())
    if wishes:
        people.change_wishes(account=account, wishes=wishes)


@pytest.fixture
def catalogue(tmp_path: Path, three: Three) -> Three:
    board(
        tmp_path / "board",
        [
            opening(1, "Back-end Developer", text=PYTHON),
            opening(2, "Registered Nurse", text=NURSE),
            opening(3, "Welder", place="Broken Arrow, OK", text=WELD),
            opening(4, "Senior Back-end Developer", place="Portland, OR", text=PYTHON),
        ],
    )
    return three


def titles(person: Account, like: Job | None = None) -> list[str]:
    return [one.job.title for one in jobs_for(person, like)]


def test_the_first_page_has_the_persons_own_trade_first(catalogue: Three) -> None:
    give_profile(catalogue.owner)
    found = jobs_for(catalogue.owner)
    assert found[0].job.title == "Back-end Developer"
    assert found[0].band in {"strong", "good"}
    assert any(line["met"] for line in found[0].why)
    assert "Welder" not in [one.job.title for one in found[:2]]


def test_an_empty_profile_is_shown_no_jobs_and_no_number(catalogue: Three) -> None:
    assert jobs_for(catalogue.owner) == []
    assert fit_for(catalogue.owner, Job.objects.get(title="Welder")) is None
    assert catalogue.client_of(catalogue.owner).get("/for-you").status_code == 200


def test_a_career_changer_sees_the_trade_they_wish_for(catalogue: Three) -> None:
    give_profile(catalogue.owner)
    assert "Welder" not in titles(catalogue.owner)
    people.change_wishes(account=catalogue.owner, wishes={"titles": "Welder, pipe fitter"})
    found = jobs_for(catalogue.owner)
    welder = next(one for one in found if one.job.title == "Welder")
    assert any("wish" in str(line["words"]) for line in welder.why)


WAREHOUSE: dict[str, Any] = {
    "basics": {"label": "Warehouse lead"},
    "work": [
        {
            "position": "Warehouse Associate",
            "startDate": "2015-01",
            "endDate": "2024-01",
            "highlights": ["Drove a forklift", "Picked and packed orders", "Counted inventory"],
        }
    ],
    "skills": [{"name": "Forklift"}, {"name": "Inventory management"}, {"name": "Troubleshooting"}],
    "meta": {"provenance": {}},
}
PACK = "<h3>Requirements</h3><ul><li>Forklift</li><li>Order picking</li><li>Inventory management</li></ul>"
HELP = "<h3>Requirements</h3><ul><li>Windows</li><li>Active Directory</li><li>Help desk ticketing</li></ul>"


def test_who_changes_trade_sees_the_wished_trade_on_top(three: Three, tmp_path: Path) -> None:
    board(
        tmp_path / "board",
        [
            opening(1, "Warehouse Associate", text=PACK),
            opening(2, "IT Support Specialist", text=HELP),
            opening(3, "Warehouse Associate II", text=PACK),
            opening(4, "Desktop Support Technician", text=HELP),
        ],
    )
    give_profile(three.owner, WAREHOUSE)
    assert "Warehouse" in titles(three.owner)[0]
    client = three.client_of(three.owner)
    assert client.post("/profile/wishes", {"titles": "Help desk technician"}).status_code == 302
    found = jobs_for(three.owner)
    assert {one.job.title for one in found[:2]} == {"IT Support Specialist", "Desktop Support Technician"}
    assert "You wish for this trade." in [str(line["words"]) for line in found[0].why]


def test_a_wished_title_of_an_unknown_trade_counts_by_its_words(three: Three, tmp_path: Path) -> None:
    board(
        tmp_path / "board",
        [opening(1, "Warehouse Associate", text=PACK), opening(2, "Zeppelin Wrangler", text="<p>Come and fly.</p>")],
    )
    give_profile(three.owner, WAREHOUSE, titles="zeppelin wrangler")
    assert titles(three.owner)[0] == "Zeppelin Wrangler"


def test_places_wished_for_are_a_filter(catalogue: Three) -> None:
    give_profile(catalogue.owner, near="Tulsa, OK", within="25")
    assert "Back-end Developer" in titles(catalogue.owner)
    assert "Senior Back-end Developer" not in titles(catalogue.owner)


def test_not_this_and_more_like_this(catalogue: Three) -> None:
    give_profile(catalogue.owner)
    job = Job.objects.get(title="Back-end Developer")
    people.track(account=catalogue.owner, job=job, stage="hidden")
    assert "Back-end Developer" not in titles(catalogue.owner)
    assert "Senior Back-end Developer" in titles(catalogue.owner, like=job)
    assert catalogue.client_of(catalogue.owner).get(f"/for-you/like/{job.public_id}").status_code == 200


def test_no_employer_fills_the_page(tmp_path: Path, three: Three) -> None:
    board(tmp_path / "one", [opening(n, f"Back-end Developer {n}", text=PYTHON) for n in range(1, 7)])
    other = [opening(20, "Back-end Developer", text=PYTHON, company_name="Osage Tools")]
    board(tmp_path / "two", other, token="osage", employer="Osage Tools")
    give_profile(three.owner)
    employers = [one.job.employer.name for one in jobs_for(three.owner)]
    assert "Osage Tools" in employers[:4]


def test_a_profile_is_read_once_a_state(catalogue: Three) -> None:
    give_profile(catalogue.owner)
    first = person_of(catalogue.owner)
    assert person_of(catalogue.owner) is first
    give_profile(catalogue.owner, {**DEVELOPER, "skills": [{"name": "Kubernetes"}]})
    again = person_of(catalogue.owner)
    assert again is not first
    assert again is not None
    assert "kubernetes" in again.skills


def verdict(three: Three, job: Job, words: str) -> str:
    found = fit_for(three.owner, job)
    assert found is not None
    return next(one.verdict for one in found.requirements if words in one.text)


def test_i_do_have_this_changes_the_profile_and_every_account(catalogue: Three) -> None:
    give_profile(catalogue.owner)
    one, other = Job.objects.filter(title__endswith="Developer").order_by("pk")
    assert verdict(catalogue, one, "Kubernetes") != "met"
    client = catalogue.client_of(catalogue.owner)
    answer = client.post(f"/jobs/{one.public_id}/fit/have", {"claim": "skill:kubernetes"}, follow=True)
    assert "Kubernetes is in your profile now" in answer.content.decode()
    assert verdict(catalogue, one, "Kubernetes") == verdict(catalogue, other, "Kubernetes") == "met"
    data = people.profile_of(catalogue.owner).data
    assert {"name": "Kubernetes"} in data["skills"]
    assert data["meta"]["provenance"]["/skills/4/name"]["rule"] == "typed"


def test_this_is_not_a_requirement_holds_for_one_person_and_one_job(catalogue: Three) -> None:
    give_profile(catalogue.owner)
    give_profile(catalogue.stranger)
    one, other = Job.objects.filter(title__endswith="Developer").order_by("pk")
    client = catalogue.client_of(catalogue.owner)
    assert client.post(f"/jobs/{one.public_id}/fit/not-asked", {"claim": "skill:kubernetes"}).status_code == 302
    mine, theirs = fit_for(catalogue.owner, one), fit_for(catalogue.stranger, one)
    assert mine and theirs
    assert not any("Kubernetes" in claim.text for claim in mine.requirements)
    assert any("Kubernetes" in claim.text for claim in theirs.requirements)
    assert verdict(catalogue, other, "Kubernetes") != "met"
    row = Correction.objects.get()
    assert (
        catalogue.client_of(catalogue.stranger).post(f"/jobs/{one.public_id}/fit/take-back/{row.pk}").status_code == 302
    )
    assert Correction.objects.count() == 1
    client.post(f"/jobs/{one.public_id}/fit/take-back/{row.pk}")
    assert verdict(catalogue, one, "Kubernetes") != "met"


def test_what_the_job_does_not_ask_cannot_be_corrected(catalogue: Three) -> None:
    job = Job.objects.get(title="Welder")
    answer = catalogue.client_of(catalogue.owner).post(f"/jobs/{job.public_id}/fit/have", {"claim": "skill:juggling"})
    assert answer.status_code == 404


def test_corrections_are_exported_and_erased(catalogue: Three) -> None:
    give_profile(catalogue.owner)
    job = Job.objects.get(title="Back-end Developer")
    client = catalogue.client_of(catalogue.owner)
    client.post(f"/jobs/{job.public_id}/fit/not-asked", {"claim": "skill:kubernetes"})
    assert "Kubernetes" in client.get("/account/export.json").content.decode()
    people.erase(account=catalogue.owner)
    assert not Correction.objects.exists()


def test_every_screen_says_the_same(catalogue: Three) -> None:
    give_profile(catalogue.owner)
    job = Job.objects.get(title="Back-end Developer")
    found = fit_for(catalogue.owner, job)
    assert found is not None
    client = catalogue.client_of(catalogue.owner)
    for path in (f"/jobs/{job.public_id}", f"/jobs/{job.public_id}/fit"):
        assert str(found.summary).split(". ")[-1] in client.get(path).content.decode()
    assert next(one.band for one in jobs_for(catalogue.owner) if one.job.pk == job.pk) == found.band


def test_a_pasted_posting_is_checked_and_not_kept(catalogue: Three) -> None:
    give_profile(catalogue.owner)
    jobs = Job.objects.count()
    text = "Platform Engineer\n\nRequirements\n- 3+ years of Python\n- PostgreSQL\n- Terraform\n- Bachelor's degree\n"
    page = catalogue.client_of(catalogue.owner).post("/check", {"posting": text}).content.decode()
    assert "Platform Engineer" in page
    assert "Terraform is not in your résumé." in page
    assert Job.objects.count() == jobs


def test_strangers_see_what_a_posting_asks_and_fetch_nothing(db: None) -> None:
    client = Client()
    assert client.get("/check").status_code == 200
    page = client.post("/check", {"posting": "Welder\n\nRequirements\n- MIG welding\n- Forklift\n"})
    assert page.status_code == 200
    assert "MIG welding" in page.content.decode()
    refused = client.post("/check", {"posting": "https://jobs.example.com/1"})
    assert refused.status_code == 422
    assert "Sign in" in refused.content.decode()
    assert client.post("/check", {"posting": "  "}).status_code == 422


@override_settings(FETCH_PRIVATE=False)
def test_an_address_inside_a_private_network_is_not_asked(three: Three) -> None:
    answer = three.client_of(three.owner).post("/check", {"posting": "http://127.0.0.1:9/secret"})
    assert answer.status_code == 422
    assert "could not be read" in answer.content.decode()


def test_what_opens_most_doors(catalogue: Three) -> None:
    give_profile(catalogue.owner)
    for job in Job.objects.all():
        people.track(account=catalogue.owner, job=job, stage="saved")
    page = catalogue.client_of(catalogue.owner).get("/for-you/learn").content.decode()
    assert '<strong>Kubernetes</strong> <span class="count">2 jobs</span>' in page
    assert catalogue.client_of(catalogue.stranger).get("/for-you/learn").status_code == 200


def test_a_choice_of_skills_is_not_guessed(three: Three, tmp_path: Path) -> None:
    """ "Java or Kotlin": having one of them is noted, and neither is written into the profile."""
    board(
        tmp_path / "board",
        [opening(1, text="<h3>Requirements</h3><ul><li>Java or Kotlin</li><li>Python</li><li>Git</li></ul>")],
    )
    give_profile(three.owner)
    job = Job.objects.get()
    assert verdict(three, job, "Java or Kotlin") != "met"
    three.client_of(three.owner).post(f"/jobs/{job.public_id}/fit/have", {"claim": "skill:java or kotlin"})
    assert verdict(three, job, "Java or Kotlin") == "met"
    assert "Java" not in str(people.profile_of(three.owner).data["skills"])


def test_a_range_with_equal_ends_is_a_number_alone(catalogue: Three) -> None:
    give_profile(catalogue.owner)
    found = fit_for(catalogue.owner, Job.objects.get(title="Back-end Developer"))
    assert found is not None
    page = render_to_string("seekers/fit_account.html", {"fit": replace(found, score=50, range=(50, 50))})
    assert "of 100" in page
    assert "between 50" not in page
    assert "between 40 and 60" in render_to_string("seekers/fit_account.html", {"fit": replace(found, range=(40, 60))})
