"""Making an operator: of an account that is there, of one that waits for its letter, and of a new one."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from prospect.people.actions import make_operator
from prospect.people.models import Account
from tests.persons import Three

pytestmark = pytest.mark.django_db


def test_a_known_person_becomes_the_operator_and_keeps_their_password(three: Three) -> None:
    before = three.owner.password
    made = make_operator(email=three.owner.email.upper())
    assert (made.pk, made.is_operator, made.password) == (three.owner.pk, True, before)


def test_a_new_operator_is_confirmed_and_chooses_a_password_by_a_link(client: Client) -> None:
    from prospect.config.commands.house import _password_address

    made = make_operator(email="Ana@Example.org")
    assert made.email == "ana@example.org"
    assert not made.has_usable_password()
    assert EmailAddress.objects.get(user=made).verified
    address = _password_address(made)
    form = client.get(address[address.index("/account") :], follow=True)
    answer = client.post(form.redirect_chain[-1][0], {"password1": "green-tractor-91", "password2": "green-tractor-91"})
    assert answer.status_code == 302
    assert client.login(email="ana@example.org", password="green-tractor-91")
    assert client.get("/operate/").status_code == 200


def test_nobody_is_made_twice() -> None:
    assert make_operator(email="ana@example.org") == make_operator(email="ANA@example.org")
    assert Account.objects.count() == 1
    assert EmailAddress.objects.count() == 1
