"""The form of an alert: its query edited field by field, the look back that follows, and what is saved of it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from django.core.cache import cache
from django.http import QueryDict
from django.test import Client

from prospect.alerts.models import Alert
from prospect.jobs.models import Employer
from prospect.search.query import Query
from prospect.web.seekers.asking import asked_in, asking, words_for
from tests.catalogue import board, opening
from tests.persons import Three

pytestmark = pytest.mark.django_db
LIVE = {"HX-Request": "true", "HX-Target": "back"}
EVERYTHING = (
    "q=nurse -night&near=Tulsa, OK&near=Dallas, TX~40&within=50&remote=yes&pay=60000&per=year&unstated=yes&similar=no"
    "&agencies=no&not_employer=acme&not_place=Broken Arrow, OK&not_level=intern&level=senior&type=FULL_TIME&workplace=hybrid"
    "&education=bachelor&skill=python&no_skill=java&not_title=travel&not_occupation=welder&title=icu&remote_from=US-OK"
)


@pytest.fixture
def jobs(tmp_path: Path) -> None:
    cache.clear()
    board(tmp_path / "board", [opening(n, f"Welder {n}", text=f"<p>Crew {n}</p>") for n in range(4)])


def sent(page: str) -> dict[str, list[str]]:
    """What a browser would send of the first form of a page that saves an alert, its fields left as they are."""
    form = re.search(r'<form method="post" action="/alerts/[^"]*(?:new|change)".*?</form>', page, re.DOTALL)
    assert form is not None
    fields: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form[0]):
        named = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if (is_tick := named.get("type") in {"checkbox", "radio"}) and " checked" not in tag:
            continue
        fields.setdefault(named["name"], []).append(unescape(named.get("value", "on" if is_tick else "")))
    for name, options in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', form[0], re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        fields[name] = [chosen[1] if chosen else ""]
    return fields


@pytest.mark.parametrize("asked", ["", "q=welder", EVERYTHING, 'q=cook OR "line cook"', "pay=20&per=hour&currency=EUR"])
def test_a_form_left_as_it_is_asks_what_the_address_asked(asked: str, jobs: None, client: Client) -> None:
    query = Query.from_params(parse_qs(asked))
    fields = sent(client.get(query.url("/alerts/new")).content.decode())
    posted = QueryDict(mutable=True)
    for name, values in fields.items():
        posted.setlist(name, values)
    assert Query(**asked_in(posted).fields).canonical() == query.for_alert()[0].canonical()


@pytest.mark.parametrize("name", ["Tulsa, OK", "Springfield, IL", "Springfield, MO", "Paris, TX", "Texas", "Berlin"])
def test_a_place_is_written_so_that_it_is_read_as_itself(name: str) -> None:
    [id] = Query.from_params({"not_place": name}).not_places
    assert Query.from_params({"not_place": words_for(id)}).not_places == (id,)


def test_the_look_back_follows_each_edit_and_saves_nothing(jobs: None, client: Client) -> None:
    asked = {"asks": "yes", "q": "welder", "rhythm": "weekly"}
    live = client.post("/alerts/look", asked, headers=LIVE).content.decode()
    assert live.lstrip().startswith('<div id="back"')
    assert "this would have sent you 4 jobs in 1 letter." in live
    assert '<span id="brief" hx-swap-oob="innerHTML">4 jobs in 1 letter in the last 30 days</span>' in live
    assert "“welder” and similar titles</span>" in live
    slug = Employer.objects.get().slug
    for less in ({"leave_out": "crew"}, {"not_employer": slug}, {"not_employer_named": Employer.objects.get().name}):
        page = client.post("/alerts/look", {**asked, **less}, headers=LIVE)
        assert page.context["back"].total == 0, less
    assert (
        "No job can ever match this"
        in client.post("/alerts/look", {**asked, "level": "senior", "not_level": "senior"}, headers=LIVE).context[
            "back_brief"
        ]
    )
    assert not Alert.objects.exists()


def test_what_is_not_known_is_said_and_left_out(jobs: None, client: Client) -> None:
    asked = {"asks": "yes", "q": "welder", "not_employer_named": "Nobody & Sons", "not_place": "Zqxtown"}
    answer = client.post("/alerts/look", asked, headers=LIVE)
    assert answer.context["back"].total == 4
    words = unescape(answer.content.decode())
    assert "No employer called “Nobody & Sons” is known" in words
    assert "No place called “Zqxtown” is known" in words


def test_without_script_the_form_comes_back_as_it_was_sent(jobs: None, client: Client) -> None:
    fields = {"asks": "yes", "q": "welder", "email": "olive@example.org", "name": "Mine", "rhythm": "weekly"}
    page = client.post("/alerts/look", {**fields, "quiet_from": "21", "leave_out": "crew 1"}).content.decode()
    again = sent(page)
    assert {name: again[name] for name in ("q", "email", "name", "rhythm", "quiet_from", "leave_out")} == {
        "q": ["welder"], "email": ["olive@example.org"], "name": ["Mine"], "rhythm": ["weekly"], "quiet_from": ["21"],
        "leave_out": ["crew 1"],
    }  # fmt: skip
    assert 'action="/alerts/new"' in page
    assert client.get("/alerts/look").status_code == 302
    assert not Alert.objects.exists()


def test_an_offered_change_is_made_in_the_form(three: Three, tmp_path: Path, client: Client) -> None:
    cache.clear()
    for company, ids in (("Acme", (1, 2, 3)), ("Brown", (4,))):
        own = [opening(n, f"Welder {n}", text=f"<p>Crew {n}</p>", company_name=company) for n in ids]
        board(tmp_path / company, own, token=company.lower(), employer=company)
    first = client.post("/alerts/look", {"asks": "yes", "q": "welder", "name": "Mine", "rhythm": "daily"})
    [offered] = first.context["back"].without
    second = client.post("/alerts/look", {"asks": "yes", "q": "welder", "name": "Mine", "ask": offered.asks})
    assert second.context["back"].total == offered.count < first.context["back"].total
    assert sent(second.content.decode())["name"] == ["Mine"]
    assert [tick.on for tick in second.context["asks"].employers].count(True) == 1


def test_what_is_edited_is_what_is_saved(jobs: None, three: Three) -> None:
    olive = three.client_of(three.owner)
    olive.post("/alerts/new?q=cook", {"asks": "yes", "q": "welder", "leave_out": "crew 1, night", "rhythm": "daily"})
    alert = Alert.objects.get()
    query = Query.from_params(alert.query)
    assert (query.words, query.without) == (("welder",), ("crew 1", "night"))
    assert alert.name == "“welder” and similar titles, without “crew 1”, without “night”"


def test_an_alerts_own_query_can_be_changed(jobs: None, three: Three) -> None:
    olive = three.client_of(three.owner)
    olive.post("/alerts/new?q=cook", {"rhythm": "daily"})
    alert = Alert.objects.get()
    address = f"/alerts/{alert.public_id}"
    fields = sent(olive.get(f"{address}/change").content.decode())
    assert fields["name"] == [""]
    look = olive.post(f"{address}/look", {**fields, "q": "welder"}, headers=LIVE)
    assert look.context["back"].total == 4
    olive.post(f"{address}/change", {**fields, "q": "welder", "not_level": "intern"})
    alert.refresh_from_db()
    assert Query.from_params(alert.query) == Query(words=("welder",), not_levels=("intern",)).canonical()
    assert alert.name == "“welder” and similar titles, not intern"
    assert three.client_of(three.stranger).post(f"{address}/look", fields).status_code == 404


def test_all_that_a_query_leaves_out_is_in_view() -> None:
    assert not asking(Query.from_words("welder")).leaves_out
    for kept_out in ("not_level=senior", "not_place=Texas", "not_employer=acme", "agencies=no", "not_title=x", "q=-x"):
        assert asking(Query.from_params(parse_qs(kept_out))).leaves_out, kept_out


@pytest.mark.parametrize("odd", ["\x00", "\x00x", "-", '"', ",,,", "\ud83d", "a" * 9000, "%", "<b>"])
def test_nothing_that_is_typed_breaks_the_form(odd: str, jobs: None, three: Three) -> None:
    olive, sent_odd = three.client_of(three.owner), odd.encode("utf-8", "replace").decode()
    fields = ("q", "near", "pay", "leave_out", "not_employer_named", "not_place", "not_level", "within", "ask")
    for name in fields:
        asked = {"asks": "yes", "rhythm": "daily", name: sent_odd}
        assert olive.post("/alerts/look", asked, headers=LIVE).status_code == 200, name
    everything = dict.fromkeys(fields, sent_odd) | {"rhythm": sent_odd, "time_zone": sent_odd, "asks": "yes"}
    assert olive.post("/alerts/look", everything).status_code == 200
    assert olive.get("/alerts", {"q": sent_odd}).status_code == 200
