"""Reading location strings, against strings labelled before the code was tuned on them."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest

from prospect.lexicon import zip_codes
from prospect.lexicon.place import others_of
from prospect.lexicon.places import (
    Place,
    PlaceReading,
    distance,
    find_places,
    place,
    places_within,
    read_places,
    similar_places,
    suggest_places,
)

DATA = Path(__file__).parent / "data"
SHARED = os.environ.get("PROSPECT_SHARED")
Facts = tuple[frozenset[str], frozenset[str], frozenset[str]]


def shown(found: Place) -> str:
    region = found.region if found.country in ("US", "CA") or not found.city else None
    return ", ".join(part for part in (found.city, region, found.country) if part)


def facts(reading: PlaceReading) -> Facts:
    places = frozenset(shown(found) for found in reading.places)
    return frozenset(reading.workplaces), places, frozenset(reading.remote_scope)


def labelled(file: str = "location_strings.tsv") -> list[tuple[str, Facts]]:
    lines = (DATA / file).read_text(encoding="utf-8").splitlines()
    rows = csv.reader([line for line in lines if not line.startswith("#")][1:], delimiter="\t", quoting=csv.QUOTE_NONE)
    return [(text, (split(work, "+"), split(places, "|"), split(scope, "|"))) for text, work, places, scope in rows]


def split(cell: str, mark: str) -> frozenset[str]:
    return frozenset(part for part in cell.split(mark) if part)


def test_labelled_strings_are_read_as_labelled() -> None:
    rows = labelled()
    wrong = [(text, want, facts(read_places(text))) for text, want in rows if facts(read_places(text)) != want]
    assert len(rows) > 200
    # Two are open questions: "NY + LA Preferred" (Los Angeles or Louisiana), and "Home Office" (a shop's head office).
    assert len(wrong) <= 2, wrong


def test_strings_labelled_later_are_read_as_labelled() -> None:
    rows = labelled("location_strings_more.tsv")
    wrong = [(text, want, facts(read_places(text))) for text, want in rows if facts(read_places(text)) != want]
    assert len(rows) > 80
    assert len(wrong) <= 2, wrong


@pytest.mark.shared
@pytest.mark.skipif(SHARED is None, reason="PROSPECT_SHARED is unset")
def test_gold_set_has_at_most_two_wrong() -> None:
    assert SHARED is not None
    both = {"mixed": {"hybrid", "remote"}, "remote_or_onsite": {"onsite", "remote"}, None: set()}
    wrong = []
    for line in (Path(SHARED) / "samples/gold/labelled_locations.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        country, _, regions = (row["remote_scope"] or "").partition(": ")
        scope = {f"{country}-{region}" for region in regions.split(", ")} if regions else split(country, ", ")
        work = both.get(row["workplace"], {row["workplace"]})
        want = (frozenset(work), frozenset(row["places"]), frozenset(scope))
        if facts(read_places(row["text"])) != want:
            wrong.append((row["text"], want))
    assert len(wrong) <= 2, wrong


def test_json_has_the_common_shape() -> None:
    reading = read_places("NYC or Remote").as_json()
    assert reading["workplace"] == "remote"
    assert reading["remote_scope"] == []
    assert reading["places"] == [
        {"text": "NYC", "city": "New York", "region": "NY", "country": "US", "lat": 40.7143, "lon": -74.006}
    ]


def test_of_several_workplaces_the_one_that_promises_least_is_named() -> None:
    assert read_places("San Francisco (hybrid) - Remote").workplace == "hybrid"
    assert read_places("Tokyo (Remote/Hybrid)").workplaces == ("hybrid", "remote")
    assert read_places("Austin, TX").workplace is None


def test_a_region_alone_is_a_place_without_city_and_coordinates() -> None:
    (found,) = read_places("Oklahoma").places
    assert (found.city, found.region, found.country, found.lat, found.id) == (None, "OK", "US", None, "US-OK")


def test_the_country_of_the_board_settles_ambiguous_names() -> None:
    assert shown(read_places("Cambridge").places[0]) == "Cambridge, GB"
    assert shown(read_places("Cambridge", country="US").places[0]) == "Cambridge, MA, US"
    assert shown(read_places("Birmingham", country="US").places[0]) == "Birmingham, AL, US"
    assert read_places("Remote - CA", country="CA").remote_scope == ("CA",)


@pytest.mark.parametrize(
    "text", ["", " ", ";;;", "((((", "-" * 500, "🙂", "\x00", "a" * 30_000, "US," * 2000, "Remote " * 2000]
)
def test_junk_is_read_without_error(text: str) -> None:
    reading = read_places(text)
    assert reading.text == text
    assert len(reading.places) <= 1


def test_springfield_likeliest_first() -> None:
    regions = [found.region for found in find_places("Springfield") if found.country == "US"]
    assert len(regions) >= 10
    assert regions[:3] == ["MO", "MA", "IL"]
    assert [found.region for found in find_places("springfield, il")] == ["IL"]
    assert find_places("nowhere at all") == ()


def test_tulsa_is_known_with_its_metro() -> None:
    (tulsa,) = find_places("Tulsa")
    assert (tulsa.region, tulsa.metro) == ("OK", "46140")
    assert place(tulsa.id or "") == tulsa
    assert place("US-OK") == Place("Oklahoma", region="OK", country="US", id="US-OK")
    assert place("FR") == Place("France", country="FR", id="FR")
    assert place("nothing") is None


def test_the_metro_follows_the_county() -> None:
    metros = {
        name: find_places(name)[0].metro for name in ("Broken Arrow, OK", "Oakland, CA", "Newark, NJ", "Stamford, CT")
    }
    assert metros == {
        "Broken Arrow, OK": "46140",
        "Oakland, CA": "41860",
        "Newark, NJ": "35620",
        "Stamford, CT": "14860",
    }


def test_places_within_a_radius() -> None:
    (tulsa,) = find_places("Tulsa")
    assert tulsa.id is not None
    near = {found.city for i in places_within(tulsa.id, 25) if (found := place(i)) is not None}
    assert {"Tulsa", "Broken Arrow", "Jenks", "Owasso", "Sapulpa"} <= near
    assert "Stillwater" not in near
    assert places_within(tulsa.id, 0) == {tulsa.id}
    assert len(places_within(tulsa.id, 1_000_000)) > 25_000
    assert places_within(tulsa.id, -5) == {tulsa.id}
    assert places_within("US-OK", 50) == {"US-OK"}
    assert places_within("nothing", 50) == frozenset()


def test_distance_is_the_great_circle() -> None:
    (tulsa,), (city,) = find_places("Tulsa"), find_places("Oklahoma City")
    assert distance(tulsa, city) == pytest.approx(98, abs=2)
    assert distance(tulsa, tulsa) == pytest.approx(0, abs=0.01)
    assert distance(tulsa, Place("Oklahoma", region="OK", country="US")) is None


def test_suggestions_begin_with_what_was_typed() -> None:
    assert suggest_places("tul", 3, country="US")[0].city == "Tulsa"
    assert suggest_places("san fra")[0].region == "CA"
    assert suggest_places("nyc")[0].city == "New York"
    assert suggest_places("munc", 1)[0].city == "Muncie"
    assert suggest_places("") == ()
    assert len(suggest_places("s", 5)) == 5


@pytest.mark.parametrize(("text", "city"), [("Tulsa, OK - Airport", "Tulsa"), ("Denver, CO - Airport", "Denver"),
                                            ("Airport, HI", "Airport")])  # fmt: skip
def test_a_common_noun_beside_a_place_is_no_town(text: str, city: str) -> None:
    assert [found.city for found in read_places(text).places] == [city]


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("Portland", {"Portland, ME, US", "Portland, TX, US"}),
        ("Georgia", {"GE"}),
        ("Birmingham", {"Birmingham, AL, US"}),
        ("Portland, OR", set()),
        ("Tulsa", set()),
        ("Paris", set()),
    ],
)
def test_what_a_bare_name_may_mean_as_well_is_kept(text: str, others: set[str]) -> None:
    reading = read_places(text)
    assert {other.name for other in others_of(reading.places[0])} == others
    assert bool(reading.as_json()["others"]) is bool(others)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Leeds, Massachusetts", [("Leeds", "MA")]),  # of England there are more people, and no comma to a state
        ("Keyport, Washington", [("Keyport", "WA")]),
        ("Boston, New York", [("Boston", "MA"), ("New York", "NY")]),
        ("Denver, Washington", [("Denver", "CO"), (None, "WA")]),
    ],
)
def test_a_town_unknown_to_its_state_is_told_from_two_places(text: str, places: list[tuple[str | None, str]]) -> None:
    assert [(found.city, found.region) for found in read_places(text).places] == places


@pytest.mark.parametrize(
    ("code", "label"),
    [("74105", "Tulsa, OK"), ("74105-1234", "Tulsa, OK"), ("10001", "New York, NY"), ("94103", "San Francisco, CA")],
)
def test_a_zip_code_is_the_place_it_lies_in(code: str, label: str) -> None:
    assert [found.label for found in find_places(code)] == [label]
    assert [found.label for found in suggest_places(code)] == [label]


@pytest.mark.parametrize("code", ["00000", "7410", "741050", "99999", "R-74105"])
def test_other_numbers_are_no_zip_codes(code: str) -> None:
    assert find_places(code) == ()


def test_the_table_of_zip_codes_names_each_code_once_and_places_we_know() -> None:
    firsts, lasts, ids = zip_codes._ranges()
    assert len(firsts) > 10_000
    assert all(last < following for last, following in zip(lasts, firsts[1:], strict=False))
    assert all(first <= last for first, last in zip(firsts, lasts, strict=True))
    assert all(place(id) is not None for id in ids)


def test_labels_tell_namesakes_apart_and_read_back() -> None:
    labels = [found.label for found in find_places("Springfield")[:4]]
    assert len(set(labels)) == 4
    assert [find_places(label)[0].label for label in labels] == labels
    assert find_places("London")[0].label == "London, United Kingdom"
    assert find_places("Toronto")[0].label == "Toronto, ON, Canada"


def test_a_misspelt_town_is_like_those_it_may_be() -> None:
    assert similar_places("Broken Arow", country="US")[0][1].label == "Broken Arrow, OK"
    assert similar_places("Owaso, OK", country="US")[0][1].city == "Owasso"
    assert similar_places("xqzzkw", country="US") == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("George Eliot Hospital, Nuneaton", ["Nuneaton, ENG, GB"]),
        ("Royal Victoria Infirmary, Newcastle upon Tyne", ["Newcastle upon Tyne, ENG, GB"]),
        ("Queen Elizabeth Hospital, Birmingham", ["Birmingham, ENG, GB"]),
        ("Lincoln Hospital, Bronx, NY", ["The Bronx, NY, US"]),
        ("Cleveland Clinic, Abu Dhabi", ["Abu Dhabi, AE"]),
        ("Hull, HU1 3HR", ["Kingston upon Hull, ENG, GB"]),
        ("Hull, QC", ["Hull, QC, CA"]),
        ("Seattle Store, Portland Store", ["Seattle, WA, US", "Portland, OR, US"]),
        ("Denver Warehouse", ["Denver, CO, US"]),
        ("College Park, MD", ["College Park, MD, US"]),
    ],
)
def test_a_buildings_name_is_no_place_beside_the_one_where_it_stands(text: str, names: list[str]) -> None:
    assert [found.name for found in read_places(text).places] == names
