"""Nothing that is typed or followed is an error: the same odd questions by the page, the suggestions and the command."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.test import Client, override_settings

from prospect.config.command import main
from prospect.search import params
from prospect.search.query import Query
from prospect.search.vocabulary import MAX_MILES
from tests.catalogue import board, opening

pytestmark = pytest.mark.django_db

PLANES = "".join(chr(plane << 16 | 0x41) + chr(plane << 16 | 0xFFFD) + " " for plane in range(17))
TYPED = {
    "nothing": "",
    "blanks": " \t\n\u00a0\u3000",
    "long": "developer " * 1_000,
    "one long word": "x" * 10_000,
    "operators": '" - | OR ( ) -- "" -" OR OR |||',
    "open quote": '"back end developer',
    "only exclusions": "-nurse -welder",
    "every plane": PLANES,
    "right to left": "מפתח תוכנה مطور \u202eSQL\u202c \u200f",
    "combining": "e" + "\u0301" * 500,
    "SQL": "'; DROP TABLE jobs_job; -- 1' OR '1'='1",
    "HTML": '<script>alert(1)</script> <img src=x onerror=alert(1)> "<b>"',
    "template": "{{ 7*7 }} {% csrf_token %} ${7*7} %s %(x)s {0}",
    "query language": "title:java AND text:[* TO *] /.*/ field:~2 ^4 \\",
    "NUL": "nurse\x00nurse",
    "noncharacters": "\ufffe\uffff\U0010ffff",
    "numbers": "9" * 400 + " 1e999 -0 0x7f",
}
ASKED = {
    "a radius of nothing": {"near": "Tulsa, OK", "within": "0"},
    "a radius of a million": {"near": "Tulsa, OK", "within": "1000000"},
    "a radius below nothing": {"near": "Tulsa, OK", "within": "-5"},
    "a radius of words": {"near": "Tulsa, OK", "within": "ten"},
    "a place of ten": {"near": "Springfield"},
    "no such place": {"near": "Qwertyville"},
    "many places": {"near": ["Tulsa, OK", "US-OK", "US", "Berlin", "nowhere"] * 40},
    "pay in euros": {"pay": "90000", "currency": "EUR"},
    "pay in nothing": {"pay": "90000", "currency": "🤑"},
    "pay beyond all": {"pay": "9" * 60, "per": "hour"},
    "pay below nothing": {"pay": "-1", "unstated": "yes"},
    "a vanished employer": {"employer": "vanished-inc", "level": "senior"},
    "ids of nothing": {"skill": "no-such", "occupation": "no-such", "any_skill": "'", "remote_from": "XX-YY"},
    "levels of nothing": {"level": "boss,senior", "type": "gig", "workplace": "moon", "education": "phd²"},
    "no such page": {"page": "99999999999999999999"},
    "a page below nothing": {"page": "-1"},
    "a page in Arabic": {"page": "٣"},
    "days of nothing": {"since": "0", "sort": "worst"},
    "all at once": {"q": "nurse", "near": "Tulsa, OK", "remote": "yes", "level": "senior", "since": "1e9"},
}


@pytest.fixture(autouse=True)
def catalogue(tmp_path: Path) -> None:
    board(tmp_path / "board", [opening(1), opening(2, "Welder"), opening(3, "Registered Nurse")])


def test_whatever_is_typed_is_answered(client: Client) -> None:
    for name, typed in TYPED.items():
        for address in ("/jobs", "/suggest/words", "/suggest/places"):
            answer = client.get(address, {"q": typed, "near": typed})
            assert answer.status_code == 200, name
            assert b"<script>alert" not in answer.content, name
            assert b"<img src=x" not in answer.content, name


def test_whatever_is_asked_is_answered(client: Client) -> None:
    for name, asked in ASKED.items():
        assert client.get("/jobs?" + urlencode(asked, doseq=True)).status_code == 200, name
        query = Query.from_params(asked)
        assert Query.from_params(query.to_params()).canonical() == query.canonical(), name


def test_bytes_that_are_no_text_are_answered(client: Client) -> None:
    for raw in ("q=%ff%fe", "q=%ED%A0%80", "q=%00", "q[]=x&q=", "near=%F0%9F%A4%91&near=", "&&&=&q"):
        assert client.get(f"/jobs?{raw}").status_code == 200, raw
        assert client.get(f"/suggest/words?{raw}").status_code == 200, raw


def test_the_command_answers_whatever_is_typed(capsys: pytest.CaptureFixture[str]) -> None:
    for typed in TYPED.values():
        if "\x00" not in typed:  # no command line can hold it
            assert main(["search", "--json", "--facets", "--limit", "3", "--", typed]) == 0
    for given in (
        ["--near", "Springfield"], ["--near", "Qwertyville"], ["--near", "Tulsa, OK", "--within", "1000000"],
        ["--near", "Tulsa, OK", "--within", "0"], ["--min-pay", "1e400"], ["--employer", "vanished"], ["--limit", "-3"],
        ["--level", "boss"], ["--since", "soon"],
    ):  # fmt: skip
        assert main(["search", "developer", *given]) == 0, given
    capsys.readouterr()


def test_a_place_of_ten_is_asked_about_with_the_likeliest_chosen(client: Client) -> None:
    reading = params.read({"near": "Springfield"})
    ((near,), (choice,)) = reading.fields["near"], reading.choices
    assert choice.chosen == near.place
    assert len(choice.others) >= 5
    page = client.get("/jobs", {"near": "Springfield"}).content.decode()
    assert quote(choice.others[0]) in page


def test_a_radius_is_cut_and_said(client: Client) -> None:
    reading = params.read({"near": "Tulsa, OK", "within": "1000000"})
    assert reading.fields["near"][0].miles == MAX_MILES
    assert any(str(MAX_MILES) in str(note) for note in reading.notes)


def test_pay_in_another_currency_finds_only_what_states_it() -> None:
    from prospect.search.tasks import engine

    assert engine().find(Query.from_params({"pay": "10", "currency": "JPY"})).total == 0
    assert engine().find(Query.from_params({"pay": "10", "currency": "JPY", "unstated": "yes"})).total == 3


@override_settings(LANGUAGE_CODE="en")
def test_what_is_typed_is_shown_as_text(client: Client) -> None:
    page = client.get("/jobs", {"q": '"><svg onload=alert(1)>', "near": "<b>nowhere</b>"}).content.decode()
    assert "<svg onload" not in page
    assert "<b>nowhere" not in page
