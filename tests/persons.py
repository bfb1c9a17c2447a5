"""Three people for tests of what is private: the owner, a teammate who runs the network, and a stranger."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from prospect.people.models import Account


@dataclass(frozen=True)
class Three:
    owner: Account
    teammate: Account
    stranger: Account

    def client_of(self, who: Account | None) -> Client:
        client = Client()
        if who is not None:
            client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client


def account(email: str, **fields: object) -> Account:
    made = Account.objects.create_user(email, "correct horse battery", **fields)
    EmailAddress.objects.create(user=made, email=email, verified=True, primary=True)
    return made


@pytest.fixture
def three(db: None) -> Three:
    return Three(
        owner=account("olive@example.org", name="Olive Owner"),
        teammate=account("tess@example.org", name="Tess Teammate", is_operator=True),
        stranger=account("sam@example.org", name="Sam Stranger"),
    )
