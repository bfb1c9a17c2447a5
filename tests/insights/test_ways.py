"""Ways into work that postings name, with their words, and what BLS says it usually takes."""

from __future__ import annotations

from prospect.insights.preparation import preparation
from prospect.insights.ways import SEARCHED, WAYS, Quote, Way, ways_in, ways_of
from prospect.lexicon.occupations import all_occupations
from prospect.lexicon.ways import read_ways


def ways(**more: object) -> dict[str, bool]:
    return {way.way: way.required for way in ways_of(**more)}  # type: ignore[arg-type]


def test_a_posting_names_each_way_once_and_required_wins() -> None:
    twice = [
        {"level": "bachelor", "need": "preferred"},
        {"level": "bachelor", "need": "required", "or_experience": True},
    ]
    assert ways(education=twice) == {"bachelor": True, "instead": False}
    papers = [{"kind": "certificate", "need": "preferred"}, {"kind": "licence", "need": "required"}]
    assert ways(requirements=papers) == {"licence": True, "unnamed": False}


def test_a_job_may_itself_be_the_way() -> None:
    assert "apprenticeship" in ways(title="Apprentice Electrician")
    assert "internship" in ways(title="Developer", level="intern")
    assert "internship" in ways(title="Developer", employment_type="INTERN")


def test_no_degree_is_a_way_and_a_denied_way_is_none() -> None:
    assert ways(mentions=read_ways("No degree required. We train.")) == {"none": False, "training": False}
    denied = read_ways("You do not need a bootcamp certificate.")
    assert [one.need for one in denied] == ["negated"]
    assert ways(mentions=denied) == {"unnamed": False}
    assert ways(education=[{"level": "none", "need": "required"}]) == {"none": False}


def test_ways_are_counted_with_a_quote_an_employer() -> None:
    named = Way("bootcamp", words="Bootcamp graduates welcome.")
    found = ways_in(
        [("a", "x", (named, Way("unnamed"))), ("b", "x", (named,)), ("c", "y", (Way("bootcamp", words="A bootcamp"),))]
    )
    assert [(way.way, way.openings, way.required) for way in found] == [("bootcamp", 3, 0), ("unnamed", 1, 0)]
    assert found[0].quotes == (Quote("a", "Bootcamp graduates welcome."), Quote("c", "A bootcamp"))


def test_long_words_are_cut() -> None:
    (way,) = (way for way in ways_of(mentions=read_ways("We train " + "you and " * 60 + "others.")) if way.words)
    assert len(way.words) <= 160 and way.words.endswith("…")


def test_every_way_has_words() -> None:
    assert set(SEARCHED) <= set(WAYS)


def test_what_bls_assigns_is_carried_as_it_is() -> None:
    """Examples of the official table (Employment Projections 2024-34)."""
    expected = {
        "29-1141": ("bachelor", "none", "none"),
        "47-2111": ("secondary", "none", "apprenticeship"),
        "15-1252": ("bachelor", "none", "none"),
        "53-3032": ("certificate", "none", "short"),
        "17-1011": ("bachelor", "none", "residency"),
        "11-9041": ("bachelor", "5_years", "none"),
        "23-1011": ("doctorate", "none", "none"),
    }
    for soc, said in expected.items():
        found = preparation(soc)
        assert found is not None and (found.education, found.experience, found.training) == said
        assert "2024-34" in str(found.source) and "2025-08-28" in str(found.source)


def test_codes_that_bls_counts_together_are_met_and_unknown_ones_are_not() -> None:
    assert preparation("29-2012") == preparation("29-2010")
    assert preparation("99-9999") is None
    silent = {one.id for one in all_occupations() if preparation(one.soc) is None}
    assert silent <= {"soldier"}  # BLS projects no military occupations
