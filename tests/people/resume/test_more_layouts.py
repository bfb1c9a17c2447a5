"""Habits of pages met later: what each once broke is read right."""

from __future__ import annotations

from prospect.people.resume.columns import make_chunks
from prospect.people.resume.page import Word
from prospect.people.resume.reading import read_resume
from prospect.people.resume.telling import column_labels, deed, sentence, worked_as
from tests.people.resume.papers import TODAY, Paper


def text(body: str) -> dict[str, object]:
    return read_resume(body.encode(), filename="cv.txt", today=TODAY)


def test_a_side_column_may_have_smaller_headings_in_capitals() -> None:
    paper = Paper()
    paper.put(40, 40, "Berufserfahrung", 15, bold=True)
    for at, words in ((62, "Stationsleiter"), (76, "Klinikum am Wall, Bremen"), (90, "01/2018 – heute"), (120, "Krankenpfleger"), (134, "Rotes Kreuz Klinik, Bremen"), (148, "10/2012 – 12/2017")):  # fmt: skip
        paper.put(40, at, words.replace("–", "-"), 10, bold=at in (62, 120))
    paper.put(40, 190, "Ausbildung", 15, bold=True)
    paper.put(40, 212, "Pflegeschule Oldenburg", 10).put(40, 226, "10/2009 - 09/2012", 10)
    paper.put(400, 42, "Lennart Brockhoff", 16, bold=True)
    paper.put(400, 80, "KONTAKT", 11, bold=True).put(400, 96, "l.brockhoff@example.de", 9).put(400, 110, "Bremen", 9)
    paper.put(400, 150, "KENNTNISSE", 11, bold=True)
    for at, skill in ((166, "Wundmanagement"), (180, "Dienstplanung"), (194, "Reanimation"), (208, "Triage")):
        paper.put(400, at, skill, 9)
    resume = paper.read()
    assert resume["basics"]["name"] == "Lennart Brockhoff"
    assert [job["name"] for job in resume["work"]] == ["Klinikum am Wall", "Rotes Kreuz Klinik"]
    assert resume["education"][0]["institution"] == "Pflegeschule Oldenburg"
    assert [skill["name"] for skill in resume["skills"]][:2] == ["Wundmanagement", "Dienstplanung"]


def test_a_date_may_stand_on_two_rows_of_a_rail() -> None:
    paper = Paper().put(48, 50, "Osvaldo Pruitt", 22).put(48, 80, "opruitt@example.com")
    paper.put(48, 120, "Experience", 14, bold=True)
    for top, (start, end, title, employer) in ((140, ("Feb 2017 -", "Present", "Lead Welder", "Sawtooth Steel Fabricators, Nampa, ID")), (200, ("Jul 2011 -", "Jan 2017", "Welder", "Gem State Shipyard Co, Lewiston, ID"))):  # fmt: skip
        paper.put(48, top, start).put(48, top + 14, end)
        paper.put(150, top, title, bold=True).put(150, top + 14, employer)
        paper.put(150, top + 28, "Welded moment frames and repaired hulls in every position there is.")
    jobs = paper.read()["work"]
    assert [(job["position"], job["name"]) for job in jobs] == [
        ("Lead Welder", "Sawtooth Steel Fabricators"),
        ("Welder", "Gem State Shipyard Co"),
    ]
    assert [(job["startDate"], job.get("endDate")) for job in jobs] == [("2017-02", None), ("2011-07", "2017-01")]


def test_capitals_set_a_little_apart_are_one_word() -> None:
    words = [Word(part, x, 0, x + 20 * len(part), 30, size=28, base=30) for part, x in (("TREVI", 0), ("Ñ", 104), ("O", 128))]  # fmt: skip
    assert [chunk.text for chunk in make_chunks(words)] == ["TREVIÑO"]


def test_a_headline_of_parts_and_jobs_without_dates() -> None:
    resume = text(
        "Tamsin Oyelaran\nIT Support | CompTIA A+ Certified\ntamsin@oyelaran.example\n\nWork History\n\n"
        "Line Cook, The Gilded Oyster, Dover, DE\nPrep Cook, Café Toulouse, Dover, DE\n"
    )
    assert resume["basics"]["label"] == "IT Support | CompTIA A+ Certified"  # type: ignore[index]
    assert [(job["position"], job["name"]) for job in resume["work"]] == [  # type: ignore[attr-defined]
        ("Line Cook", "The Gilded Oyster"),
        ("Prep Cook", "Café Toulouse"),
    ]


def test_a_table_has_a_head_that_is_nobodys_job() -> None:
    assert column_labels(["Employer", "Position", "Period"]) and column_labels(["Empresa", "Puesto", "Periodo"])
    assert not column_labels(["Position"]) and not column_labels(["Welder", "2019"])


def test_experience_in_brackets_belongs_to_its_skill() -> None:
    skills = text(
        "Ann Example\nann@example.com\n\nSKILLS\n\nC++ (Less than 1 year), ESSBASE\n(Less than 1 year), Python (10+ years)\n"
        "Links: https://github.com/annex\n"
    )
    assert [(s["name"], s.get("level")) for s in skills["skills"]] == [  # type: ignore[attr-defined]
        ("C++", "Less than 1 year"),
        ("ESSBASE", "Less than 1 year"),
        ("Python", "10+ years"),
    ]
    assert not any(m["name"] == "Less" for m in skills["meta"]["mentioned"])  # type: ignore[index]


def test_deeds_and_sentences_name_nobody() -> None:
    assert deed("Administered the Windows network of a large office") and not deed("Nursing assistant at night")
    assert sentence("Advise the board on licensing.") and not sentence("Example Foods Inc.")
    told = "Worked as Java Programmer for Example Solutions Ltd. from May 2012"
    spots = worked_as(told)
    assert spots and [told[a:b] for a, b in spots] == ["Java Programmer", "Example Solutions Ltd"]
    assert worked_as("Worked as a team for the good of all") is None


def test_a_lost_dash_and_a_guess_that_says_so() -> None:
    resume = text(
        "Omar Jacobson  Elm Street 5, Tulsa, OK  omar@people.example  Objective  To write for a large agency that "
        "looks for careful work in print and on the web.    Career Experience/Job History  2007  Present: Copywriter, "
        "Larkspur Agency      Wrote captions for print.  2001  2007: Proofreader, Redbud Publishing Group      Read proofs."
    )
    assert [(job["position"], job["startDate"]) for job in resume["work"]] == [("Copywriter", "2007"), ("Proofreader", "2001")]  # type: ignore[attr-defined]  # fmt: skip
    told = resume["meta"]["provenance"]  # type: ignore[index]
    assert told["/work/0/name"]["confidence"] < 0.9 < told["/basics/email"]["confidence"]
