"""One key for every address of a posting, and none for addresses that name no posting."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from prospect.jobs.keys import board_name, posting_key

UUID = "ce8ca664-60dc-4f9a-8986-3c96673bcfdf"


@pytest.mark.parametrize(
    ("key", "addresses"),
    [
        ("greenhouse:4129304007", [
            "https://boards.greenhouse.io/verkada/jobs/4129304007", "https://job-boards.greenhouse.io/verkada/jobs/4129304007?gh_src=abc",
            "http://job-boards.eu.greenhouse.io/verkada/jobs/4129304007/", "https://www.verkada.example/careers/?gh_jid=4129304007",
            "https://x.example/job?gh_jid=4129304007&gh_jid=4129304007", "https://x.example/#/open?gh_jid=4129304007",
            "https://boards.greenhouse.io/embed/job_app?for=verkada&token=4129304007", "boards.greenhouse.io/verkada/jobs/4129304007#app",
            "https://boards-api.greenhouse.io/v1/boards/verkada/jobs/4129304007?questions=true", "https://boards.greenhouse.io/verkada?gh_jid=4129304007",
        ]),
        (f"lever:{UUID}", [f"https://jobs.lever.co/palantir/{UUID}", f"https://jobs.lever.co/palantir/{UUID.upper()}/apply?lever-source=X",
                           f"https://jobs.eu.lever.co/palantir/{UUID}/", f"https://api.lever.co/v0/postings/palantir/{UUID}?mode=json"]),
        (f"ashby:{UUID}", [f"https://jobs.ashbyhq.com/Ramp/{UUID}/application", f"https://jobs.ashbyhq.com/ramp/{UUID}?utm_source=x",
                           f"https://ramp.example/careers?ashby_jid={UUID}"]),
        ("workable:F4C096B22E", ["https://apply.workable.com/j/F4C096B22E", "https://apply.workable.com/huggingface/j/F4C096B22E/apply/",
                                 "https://apply.workable.com/huggingface/jobs/view/F4C096B22E.md"]),
        ("smartrecruiters:743999706414750", ["https://jobs.smartrecruiters.com/Acme/743999706414750-pricing-analyst?trid=1",
                                             "https://api.smartrecruiters.com/v1/companies/Acme/postings/743999706414750"]),
        ("workday:nvidia:JR2017578", [
            "https://nvidia.wd5.myworkdayjobs.com/NVIDIAExternalCareerSite/job/US-NC-Durham/Senior-AI-Security-Researcher_JR2017578",
            "https://nvidia.wd5.myworkdayjobs.com/en-US/Other/job/Remote/Renamed_JR2017578-1/apply",
            "https://nvidia.wd5.myworkdayjobs.com/wday/cxs/nvidia/NVIDIAExternalCareerSite/job/US-NC-Durham/Researcher_JR2017578",
        ]),
        ("icims:careers-wipfli.icims.com:8214", ["https://careers-wipfli.icims.com/jobs/8214/payroll-tax-specialist/job?in_iframe=1", "https://careers-wipfli.icims.com/jobs/8214/login"]),
        ("recruitee:espeo.recruitee.com:project-manager-1", ["https://espeo.recruitee.com/o/project-manager-1", "https://espeo.recruitee.com/o/project-manager-1/c/new?x=1"]),
        ("teamtailor:career.teamtailor.com:7167985", ["https://career.teamtailor.com/jobs/7167985-account-executive", "https://career.teamtailor.com/jobs/7167985-renamed/applications/new"]),
        ("personio:clark.jobs.personio.de:2415353", ["https://clark.jobs.personio.de/job/2415353?language=en", "https://clark.jobs.personio.de/job/2415353#apply"]),
        ("bamboohr:acme.bamboohr.com:86", ["https://acme.bamboohr.com/careers/86", "https://acme.bamboohr.com/careers/86/detail"]),
        ("breezy:acme.breezy.hr:98323abf2296", ["https://acme.breezy.hr/p/98323abf2296-employee-12", "https://acme.breezy.hr/p/98323abf2296/apply"]),
        ("jazzhr:acme.applytojob.com:abc123", ["https://acme.applytojob.com/apply/abc123/automation-engineer", "https://acme.applytojob.com/apply/ABC123"]),
        (f"pinpoint:acme.pinpointhq.com:{UUID}", [f"https://acme.pinpointhq.com/en/postings/{UUID}", f"https://acme.pinpointhq.com/postings/{UUID}/applications/new"]),
        (f"rippling:{UUID}", [f"https://ats.rippling.com/acme/jobs/{UUID}", f"https://ats.rippling.com/en-GB/acme/jobs/{UUID}/apply?step=1"]),
        ("usajobs:437834500", ["https://www.usajobs.gov:443/GetJob/ViewDetails/437834500?PostingChannelID=RESTAPI", "https://www.usajobs.gov/job/437834500"]),
        ("remotive:2091048", ["https://remotive.com/remote-jobs/sales/product-sales-specialist-2091048"]),
        ("remoteok:1136372", ["https://remoteOK.com/remote-jobs/remote-group-leader-1136372", "https://remoteok.io/remote-jobs/1136372"]),
        ("weworkremotely:acme-clerk-1", ["https://weworkremotely.com/remote-jobs/acme-clerk-1?utm_medium=rss"]),
        ("jobicy:145880", ["https://jobicy.com/jobs/145880-senior-software-engineer-contract"]),
        ("adzuna:5017795884", ["https://www.adzuna.co.uk/jobs/land/ad/5017795884?se=d&v=8", "https://www.adzuna.co.uk/jobs/details/5017795884"]),
        ("hn:48860201", ["https://news.ycombinator.com/item?id=48860201"]),
        ("linkedin:3812345678", ["https://www.linkedin.com/jobs/view/clerk-at-acme-3812345678/?refId=1", "https://www.linkedin.com/jobs/search/?currentJobId=3812345678"]),
        ("indeed:0a1b2c3d4e5f6071", ["https://www.indeed.com/viewjob?jk=0a1b2c3d4e5f6071&from=serp", "https://uk.indeed.com/jobs?q=x&vjk=0A1B2C3D4E5F6071"]),
    ],
)  # fmt: skip
def test_every_address_of_a_posting_has_its_key(key: str, addresses: list[str]) -> None:
    assert {posting_key(address) for address in addresses} == {key}


@pytest.mark.parametrize(
    "address",
    ["", "not an address", "mailto:jobs@acme.example", "javascript:void(0)", "https://acme.example/careers", "https://boards.greenhouse.io/acme",
     "https://jobs.lever.co/acme", "https://acme.wd5.myworkdayjobs.com/Careers", "https://acme.bamboohr.com/careers", "https://[broken", "http://a b/",
     "https://jobs.ashbyhq.com/Acme", "https://evil.example/greenhouse.io/jobs/123456", "https://greenhouse.io.evil.example/acme/jobs/123456"],
)  # fmt: skip
def test_what_names_no_posting_has_no_key(address: str) -> None:
    assert posting_key(address) is None


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://jobs.lever.co/match-group/1", "Match Group"), ("https://jobs.ashbyhq.com/HighlightTA/1", "HighlightTA"),
        ("https://nvidia.wd5.myworkdayjobs.com/X/job/Y/Z_1", "Nvidia"), ("https://careers-wipfli.icims.com/jobs/8214/x/job", "Wipfli"),
        ("https://apply.workable.com/j/F4C096B22E", None), ("https://jobs.acme.example/1", None), ("", None),
    ],
)  # fmt: skip
def test_names_of_boards(address: str, name: str | None) -> None:
    assert board_name(address) == name


@pytest.mark.shared
@pytest.mark.skipif("PROSPECT_SHARED" not in os.environ, reason="PROSPECT_SHARED is not set")
def test_labelled_pairs_of_addresses() -> None:
    path = Path(os.environ["PROSPECT_SHARED"]) / "samples/gold/same_posting_url_pairs.csv"
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
        key = posting_key(row["url_a"])
        assert key is not None and key == posting_key(row["url_b"])
