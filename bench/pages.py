"""What pages cost with a full catalogue: server time, CPU, queries and bytes, beside a page that only says hello.

    python bench/pages.py [--jobs 100000] [--keep FOLDER] [--asks 40] [--only NAME] [--profile]

Fills a catalogue with as many jobs as wanted: a thousand of the openings of `openings.py` are understood as the worker
does, then set at other employers, places and dates. The pages are asked of one gunicorn process over the loopback
address, each time for another search, job or employer; its CPU time is read from the system. "nothing kept" is the CPU
of an ask after the cache of figures was emptied.
Limits, above hello: 30 ms of CPU for results, 15 ms for a job page; 60 kB over the wire with stylesheets and scripts.
"""

from __future__ import annotations

import argparse
import html
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import count, islice
from pathlib import Path
from typing import Any

import httpx
import numpy as np
from openings import Writer

DISTINCT, OF_A_BOARD, EMPLOYERS, BATCH = 1_000, 25, 3_000, 2_000
WHERE = (
    *("Tulsa, OK", "Broken Arrow, OK", "Owasso, OK", "Bartlesville, OK", "Muskogee, OK", "Oklahoma City, OK") * 6,
    *("Norman, OK", "Wichita, KS", "Dallas, TX", "Kansas City, MO", "Fayetteville, AR", "Denver, CO", "Chicago, IL"),
)
TRADES = ("nurse", "developer", "welder", "accountant", "data analyst", "teacher", "driver", "electrician", "manager",
          "engineer", "sales", "designer", "physiotherapist", "customer support", "product manager", "cook")  # fmt: skip
CAREERS = ("registered-nurse", "back-end-developer", "accountant", "data-analyst", "electrician", "welder")
LIMITS = {"results, words": 30, "results, words and place": 30, "results, filtered": 30, "job": 15}  # ms of CPU
RESUME = {
    "basics": {"name": "Olive Owner", "label": "Back-end Developer", "summary": "I build what keeps running."},
    "work": [
        {"position": "Back-end Developer", "name": "Mills", "startDate": "2020-01",
         "summary": "Python, Django and PostgreSQL for orders and stock; on call; reviews."},
        {"position": "Software Engineer", "name": "Elm", "startDate": "2015-03", "endDate": "2019-12",
         "summary": "Services in Java and Python, tests, deployments with Docker."},
    ],
    "skills": [{"name": name} for name in ("Python", "PostgreSQL", "Django", "Docker", "Git", "Linux", "SQL", "Java")],
    "education": [{"institution": "OSU", "studyType": "Bachelor", "area": "Computer Science", "endDate": "2015"}],
    "meta": {"provenance": {}, "warnings": []},
}  # fmt: skip
Asks = Iterator[str]


def main() -> None:
    parser = argparse.ArgumentParser(description="What pages cost with a full catalogue.")
    parser.add_argument("--jobs", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="a folder whose catalogue is used again, and made the first time")
    parser.add_argument("--asks", type=int, default=40)
    parser.add_argument("--only", default="", help="pages whose name has these words")
    parser.add_argument("--profile", action="store_true", help="print where the time of the pages goes instead")
    parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.serve:
        serve(asked.serve)
        return
    with tempfile.TemporaryDirectory(prefix="prospect-bench-") as passing:
        folder = asked.keep or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        os.environ |= {"PROSPECT_DATA": str(folder), "PROSPECT_HTTPS": "off", "PROSPECT_DEBUG": "off",
                       "PROSPECT_DEMO": "off", "DJANGO_SETTINGS_MODULE": "prospect.config.settings"}  # fmt: skip
        cookie = filled(folder, asked.jobs)
        pages = {name: page for name, page in pages_of(cookie).items() if asked.only in name}
        if asked.profile:
            profiled(pages, asked.asks)
        else:
            measured(pages, asked.asks, asked.jobs)


# -- the catalogue -----------------------------------------------------------------------------------------------------


