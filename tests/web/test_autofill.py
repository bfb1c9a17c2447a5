"""A browser that keeps what a person typed before is told which field is which, and what is none of it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from prospect.search.tasks import rebuild_index
from tests.persons import Three

pytestmark = pytest.mark.django_db

FIELDS = (
    ("/account/login/", "login", "username"),
    ("/account/login/", "password", "current-password"),
    ("/account/signup/", "email", "email"),
    ("/account/signup/", "password1", "new-password"),
    ("/account/password/reset/", "email", "email"),
    ("/alerts/new?q=nurse", "email", "email"),
    ("/alerts/new?q=nurse", "name", "off"),
    ("own /account/password/change/", "username", "username"),
    ("own /account/password/change/", "oldpassword", "current-password"),
    ("own /account/password/change/", "password1", "new-password"),
    ("own /account/email/", "email", "email"),
    ("own /account/reauthenticate/", "username", "username"),
    ("own /account/reauthenticate/", "password", "current-password"),
    ("own /account/2fa/totp/activate/", "code", "one-time-code"),
    ("own /profile", "basics-name", "name"),
    ("own /profile", "basics-label", "organization-title"),
    ("own /profile", "basics-email", "email"),
    ("own /profile", "basics-phone", "tel"),
    ("own /profile", "work-0-name", "off"),
)


@pytest.mark.parametrize(("page", "field", "meant"), FIELDS)
def test_a_field_says_what_it_is_for(three: Three, page: str, field: str, meant: str) -> None:
    rebuild_index()
    own, _space, path = page.rpartition(" ")
    client = Client()
    if own:
        client.post("/account/login/", {"login": three.owner.email, "password": "correct horse battery"})
        client.post("/account/reauthenticate/", {"password": "correct horse battery"})
    shown = client.get(path, follow=True).content.decode()
    found = [field_ for field_ in re.findall(rf'<input\b[^>]*\bname="{field}"[^>]*>', shown) if "radio" not in field_]
    assert found, f"{path} has no field {field}"
    assert f'autocomplete="{meant}"' in found[0]
