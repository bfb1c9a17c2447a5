"""How well a job suits what an alert asks, and one line of why it is in the letter. Reads titles and ids, no texts."""

from __future__ import annotations

from prospect.lexicon import tokens
from prospect.lexicon.occupations import occupation
from prospect.lexicon.sentences import Sentence, say
from prospect.lexicon.skills import skill
from prospect.search.document import Document
from prospect.search.meaning import Meaning

MOST_SKILLS = 3


def score(meant: Meaning, job: Document) -> float:
    """From 0: the asked occupation itself counts 2, a near one less, the asked words in the title 1, stated pay a bit."""
    weight = dict(meant.searched).get(job.occupation or "", 0.0)
    stems = {tokens.stem(term) for term in job.title_terms}
    asked = meant.asked_terms
    in_title = bool(asked) and stems.issuperset(asked)
    return round(2 * weight + in_title + 0.1 * bool(job.pay), 4)


def why(meant: Meaning, job: Document) -> Sentence | None:
    """The one thing that best says why; None where nothing but filters was asked."""
    asked = meant.asked_terms
    stems = {tokens.stem(term) for term in job.title_terms}
    if asked and stems.issuperset(asked):
        return say("Its title says what you asked for.")
    weight = dict(meant.searched).get(job.occupation or "", 0.0)
    known = occupation(job.occupation) if weight and job.occupation else None
    if known is not None:
        if weight >= 1:
            return say("It is work of the kind you asked for: {occupation}.", occupation=known.name)
        return say("Its work is near to what you asked for: {occupation}.", occupation=known.name)
    skills = [found.name for id in _asked_skills(meant) if id in job.skills and (found := skill(id))]
    if skills:
        return say("It names {skills}.", skills=", ".join(skills[:MOST_SKILLS]))
    return say("Its text says what you asked for.") if asked else None


def _asked_skills(meant: Meaning) -> list[str]:
    values = (atom.value[0] for group in meant.all_of for atom in group if atom.kind == "key")
    return [value.partition(":")[2] for value in dict.fromkeys(values) if value.startswith("skill:")]
