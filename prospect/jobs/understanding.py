"""From what a source said to what a job is. Unknown stays None or empty; every reading is the lexicon's.

The same posting on the same day gives the same result; `Understood.version` names the code and data that made it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from prospect import lexicon
from prospect.jobs.keys import board_name
from prospect.jobs.paying import pay_of
from prospect.jobs.placing import whereabouts
from prospect.jobs.sanitising import clean
from prospect.lexicon.education import EducationMention, read_education
from prospect.lexicon.employment import read_employment_type
from prospect.lexicon.language import read_language
from prospect.lexicon.levels import read_level
from prospect.lexicon.occupations import Occupation
from prospect.lexicon.pay import Pay
from prospect.lexicon.places import Place
from prospect.lexicon.requirements import Requirement, read_requirements
from prospect.lexicon.skills import SkillMention, find_skills
from prospect.lexicon.titles import occupation_in, read_title
from prospect.sources.posting import PostingData

# A closing date further off than this is a form's default (validThrough 2035, 9999-12-31), not a deadline.
FARTHEST_DEADLINE = timedelta(days=730)
EARLIEST = date(2000, 1, 1)
# Characters: texts shorter than the first do not show their language; as many as the second show it well.
ENOUGH_TO_TELL_LANGUAGE, LANGUAGE_SAMPLE = 120, 3000

# What boards call the level of a posting, where it says something: "Mid-Senior" and "Associate" do not.
_LEVELS = {
    "internship": "intern", "intern": "intern", "student": "intern", "entry level": "junior", "entry-level": "junior",
    "entry": "junior", "junior": "junior", "graduate": "junior", "new grad": "junior", "mid": "mid",
    "mid level": "mid", "mid-level": "mid", "midweight": "mid", "intermediate": "mid", "senior": "senior",
    "senior level": "senior", "senior-level": "senior", "lead": "lead", "staff": "staff", "principal": "principal",
    "manager": "manager", "director": "director", "executive": "executive",
}  # fmt: skip
_LASTING = re.compile(r"permanent|regular|indefinite|open.ended|unbefristet|cdi", re.I)
# What feeds write where they have no name.
_NOBODY = frozenset(
    {"", "name", "company", "employer", "n/a", "na", "none", "null", "undefined", "unknown", "confidential"}
)
_LANGUAGES = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es",
    "dutch": "nl", "italian": "it", "portuguese": "pt", "polish": "pl", "swedish": "sv", "danish": "da",
    "norwegian": "no", "finnish": "fi", "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "spa": "es",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Understood:
    """A posting understood. `description` is safe HTML and `text` its words; `department` and `requisition` as stated."""

    source: str
    id: str
    title: str
    url: str | None
    apply_url: str | None
    employer: str | None
    places: tuple[Place, ...]
    workplace: str | None
    remote_scope: tuple[str, ...]
    employment_type: str | None
    level: str | None
    pay: tuple[Pay, ...]
    posted_on: date | None
    closes_on: date | None
    updated_on: date | None
    language: str | None
    description: str
    text: str
    department: str | None
    requisition: str | None
    occupation: Occupation | None
    skills: tuple[SkillMention, ...]
    education: tuple[EducationMention, ...]
    requirements: tuple[Requirement, ...]
    version: str

    def as_json(self) -> dict[str, Any]:
        """The form of ``postings read``: unknown is null, dates are ISO 8601."""
        return {
            "source": self.source,
            "id": self.id,
            "url": self.url,
            "apply_url": self.apply_url,
            "title": self.title,
            "employer": self.employer,
            "places": [place.as_json() for place in self.places],
            "workplace": self.workplace,
            "remote_scope": list(self.remote_scope),
            "employment_type": self.employment_type,
            "level": self.level,
            "pay": [pay_as_json(pay) for pay in self.pay],
            "posted_on": _iso(self.posted_on),
            "closes_on": _iso(self.closes_on),
            "updated_on": _iso(self.updated_on),
            "language": self.language,
            "description": self.description,
            "department": self.department,
            "requisition": self.requisition,
            "occupation": _occupation_as_json(self.occupation),
            "skills": [skill._asdict() for skill in self.skills],
            "education": [mention._asdict() for mention in self.education],
            "requirements": [requirement._asdict() for requirement in self.requirements],
            "version": self.version,
        }


def understand(posting: PostingData, *, employer: str | None = None, today: date | None = None) -> Understood:
    """What a posting means.

    `employer`: whose board it was read from, for boards that do not say (Lever, Ashby); the posting's own word wins.
    `today`: the day of reading, which bounds dates and resolves "posted 3 days ago".
    """
    today = today or datetime.now(UTC).date()
    cleaned = clean(posting.description)
    where = whereabouts(posting)
    titled = read_title(posting.title)
    posted = believable_posting_date(posting, today)
    skills, education, requirements = _asked(cleaned.text, posting.title)
    return Understood(
        source=posting.source,
        id=posting.id,
        title=posting.title,
        url=posting.url or None,
        apply_url=posting.apply_url or None,
        employer=_named(posting.employer) or employer or board_name(posting.url),
        places=where.places,
        workplace=where.workplace,
        remote_scope=where.remote_scope,
        employment_type=employment_type_of(posting),
        level=titled.level or _level_of(posting.level),
        pay=pay_of(posting, cleaned.text),
        posted_on=posted,
        closes_on=believable_deadline(posting.closes_on, posted, today),
        updated_on=posting.updated_on if posting.updated_on and EARLIEST <= posting.updated_on <= today else None,
        language=_language_of(posting, cleaned.text),
        description=cleaned.html,
        text=cleaned.text,
        department=posting.department or None,
        requisition=posting.requisition if re.search(r"\d", posting.requisition) else None,
        occupation=titled.occupation and occupation_in(titled.occupation, (one.id for one in skills)),
        skills=skills,
        education=education,
        requirements=requirements,
        version=lexicon.VERSION,
    )


@lru_cache(maxsize=128)
def _asked(
    text: str, title: str
) -> tuple[tuple[SkillMention, ...], tuple[EducationMention, ...], tuple[Requirement, ...]]:
    """What a text asks. Boards list one text once a place, so the last ones are kept."""
    return find_skills(text), read_education(text), read_requirements(text, title)


def believable_posting_date(posting: PostingData, today: date) -> date | None:
    """The stated day unless it is still to come or from before such boards; else counted back from an age in days."""
    stated = posting.posted_on
    if stated is not None and EARLIEST <= stated <= today + timedelta(days=1):
        return min(stated, today)
    return today - timedelta(days=posting.posted_ago) if posting.posted_ago is not None else None


def believable_deadline(stated: date | None, posted: date | None, today: date) -> date | None:
    """The stated day unless it is a form's default (0001, 9999, ten years off) or before the posting itself."""
    if stated is None or stated < EARLIEST or stated > today + FARTHEST_DEADLINE:
        return None
    return None if posted is not None and stated < posted else stated


