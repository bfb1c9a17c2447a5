"""The title families: enough of them, each with a code, nowhere in contradiction, with neighbours and ladders."""

import re
from collections import defaultdict

import pytest

from prospect.lexicon.levels import LEVELS
from prospect.lexicon.occupations import all_occupations, ladder, near, occupation
from prospect.lexicon.title_index import _written, titles_by_language
from prospect.lexicon.title_words import keys


def test_there_are_400_to_800_families_in_every_sector():
    assert 400 <= len(all_occupations()) <= 800
    by_sector = defaultdict(int)
    for one in all_occupations():
        by_sector[one.sector] += 1
    # Technology is not deeper than the care of people or the trades.
    assert by_sector["health"] >= by_sector["technology"]
    assert min(by_sector["trades"], by_sector["logistics"], by_sector["finance"], by_sector["public"]) >= 20


def test_ids_and_codes_have_their_form():
    for one in all_occupations():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one.id)
        assert re.fullmatch(r"\d\d-\d{4}", one.soc), one.id
        assert one.name and one.family


def test_no_title_names_two_occupations():
    named = defaultdict(set)
    for one in all_occupations():
        for title in (one.name, *one.titles):
            for written in _written(title):
                named[keys(written)].add(one.id)
    assert {title: ids for title, ids in named.items() if len(ids) > 1} == {}


def test_titles_of_other_languages_name_occupations_that_exist():
    for language, id, title in titles_by_language():
        assert occupation(id), (language, title)


def test_an_unknown_id_is_a_key_error():
    with pytest.raises(KeyError):
        occupation("dragon-tamer")


def test_neighbours_come_best_first_with_a_reason_and_both_ways():
    found = near("back-end-developer")
    assert [one.nearness for one in found] == sorted((one.nearness for one in found), reverse=True)
    assert {"java-developer", "full-stack-developer"} <= {one.id for one in found[:4]}
    assert str(found[0].reason).endswith(".")
    assert "back-end-developer" in {one.id for one in near("full-stack-developer")}
    assert "real-estate-developer" not in {one.id for one in found}


def test_every_occupation_has_neighbours_in_range():
    for one in all_occupations():
        for other in near(one.id):
            assert 0 < other.nearness < 1
            assert other.id != one.id


def test_a_ladder_has_steps_then_turns():
    rungs = ladder("back-end-developer")
    assert [rung.level for rung in rungs if rung.kind == "step"] == ["junior", "mid", "senior", "staff", "principal"]
    turns = {rung.occupation for rung in rungs if rung.kind == "turn"}
    assert {"database-administrator", "devops-engineer", "devops-architect", "engineering-manager"} <= turns
    assert "chief-technology-officer" in turns
    assert "registered-nurse" in {rung.occupation for rung in ladder("licensed-practical-nurse")}


def test_every_ladder_names_known_levels():
    for one in all_occupations():
        for rung in ladder(one.id):
            assert rung.level is None or rung.level in LEVELS


def test_every_occupation_has_steps_and_nearly_every_one_leads_on():
    ladders = {one.id: ladder(one.id) for one in all_occupations()}
    assert [id for id, rungs in ladders.items() if not any(rung.kind == "step" for rung in rungs)] == []
    leading_nowhere = [id for id, rungs in ladders.items() if not any(rung.kind == "turn" for rung in rungs)]
    assert len(leading_nowhere) <= 15
    for id, rungs in ladders.items():
        assert id not in {rung.occupation for rung in rungs if rung.kind == "turn"}


@pytest.mark.parametrize(
    ("helper", "trade"),
    [
        ("electrician-helper", "electrician"),
        ("physical-therapy-aide", "physical-therapist-assistant"),
        ("procurement-clerk", "buyer"),
        ("machine-feeder", "machine-operator"),
        ("food-preparation-worker", "cook"),
    ],
)
def test_a_helper_turns_to_the_trade_helped(helper, trade):
    assert trade in {rung.occupation for rung in ladder(helper) if rung.kind == "turn"}


def test_names_keep_their_capitals_inside_a_step():
    assert ladder("java-developer")[0].title == "Junior Java developer"
    assert ladder("devops-engineer")[0].title == "Junior DevOps engineer"
    assert ladder("roofer")[0].title == "Apprentice roofer"
    assert ladder("roofer")[1].title == "Roofer"