def filled(folder: Path, jobs: int) -> str:
    """Makes the catalogue unless the folder has it already; answers the session of a person who is signed in."""
    import django

    django.setup()
    from django.core.management import call_command

    from prospect.config.messages import compile_messages
    from prospect.config.settings import LOCALE_PATHS

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    compile_messages(LOCALE_PATHS[0])
    from prospect.insights.tasks import read_facts
    from prospect.jobs.models import Job
    from prospect.search.tasks import engine, rebuild_index

    if Job.objects.count() != jobs:
        start = time.perf_counter()
        _network()
        _fill(jobs)
        rebuild_index()
        engine().close()
        while read_facts():
            pass
        print(f"{jobs:,} jobs written and indexed in {time.perf_counter() - start:.0f} s", flush=True)
    return _session()


def _network() -> None:
    from prospect.lexicon.places import find_places
    from prospect.network.models import Network

    Network(name="Bench", tagline="Every open job in the region", place_id=find_places("Tulsa, OK")[0].id or "",
            postal_address="1 Bench Street").save()  # fmt: skip


def _understood() -> list[tuple[dict[str, Any], Any]]:
    """Columns of jobs as the worker would write them, with the reading of their posting."""
    from prospect.jobs.columns import columns_of
    from prospect.jobs.understanding import understand
    from prospect.sources.posting import PostingData

    found = []
    drawn = (opening for board in count() for opening in Writer(board).openings(OF_A_BOARD))
    for n, opening in enumerate(islice(drawn, DISTINCT)):
        said = html.unescape(opening["content"])
        posting = PostingData(
            source="greenhouse", id=str(n), title=opening["title"], description=said, employer="Bench"
        )
        reading = understand(posting, employer="Bench")
        found.append((columns_of(reading), reading))
    return found


def _places() -> list[dict[str, Any]]:
    from prospect.jobs.columns import places_of
    from prospect.jobs.understanding import understand
    from prospect.sources.posting import PostingData, RawPlace

    return [
        places_of(understand(PostingData(source="x", id="x", title="Cook", places=(RawPlace(text),))))[0]
        for text in dict.fromkeys(WHERE)
    ]


def _fill(jobs: int) -> None:
    """Rows in bulk. A third of the jobs state their pay; one in four is remote or hybrid; the last 60 days post them."""
    from django.db import transaction
    from django.utils import timezone

    from prospect.jobs.models import Employer, Job, JobPlace
    from prospect.sources.models import Posting, Source

    Job.objects.all().delete()
    now, known = timezone.now(), dict(zip(dict.fromkeys(WHERE), _places(), strict=True))
    Employer.objects.bulk_create(
        [Employer(name=f"Firm {n:04}", key=f"firm {n:04}", slug=f"firm-{n:04}") for n in range(EMPLOYERS)],
        ignore_conflicts=True,
    )
    employers = list(Employer.objects.order_by("pk")[:EMPLOYERS])
    source, _made = Source.objects.get_or_create(
        kind="greenhouse", token="bench", defaults={"name": "Bench board", "due_at": now, "added_at": now}
    )
    Posting.objects.filter(source=source).delete()
    models = _understood()
    for first in range(0, jobs, BATCH):
        rows = range(first, min(first + BATCH, jobs))
        with transaction.atomic():
            postings = Posting.objects.bulk_create([
                Posting(source=source, key=str(n), said={"title": models[n % DISTINCT][0]["title"]}, payload={"id": n},
                        digest=str(n), first_seen=now, last_seen=now, understood_at=now)
                for n in rows
            ])  # fmt: skip
            made = Job.objects.bulk_create([_job(n, models[n % DISTINCT][0], employers, posting, now)
                                            for n, posting in zip(rows, postings, strict=True)])  # fmt: skip
            JobPlace.objects.bulk_create(
                [JobPlace(job=job, **known[WHERE[(n * 7) % len(WHERE)]]) for n, job in zip(rows, made, strict=True)]
            )


