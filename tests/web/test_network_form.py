"""An operator makes the network their own without touching code: each word, place and color shows, or is refused."""

from __future__ import annotations

import pytest

from prospect.network.models import Network
from prospect.web.operators.forms import SourceForm
from tests.persons import Three
from tests.web.test_marks import network_form

pytestmark = pytest.mark.django_db


def test_everything_an_operator_says_shows_where_it_belongs(three: Three) -> None:
    client = three.client_of(three.teammate)
    said = network_form(
        name="Front Range Jobs", tagline="Work between Pueblo and Fort Collins", region_name="the Front Range",
        centre="Denver, CO", time_zone="America/Denver", postal_address="1 Colfax Avenue", contact_email="hi@example.org",
        privacy_text="We keep little.", terms_text="Be kind.",
    )  # fmt: skip
    assert client.post("/operate/network", said).status_code == 302
    network = Network.current()
    assert (network.place_id, network.time_zone) == ("5419384", "America/Denver")
    front, privacy = (client.get(path).content.decode() for path in ("/", "/privacy"))
    for words in (
        "Front Range Jobs",
        "Work between Pueblo and Fort Collins",
        "1 Colfax Avenue",
        "mailto:hi@example.org",
    ):
        assert words in front, words
    assert "in the Front Range" in front
    assert "We keep little." in privacy and "Be kind." in privacy
    assert 'value="Denver, CO' in client.get("/operate/network").content.decode()


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"centre": "Zzyzxville"}, "We know no place called “Zzyzxville”"),
        ({"time_zone": "Mars/Olympus"}, "not the name of a time zone"),
        ({"contact_email": "nobody"}, "valid email"),
        ({"colour_ink": "blue"}, "Write a color like"),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(three: Three, wrong: dict[str, str], why: str) -> None:
    client = three.client_of(three.teammate)
    answer = client.post("/operate/network", network_form(name="Front Range Jobs", **wrong))
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert why in shown
    assert 'value="Front Range Jobs"' in shown and f'value="{next(iter(wrong.values()))}"' in shown
    assert "Front Range Jobs</span>" not in shown, "the page's own head is not changed before it is saved"
    assert Network.current().name == "Prospect"


def test_a_color_that_cannot_be_read_is_moved_and_that_is_said(three: Three) -> None:
    client = three.client_of(three.teammate)
    client.post("/operate/network", network_form(colour_accent="#ffe08a", colour_ink="#cccccc"))
    shown = client.get("/operate/network").content.decode()
    assert "#ffe08a is too pale" in shown and "#cccccc is too pale" in shown


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("acme.org/careers", "https://acme.org/careers"),
        ("Jobs.Acme.co.uk", "https://Jobs.Acme.co.uk"),
        (" https://acme.org ", "https://acme.org"),
        ("greenhouse:acme", "greenhouse:acme"),
        ("workday", "workday"),
    ],
)
def test_an_address_typed_without_its_scheme_is_one(typed: str, read: str) -> None:
    form = SourceForm({"address": typed})
    assert form.is_valid()
    assert form.cleaned_data["address"] == read
