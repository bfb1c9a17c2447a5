"""The skills that a person's fit goes by, so that a wrong one can be taken away."""

from __future__ import annotations

from prospect.lexicon.skills import Skill, all_skills
from prospect.people.models import Account
from prospect.web.seekers.fits import person_of

MOST = 40


def skills_gone_by(account: Account) -> list[Skill]:
    """Those that most lines of the résumé show first."""
    person = person_of(account)
    return [all_skills()[id] for id in person.top_skills(MOST)] if person else []
