"""Persons and postings of these tests, all invented."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

from prospect.fit.account import Fit, account, job_of
from prospect.fit.judging import Judged
from prospect.fit.person import Person, from_resume

TODAY = date(2026, 6, 15)

MARTA: dict[str, Any] = {
    "basics": {
        "name": "Marta Quill",
        "label": "Back-end developer",
        "email": "marta@example.org",
        "location": {"city": "Tulsa", "region": "OK", "postalCode": "74103", "address": "1 Elm Street"},
        "image": "https://example.org/marta.jpg",
        "summary": "I build services that carry money safely.",
    },
    "work": [
        {
            "name": "Larkspur Mills",
            "position": "Senior Back-end Developer",
            "startDate": "2021-01",
            "endDate": "2026-01",
            "highlights": ["Wrote services in Python and Django", "Moved the ledger to PostgreSQL"],
        },
        {
            "name": "Osage Tools",
            "position": "Back-end Developer",
            "startDate": "2018-01",
            "endDate": "2021-06",
            "highlights": ["Kept a Django service alive", "Deployed with Docker"],
        },
    ],
    "education": [
        {"institution": "Prairie State College", "studyType": "Bachelor of Science", "area": "Computer Science"}
    ],
    "skills": [{"name": "Python"}, {"name": "PostgreSQL"}, {"name": "Docker"}, {"name": "Git"}, {"name": "Redis"}],
    "languages": [{"language": "English", "fluency": "Native"}, {"language": "Spanish", "fluency": "Basic"}],
    "certificates": [{"name": "AWS Certified Solutions Architect"}],
}

POSTING = """We keep grain moving and are proud of it.

Requirements
- 5+ years of experience with Python
- PostgreSQL
- A Python web framework such as Django or Flask
- Kafka
- Bachelor's degree in Computer Science or equivalent experience
- Strong communication skills

Nice to have
- Go
- MySQL

Benefits
- Health insurance, 401(k) and a stocked kitchen
"""


def marta(**changes: Any) -> Person:
    """Marta as the account knows her, with whole sections of her résumé changed."""
    return from_resume({**copy.deepcopy(MARTA), **changes}, today=TODAY)


def fit(person: Person | None = None, text: str = POSTING, title: str = "Back-end Developer") -> Fit:
    return account(person or marta(), job_of(title, text))


def claim(found: Fit, words: str) -> Judged:
    """The requirement whose words in the posting, or whose skill, these are."""
    return next(one for one in found.requirements if words in one.text or words == one.name)
