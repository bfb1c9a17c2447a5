"""What a posting asks, claim by claim, each with its words and their place in the text.

Steps: the posting falls into sentences under their sections (`posting_lines`); those that ask something are kept
(`requirement_lines`); in each, schooling, years, conditions and named skills are read; skills that offer each other
as alternatives ("Java or Kotlin", "tools such as …") become one claim; a sentence that asks something none of these
know ("a thoughtful, structured way of working") is one claim of kind skill without ids, so that nothing asked is
silently lost. The need of each claim is that of its own clause (`needs`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from prospect.lexicon import education, needs, posting_lines, requirement_kinds, requirement_lines, skills, years
from prospect.lexicon.needs import Need
from prospect.lexicon.posting_lines import Sentence

KINDS = (
    "skill", "years", "level", "education", "certificate", "language", "licence", "clearance", "place", "hours",
    "travel", "right_to_work",
)  # fmt: skip
_KIND_OF = {"certificate": "certificate", "licence": "licence", "natural_language": "language"}


class Requirement(NamedTuple):
    """One claim. `skills`: ids of which any one suffices; `years` the least asked; `value` the level of schooling,
    the language, the clearance or the condition's words; `alternatives`: what else would do."""

    kind: str
    need: Need
    text: str
    start: int
    end: int
    skills: tuple[str, ...] = ()
    years: float | None = None
    value: str | None = None
    alternatives: tuple[str, ...] = ()


_OR = re.compile(r"\s*(?:,\s*)?(?:\bor\b|\band/or\b|/|\boder\b|\bou\b|\bo\b)\s*(?:\w+\s+){0,2}?", re.IGNORECASE)
_LISTED = re.compile(r"[\s,/()]*(?:\b(?:and|or|and/or|&|und|oder|y|o|et|ou|etc|e\.g)\b[\s.,]*)*", re.IGNORECASE)
_EXAMPLES = re.compile(
    r"(?:such as|like|e\.?g\.?,?|for example|for instance|including but not limited to|one of|one or more(?: of)?|any of|at least one(?: of)?"
    r"|either|equivalent to|similar to|zum beispiel|z\.\s?b\.|wie|como|comme|i\.e\.)[\s:(,]*$",
    re.IGNORECASE,
)
_SIMILAR = re.compile(
    r"[\s,)]*(?:or|and|and/or)\s+(?:\w+\s+)?(?:similar|equivalent|comparable|related|other)", re.IGNORECASE
)


# Colleagues, patients and pupils are not skills: "product managers", "designers".
_PEOPLE = re.compile(
    r"\b(?:manag|engineer|design|develop|teach|market|recruit|research|lead|stakehold|custom|own|writ|train|buy|sell|lawy)ers$"
    r"|\b(?:scientist|analyst|nurse|doctor|physician|clinician|therapist|accountant|architect|consultant|administrator|director|executive"
    r"|specialist|pharmacist|technician|assistant|surveyor|contractor|operator|supervisor|student|patient)s$",
    re.IGNORECASE,
)


def _groups(sentence: str, named: list[skills.Named], base: int) -> list[list[skills.Named]]:
    """Skills of a sentence, those together of which any one suffices."""
    runs: list[list[skills.Named]] = []
    for one in named:
        between = sentence[runs[-1][-1].end - base : one.start - base] if runs else ""
        if runs and (_LISTED.fullmatch(between) or _OR.fullmatch(between)):
            runs[-1].append(one)
        else:
            runs.append([one])
    return [group for run in runs for group in _any_of(sentence, run, base)]


def _any_of(sentence: str, run: list[skills.Named], base: int) -> list[list[skills.Named]]:
    """A run of listed skills: one group when it offers a choice, else one group a skill."""
    if len(run) == 1:
        return [run]
    first, last = run[0].start - base, run[-1].end - base
    inner = [sentence[a.end - base : b.start - base] for a, b in pairwise(run)]
    if _EXAMPLES.search(sentence[:first]) or _SIMILAR.match(sentence[last:]) or _OR.fullmatch(inner[-1]):
        return [run]
    groups = [[run[0]]]
    for between, one in zip(inner, run[1:], strict=True):
        if re.fullmatch(r"\s*(?:/|\bor\b|\band/or\b|\boder\b)\s*", between, re.IGNORECASE):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _otherwise(sentence: Sentence) -> Need:
    return needs.PREFERRED if sentence.section == "preferred" else needs.REQUIRED


def _claim(  # one place that turns sentence offsets into text offsets
    sentence: Sentence,
    kind: str,
    span: tuple[int, int],
    *,
    ids: tuple[str, ...] = (),
    least: float | None = None,
    value: str | None = None,
    alternatives: tuple[str, ...] = (),
) -> Requirement | None:
    """A claim about sentence.text[span]; None when its clause says it is not asked."""
    need = needs.need_at(sentence.text, *span, _otherwise(sentence))
    if need not in (needs.REQUIRED, needs.PREFERRED):
        return None
    start, end = sentence.start + span[0], sentence.start + span[1]
    return Requirement(kind, need, sentence.text[span[0] : span[1]], start, end, ids, least, value, alternatives)


