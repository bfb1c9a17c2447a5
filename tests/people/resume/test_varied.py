"""Six persons in twenty-seven layouts and four languages: nothing that stands on the page is lost or misplaced."""

from __future__ import annotations

from typing import Any

import pytest

from prospect.people.resume.reading import read_resume
from tests.people.resume.papers import TODAY
from tests.people.resume.people import PEOPLE, Someone
from tests.people.resume.varied import LAYOUTS
from tests.people.resume.varied_files import FILES
from tests.people.resume.varied_more import MORE

ALL = LAYOUTS | FILES | MORE
WITHOUT_POINTS = ("functional", "many pages", "prose under jobs")


def misses(layout: str, one: Someone, data: bytes, filename: str) -> list[str]:
    """What was read otherwise than it stands, as lines to read."""
    resume = read_resume(data, filename=filename, today=TODAY)
    basics: dict[str, Any] = resume["basics"]
    undated, shared_employer = layout == "without dates", one.jobs[0].employer if layout == "several roles" else ""
    pairs: list[tuple[str, Any, Any]] = [
        ("name", one.name.casefold(), (basics.get("name") or "").casefold()),
        ("email", one.email, basics.get("email")),
        ("phone", digits(one.phone), digits(basics.get("phone") or "")),
        ("city", one.city, (basics.get("location") or {}).get("city")),
    ]
    jobs = [
        (shared_employer or j.employer, j.title, *((None, None) if undated else (j.start, j.end))) for j in one.jobs
    ]
    keys = ("name", "position", "startDate", "endDate")
    pairs += rows("job", jobs, [tuple(job.get(key) for key in keys) for job in resume.get("work", [])])
    degrees = [(d.school, *((None, None) if undated else (d.start, d.end))) for d in one.degrees]
    found = [tuple(e.get(key) for key in ("institution", "startDate", "endDate")) for e in resume.get("education", [])]
    pairs += rows("degree", degrees, found)
    skills = sorted(name for names in one.skills.values() for name in names)
    pairs.append(("skills", skills, sorted(skill["name"] for skill in resume.get("skills", []))))
    tongues = [name for name, _ in one.languages]
    pairs.append(("languages", tongues, [tongue["language"] for tongue in resume.get("languages", [])]))
    if layout not in WITHOUT_POINTS:
        points = [point for job in one.jobs for point in job.points]
        pairs.append(("points", points, [p for job in resume.get("work", []) for p in job.get("highlights", [])]))
    if any(layout.startswith(name) for name in ("sidebar", "dates", "employer", "one line")):
        pairs.append(("certificates", list(one.certificates), [c["name"] for c in resume.get("certificates", [])]))
    return [f"{what}: {wanted!r} read as {got!r}" for what, wanted, got in pairs if wanted != got]


def rows(what: str, wanted: list[Any], found: list[Any]) -> list[tuple[str, Any, Any]]:
    length = max(len(wanted), len(found))
    padded = [*wanted, *[None] * (length - len(wanted))], [*found, *[None] * (length - len(found))]
    return [(what, a, b) for a, b in zip(*padded, strict=True)]


def digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())[-9:]


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("layout", ALL)
def test_layout(layout: str, person: str) -> None:
    make, filename = ALL[layout]
    assert misses(layout, PEOPLE[person], make(PEOPLE[person]), filename) == []
