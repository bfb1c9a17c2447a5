"""The invented people for the front page of the demo; nobody elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from prospect.config.demo.people import people
from prospect.people.models import Account


@dataclass(frozen=True, slots=True)
class Invented:
    account: Account
    story: str

    @property
    def first_name(self) -> str:
        return self.account.name.partition(" ")[0]


def demo_people(request: HttpRequest) -> dict[str, Any]:
    return {"demo_people": SimpleLazyObject(invented)} if settings.DEMO else {}


def invented() -> list[Invented]:
    accounts = {account.email: account for account in Account.objects.filter(is_demo=True)}
    return [Invented(accounts[plan.email], plan.story) for plan in people() if plan.email in accounts]