def _education(sentence: Sentence) -> list[Requirement]:
    found = []
    for one in education.read_sentence(sentence):
        need = one.need if one.need in (needs.REQUIRED, needs.PREFERRED) else None
        if need is None:
            continue
        other = (*one.alternatives, *(("equivalent experience",) if one.or_experience else ()))
        found.append(Requirement("education", need, one.text, one.start, one.end, value=one.level, alternatives=other))
    return found


def _skill_claims(sentence: Sentence, named: list[skills.Named], stated: Sequence[years.Years]) -> list[Requirement]:
    """Skills, certificates, licences and languages, with the years stated for them."""
    spans = [years.reach(sentence.text, stated, i) for i in range(len(stated))]
    found = []
    for group in _groups(sentence.text, named, sentence.start):
        a, b = group[0].start - sentence.start, group[-1].end - sentence.start
        kind = _KIND_OF.get(group[0].skill.kind, "skill")
        least = None
        if kind == "skill" and group[0].skill.kind != "soft":
            least = next((y.least for y, (s, e) in zip(stated, spans, strict=True) if s <= a and b <= e), None)
        ids = tuple(dict.fromkeys(one.skill.id for one in group))
        value = None if kind == "skill" else " or ".join(dict.fromkeys(one.skill.name for one in group))
        names = tuple(dict.fromkeys(one.skill.name for one in group))[1:]
        claim = _claim(sentence, kind, (a, b), ids=ids, least=least, value=value, alternatives=names)
        if claim:
            found.append(claim)
    return found


def _years_claims(sentence: Sentence, stated: Sequence[years.Years], claims: list[Requirement]) -> list[Requirement]:
    """Years that no skill of the sentence carries; `value` is what they are of."""
    taken = {claim.years for claim in claims if claim.years is not None}
    found = []
    for i, one in enumerate(stated):
        if one.least in taken:
            continue
        a, b = years.reach(sentence.text, stated, i)
        start, end = min(a, one.start), max(b, one.end)
        end = start + len(sentence.text[start:end].rstrip(" ,;"))
        of = sentence.text[a:b] if a >= one.end else sentence.text[start : one.start]
        need = needs.need_at(sentence.text, one.start, one.end, _otherwise(sentence))
        if need in (needs.REQUIRED, needs.PREFERRED):
            at = sentence.start
            value = of.strip(" ,.:;()–-") or None
            text = sentence.text[start:end]
            found.append(Requirement("years", need, text, at + start, at + end, years=one.least, value=value))
    return found


def _conditions(sentence: Sentence) -> list[Requirement]:
    """Travel, hours, place, clearance, right to work and licences that no list of ours names."""
    found = requirement_kinds.find_conditions(sentence.text)
    claims = [_claim(sentence, one.kind, (one.start, one.end), value=one.value) for one in found]
    return [claim for claim in claims if claim]


def _read(sentence: Sentence, named: list[skills.Named]) -> list[Requirement]:
    """The claims of one sentence that asks something."""
    first = sentence.start
    inside = tuple([(skill.id, start - first, end - first) for skill, start, end in named])
    found = _read_at_start(sentence.text, sentence.section, sentence.bullet, inside)
    return [claim._replace(start=claim.start + first, end=claim.end + first) for claim in found]


@lru_cache(maxsize=8192)
def _read_at_start(
    text: str, section: str, bullet: bool, inside: tuple[tuple[str, int, int], ...]
) -> tuple[Requirement, ...]:
    """The claims of a sentence that names these skills (id, start, end); all offsets in the sentence.

    Employers repeat sentences in all their postings, each time at another place, so the last ones are kept.
    """
    sentence = Sentence(text, 0, len(text), section, bullet)
    return tuple(_claims(sentence, [skills.Named(skills.skill(id), start, end) for id, start, end in inside]))


def _claims(sentence: Sentence, named: list[skills.Named]) -> list[Requirement]:
    schooling = _education(sentence)
    covered = [(e.start, e.end) for e in schooling]
    kept = [
        n
        for n in named
        if not any(a <= n.start and n.end <= b for a, b in covered)
        and not _PEOPLE.search(sentence.text[n.start : n.end])
    ]
    stated = years.find_years(sentence.text)
    found = schooling + _skill_claims(sentence, kept, stated)
    found += _years_claims(sentence, stated, found)
    known = {claim.kind for claim in found}
    found += [claim for claim in _conditions(sentence) if claim.kind not in known]
    return sorted(found, key=lambda claim: (claim.start, claim.end)) or _whole(sentence)


def _whole(sentence: Sentence) -> list[Requirement]:
    """The claim of a sentence that asks something no list of ours knows."""
    need = needs.need_of(sentence.text, _otherwise(sentence))
    if need == needs.NEGATED:
        return []
    text = sentence.text.rstrip(" .;,")
    return [Requirement("skill", need, text, sentence.start, sentence.start + len(text))]


def read_requirements(text: str, title: str = "") -> tuple[Requirement, ...]:
    """What a posting asks, in the order of its text; `title` says nothing that the text does not, and is not quoted."""
    named = skills.named_skills(text)
    starts = [one.start for one in named]
    found: list[Requirement] = []
    for sentence in posting_lines.sentences(text):
        if requirement_lines.asks(sentence):
            begun = named[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            inside = [one for one in begun if one.end <= sentence.end]
            found.extend(_read(sentence, inside))
        elif requirement_lines.asks_right_to_work(sentence):
            found.extend(claim for claim in _conditions(sentence) if claim.kind == "right_to_work")
    return tuple(found)
