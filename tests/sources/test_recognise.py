"""The board behind an address or a careers page."""

from __future__ import annotations

import pytest

from prospect.sources.connectors import connector
from prospect.sources.recognise import recognise, recognise_page, suspected

PAGE = "https://www.acme.example/careers"


@pytest.mark.parametrize(
    ("address", "board"),
    [
        ("https://boards.greenhouse.io/acme", "greenhouse:acme"),
        ("https://job-boards.eu.greenhouse.io/acme/jobs/123", "greenhouse:acme"),
        ("https://boards.greenhouse.io/embed/job_board?for=acme&b=x", "greenhouse:acme"),
        ("https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true", "greenhouse:acme"),
        ("https://jobs.lever.co/acme/ce8ca664-60dc-4f9a-8986-3c96673bcfdf/apply", "lever:acme"),
        ("jobs.eu.lever.co/acme", "lever:eu/acme"),
        ("https://api.eu.lever.co/v0/postings/acme?mode=json", "lever:eu/acme"),
        ("https://jobs.ashbyhq.com/Acme%20Inc", "ashby:Acme Inc"),
        ("https://api.ashbyhq.com/posting-api/job-board/Acme", "ashby:Acme"),
        ("https://apply.workable.com/acme/j/F4C096B22E/", "workable:acme"),
        ("https://acme.workable.com", "workable:acme"),
        ("https://careers.smartrecruiters.com/Acme1", "smartrecruiters:Acme1"),
        ("https://acme.recruitee.com/o/clerk", "recruitee:acme"),
        ("https://acme.teamtailor.com/jobs/1-clerk", "teamtailor:acme"),
        ("https://acme.jobs.personio.de/job/1", "personio:acme"),
        ("https://acme.jobs.personio.com", "personio:acme.jobs.personio.com"),
        ("https://acme.bamboohr.com/careers/86", "bamboohr:acme"),
        ("https://acme.breezy.hr/p/98323abf2296-x", "breezy:acme"),
        ("https://acme.applytojob.com/apply", "jazzhr:acme"),
        ("https://acme.pinpointhq.com/en/postings/1", "pinpoint:acme"),
        ("https://ats.rippling.com/en-GB/acme/jobs", "rippling:acme"),
        ("https://acme.wd5.myworkdayjobs.com/en-US/External/job/Tulsa/Clerk_R1", "workday:acme/wd5/External"),
        ("https://acme.wd5.myworkdayjobs.com/wday/cxs/acme/External/jobs", "workday:acme/wd5/External"),
        ("https://careers-acme.icims.com/jobs/search", "icims:careers-acme"),
        ("https://remoteok.com/remote-dev-jobs", "remoteok:"),
        ("https://news.ycombinator.com/item?id=47975571", "hn:47975571"),
        ("https://acme.example/sitemap_jobs.xml", "sitemap:https://acme.example/sitemap_jobs.xml"),
        ("https://acme.example/jobs.rss", "feed:https://acme.example/jobs.rss"),
    ],
)
def test_addresses(address: str, board: str) -> None:
    found = recognise(address)
    assert found is not None and f"{found.kind}:{found.token}" == board
    assert connector(found.kind).requests(found.token).url.startswith("https://")


@pytest.mark.parametrize(
    "address",
    ["", "acme", PAGE, "https://www.greenhouse.io/pricing", "https://www.lever.co", "https://apply.workable.com/j/F4C096B22E", "https://www.ashbyhq.com/careers",
     "https://help.bamboohr.com/x", "https://acme.wd5.myworkdayjobs.com/", "https://greenhouse.io.evil.example/acme", "mailto:jobs@acme.example", "https://[x"],
)  # fmt: skip
def test_addresses_of_no_board(address: str) -> None:
    assert recognise(address) is None


@pytest.mark.parametrize(
    ("page", "board"),
    [
        (
            '<div id="grnhse_app"></div><script src="https://boards.greenhouse.io/embed/job_board/js?for=acme"></script>',
            "greenhouse:acme",
        ),
        ("<script>Grnhse.Settings.boardToken = 'acme';</script>", "greenhouse:acme"),
        (
            '<iframe src="https://jobs.lever.co/acme?embed"></iframe><a href="https://www.greenhouse.io">Powered</a>',
            "lever:acme",
        ),
        (
            '<a href="https://jobs.ashbyhq.com/Acme/1">x</a><a href="https://jobs.ashbyhq.com/Acme/2">y</a><a href="https://jobs.lever.co/partner">z</a>',
            "ashby:Acme",
        ),
        (
            '<script>window.__DATA__={"url":"https:\\/\\/apply.workable.com\\/acme\\/j\\/F4C096B22E"}</script>',
            "workable:acme",
        ),
        ('<a href="https://acme.wd1.myworkdayjobs.com/External">Jobs</a>', "workday:acme/wd1/External"),
        (
            '<link rel="alternate" type="application/rss+xml" title="Jobs" href="/jobs.xml">',
            "feed:https://www.acme.example/jobs.xml",
        ),
        ('<script type="application/ld+json">{"@type": "JobPosting", "title": "Clerk"}</script>', f"jsonld:{PAGE}"),
        ('<meta name="generator" content="Teamtailor">', "teamtailor:www.acme.example"),
    ],
)
def test_pages(page: str, board: str) -> None:
    found = recognise_page(f"<html><body>{page}</body></html>", PAGE)
    assert found is not None and f"{found.kind}:{found.token}" == board


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<html><a href='/about'>About</a></html>",
        '<a href="https://remoteok.com">as seen on</a>',
        '<link rel="alternate" type="application/rss+xml" title="News" href="/news.xml">',
    ],
)
def test_pages_without_a_board(page: str) -> None:
    assert recognise_page(page, PAGE) is None


def test_a_link_to_one_posting_is_a_suspicion_to_confirm() -> None:
    found = suspected("https://stripe.example.com/jobs/search?gh_jid=7984339")
    assert found is not None and (found.kind, found.token) == ("greenhouse", "example")
    assert suspected("https://www.acme.co.uk/jobs?gh_jid=1").token == "acme"  # type: ignore[union-attr]
    assert suspected(PAGE) is None