def _job(n: int, columns: dict[str, Any], employers: list[Any], posting: Any, now: Any) -> Any:
    from prospect.jobs.models import Job
    from prospect.network.public_ids import new_public_id

    fields = dict(columns)
    if n % 3 == 0:
        low = 40_000 + (n * 137) % 90_000
        fields["pay"] = [{"min": low, "max": low + 20_000, "currency": "USD", "period": "YEAR", "origin": "stated"}]
        fields |= {"pay_year_min": low, "pay_year_max": low + 20_000, "pay_currency": "USD"}
    fields["workplace"] = ("remote", "hybrid", "onsite", "onsite", "", "onsite", "", "onsite")[n % 8]
    fields["url"] = fields["apply_url"] = f"https://boards.example/bench/{n}"
    seen = now - timedelta(days=(n * 31) % 60, minutes=n % 1440)
    return Job(public_id=new_public_id(), posting=posting, employer=employers[(n * 17) % len(employers)],
               first_seen=seen, last_verified=now, changed_at=now, matched_at=now,
               **fields | {"posted_on": seen.date(), "posting_key": f"bench/{n}"})  # fmt: skip


def _session() -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from prospect.people.actions import change_profile
    from prospect.people.models import Account

    person = Account.objects.filter(email="olive@example.org").first()
    if person is None:
        person = Account.objects.create_user("olive@example.org", None, name="Olive Owner")
        change_profile(account=person, data=RESUME, now=timezone.now())
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return str(session.session_key)


# -- the pages ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page:
    """The addresses of one kind of page, without end, each another; `cookie` where a person is signed in."""

    addresses: Callable[[], Asks]
    cookie: str = ""


def pages_of(cookie: str) -> dict[str, Page]:
    from prospect.jobs.models import Employer, Job

    jobs = list(Job.objects.listed().order_by("posting_key").values_list("public_id", flat=True)[:400])
    firms = list(Employer.objects.values_list("slug", flat=True)[:400])

    def each(pattern: str, *lists: Any) -> Callable[[], Asks]:
        return lambda: (pattern.format(*(one[n % len(one)] for one in lists)) for n in count())

    towns = [place.replace(", ", "%2C+").replace(" ", "+") for place in WHERE[:6]]
    trades = [trade.replace(" ", "+") for trade in TRADES]
    return {
        "hello": Page(each("/hello")),
        "front": Page(each("/")),
        "results, all": Page(each("/jobs")),
        "results, words": Page(each("/jobs?q={}", trades)),
        "results, words and place": Page(each("/jobs?q={}&near={}", trades, towns)),
        "results, filtered": Page(each("/jobs?q={}&workplace=remote&pay={}", trades, [50000, 70000, 90000])),
        "results, newest, page 7": Page(each("/jobs?q={}&sort=newest&page=7", trades)),
        "results, nothing found": Page(each("/jobs?q={}+zzz{}", trades, range(1000))),
        "results, signed in": Page(each("/jobs?q={}", trades), cookie),
        "job": Page(each("/jobs/{}", jobs)),
        "job, signed in": Page(each("/jobs/{}", jobs), cookie),
        "for you": Page(each("/for-you"), cookie),
        "employers": Page(each("/employers")),
        "employer": Page(each("/employers/{}", firms)),
        "careers": Page(each("/careers")),
        "career": Page(each("/careers/{}", CAREERS)),
        "pay": Page(each("/pay?occupation={}", trades)),
        "region": Page(each("/region")),
        "suggestions": Page(each("/suggest/words?q={}", [trade[:4] for trade in TRADES])),
    }


# -- the measure -------------------------------------------------------------------------------------------------------


def hello(request: Any) -> Any:
    """What the same server needs, middleware and all, to say hello."""
    from django.http import HttpResponse

    return HttpResponse("<!doctype html><title>Hello</title><p>Hello")


