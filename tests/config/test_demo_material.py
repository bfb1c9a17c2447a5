"""The demo's raw material: complete, invented, and free of anything that could reach a real person or place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from prospect.config.demo.guides import guides
from prospect.config.demo.material import DATA, employers, occupations, voices
from prospect.config.demo.network import NETWORK
from prospect.config.demo.people import people
from prospect.config.demo.write_resumes import write
from prospect.guides.drawings import DRAWINGS
from prospect.lexicon.occupations import occupation

TEXTS = {
    path.relative_to(DATA): path.read_text(encoding="utf-8")
    for path in DATA.rglob("*.*")
    if path.suffix in (".toml", ".md")
}


def test_there_are_building_blocks_for_many_trades() -> None:
    rich = [one for one in occupations().values() if len(one.duties) >= 8 and len(one.requires) >= 8]
    assert len(rich) >= 60
    assert all(one.variants and one.summaries and one.prefers for one in occupations().values())
    for one in occupations().values():
        assert 0 < one.pay[1] < one.pay[2] and one.pay[0] in ("hour", "year"), one.id


def test_every_occupation_is_hired_for() -> None:
    hired = {plan.occupation for employer in employers() for plan in employer.plans}
    assert hired == set(occupations())


def test_employers_have_one_board_each_and_a_voice() -> None:
    found = employers()
    assert len({employer.board for employer in found}) == len({employer.name for employer in found}) == len(found)
    assert all(employer.voice in voices() and employer.about and employer.intros for employer in found)


@pytest.mark.parametrize("name", TEXTS, ids=str)
def test_addresses_and_numbers_reach_nobody(name: Path) -> None:
    text = TEXTS[name]
    for host in re.findall(r"https?://([^/\s\"']+)", text) + re.findall(r"[\w.]+@([\w.]+\w)", text):
        assert host.endswith(".example"), host
    for number in re.findall(r"\(?\b\d{3}\)?[ -.]?\d{3}-\d{4}\b", text):
        assert re.search(r"555-01\d\d$", number), number


def test_people_have_their_files_and_can_be_told_apart() -> None:
    found = people()
    assert [person.role for person in found] == ["seeker", "seeker", "seeker", "employer", "operator"]
    assert len({person.email for person in found}) == 5
    assert all(person.email.endswith(".example") for person in found)
    for person in found[:3]:
        assert person.resume and person.resume.is_file() and person.wishes and person.alert
        assert person.resume.stat().st_size < 60_000
    assert found[3].employer in {employer.name for employer in employers()}


def test_resume_files_are_those_the_script_writes(tmp_path: Path) -> None:
    for path in write(tmp_path):
        kept = DATA / "resumes" / path.name
        if path.suffix == ".pdf":
            assert path.read_bytes() == kept.read_bytes(), "run python -m prospect.config.demo.write_resumes"
        else:
            assert kept.read_bytes()[:2] == b"PK"


def test_guides_are_whole() -> None:
    found = guides()
    assert len({guide.slug for guide in found}) == len(found) == 2
    for guide in found:
        assert set(guide.related) <= {other.slug for other in found} - {guide.slug}
        assert len(guide.summary) <= 300 and len(guide.title) <= 160 and guide.picture in DRAWINGS
        pieces = re.findall(r"^\{\{ (\w+) ([a-z-]+) \}\}$", guide.body, re.M)
        assert guide.body.count("{{") == len(pieces)
        for name, named in pieces:
            assert name in ("openings", "pay", "path", "alert")
            assert occupation(named).id == named
    complete = next(guide for guide in found if guide.slug.startswith("back-end"))
    assert {name for name, _ in re.findall(r"\{\{ (\w+) ([a-z-]+) \}\}", complete.body)} == {
        "openings",
        "pay",
        "path",
        "alert",
    }
    assert 1200 <= len(complete.body.split()) <= 2100


def test_the_network_says_that_it_is_invented() -> None:
    assert "invented" in NETWORK.about and NETWORK.time_zone == "America/Chicago"
    assert NETWORK.contact_email.endswith(".example")


def test_titles_that_skip_a_requirement_name_one_that_is_there() -> None:
    for one in occupations().values():
        for variant in one.variants:
            for word in variant.skips:
                assert any(word in text for text in one.requires), (one.id, variant.title, word)
            assert len([text for text in one.requires if not any(word in text for word in variant.skips)]) >= 4
