"""Every private address, tried as its owner, as a teammate who runs the network, as a stranger and as nobody.

Each address of the product is in one of the tables below. One that is in none fails the test: whoever adds a page says
here whose it is.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from fpdf import FPDF

from prospect.alerts.actions import save_alert
from prospect.alerts.hooks.actions import add_hook
from prospect.alerts.models import Alert, Hook
from prospect.fit.models import Correction
from prospect.guides.models import Guide
from prospect.jobs.models import Job
from prospect.mail.models import Letter
from prospect.people.actions import change_profile, keep_resume, take_reading, track
from prospect.people.models import Account, Profile, Resume, Tracked
from tests.catalogue import board, opening
from tests.persons import Three
from tests.web.addresses import addresses

pytestmark = pytest.mark.django_db

PUBLIC = {
    "healthz", "readyz", "front", "help", "privacy", "palette", "mark", "language", "robots", "sitemap", "jobs",
    "suggest_words", "suggest_places", "job", "check", "employers", "employer", "guides", "guides_feed", "guide",
    "guide_picture", "careers", "career", "pay", "pay_places", "region", "region_csv", "region_days", "new_alert", "look",
    "styleguide", "failure",
}  # fmt: skip
DOORS = {
    "account_login", "account_logout", "account_inactive", "account_signup", "account_reauthenticate",
    "account_email_verification_sent", "account_confirm_login_code", "account_reset_password",
    "account_reset_password_done", "account_reset_password_from_key_done", "mfa_authenticate", "mfa_login_webauthn",
    "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
}  # fmt: skip
"""Pages of signing in itself: they show nothing that is kept of anybody."""
SECRETS = {
    "account_confirm_email", "account_reset_password_from_key", "say_of_job", "unsubscribe", "alert_feed",
    "take_back_alert", "confirm_alert", "hold_alert",
}  # fmt: skip
"""Addresses that carry a secret of their own, sent to one person; whoever holds it may (tested with alerts and sign-in)."""
DEMO = {"outbox", "letter", "letter_html", "demo_sign_in", "demo_arrive"}
"""Only in the demo, whose people are invented and whose letters anybody may read."""
OWN = {
    "account", "export", "delete_account", "for_you", "learn", "saved", "profile", "upload", "undo_profile",
    "not_a_skill", "wishes", "export_profile", "alerts", "write_again", "account_email", "account_change_password",
    "account_set_password", "usersessions_list", "mfa_index", "mfa_activate_totp", "mfa_deactivate_totp",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_list_webauthn",
    "mfa_add_webauthn",
}  # fmt: skip
"""Without a person in the address: each sees their own, nobody is asked to sign in."""
OF_A_JOB = {
    "save_job", "unsave_job", "hide_job", "unhide_job", "track_job", "fit", "fit_have", "fit_not_asked",
    "fit_take_back", "more_like",
}  # fmt: skip
"""A public job in the address, what is written or shown is of who asks: as OWN."""
OWNED = {
    "resume", "original", "resume_page", "delete_resume", "change_alert", "look_again", "write_of_alert_again", "snooze_alert", "wake_alert",
    "new_alert_feed", "add_hook", "remove_hook", "hook_again", "try_hook", "pause_alert", "stop_alert", "resume_alert",
    "mfa_remove_webauthn", "mfa_edit_webauthn",
}  # fmt: skip
"""Something of one person in the address: to everybody else it does not exist."""
OPERATORS = {
    "operator", "sources", "add_source", "source", "read_source", "believe_source", "switch_source", "copies", "separate", "letters",
    "send_again", "network", "operator_guides", "new_guide", "edit_guide", "withdraw_guide", "delete_guide", "operator_region",
    "operator_region_csv", "operator_searches_csv",
}  # fmt: skip
TABLES = {"PUBLIC": PUBLIC, "DOORS": DOORS, "SECRETS": SECRETS, "DEMO": DEMO, "OWN": OWN, "OF_A_JOB": OF_A_JOB,
          "OWNED": OWNED, "OPERATORS": OPERATORS}  # fmt: skip
SECRET_WORDS = "Olive keeps this to herself"


@dataclass
class Kept:
    """What Olive has, and how its addresses are filled."""

    three: Three
    job: Job
    resume: Resume
    alert: Alert
    fields: dict[str, dict[str, object]]

    def url(self, name: str) -> str:
        return reverse(name, kwargs=self.fields.get(name, {}))


def a_page() -> bytes:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=12)
    pdf.cell(text="Olive Owner, welder, Elm Street 2019 - 2024")
    return bytes(pdf.output())


@pytest.fixture
def kept(three: Three, tmp_path: Path) -> Kept:
    cache.clear()
    source = board(tmp_path / "board.json", [opening(1)])
    job = Job.objects.get()
    owner, now = three.owner, timezone.now()
    change_profile(account=owner, data={"basics": {"name": SECRET_WORDS}, "meta": {}}, now=now)
    resume = keep_resume(account=owner, data=a_page(), original_name="olive.pdf")
    take_reading(resume=resume, reading={"basics": {"name": SECRET_WORDS}, "meta": {}}, now=now)
    track(account=owner, job=job, stage=Tracked.Stage.SAVED, note=SECRET_WORDS)
    alert = save_alert(email=owner.email, query={"q": ["welder"]}, name=SECRET_WORDS, rhythm="daily", account=owner)
    hook = add_hook(alert=alert, url="https://hooks.example.org/x", now=now)
    correction = Correction.objects.create(account=owner, kind="have", key="skill:x", text=SECRET_WORDS, at=now)
    key = Authenticator.objects.create(user=owner, type="webauthn", data={"name": SECRET_WORDS, "credential": {}})
    guide = Guide.objects.create(slug="one", title="One", summary="One", author="Tess", body="One", changed_at=now)
    of_resume: dict[str, object] = {"public_id": resume.public_id}
    filled: list[tuple[set[str], dict[str, object]]] = [
        (OF_A_JOB | {"separate"}, {"public_id": job.public_id}),
        (OWNED, {"public_id": alert.public_id}),
        ({"resume", "original", "delete_resume"}, of_resume),
        ({"resume_page"}, of_resume | {"number": 1}),
        ({"remove_hook", "hook_again", "try_hook"}, {"public_id": alert.public_id, "hook_id": hook.public_id}),
        ({"fit_take_back"}, {"public_id": job.public_id, "correction": correction.pk}),
        ({"mfa_remove_webauthn", "mfa_edit_webauthn"}, {"pk": key.pk}),
        ({"source", "read_source", "believe_source", "switch_source"}, {"public_id": source.public_id}),
        ({"edit_guide", "withdraw_guide", "delete_guide"}, {"public_id": guide.public_id}),
        (
            {"send_again"},
            {"public_id": Letter.objects.create(to="x@example.org", due_at=now, created_at=now).public_id},
        ),
        ({"export_profile"}, {"form": "json"}),
    ]
    fields = {name: values for names, values in filled for name in names}
    return Kept(three, job, resume, alert, fields)


def client_of(kept: Kept, account: Account | None) -> Client:
    """Signed in a moment ago, so that nothing is asked again before it is refused."""
    client = kept.three.client_of(account)
    if account is not None:
        session = client.session
        session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
        session["account_authentication_methods_user"] = str(account.pk)
        session.save()
    return client


def state(kept: Kept) -> list[object]:
    """Everything of Olive's that an address could change."""
    owner = kept.three.owner
    rows = [Alert, Resume, Tracked, Correction, Hook, Profile]
    found: list[object] = [list(model.objects.order_by("pk").values()) for model in rows]
    return [*found, list(Authenticator.objects.filter(user=owner).values("pk", "data"))]


