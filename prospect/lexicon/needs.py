"""How much a sentence asks for what it names: required, preferred, merely mentioned, or ruled out.

Cues are words with a reach. "Ideally Kafka and Spark" reaches forward, "Go preferred" reaches back to the last comma,
"experience with Go would be a plus" reaches back over its whole clause, and a cue in brackets speaks of what stands
before them. What no cue reaches has the need of its section.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Need = Literal["required", "preferred", "mentioned", "negated"]
REQUIRED: Need = "required"
PREFERRED: Need = "preferred"
MENTIONED: Need = "mentioned"
NEGATED: Need = "negated"

_FORWARD, _ITEM, _CLAUSE = "forward", "item", "clause"
_VERB = r"(?:is|are|would be|will be|’s|'s|be|as|considered|viewed as|seen as|regarded as)\s+"
_HIGH = r"(?:highly|strongly|very|also|a|an|considered|definite(?:ly)?|huge|big|strong|real|distinct|added|additional|great|major|significant|massive|bonus|extra)\s+"
_WISH = (
    r"(?:preferred|desirable|desired|plus(?:es)?|bonus|advantage|advantageous|beneficial|nice[- ]to[- ]haves?|good to have"
    r"|optional|helpful|welcome[d]?|asset|ideal|useful|benefit|valued|valuable|great to have|appreciated|favou?red"
    r"|preference|differentiator|of interest|recommended)"
)
_MUST = (
    r"(?:required|essential|mandatory|necessary|needed|a must(?:[- ]have)?|must[- ]have|compulsory|non[- ]negotiable"
    r"|critical|vital|imperative|a requirement|a prerequisite|expected|crucial|key)"
)

# (pattern, need, reach); an earlier row wins where two match the same place
_CUES: tuple[tuple[str, Need, str], ...] = (
    (
        rf"(?:but|although|though|while|,|and)?\s*(?:{_VERB})?not\s+(?:strictly |absolutely |always )?(?:{_MUST}|a deal[- ]?breaker)"
        r"(?:\s*,?\s*(?:but|though|although)[^.;]{0,30}\b(?:plus|bonus|preferred|helpful|nice|welcome|advantage\w*|beneficial|desirable|ideal))",
        PREFERRED,
        _CLAUSE,
    ),
    (rf"(?:{_WISH})\s*,?\s*(?:but|though|and|although)\s+not\s+{_MUST}", PREFERRED, _CLAUSE),
    (rf"{_VERB}(?:{_HIGH})*{_WISH}", PREFERRED, _CLAUSE),
    (
        r"(?:would|will|could) (?:also )?(?:be )?(?:\w+ )?(?:an? )?(?:\w+ )?(?:advantage\w*|bonus|plus|asset|beneficial|preferred|welcome|desirable|help|benefit)\b",
        PREFERRED,
        _CLAUSE,
    ),
    (
        r"(?:preferably|ideally|nice[- ]to[- ]haves?\s*:|bonus (?:points )?(?:for|if|points)|bonus\s*:|plus if|plus\s*:|preferred\s*:|desirable\s*:|desired\s*:|optional(?:ly)?\s*:|extra credit|we(?:'|’)d love|we would love|even better|a bonus to|we favou?r|(?:we )?prefer(?:ence)?\s+(?:for|to|is given|will be given|someone|candidates|applicants|if)|any of the following (?:is|are) a plus|may include|could include|it helps if|huge bonus|big plus)",
        PREFERRED,
        _FORWARD,
    ),
    (
        r"(?:von vorteil|wünschenswert|ein plus|gerne auch|gern auch|se valorará\w*|deseable|serait un plus|est un plus|souhaité\w*|apprécié\w*|is een pré|preferibil\w+|gradit[oa]|será um diferencial|desejável|mile widzian\w+)",
        PREFERRED,
        _CLAUSE,
    ),
    (
        r"(?:idealerweise|im idealfall|vorzugsweise|bestenfalls|optimalerweise|idealmente|preferiblemente|idéalement|de préférence|bij voorkeur|preferencialmente|preferibilmente)",
        PREFERRED,
        _FORWARD,
    ),
    (
        rf"(?:\b{_HIGH})+(?:preferred|desirable|desired|plus|bonus|advantage|asset|valued|beneficial)\b",
        PREFERRED,
        _CLAUSE,
    ),
    (
        r"\b(?:preferred|desirable|desired|advantageous|a plus|plus!?$|a bonus|an asset|an advantage|nice to have|beneficial|strong plus)\b(?!\s+(?:to|by|state|outcome|result|location|name|vendor|partner|supplier|provider|pronoun))",
        PREFERRED,
        _ITEM,
    ),
    (
        rf"\b(?:(?:is|are|were|be|isn(?:'|’)t|aren(?:'|’)t)\s+)?(?:not|n't)\s+(?:\w+ )?(?:{_MUST}|need(?:ed)?|expected)\b",
        NEGATED,
        _CLAUSE,
    ),
    (r"\b(?:isn|aren)(?:'|’)t (?:needed|required|necessary|expected|essential)", NEGATED, _CLAUSE),
    (r"\bno\b(?=[^,;.]{0,60}\b(?:required|necessary|needed|necessary))", NEGATED, _FORWARD),
    (
        r"\b(?:no|without(?: any)?|don(?:'|’)t (?:need|use|require|want)|do not (?:need|use|require|want)|doesn(?:'|’)t (?:use|require)|never use|not (?:using|looking for)|rather than|instead of|not an?|keine?n?)\b(?!\s+(?:less|more|matter|later|longer|doubt|supervision|day|two))",
        NEGATED,
        _FORWARD,
    ),
    (rf"{_VERB}(?:{_HIGH}|absolutely |strictly )*{_MUST}\b", REQUIRED, _CLAUSE),
    (
        r"\b(?:must[- ]haves?\s*:|must (?:have|be|possess|hold|speak|know|demonstrate)|must|required\s*:|essential\s*:|minimum(?: of)?|at least|you(?:'|’)?(?:ll| will)? need|(?:requires?|requiring)(?! no\b)|mindestens|zwingend|imprescindible|obligatoire|indispensable|erforderlich)\b:?",
        REQUIRED,
        _FORWARD,
    ),
    (
        r"\b(?:required|essential|mandatory|a must|must[- ]have|necessary)\b(?!\s+(?:to|for|by|in order|amount|skills? to|steps|changes|training|care|services?))",
        REQUIRED,
        _ITEM,
    ),
)
_CUE = tuple((re.compile(pattern, re.IGNORECASE), need, reach) for pattern, need, reach in _CUES)
_HARD = re.compile(r";|\s[–—]\s|\bbut\b|\balthough\b|\bwhereas\b|\n", re.IGNORECASE)
_SOFT = re.compile(r",(?!\s*(?:and|or)\b)|;|\(|\)|\s[–—]\s|\bbut\b|, (?:and|or)\b|\band (?=[^,]{0,40}$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reach:
    """The part of a sentence that a cue speaks of, and what it says."""

    need: Need
    start: int
    end: int
    cue: tuple[int, int]


def _found(sentence: str) -> list[tuple[int, int, Need, str]]:
    """Cues in order of place, none inside another; the earlier row of the table wins."""
    found: list[tuple[int, int, Need, str]] = []
    for pattern, need, reach in _CUE:
        for match in pattern.finditer(sentence):
            if not any(a < match.end() and match.start() < b for a, b, _, _ in found):
                found.append((match.start(), match.end(), need, reach))
    return sorted(found)


def _bracket(sentence: str, at: int) -> tuple[int, int] | None:
    """The brackets that hold position `at`, as (open, close)."""
    opened = sentence.rfind("(", 0, at)
    if opened < 0 or ")" in sentence[opened:at]:
        return None
    closed = sentence.find(")", at)
    return opened, len(sentence) if closed < 0 else closed


def _back(sentence: str, cue: int, floor: int, pattern: re.Pattern[str]) -> int:
    """Where the clause or item that ends at `cue` begins, not before `floor`."""
    starts = [m.end() for m in pattern.finditer(sentence, floor, cue) if m.end() < cue - 1]
    return max([floor, *starts])


def _last_item(sentence: str, begin: int, end: int) -> int:
    """Where the last comma item of sentence[begin:end] begins, unless "and" or "or" makes the items one list."""
    comma = sentence.rfind(",", begin, end)
    item = sentence[comma + 1 : end]
    if comma < 0 or len(item.strip()) < 2 or re.match(r"\s*(?:and|or|but|is|would|will)\b", item):
        return begin
    return comma + 1


def _span(sentence: str, cue: tuple[int, int, Need, str], floor: int, ceiling: int) -> tuple[int, int]:
    start, end, _need, reach = cue
    held = _bracket(sentence, start)
    if held and reach != _FORWARD:
        inside = sentence[held[0] + 1 : start].strip(" ,")
        if inside and len(inside) > 2:
            return max(floor, held[0]), start
        return _back(sentence, held[0], floor, _SOFT), start
    hard = _HARD.search(sentence, end, ceiling)
    ahead = min(hard.start() if hard else ceiling, held[1] if held else ceiling)
    if reach == _FORWARD:
        return end, ahead
    begin = _back(sentence, start, floor, _HARD if reach == _CLAUSE else _SOFT)
    if reach == _CLAUSE and not sentence[start:end].lower().lstrip().startswith("are"):
        begin = _last_item(sentence, begin, start)
    if not re.search(r"\w", sentence[begin:start]):
        return end, ahead  # nothing stands before it: "Preferred experience: Kafka"
    return begin, start


@lru_cache(maxsize=2048)
def reaches(sentence: str) -> tuple[Reach, ...]:
    """What each cue of a sentence speaks of; offsets in the sentence."""
    cues = _found(sentence)
    found = []
    for i, cue in enumerate(cues):
        floor = cues[i - 1][1] if i else 0
        ceiling = cues[i + 1][0] if i + 1 < len(cues) else len(sentence)
        a, b = _span(sentence, cue, floor, ceiling)
        if cue[2] == NEGATED and cue[3] == _FORWARD:
            comma = re.search(r"[,;.]|\bbut\b", sentence[a:b])
            b = a + comma.start() if comma else b
        found.append(Reach(cue[2], a, b, cue[:2]))
    return tuple(found)


def need_at(sentence: str, start: int, end: int, otherwise: Need) -> Need:
    """The need of sentence[start:end]: what the closest cue that reaches it says, else `otherwise`."""
    holding = [reach for reach in reaches(sentence) if reach.start <= start and end <= reach.end + 1]
    if not holding:
        return otherwise
    need = min(holding, key=lambda reach: reach.end - reach.start).need
    return otherwise if need == REQUIRED and otherwise == PREFERRED else need


def need_of(sentence: str, otherwise: Need) -> Need:
    """The need of a sentence as a whole: that of its only kind of cue, else `otherwise`."""
    said = {reach.need for reach in reaches(sentence)}
    if otherwise == PREFERRED:
        said.discard(REQUIRED)
    return said.pop() if len(said) == 1 else otherwise
