"""What a page asks the database does not grow with what it lists: as often with a thousand rows as with ten."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prospect.alerts.models import Alert
from prospect.guides.models import Guide
from prospect.jobs.models import Change, Employer, Job, JobPlace
from prospect.mail.models import Letter
from prospect.network.models import Network
from prospect.network.public_ids import new_public_id
from prospect.people.models import Tracked
from prospect.search.models import Tally
from prospect.search.tasks import engine, rebuild_index
from prospect.sources.models import Fetch, Posting, Source
from tests.catalogue import board, opening
from tests.persons import Three
from tests.web.test_for_you import PYTHON, give_profile

FEW, MANY = 10, 1000
MOST = 36
"""No page asks more often than this, with nothing kept from earlier: the region in figures makes a dozen of them."""

PUBLIC = (
    "/",
    "/jobs",
    "/jobs?q=developer",
    "/jobs?q=developer&near=Tulsa&workplace=onsite",
    "/jobs?q=developer&sort=newest",
    "/jobs?q=zzzqqq",
    "/jobs/{job}",
    "/employers",
    "/employers?letter=L",
    "/employers/{employer}",
    "/alerts/new?q=developer",
    "/careers",
    "/careers/back-end-developer",
    "/pay",
    "/pay?occupation=back-end-developer",
    "/region",
    "/guides",
    "/guides/{guide}",
)
OWN = (
    "/",
    "/jobs?q=developer",
    "/jobs/{job}",
    "/jobs/{job}/fit",
    "/for-you",
    "/for-you/like/{job}",
    "/for-you/learn",
    "/saved",
    "/saved?stage=hidden",
    "/alerts",
    "/profile",
    "/account",
    "/careers/back-end-developer",
)
RUNNING = (
    "/operate/",
    "/operate/sources",
    "/operate/sources/{source}",
    "/operate/copies",
    "/operate/letters",
    "/operate/guides",
    "/operate/region",
    "/for-you",
    "/for-you/learn",
)


def again(row: Any, **changed: Any) -> Any:
    """The same row once more, under keys of its own."""
    other = copy(row)
    other.pk, other._state = None, copy(row._state)
    other._state.adding = True
    if hasattr(other, "public_id"):
        other.public_id = new_public_id()
    for name, value in changed.items():
        setattr(other, name, value)
    return other


def more(model: type[models.Model], rows: Iterable[models.Model]) -> list[Any]:
    return list(model._default_manager.bulk_create(list(rows), batch_size=200))


def grow(three: Three, n: int) -> None:
    """The network with `n` of everything that a page lists, made of the one it has."""
    now, first, where = timezone.now(), Job.objects.order_by("pk").first(), JobPlace.objects.first()
    assert first is not None and where is not None and first.posting is not None
    have = Job.objects.filter(copy_of__isnull=True).count()
    numbers = range(have, n)
    employers = more(Employer, (again(first.employer, name=f"Larkspur {i}", key=f"l {i}", slug=f"l-{i}") for i in numbers))  # fmt: skip
    sources = more(Source, (again(first.posting.source, token=f"l{i}") for i in numbers))
    postings = more(Posting, (again(first.posting, key=str(i), source=sources[i - have]) for i in numbers))
    jobs = more(Job, (again(first, posting=posting, employer=employers[i - have] if i % 2 else first.employer,
                            title=f"Back-end Developer {i}", posting_key=f"l/{i}")
                      for i, posting in zip(numbers, postings, strict=True)))  # fmt: skip
    more(JobPlace, (again(where, job=job) for job in jobs))
    copied = more(Posting, (again(first.posting, key=f"copy {i}") for i in numbers))
    more(Job, (again(first, posting=one, copy_of=first, copy_why="the same words") for one in copied))
    stages = (Tracked.Stage.SAVED, Tracked.Stage.HIDDEN)
    more(Tracked, (Tracked(account=three.owner, job=job, stage=stages[job.pk % 2], since=now) for job in jobs))
    alert = {"account": three.owner, "email": three.owner.email, "created_at": now, "confirmed_at": now, "changed_at": now}  # fmt: skip
    more(Alert, (Alert(name=f"Developers {i}", query={"q": ["developer"]}, **alert) for i in numbers))
    more(Guide, (Guide(slug=f"guide-{i}", title=f"Guide {i}", summary="How it is.", body="Words.", published_at=now,
                       changed_at=now) for i in numbers))  # fmt: skip
    more(Change, (Change(job=first, at=now, what="title", before=f"Before {i}") for i in numbers))
    more(Fetch, (Fetch(source=first.posting.source, at=now, outcome=Fetch.Outcome.COMPLETE, found=i) for i in numbers))
    more(Letter, (Letter(to=f"{i}@example.org", stream="alerts", subject="New", message_id=f"{i}", created_at=now,
                         due_at=now) for i in numbers))  # fmt: skip
    more(Tally, (Tally(day=now.date(), asked=f"words {i}", times=9, occupation="back-end-developer") for i in numbers))
    rebuild_index()
    engine().close()


def asked(three: Three, addresses: Iterable[str]) -> dict[str, int]:
    """How often each page asks the database, with nothing kept from an earlier ask."""
    job = Job.objects.order_by("pk").values_list("public_id", "employer__slug", "posting__source__public_id")[0]
    slots = dict(zip(("job", "employer", "source"), job, strict=True))
    slots["guide"] = Guide.objects.values_list("slug", flat=True).order_by("pk")[0]
    found = {}
    for address, client in [(address, client_for(three, address)) for address in addresses]:
        path = address.partition(" ")[2].format(**slots)
        client.get(path)  # what a process reads once, and what a person's list is made of
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200, address
        found[address] = len(queries)
    return found


def client_for(three: Three, address: str) -> Client:
    who = {"public": None, "own": three.owner, "running": three.teammate}[address.partition(" ")[0]]
    return three.client_of(who)


@pytest.mark.django_db
def test_pages_ask_as_often_of_a_thousand_rows_as_of_ten(three: Three, tmp_path: Path) -> None:
    Network(name="Green Country", place_id="4553433", region_name="Tulsa").save()
    board(tmp_path / "board", [opening(1, "Back-end Developer", text=PYTHON)])
    give_profile(three.owner)
    give_profile(three.teammate)  # who has saved nothing
    kinds = (("public", PUBLIC), ("own", OWN), ("running", RUNNING))
    addresses = [f"{kind} {path}" for kind, paths in kinds for path in paths]
    grow(three, FEW)
    few = asked(three, addresses)
    grow(three, MANY)
    many = asked(three, addresses)
    grown = {address: (few[address], many[address]) for address in addresses if many[address] > few[address]}
    assert grown == {}
    assert {address: n for address, n in many.items() if n > MOST} == {}
