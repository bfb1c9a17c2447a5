"""Workday lists of more than 2,000 postings, against a server that stops at 2,000 as Workday's does."""

from __future__ import annotations

import contextlib
import json
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from prospect.sources.fetching import Fetcher
from prospect.sources.posting import Request
from prospect.sources.reading import read_board

LIMIT, PAGE = 2_000, 20
COUNTRIES = ("US", "US", "US", "DE", "IN")
CITIES = {"US": ("Tulsa", "Enid", "Ada"), "DE": ("Ulm",), "IN": ("Pune",)}


@dataclass
class Site:
    """A careers site: `filters` are the fields of its jobs that it offers to filter by, here in a group and alone."""

    jobs: list[dict[str, str]]
    filters: tuple[str, ...]
    address: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    details: Counter[str] = field(default_factory=Counter)

    def list(self, asked: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Status and answer, as Workday gives them: the count on the first page only, and no page beyond the limit."""
        if asked["limit"] > PAGE:
            return 400, {}
        found = [job for job in self.jobs if all(job.get(name) in ids for name, ids in asked["appliedFacets"].items())]
        offset = asked["offset"] % LIMIT  # beyond its limit it begins again
        page = [
            {
                "title": job["title"],
                "externalPath": f"/job/{job['locations']}/Clerk_{job['id']}",
                "locationsText": job["locations"],
                "bulletFields": [job["id"]],
            }
            for job in found[offset : min(offset + PAGE, LIMIT)]
        ]
        total = min(len(found), LIMIT) if asked["offset"] == 0 else 0
        return 200, {"total": total, "jobPostings": page, "facets": self._facets(found)}

    def _facets(self, found: list[dict[str, str]]) -> list[dict[str, Any]]:
        facets = []
        for name in self.filters:
            counts = Counter(job[name] for job in found if name in job)
            values = [{"descriptor": id, "id": id, "count": count} for id, count in counts.items()]
            facets.append({"facetParameter": name, "values": values})
        grouped = [facet for facet in facets if facet["facetParameter"].startswith("location")]
        alone = [facet for facet in facets if facet not in grouped]
        return [{"facetParameter": "locationMainGroup", "values": grouped}, *alone]


def handler_of(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
            site.asked.append(asked)
            self.answer(*site.list(asked))

        def do_GET(self) -> None:
            self.answer(404, {})  # robots.txt

        def answer(self, status: int, said: dict[str, Any]) -> None:
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler


@contextlib.contextmanager
def serving(jobs: list[dict[str, str]], *filters: str) -> Iterator[Site]:
    site = Site(jobs, filters)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(site))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    site.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


class Here:
    """The answers of the site on loopback in place of Workday's; postings' own pages without a request for each."""

    def __init__(self, site: Site) -> None:
        self.site, self.fetcher = site, Fetcher(allow_private=True)

    def body(self, request: Request) -> bytes:
        path = request.url.partition(".myworkdayjobs.com")[2]
        if request.method == "GET":
            id = path.rpartition("_")[2]
            self.site.details[id] += 1
            return json.dumps({"jobPostingInfo": {"jobReqId": id, "title": "Clerk", "jobDescription": "x"}}).encode()
        return self.fetcher.get(replace(request, url=self.site.address + path)).body


def openings(count: int) -> list[dict[str, str]]:
    made = []
    for n in range(count):
        country = COUNTRIES[n % len(COUNTRIES)]
        job = {"id": f"R{n:05}", "title": f"Clerk {n}", "locationCountry": country, "timeType": "Full"}
        job["locations"] = CITIES[country][n // len(COUNTRIES) % len(CITIES[country])]
        made.append(job)
    return made


def test_a_list_below_the_limit_is_read_as_it_is() -> None:
    with serving(openings(130), "locationCountry", "locations") as site:
        whole = read_board("workday", "acme/wd5/Careers", Here(site))
    assert (len(whole.postings), whole.is_complete) == (130, True)
    assert len(site.asked) == 7
    assert not any(asked["appliedFacets"] for asked in site.asked)


def test_a_longer_list_is_read_in_parts_and_parts_of_parts() -> None:
    jobs = openings(3_700)  # 2,220 of them in one country
    for number, job in enumerate(jobs):
        job["jobFamilyGroup"] = f"F{number % 2}"
    with serving(jobs, "locationCountry", "jobFamilyGroup") as site:
        whole = read_board("workday", "acme/wd5/Careers", Here(site))
    assert set(whole.postings) == {job["id"] for job in jobs}
    assert whole.is_complete and whole.trouble is None
    applied = {tuple(sorted(asked["appliedFacets"])) for asked in site.asked}
    assert applied == {(), ("locationCountry",), ("jobFamilyGroup", "locationCountry")}
    assert len(site.asked) <= 3_700 / PAGE + 10
    assert set(site.details.values()) == {1}, "each posting's own page is asked for once"


def test_a_filter_that_leaves_postings_out_proves_no_absence() -> None:
    jobs = openings(2_600)
    for number, job in enumerate(jobs):
        if number % 50 == 0:
            continue
        job["jobFamilyGroup"] = f"F{number % 5}"
    with serving(jobs, "jobFamilyGroup", "timeType") as site:
        whole = read_board("workday", "acme/wd5/Careers", Here(site))
    assert len(whole.postings) >= 2_548
    assert not whole.is_complete
    assert "leave some out" in str(whole.trouble)


@pytest.mark.parametrize("filters", [(), ("timeType",)])
def test_a_list_that_nothing_parts_is_read_to_the_limit_and_proves_no_absence(filters: tuple[str, ...]) -> None:
    with serving(openings(2_300), *filters) as site:
        whole = read_board("workday", "acme/wd5/Careers", Here(site))
    assert len(whole.postings) == 2_000
    assert not whole.is_complete
    assert len(site.asked) == 100


def test_the_filter_with_parts_that_can_be_listed_is_chosen() -> None:
    with serving(openings(2_900), "timeType", "locationCountry", "locations") as site:
        whole = read_board("workday", "acme/wd5/Careers", Here(site))
    assert (len(whole.postings), whole.is_complete) == (2_900, True)
    assert {tuple(asked["appliedFacets"]) for asked in site.asked} == {(), ("locationCountry",)}


def test_a_first_look_asks_for_a_few_pages_only() -> None:
    with serving(openings(3_700), "locationCountry", "locations") as site:
        whole = read_board("workday", "acme/wd5/Careers", Here(site), is_glance=True)
    assert whole.postings and len(site.asked) <= 8 and not site.details
