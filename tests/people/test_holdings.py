"""Law 5: every table and file of personal data is exported and erased."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test import Client

from prospect.alerts import actions as alert_actions
from prospect.mail import actions as mail
from prospect.mail.registries import Content
from prospect.people import actions
from prospect.people.models import Account
from prospect.people.registries import holdings
from tests.catalogue import board, opening
from tests.persons import Three

pytestmark = pytest.mark.django_db

# Tables with a column that may hold an address or a name, but of organisations or of what was said in public.
PUBLIC = {"network.Network", "jobs.Employer"}
# Django's own tables that lead to an account but hold nothing of a person's (nobody is given groups or permissions).
EMPTY_HERE = {"people.Account_groups", "people.Account_user_permissions"}


def leads_to_an_account(model: type[models.Model], seen: frozenset[type[models.Model]] = frozenset()) -> bool:
    if model is Account:
        return True
    if model in seen:
        return False
    nexts = [
        f.related_model for f in model._meta.get_fields() if f.many_to_one or (f.one_to_one and not f.auto_created)
    ]
    return any(leads_to_an_account(other, seen | {model}) for other in nexts if isinstance(other, type))


def holds_an_address(model: type[models.Model]) -> bool:
    return any(isinstance(field, models.EmailField) for field in model._meta.get_fields())


def test_every_table_of_personal_data_is_in_a_registry() -> None:
    named = {table for holding in holdings.values() for table in holding.tables}
    personal = {
        m._meta.label
        for m in apps.get_models(include_auto_created=True)
        if leads_to_an_account(m) or holds_an_address(m)
    }
    assert personal - named - PUBLIC - EMPTY_HERE == set()


def test_every_named_table_exists() -> None:
    labels = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    assert {table for holding in holdings.values() for table in holding.tables} <= labels


@pytest.fixture
def full(three: Three, tmp_path: Path) -> Three:
    """The owner has left something in every room."""
    board(tmp_path / "board", [opening(1)])
    from prospect.jobs.models import Job

    job = Job.objects.get()
    actions.keep_resume(account=three.owner, data=b"Olive Owner\nolive@example.org\n", original_name="olive.txt")
    actions.change_profile(account=three.owner, data={"basics": {"name": "Olive Owner"}}, now=job.first_seen)
    actions.track(account=three.owner, job=job, stage="saved", note="ask for Ruth")
    actions.note_access(account=three.owner, who="Larkspur Mills", what="profile", under="a test")
    alert_actions.save_alert(email=three.owner.email, account=three.owner, query={}, name="Everything", rhythm="daily")
    mail.enqueue(to=three.owner.email, stream="account", content=Content("Hello", "Hello Olive"))
    three.client_of(three.owner).get("/account")
    return three


def test_the_export_has_what_every_room_keeps(full: Three) -> None:
    answer = full.client_of(full.owner).get("/account/export.json")
    assert answer["Content-Disposition"].startswith("attachment")
    found = json.loads(answer.content)
    assert set(found) == set(holdings)
    text = answer.content.decode()
    for word in ("Olive Owner", "ask for Ruth", "olive.txt", "Everything", "Larkspur Mills", "Hello Olive"):
        assert word in text
    assert "password" not in text


def test_erasure_leaves_nothing_of_the_person_and_everything_of_others(full: Three) -> None:
    actions.keep_resume(account=full.stranger, data=b"Sam", original_name="sam.txt")
    client = full.client_of(full.owner)
    wrong = client.post("/account/delete", {"address": "somebody@example.org"})
    assert wrong.status_code == 422
    assert Account.objects.filter(pk=full.owner.pk).exists()
    assert client.post("/account/delete", {"address": "OLIVE@example.org"}).status_code == 200
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and (
            leads_to_an_account(model) or holds_an_address(model) or model._meta.label == "sessions.Session"
        ):
            rows = json.dumps(list(model.objects.values()), default=str)  # type: ignore[attr-defined]
            assert "olive" not in rows.casefold(), model._meta.label
    assert len(list(settings.PRIVATE_FILES.iterdir())) == 1
    assert Account.objects.filter(pk=full.stranger.pk).exists()
    assert client.get("/account").status_code == 302


def test_a_letter_in_flight_to_an_erased_person_is_never_sent(full: Three) -> None:
    actions.erase(account=full.owner)
    from prospect.config.worker import Worker
    from prospect.mail.models import Letter

    Worker().drain()
    assert not Letter.objects.filter(to__iexact="olive@example.org").exists()


PRIVATE = ["/for-you", "/saved", "/alerts", "/profile", "/account", "/account/export.json", "/profile/export/json"]


@pytest.mark.parametrize("path", PRIVATE)
def test_private_pages_ask_strangers_to_sign_in(three: Three, path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")
    assert three.client_of(three.owner).get(path).status_code == 200


def test_a_resume_is_its_owners_alone(full: Three) -> None:
    resume = full.owner.resumes.get()
    for path in ("", "/original", "/page/1"):
        address = f"/profile/resumes/{resume.public_id}{path}"
        for other in (full.teammate, full.stranger):
            assert full.client_of(other).get(address).status_code == 404
        assert full.client_of(None).get(address).status_code == 302
    mine = full.client_of(full.owner).get(f"/profile/resumes/{resume.public_id}/original")
    assert mine["Content-Disposition"].startswith("attachment")
    assert mine["Content-Type"] == "application/octet-stream"
    assert b"".join(mine.streaming_content) == b"Olive Owner\nolive@example.org\n"


def test_an_alert_is_its_owners_alone(full: Three) -> None:
    alert = full.owner.alerts.get()
    for verb in ("pause", "stop", "resume"):
        for other in (full.teammate, full.stranger):
            assert full.client_of(other).post(f"/alerts/{alert.public_id}/{verb}").status_code == 404
    assert full.client_of(full.stranger).get(f"/alerts/{alert.public_id}/change").status_code == 404


@pytest.mark.parametrize("path", ["", "sources", "sources/add", "copies", "letters", "network"])
def test_operators_pages_do_not_exist_for_others(three: Three, path: str) -> None:
    assert three.client_of(three.teammate).get(f"/operate/{path}").status_code == 200
    assert three.client_of(three.stranger).get(f"/operate/{path}").status_code == 404
    assert Client().get(f"/operate/{path}").status_code == 302