def serve(port: int) -> None:
    """The product under gunicorn, one process, with one more address."""
    import django

    django.setup()
    from django.urls import path

    from prospect.config import urls

    urls.urlpatterns.insert(0, path("hello", hello))
    from gunicorn.app.base import BaseApplication

    class Site(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for name, value in {"bind": f"127.0.0.1:{port}", "worker_class": "gthread", "workers": 1, "threads": 2,
                                "preload_app": True, "loglevel": "error", "limit_request_line": 16384}.items():  # fmt: skip
                self.cfg.set(name, value)

        def load(self) -> Any:
            from prospect.config.wsgi import application

            return application

    Site().run()


@contextmanager
def served() -> Iterator[tuple[httpx.Client, int]]:
    """A client of the server, and the id of the process that answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([sys.executable, __file__, "--serve", str(port)])
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            while True:
                try:
                    client.get("/hello")
                    break
                except httpx.TransportError:
                    if server.poll() is not None:
                        raise
                    time.sleep(0.2)
            children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
            yield client, int(children[0])
    finally:
        server.terminate()
        server.wait(timeout=20)


def cpu_of(process: int) -> float:
    """Milliseconds of CPU the process has used: utime and stime of proc(5)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def measured(pages: dict[str, Page], asks: int, jobs: int) -> None:
    from django.core.cache import cache

    counts = {name: queries(page) for name, page in pages.items()}
    with served() as (client, process):
        above = _cost(client, process, pages["hello"], 10 * asks)[0] if "hello" in pages else 0.0
        weights = _parts(client)
        print(f"\n{jobs:,} jobs; hello needs {above:.1f} ms of CPU; stylesheets and scripts {weights / 1e3:.1f} kB\n")
        print(f"{'page':26} {'CPU ms':>7} {'above hello':>12} {'limit':>6} {'nothing kept':>13} {'p50 ms':>7} "
              f"{'p95 ms':>7} {'queries':>8} {'HTML kB':>8} {'in all kB':>10}")  # fmt: skip
        for name, page in pages.items():
            _cost(client, process, page, 8)
            cpu, wall, size = _cost(client, process, page, asks)
            cold = []
            for address in islice(page.addresses(), 5):
                cache.clear()
                start = cpu_of(process)
                _ask(client, page, address)
                cold.append(cpu_of(process) - start)
            limit = LIMITS.get(name)
            p50, p95 = (float(np.percentile(wall, at)) for at in (50, 95))
            print(f"{name:26} {cpu:7.1f} {cpu - above:12.1f} {limit or '':>6} {np.mean(cold):13.0f} {p50:7.1f} "
                  f"{p95:7.1f} {counts[name]:8} {size / 1e3:8.1f} {(size + weights) / 1e3:10.1f}", flush=True)  # fmt: skip


def _ask(client: httpx.Client, page: Page, address: str) -> int:
    """Bytes of the answer's body over the wire."""
    cookies = {"Cookie": f"sessionid={page.cookie}"} if page.cookie else {}
    with client.stream("GET", address, headers={"Accept-Encoding": "gzip", **cookies}) as answer:
        size = sum(len(part) for part in answer.iter_raw())
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")
    return size


def _cost(client: httpx.Client, process: int, page: Page, asks: int) -> tuple[float, list[float], float]:
    """CPU of one ask in ms, wall times in ms, and the mean bytes over the wire."""
    wall, sizes, start = [], [], cpu_of(process)
    for address in islice(page.addresses(), asks):
        begun = time.perf_counter()
        sizes.append(_ask(client, page, address))
        wall.append((time.perf_counter() - begun) * 1e3)
    return (cpu_of(process) - start) / asks, wall, float(np.mean(sizes))


def _parts(client: httpx.Client) -> int:
    """Bytes over the wire of the stylesheets and scripts that the front page asks for."""
    html = client.get("/").text
    asked = set(re.findall(r'<(?:link rel="stylesheet" href|script src)="([^"]+)"', html))
    return sum(_ask(client, Page(lambda: iter(())), address) for address in asked)


def queries(page: Page) -> int:
    """How often a page asks the database, at most, over six of its kind."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    if next(page.addresses()) == "/hello":
        return 0
    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    if page.cookie:
        client.cookies["sessionid"] = page.cookie
    most = 0
    for address in islice(page.addresses(), 6):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(address)
        most = max(most, len(asked))
    return most


def profiled(pages: dict[str, Page], asks: int) -> None:
    import cProfile
    import pstats

    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["*"]
    for name, page in pages.items():
        client = Client()
        if page.cookie:
            client.cookies["sessionid"] = page.cookie
        for address in islice(page.addresses(), 8):
            client.get(address)
        profile = cProfile.Profile()
        profile.enable()
        for address in islice(page.addresses(), asks):
            client.get(address)
        profile.disable()
        print(f"\n== {name}, {asks} asks")
        pstats.Stats(profile).sort_stats("cumulative").print_stats(70)


if __name__ == "__main__":
    main()
