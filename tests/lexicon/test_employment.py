"""Spellings of employment types, as boards in several languages serve them."""

from __future__ import annotations

import pytest

from prospect.lexicon.employment import TYPES, read_employment_type

SPELLINGS = {
    "FULL_TIME": "FullTime|Full-time|full time|FULL_TIME|Permanent|CDI"
    "|Regular - Full-time|SALARIED_FT|fulltime_permanent"
    "|Vollzeit|Festanstellung|Jornada completa|Temps plein|Tempo pieno|Voltijd|Heltid|Full-time / Part-time",
    "PART_TIME": "PartTime|Part-time|PART_TIME|Teilzeit|Werkstudent|Media jornada|Medio tiempo"
    "|Temps partiel|HOURLY_PT|Minijob|Permanent, part-time",
    "CONTRACTOR": "Contract|CONTRACTOR|Full Time - 12 Month Contract|Freelance|B2B|1099"
    "|Autónomo|Independent Contractor",
    "TEMPORARY": "Temporary|Fixed Term|TEMP|Seasonal|CDD|Befristet|Contrato temporal|Fixed-term contract|Intérim",
    "INTERN": "Intern|Internship|INTERN|Praktikum|Prácticas|Stage|Co-op|Apprenticeship|Ausbildung|Full-time Internship",
    "VOLUNTEER": "Volunteer|Ehrenamt|Voluntariado|Bénévolat",
    "PER_DIEM": "Per Diem|PRN|Variable / Casual|PER_DIEM|On-call",
    "OTHER": "Other|OTHER",
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, row in SPELLINGS.items() for text in row.split("|")])
def test_spelling(kind: str, text: str) -> None:
    assert read_employment_type(text) == kind


@pytest.mark.parametrize("text", ["", "  ", "Engineering", "40 hours", "Remote", "x" * 5000])
def test_what_says_nothing_is_none(text: str) -> None:
    assert read_employment_type(text) is None


def test_every_type_is_one_of_schema_org() -> None:
    assert set(SPELLINGS) == set(TYPES)
