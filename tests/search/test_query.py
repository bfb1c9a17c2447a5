"""The Query: to and from its URL, one form for one question, plain words, and nothing typed is an error."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prospect.lexicon import places
from prospect.search import params, words
from prospect.search.meaning import meaning
from prospect.search.query import Near, PayFloor, Query
from tests.search import cases

TULSA = places.find_places("Tulsa, OK")[0].id or ""


def clean(query: Query) -> Query:
    """Only what a URL can carry: known places, each radius within bounds."""
    near = tuple(
        dict.fromkeys(Near(n.place, min(max(n.miles, 0), 500)) for n in query.near if places.place(n.place) is not None)
    )
    pay = query.pay if query.pay and query.pay.amount > 0 else None
    levels = tuple(dict.fromkeys(query.levels))
    return Query(
        **{**{name: getattr(query, name) for name in Query.__slots__}, "near": near, "pay": pay, "levels": levels}
    )


@settings(deadline=None)
@given(cases.queries.map(clean))
def test_a_query_comes_back_from_its_parameters(query: Query) -> None:
    again = Query.from_params(query.to_params())
    assert again.canonical() == query.canonical()
    assert Query.from_params(again.to_params()) == again


@settings(deadline=None)
@given(cases.queries)
def test_the_canonical_form_is_its_own(query: Query) -> None:
    once = query.canonical()
    assert once.canonical() == once
    assert meaning(once) == meaning(query)


@settings(deadline=None)
@given(cases.queries.map(clean))
def test_the_canonical_form_comes_back_from_its_url(query: Query) -> None:
    once = query.canonical()
    assert Query.from_params(once.to_params()).canonical() == once


@settings(deadline=None)
@given(st.text(max_size=300))
def test_whatever_is_typed_is_read(text: str) -> None:
    query = Query.from_words(text)
    meaning(query)
    assert str(query.sentence())
    assert Query.from_params(query.to_params()).canonical() == query.canonical()


def test_a_hyphen_makes_or_a_part_of_a_word() -> None:
    assert words.read("OR-Tools engineer").words == ("OR-Tools", "engineer")
    for text in ("|-OR", '-"OR-', '-"OR-nurse', "OR-OR-OK"):
        assert words.read(words.written(words.read(text))) == words.read(text)


_pieces = st.sampled_from(
    ['"', "-", "OR", "|", "(", ")", "nurse", "back-end", "C++", "in", "Tulsa,", "OK", "near", "“", "日本"]
)


@settings(deadline=None)
@given(st.lists(_pieces, max_size=14).map(" ".join) | st.lists(_pieces, max_size=14).map("".join))
def test_operators_in_any_order_are_read(text: str) -> None:
    typed = words.read(text)
    assert words.read(words.written(typed)) == typed or typed.cut
    query = Query.from_words(text)
    assert Query.from_params(query.to_params()).canonical() == query.canonical()


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(
            sorted(
                [
                    "q",
                    "near",
                    "within",
                    "pay",
                    "per",
                    "currency",
                    "since",
                    "level",
                    "type",
                    "similar",
                    "sort",
                    "page",
                    "x",
                ]
            )
        ),
        st.text(max_size=30) | st.lists(st.text(max_size=10), max_size=3),
    )
)
def test_any_parameters_are_read(mapping: dict[str, object]) -> None:
    query = Query.from_params(mapping)
    meaning(query)
    assert str(query.sentence())
    assert Query.from_params(query.to_params()).canonical() == query.canonical()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "- -- OR OR | ( ) \" ' “",
        "x" * 10_000,
        "nurse " * 2_000,
        "'; DROP TABLE jobs; --",
        "<script>alert(1)</script>",
        "مهندس برمجيات",
        "👩‍⚕️ 👷🏽 nurse",
        "\U0001f9d1\U000e0001\U00020000\ufffe",
        "\x00\x01\ud800",
    ],
)
def test_odd_words_are_no_error(text: str) -> None:
    query = Query.from_words(text)
    assert query.canonical() == query.canonical().canonical()
    assert len(query.url()) < 8_000
    meaning(query)


def test_what_is_too_long_is_cut_with_a_word() -> None:
    assert "1000 characters" in str(params.read({"q": "x" * 10_000}).notes[0])
    assert "40 words" in str(params.read({"q": "a1 " * 100}).notes[0])
    assert params.read({"q": "nurse"}).notes == []


def test_the_search_box_reads_its_small_language() -> None:
    query = Query.from_words('night nurse "med surg" -agency -"real estate" (icu OR er)')
    assert query.words == ("night", "nurse")
    assert query.phrases == ("med surg",)
    assert query.without == ("agency", "real estate")
    assert query.any_of == (("icu", "er"),)


@pytest.mark.parametrize(
    ("typed", "left", "miles"),
    [
        ("nurse in Tulsa", ("nurse",), 25),
        ("nurse near Tulsa, OK", ("nurse",), 25),
        ("nurse within 10 miles of Tulsa", ("nurse",), 10),
        ('nurse in Tulsa "night shift"', ("nurse",), 25),
    ],
)
def test_a_place_at_the_end_of_the_words_is_a_place(typed: str, left: tuple[str, ...], miles: int) -> None:
    query = Query.from_words(typed)
    assert query.words == left
    assert query.near == (Near(TULSA, miles),)


def test_a_skill_after_in_is_no_place() -> None:
    query = Query.from_words("experience in Java")
    assert query.near == ()
    assert "Java" in query.words


def test_oregon_is_no_alternative() -> None:
    query = Query.from_words("cook in Portland, OR")
    assert query.any_of == ()
    (near,) = query.near
    place = places.place(near.place)
    assert place is not None
    assert place.region == "OR"


def test_a_place_that_is_several_is_asked_about() -> None:
    reading = params.read({"near": "Springfield"})
    assert len(reading.choices[0].others) > 1
    assert reading.fields["near"] == (Near(reading.choices[0].chosen),)


def test_a_place_that_is_nowhere_is_left_out_with_a_word() -> None:
    reading = params.read({"near": "Xyzzyville"})
    assert reading.fields["near"] == ()
    assert "Xyzzyville" in str(reading.notes[0])


@pytest.mark.parametrize(("within", "miles"), [("0", 0), ("1000000", 500), ("-5", 25), ("10 miles", 10), ("", 25)])
def test_a_radius_is_kept_within_bounds(within: str, miles: int) -> None:
    assert Query.from_params({"near": TULSA, "within": within}).near == (Near(TULSA, miles),)


@pytest.mark.parametrize(
    ("params", "floor"),
    [
        ({"pay": "90000"}, PayFloor(90_000)),
        ({"pay": "$90,000"}, PayFloor(90_000)),
        ({"pay": "90k"}, PayFloor(90_000)),
        ({"pay": "25"}, PayFloor(25, "USD", "HOUR")),
        ({"pay": "25.50", "per": "hour"}, PayFloor(25, "USD", "HOUR")),
        ({"pay": "60.000", "currency": "eur"}, PayFloor(60_000, "EUR")),
        ({"pay": "5000", "per": "month"}, PayFloor(5_000, "USD", "MONTH")),
        ({"pay": "a lot"}, None),
        ({"pay": "0"}, None),
        ({"pay": "9" * 60}, PayFloor(10_000_000_000)),
    ],
)
def test_pay_is_read_as_people_write_it(params: dict[str, str], floor: PayFloor | None) -> None:
    assert Query.from_params(params).pay == floor


def test_one_question_has_one_form() -> None:
    forms = ["Back-End Developer", "backend developer", "  back end   DEVELOPER "]
    assert len({Query.from_words(text).canonical() for text in forms}) == 1
    hourly = Query(pay=PayFloor(50, "USD", "HOUR")).canonical()
    assert hourly == Query(pay=PayFloor(hourly.pay.annual if hourly.pay else 0)).canonical()


def test_a_query_says_itself() -> None:
    query = Query.from_params({"q": "back-end developer", "near": TULSA, "remote": "yes", "pay": "90000"})
    assert str(query.sentence()) == (
        "“back-end developer” and similar titles, within 25 miles of Tulsa or remote, from $90,000 a year"
    )
    assert str(Query(occupations=("back-end-developer",)).sentence()) == "Back-end developer and similar"
    assert str(Query(not_employers=("acme",)).sentence({"employer:acme": "Acme Inc."})) == "not at Acme Inc."
    assert str(Query().sentence()) == "All jobs"


def test_an_alert_has_no_last_days() -> None:
    kept, notes = Query(words=("nurse",), since=7, sort="newest").for_alert()
    assert kept == Query(words=("nurse",))
    assert "alert" in str(notes[0])


def test_a_querydict_is_read_like_a_dict() -> None:
    class Many(dict[str, list[str]]):
        def getlist(self, name: str) -> list[str]:
            return self.get(name, [])

    assert Query.from_params(Many(level=["senior", "lead"])) == Query(levels=("senior", "lead"))


@pytest.mark.parametrize(
    ("typed", "id"),
    [("California", "US-CA"), ("Nevada", "US-NV"), ("Oklahoma", "US-OK"), ("Mexico", "MX"), ("OK", "US-OK")],
)
def test_a_state_or_country_typed_as_a_place_is_that_and_no_town_of_its_name(typed: str, id: str) -> None:
    assert [near.place for near in Query.from_params({"near": typed}).near] == [id]


def test_a_place_with_namesakes_is_said_with_its_state() -> None:
    assert str(Query.from_params({"near": "Dallas"}).sentence()) == "within 25 miles of Dallas, TX"
    assert str(Query.from_params({"near": "Tulsa"}).sentence()) == "within 25 miles of Tulsa"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("cocinero en Tulsa", ("cocinero",)),
        ("enfermera cerca de tulsa, ok", ("enfermera",)),
        ("trabajo alrededor de Tulsa", ("trabajo",)),
        ("ayudante de cocina en Tulsa", ("ayudante", "de", "cocina")),
    ],
)
def test_a_place_is_named_in_spanish_too(typed: str, words: tuple[str, ...]) -> None:
    query = Query.from_words(typed)
    assert (query.words, [near.place for near in query.near]) == (words, [TULSA])


@pytest.mark.parametrize("typed", ["ayudante de cocina", "maestra en educación especial", "gerente de Tulsa"])
def test_spanish_words_that_name_no_place_stay_words(typed: str) -> None:
    assert Query.from_words(typed).near == ()
