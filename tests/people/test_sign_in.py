"""Sign-up by e-mail with verification, sign-in, reset, sign-out everywhere; and no way to learn who has an account."""

from __future__ import annotations

import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client, override_settings

from prospect.mail.models import Letter
from prospect.people.models import Account
from tests.persons import Three

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough phrase 7"


def link(letter: Letter, part: str) -> str:
    found = re.search(rf"http://testserver(\S*{part}\S*)", letter.text)
    assert found, letter.text
    return found[1]


def signed_in(client: Client) -> bool:
    return client.get("/account").status_code == 200


def test_an_account_begins_with_a_confirmed_address(client: Client) -> None:
    answer = client.post("/account/signup/", {"email": "New@Example.org", "password1": PASSWORD})
    assert answer.status_code == 302
    assert not signed_in(client)
    letter = Letter.objects.get(to="new@example.org")
    assert letter.stream == "account"
    client.post(link(letter, "confirm-email"))
    assert signed_in(client)
    assert Account.objects.get().email == "new@example.org"


def test_a_confirmation_link_opened_twice_or_from_yesterday_says_so(client: Client) -> None:
    client.post("/account/signup/", {"email": "new@example.org", "password1": PASSWORD})
    address = link(Letter.objects.get(), "confirm-email")
    client.post(address)
    assert Client().get(address).status_code == 200
    assert Client().get("/account/confirm-email/made-up:key/").status_code == 200


def test_signing_up_again_tells_the_page_nothing(client: Client, three: Three) -> None:
    new = client.post("/account/signup/", {"email": "fresh@example.org", "password1": PASSWORD})
    known = Client().post("/account/signup/", {"email": three.owner.email, "password1": PASSWORD})
    assert (new.status_code, new["Location"]) == (known.status_code, known["Location"])


def test_resetting_tells_the_page_nothing_and_works(client: Client, three: Three) -> None:
    known = client.post("/account/password/reset/", {"email": three.owner.email})
    unknown = Client().post("/account/password/reset/", {"email": "nobody@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    page = client.get(link(Letter.objects.get(to=three.owner.email), "password/reset/key"), follow=True)
    client.post(page.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})
    assert (
        client.login(email=three.owner.email, password=PASSWORD)
        or Client().post("/account/login/", {"login": three.owner.email, "password": PASSWORD}).status_code == 302
    )


def test_signing_out_everywhere_ends_every_session(three: Three) -> None:
    one, other = Client(), Client()
    for client in (one, other):
        client.post("/account/login/", {"login": three.owner.email, "password": "correct horse battery"})
        assert signed_in(client)
    assert Session.objects.count() == 2
    one.post("/account/sessions/")
    assert not signed_in(other)


def test_a_wrong_password_keeps_what_was_typed(client: Client, three: Three) -> None:
    answer = client.post("/account/login/", {"login": three.owner.email, "password": "not it at all"})
    assert answer.status_code == 200
    assert three.owner.email in answer.content.decode()


def test_guessing_is_slowed_down(three: Three) -> None:
    client = Client()
    for _ in range(12):
        answer = client.post("/account/login/", {"login": three.owner.email, "password": "not it at all"})
    assert "many" in answer.content.decode().casefold() or answer.status_code == 429


def test_demo_people_are_signed_in_by_one_click_only_in_the_demo(client: Client, three: Three) -> None:
    Account.objects.filter(pk=three.stranger.pk).update(is_demo=True)
    assert client.post(f"/demo/sign-in/{three.owner.public_id}").status_code == 404
    assert client.post(f"/demo/sign-in/{three.stranger.public_id}").status_code == 302
    assert signed_in(client)


def test_outside_the_demo_its_addresses_do_not_exist() -> None:
    import importlib

    from django.urls import Resolver404, clear_url_caches, resolve

    from prospect.config import urls

    try:
        with override_settings(DEMO=False, DEBUG=False):
            importlib.reload(urls)
            clear_url_caches()
            for path in ("/outbox", "/demo/sign-in/abc", "/demo/arrive", "/styleguide"):
                with pytest.raises(Resolver404):
                    resolve(path, urls.__name__)
    finally:
        importlib.reload(urls)
        clear_url_caches()