def body(answer: Any) -> bytes:
    """What was answered, to its end, so that a file is closed."""
    return b"".join(answer) if answer.streaming else answer.content


def refused(client: Client, url: str, *, to_sign_in: bool) -> None:
    """Neither reading nor writing is answered with anything but a refusal."""
    for method in (client.get, client.post):
        answer = method(url)
        assert SECRET_WORDS.encode() not in body(answer), f"{method.__name__} {url} shows it"
        if to_sign_in and answer.status_code == 302:
            assert "/account/login" in answer["Location"], url
        else:
            assert answer.status_code in {404, 405}, f"{method.__name__} {url}: {answer.status_code}"


def answered(client: Client, url: str) -> None:
    """Reading or writing is answered: else the refusals beside it would prove nothing."""
    said = []
    for method in (client.get, client.post):
        answer = method(url)
        body(answer)
        said.append(answer.status_code)
    assert set(said) & {200, 302, 422}


def test_each_address_is_in_one_table() -> None:
    """Add a new address to the table it belongs to; the tests below then try it."""
    named = set(addresses())
    counted = Counter(name for table in TABLES.values() for name in table)
    assert [name for name, times in counted.items() if times > 1] == []
    assert sorted(named - set(counted)) == []
    assert sorted(set(counted) - named) == []


@pytest.mark.parametrize("name", sorted(OWNED))
def test_what_is_of_one_person_does_not_exist_for_others(kept: Kept, name: str) -> None:
    url, before = kept.url(name), state(kept)
    refused(client_of(kept, kept.three.teammate), url, to_sign_in=False)
    refused(client_of(kept, kept.three.stranger), url, to_sign_in=False)
    refused(client_of(kept, None), url, to_sign_in=True)
    assert state(kept) == before
    answered(client_of(kept, kept.three.owner), url)


@pytest.mark.parametrize("name", sorted(OWN | OF_A_JOB))
def test_each_sees_and_changes_their_own_only(kept: Kept, name: str) -> None:
    url, before = kept.url(name), state(kept)
    refused(client_of(kept, None), url, to_sign_in=True)
    for other in (kept.three.teammate, kept.three.stranger):
        client = client_of(kept, other)
        for method in (client.get, client.post):
            answer = method(url)
            assert answer.status_code < 500
            assert SECRET_WORDS.encode() not in body(answer)
    assert of_owner(state(kept), kept) == of_owner(before, kept)


def of_owner(rows: list[object], kept: Kept) -> str:
    """The owner's part of a state: what strangers write of their own is theirs."""
    owner = kept.three.owner.pk
    return repr([[row for row in part if row.get("account_id", owner) == owner] for part in rows])  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["saved", "profile", "export", "alerts", "mfa_list_webauthn", "export_profile"])
def test_the_owner_does_see_it(kept: Kept, name: str) -> None:
    answer = client_of(kept, kept.three.owner).get(kept.url(name))
    assert SECRET_WORDS in answer.content.decode()


@pytest.mark.parametrize("name", sorted(OPERATORS))
def test_the_desk_does_not_exist_for_others(kept: Kept, name: str) -> None:
    url = kept.url(name)
    refused(client_of(kept, kept.three.owner), url, to_sign_in=False)
    refused(client_of(kept, kept.three.stranger), url, to_sign_in=False)
    refused(client_of(kept, None), url, to_sign_in=True)
    answered(client_of(kept, kept.three.teammate), url)
