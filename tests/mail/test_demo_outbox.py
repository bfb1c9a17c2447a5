"""The demo's outbox: every letter that was written, none that has no words yet."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from prospect.config.demo.views import outbox
from prospect.mail.actions import enqueue
from prospect.mail.registries import Content

pytestmark = pytest.mark.django_db


def test_a_letter_without_words_is_not_in_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[list[str]] = []
    monkeypatch.setattr(
        "prospect.config.demo.views.render",
        lambda _request, _name, context: shown.append([letter.subject for letter in context["page"]]),
    )
    enqueue(to="ana@example.org", stream="alert", composer="alert", subject_key="x")
    enqueue(to="ana@example.org", stream="account", content=Content("Welcome", "Good morning"))
    outbox(RequestFactory().get("/outbox"))
    assert shown == [["Welcome"]]
