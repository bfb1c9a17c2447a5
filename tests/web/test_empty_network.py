"""A network on its first day: no region, no employer, no job. Every page is whole and leads its operator on."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from prospect.guides.models import Guide
from prospect.network.models import Network
from tests.persons import Three

pytestmark = pytest.mark.django_db
BROKEN = ("Work in ,", "jobs in</h1>", "Jobs in</title>", "All 0 employers", "Nobody of that name", ">0 jobs<", "None")


@pytest.mark.parametrize("path", ["/", "/jobs", "/employers", "/region", "/careers", "/guides", "/pay", "/help"])
def test_pages_of_an_empty_network_say_no_half_sentence(client: Client, path: str) -> None:
    found = client.get(path).content.decode()
    assert not [words for words in BROKEN if words in " ".join(found.split())]


def test_the_front_page_leads_the_operator_to_the_first_employer(client: Client, three: Three) -> None:
    assert "The boards are being read" not in client.get("/").content.decode()
    type(three.owner).objects.filter(pk=three.owner.pk).update(is_operator=True)
    client.force_login(three.owner)
    assert 'href="/operate/sources/add"' in client.get("/").content.decode()


def test_the_desk_lists_first_steps_until_they_are_done(client: Client, three: Three) -> None:
    type(three.owner).objects.filter(pk=three.owner.pk).update(is_operator=True)
    client.force_login(three.owner)
    desk = client.get("/operate/").content.decode()
    assert "First steps" in desk
    assert "Every source was read well" not in desk
    network = Network.current()
    network.region_name, network.place_id = "Flint Hills", "4273299"
    network.save()
    assert desk.count("Pay and “near me” go by that city") == 1
    assert "Pay and “near me” go by that city" not in client.get("/operate/").content.decode()


def test_nothing_is_counted_of_nothing(client: Client) -> None:
    guide = Guide.objects.create(
        title="Nursing here", slug="nursing", summary="Short.", published_at=timezone.now(), changed_at=timezone.now(),
        body="{{ openings registered-nurse }}\n\n{{ pay registered-nurse }}",
    )  # fmt: skip
    for path in (f"/guides/{guide.slug}", "/pay?occupation=registered-nurse", "/careers/registered-nurse"):
        found = " ".join(client.get(path).content.decode().split())
        assert "Registered nurse" in found
        assert "0 of 0" not in found
        assert "0 openings" not in found
