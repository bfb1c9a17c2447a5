"""Kinds of trouble that real résumés brought: wraps, groups, lists of certificates, degrees of one line, other scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from prospect.people.resume import bidi
from prospect.people.resume.opening import open_document
from tests.people.resume.papers import Paper, degrees, docx, one_column, paragraph, skill_names
from tests.people.resume.varied import Column


def headed(*lines: str, title: str = "CERTIFICATIONS") -> Paper:
    paper = one_column().put(56, 380, title, 12, bold=True)
    for number, line in enumerate(lines):
        paper.put(56, 398 + 14 * number, line)
    return paper


def test_a_bullet_far_from_its_text_still_holds_its_wrapped_lines() -> None:
    column = Column(one_column(), 56, 300, 380)
    column.head("VOLUNTEER")
    column.line("Coach, Osage Robotics Club", bold=True, right="2019 - 2021")
    column.paper.put(56, column.y, "\x95")
    column.line(
        "Prepared forty pupils for three meets a year and found the vans, the lunches and the money for all of them",
        indent=26,
    )
    found = column.paper.read()["volunteer"][0]
    assert len(found["highlights"]) == 1
    assert found["highlights"][0].endswith("the money for all of them")
    assert "summary" not in found


def test_groups_named_languages_and_tools_stay_among_the_skills() -> None:
    column = Column(Paper(), 40, 130, 60)
    column.line("Ruta Ferncastle", 18, bold=True)
    column.head("SKILLS")
    for group, items in (
        ("Languages", "Python, Kotlin, SQL"),
        ("Tools", "Docker, Git, GitHub Actions, pytest"),
        ("Other", "agile coaching"),
    ):
        column.line(group, 9, bold=True)
        column.line(items, 9, after=4)
    column.head("SPOKEN LANGUAGES")
    column.line("Latvian (native)", 9)
    resume = column.paper.read()
    assert [(skill["name"], skill["group"]) for skill in resume["skills"]] == [
        ("Python", "Languages"), ("Kotlin", "Languages"), ("SQL", "Languages"), ("Docker", "Tools"), ("Git", "Tools"),
        ("GitHub Actions", "Tools"), ("pytest", "Tools"), ("agile coaching", "Other"),
    ]  # fmt: skip
    assert [tongue["language"] for tongue in resume["languages"]] == ["Latvian"]


def test_spoken_languages_in_a_group_of_the_skills() -> None:
    body = paragraph("Bo Quill", bold=True, size=20) + paragraph("SKILLS", bold=True, size=13)
    body += paragraph("Clinical\ttriage, telemetry") + paragraph("Languages\tEnglish, Yoruba, basic Portuguese")
    from prospect.people.resume.reading import read_resume

    resume = read_resume(docx(body), filename="a.docx")
    assert skill_names(resume) == ["triage", "telemetry"]
    assert [(t["language"], t.get("fluency")) for t in resume["languages"]] == [
        ("English", None), ("Yoruba", None), ("Portuguese", "basic"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["CompTIA A+ (2026); OSHA 10 (2022); Forklift operator"], [("CompTIA A+", None, "2026"), ("OSHA 10", None, "2022"), ("Forklift operator", None, None)]),
        (["Basic Life Support (BLS), American Heart Association, 2025"], [("Basic Life Support (BLS)", "American Heart Association", "2025")]),
        (["PMP", "CCNA"], [("PMP", None, None), ("CCNA", None, None)]),
        (["Certified Kubernetes Administrator", "Cloud Foundation, 2024", "PMP", "Project Institute, 2021"],
         [("Certified Kubernetes Administrator", "Cloud Foundation", "2024"), ("PMP", "Project Institute", "2021")]),
    ],
)  # fmt: skip
def test_certificates_are_told_apart(lines: list[str], wanted: list[tuple[str, str | None, str | None]]) -> None:
    found = headed(*lines).read()["certificates"]
    assert [(one["name"], one.get("issuer"), one.get("date")) for one in found] == wanted


def test_a_day_of_expiry_is_no_day_of_award() -> None:
    (found,) = headed("Registered Nurse license, Oklahoma, active through September 2027").read()["certificates"]
    assert found == {"name": "Registered Nurse license, Oklahoma", "expires": "2027-09"}


def test_degrees_of_one_line_with_and_without_stretches_of_time() -> None:
    lines = [
        "Certificate, Welding, Redbud Technical College, Owasso, OK, 2024 - 2025",
        "High School Diploma, Arrowhead High School, 2016",
    ]
    found = degrees(headed(*lines, title="EDUCATION").read())
    assert [(one[0], one[3], one[4]) for one in found[-2:]] == [
        ("Redbud Technical College", "2024", "2025"),
        ("Arrowhead High School", None, "2016"),
    ]


def test_a_link_of_an_unusual_ending() -> None:
    paper = one_column().put(56, 94, "code.example/marisol-tr")
    assert paper.read()["basics"]["url"] == "https://code.example/marisol-tr"


def test_a_second_page_that_repeats_the_name_adds_nothing() -> None:
    paper = one_column().page()
    paper.put(56, 36, "Marisol Tanaka-Reyes, marisol.tanaka@example.org, page 2", 8)
    paper.put(56, 80, "VOLUNTEER", 12, bold=True).put(56, 98, "Mentor, Riverside Youth Club, 2018 - 2020")
    resume = paper.read()
    assert [one["position"] for one in resume["volunteer"]] == ["Mentor"]
    assert skill_names(resume) == ["PLC programming", "SCADA", "servo tuning"]
    assert "page 2" not in str({key: value for key, value in resume.items() if key != "meta"})


DEJAVU = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


@pytest.mark.skipif(not DEJAVU.exists(), reason="needs a font with Hebrew letters")
def test_hebrew_is_read_in_its_own_order() -> None:
    lines = ["נועה ברק", "מהנדסת תוכנה, חברת אלון", "כתבתי שירותים ב Python עבור 12 לקוחות (בענן)"]
    paper = Paper()
    paper.pdf.add_font("DejaVu", "", str(DEJAVU))
    paper.pdf.set_font("DejaVu", "", 12)
    for line in lines:
        paper.pdf.cell(0, 30, bidi.turned(line), align="R", new_x="LMARGIN", new_y="NEXT")
    assert [line.text for line in open_document(paper.bytes(), "pdf", "").lines] == lines