def _named(employer: str) -> str | None:
    """The employer's name, unless a word stands in for one."""
    return None if employer.casefold() in _NOBODY else employer


def employment_type_of(posting: PostingData) -> str | None:
    """The schema.org name of the stated type: of its parts, of all of it, or of the title's words.

    Of "permanent, part-time" the hours count: what lasts is most often full-time, but need not be.
    """
    stated = posting.employment_type
    parts = sorted(re.split(r"[,/;|]\s*", stated), key=lambda part: bool(_LASTING.fullmatch(part.strip())))
    readings = (read_employment_type(part) for part in (*parts, stated, posting.title) if part)
    return next((found for found in readings if found), None)


def _level_of(stated: str) -> str | None:
    folded = stated.casefold().replace("_", " ").strip()
    if not folded or "," in folded:
        return None
    return _LEVELS.get(folded) or (read_level(stated) if folded not in ("associate", "mid-senior level") else None)


def _language_of(posting: PostingData, text: str) -> str | None:
    """The text's own, where there is enough of it: a board's language is often that of its pages."""
    read = read_language(text[:LANGUAGE_SAMPLE]) if len(text) >= ENOUGH_TO_TELL_LANGUAGE else None
    stated = posting.language.casefold()
    code = _LANGUAGES.get(stated) or re.split(r"[-_]", stated)[0]
    return read or (code if re.fullmatch("[a-z]{2}", code) else None)


def pay_as_json(pay: Pay) -> dict[str, Any]:
    """A pay in the common shape; a whole number is written as one."""
    return {
        "min": _plain(pay.min),
        "max": _plain(pay.max),
        "currency": pay.currency,
        "period": pay.period,
        "origin": pay.origin,
        "quote": pay.quote or None,
    }


def _plain(amount: float | None) -> float | int | None:
    return int(amount) if amount is not None and float(amount).is_integer() else amount


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _occupation_as_json(occupation: Occupation | None) -> Mapping[str, str] | None:
    return {"id": occupation.id, "name": occupation.name, "soc": occupation.soc} if occupation else None
