"""How many people's For you lists a core makes in a second, and how soon a new person sees the first page.

    PROSPECT_SHARED=FOLDER PROSPECT_DATA=FOLDER python bench/fit.py refresh

PROSPECT_DATA names an installation with the catalogue to measure with (`bench/pages.py` and `bench/search.py` fill
one); the people are made for the run from the labelled résumés and erased at its end.
"""

from __future__ import annotations

import json
import os
import statistics
import time
from datetime import date
from pathlib import Path
from typing import Any

PEOPLE = 150
NIGHT = 6 * 3600  # seconds
TODAY = date(2026, 11, 22)


def refresh(shared: Path, verbose: bool) -> None:
    del verbose
    if not os.environ.get("PROSPECT_DATA"):
        print("PROSPECT_DATA names no installation: left out")
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prospect.config.settings")
    import django

    django.setup()
    from prospect.jobs.models import Job
    from prospect.people import actions

    made: list[Any] = []
    try:
        for number, profile in enumerate(_profiles(shared)):
            made.append(_account(number, profile))
        print(f"{Job.objects.listed().count():,} open jobs, {len(made)} people of as many résumés")
        _first_pages(made[:25])
        _night()
    finally:
        for account in made:
            actions.erase(account=account)


def _profiles(shared: Path) -> list[dict[str, Any]]:
    """Readings of the first labelled résumés."""
    from prospect.people.resume.reading import read_resume

    lines = (shared / "resumes/text/dotin_train.jsonl").read_text(encoding="utf-8").splitlines()[:PEOPLE]
    texts = [json.loads(line)["text"].replace("  ", "\n").encode() for line in lines]
    return [read_resume(text, filename="resume.txt", today=TODAY) for text in texts]


def _account(number: int, profile: dict[str, Any]) -> Any:
    from django.utils import timezone

    from prospect.people.actions import change_profile
    from prospect.people.models import Account

    account = Account.objects.create_user(email=f"bench-for-you-{number}@example.com")
    change_profile(account=account, data=profile, now=timezone.now())
    return account


def _first_pages(people: list[Any]) -> None:
    """The list of people who have none yet: what stands between a reading and the first page."""
    from prospect.web.seekers.for_you import jobs_for

    taken = []
    for person in people:
        start = time.perf_counter()
        jobs_for(person)
        taken.append(time.perf_counter() - start)
    rest = sorted(taken[1:])
    print(f"first page: {taken[0]:.2f} s in a new process, then {statistics.median(rest):.2f} s median, {rest[-1]:.2f} s at most (limit 2)")  # fmt: skip


def _night() -> None:
    """All lists, as the worker makes them."""
    from django.utils import timezone

    from prospect.fit.models import SuitedList
    from prospect.web.seekers import for_you

    SuitedList.objects.update(due_at=timezone.now())
    wall, cpu, done = time.perf_counter(), time.process_time(), 0
    while made := for_you.refresh():
        done += made
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    rate = done / cpu
    print(
        f"night: {done} lists in {cpu:.1f} s of one core ({wall:.1f} s by the clock): {rate:.1f} people a second and core"
    )
    print(f"100,000 people (reckoned from these): {100_000 / rate / 3600:.2f} hours of one core, {100_000 / rate / 7200:.2f} on two; limit {NIGHT / 3600:.0f}")  # fmt: skip
