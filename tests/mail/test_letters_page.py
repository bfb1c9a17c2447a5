"""The operator's page of letters: what waits, what was given up, and the one button that only a person may press."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from prospect.mail import actions
from prospect.mail.models import Letter
from prospect.mail.registries import Content
from tests.persons import Three

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(three: Three) -> Client:
    return three.client_of(three.teammate)


def given_up(unanswered: int) -> Letter:
    letter = actions.enqueue(to="sam@example.org", stream=Letter.Stream.ALERT, content=Content("Jobs", "Words"))
    Letter.objects.filter(pk=letter.pk).update(
        failed_at=timezone.now(), unanswered=unanswered, last_error="No answer came."
    )
    return letter


def test_given_up_letters_are_shown_and_sent_once_more(operator: Client) -> None:
    doubtful, refused = given_up(2), given_up(0)
    page = operator.get("/operate/letters").content.decode()
    assert page.count("Send once more") == 2
    assert page.count("It may arrive a second time.") == 1
    assert "sam@example.org" not in page
    answer = operator.post(f"/operate/letters/{doubtful.public_id}/again", follow=True)
    assert "It goes out with the next letters." in answer.content.decode()
    doubtful.refresh_from_db()
    refused.refresh_from_db()
    assert doubtful.failed_at is None
    assert refused.failed_at is not None
    assert answer.content.decode().count("Send once more") == 1


def test_the_page_tells_of_repeats_and_of_a_queue_that_stands_still(operator: Client) -> None:
    sent = given_up(1)
    Letter.objects.filter(pk=sent.pk).update(failed_at=None, sent_at=timezone.now() - timedelta(hours=2))
    actions.enqueue(to="sam@example.org", stream=Letter.Stream.ALERT, content=Content("Jobs", "Words"))
    page = operator.get("/operate/letters")
    assert page.context["progress"].repeated == 1
    assert "Is the worker running" in page.content.decode()


def test_nobody_else_sends_a_letter_again(three: Three) -> None:
    letter = given_up(2)
    assert three.client_of(three.stranger).post(f"/operate/letters/{letter.public_id}/again").status_code in {
        302,
        403,
        404,
    }
    letter.refresh_from_db()
    assert letter.failed_at is not None
