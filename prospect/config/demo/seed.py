"""Filling the demo region, and letting further jobs come in, through the same doors as real ones.

The boards are written into the data folder as their systems would serve them, and read from there by the connectors.
They are dated from the day of the first start and stay as they are, so that a restart changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.utils import timezone

from prospect.alerts.actions import save_alert
from prospect.alerts.models import Alert
from prospect.config.demo.boards import DemoBoard, arrivals, boards
from prospect.config.demo.guides import guides
from prospect.config.demo.history import invent
from prospect.config.demo.network import NETWORK
from prospect.config.demo.people import people
from prospect.config.worker import Worker
from prospect.guides.models import Guide
from prospect.jobs.actions import add_board
from prospect.jobs.models import Board, Employer
from prospect.lexicon.places import find_places
from prospect.network.models import Network
from prospect.people import actions as person_actions
from prospect.people.models import Account
from prospect.search.query import Query
from prospect.sources.models import Source

Tell = Callable[[object], None]


def _folder() -> Path:
    return Path(settings.DATA) / "demo"


def _state() -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads((_folder() / "state.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return found


def _keep(state: dict[str, Any]) -> None:
    part = _folder() / "state.part"
    part.write_text(json.dumps(state), encoding="utf-8")
    part.replace(_folder() / "state.json")


def seed_once(*, tell: Tell) -> None:
    """Fills the region the first time; afterwards does nothing. One that was interrupted is finished."""
    state = _state()
    if state and state.get("done"):
        return
    _folder().mkdir(parents=True, exist_ok=True)
    state = state or {"day": timezone.localdate().isoformat(), "arrived": 0}
    _keep(state)
    tell("Filling the demo region (once)")
    _network()
    for board in _write_boards(state):
        _add(board)
    _guides()
    _people()
    done = Worker().drain()
    invent(timezone.localdate())
    _alerts()
    tell(", ".join(f"{count} {name}" for name, count in done.items()))
    _keep(state | {"done": True})


def _network() -> None:
    centre = next(iter(find_places(NETWORK.place)), None)
    Network(
        name=NETWORK.name,
        tagline=NETWORK.tagline,
        region_name=NETWORK.region,
        place_id=centre.id if centre and centre.id else "",
        radius_miles=NETWORK.miles,
        time_zone=NETWORK.time_zone,
        postal_address=NETWORK.postal_address,
        contact_email=NETWORK.contact_email,
    ).save()


def _path(board: DemoBoard) -> Path:
    return _folder() / "boards" / f"{board.kind}-{board.token.replace('/', '_')}"


def _write_boards(state: dict[str, Any]) -> list[DemoBoard]:
    found = boards(date.fromisoformat(state["day"]), arrived=state["arrived"])
    (_folder() / "boards").mkdir(exist_ok=True)
    for board in found:
        path = _path(board)
        if not path.exists() or path.read_bytes() != board.data:
            path.write_bytes(board.data)
    return found


def _add(board: DemoBoard) -> None:
    source = add_board(
        kind=board.kind,
        token=board.token,
        employer_name="" if board.aggregator else board.employer_name,
        is_agency=board.agency,
        recordings=str(_path(board)),
    )
    Source.objects.filter(pk=source.pk).update(name=board.employer_name, is_enabled=True)
    whose = Board.objects.select_related("employer").get(source=source).employer
    if whose is not None:
        Employer.objects.filter(pk=whose.pk).update(about=board.about, website=board.website)


def _guides() -> None:
    now = timezone.now()
    for guide in guides():
        day = timezone.localdate() - timedelta(days=guide.published_days_ago)
        published = datetime.combine(day, time(8), tzinfo=now.tzinfo)
        names = ("title", "summary", "author", "author_is_organisation", "body", "picture", "picture_alt")
        fields = {name: getattr(guide, name) for name in names}
        Guide.objects.update_or_create(
            slug=guide.slug, defaults={**fields, "published_at": published, "changed_at": published}
        )
    for guide in guides():
        Guide.objects.get(slug=guide.slug).related.set(Guide.objects.filter(slug__in=guide.related))


def _people() -> None:
    """The invented people, each with a confirmed address, and their résumés put into the queue."""
    for plan in people():
        account, is_new = Account.objects.get_or_create(
            email=plan.email, defaults={"name": plan.name, "is_demo": True, "is_operator": plan.role == "operator"}
        )
        if not is_new:
            continue
        account.set_unusable_password()
        account.save(update_fields=["password"])
        EmailAddress.objects.create(user=account, email=plan.email, verified=True, primary=True)
        if plan.resume is not None:
            person_actions.keep_resume(account=account, data=plan.resume.read_bytes(), original_name=plan.resume.name)
        if plan.wishes:
            person_actions.change_wishes(account=account, wishes=plan.wishes)


def _alerts() -> None:
    """The people's alerts, saved once the region is filled, so that only arriving jobs are news. At once, so that
    whoever lets a job arrive can watch its letter come."""
    for plan in people():
        account = Account.objects.get(email=plan.email)
        if not plan.alert or Alert.objects.of(account).exists():
            continue
        query = Query.from_params(plan.alert).canonical()
        save_alert(
            email=account.email,
            account=account,
            query=query.to_params(),
            name=str(query.sentence())[:160],
            rhythm=Alert.Rhythm.AT_ONCE,
        )


def arrive() -> str | None:
    """Lets the next invented job come in on its board; answers its title, None when all have arrived."""
    state = _state()
    if state is None:
        return None
    coming = arrivals(date.fromisoformat(state["day"]))
    if state["arrived"] >= len(coming):
        return None
    arrival = coming[state["arrived"]]
    state["arrived"] += 1
    _keep(state)
    _write_boards(state)
    Source.objects.filter(kind=arrival.kind, token=arrival.token).update(due_at=timezone.now())
    return str(arrival.posting.title)


def waiting_alerts() -> int:
    """How many live alerts the demo has: without one, an arriving job makes no letter."""
    return Alert.objects.live().count()
