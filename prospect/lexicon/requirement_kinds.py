"""What a sentence may ask besides skills, years and schooling: travel, hours, place, clearance, right to work, level.

Each kind has its patterns and says what the value of a match is. Patterns speak English first, then German, Spanish
and French where postings state such things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of work found in a sentence; offsets in the sentence."""

    kind: str
    value: str | None
    start: int
    end: int


_TRAVEL = re.compile(
    r"""(?:(?:up[ ]to[ ]|approximately[ ]|about[ ]|around[ ]|~)?\d{1,3}(?:[ ]?[-–][ ]?\d{1,3})?[ ]?%)[ ](?:of[ ](?:the[ ]|your[ ])?time[ ])?(?:\w+[ ]){0,3}travel(?:ing|l?ing)?\b
    |travel(?:[ ]\w+){0,5}[ ]?\(?(?:(?:up[ ]to[ ])?\d{1,3}(?:[ ]?[-–][ ]?\d{1,3})?[ ]?%)
    |(?:willing(?:ness)?|ability|able|available|ready|required|need(?:ed)?|prepared|flexib(?:le|ility)|open|comfortable|must|happy|free)[ ]to[ ](?:\w+[ ]){0,2}travel
    |(?:some|occasional|frequent|extensive|regular|domestic|international|overnight|moderate|minimal)[ ](?:\w+[ ]){0,2}travel(?:[ ](?:is|may|will|required|expected))?
    |travel[ ](?:is[ ]|may[ ]be[ ]|will[ ]be[ ])?(?:required|expected|necessary)|open[ ]to[ ](?:\w+[ ])?travel
    |reisebereitschaft|reisetätigkeit|bereitschaft[ ]zu[ ](?:\w+[ ])?(?:dienst)?reisen|disponibilidad[ ]para[ ]viajar|déplacements?""",
    re.IGNORECASE | re.VERBOSE,
)
_HOURS = re.compile(
    r"""(?:work|working|availab\w+|able|ability|willing\w*|flexib\w+|must|on|including|cover|weekend|evening|night|rotat\w+)(?:[ ][\w,/&-]+){0,7}?[ ](?:night[ ]shifts?|nights|weekends?|evenings?|shifts?|holidays|on[- ]call|overtime|unsocial[ ]hours|bank[ ]holidays|graveyard|early[ ]mornings?)(?:[ ](?:and|or|&|,)[ ]?(?:nights|weekends?|evenings?|shifts?|holidays|overtime|on[- ]call))*
    |(?:rotating|night|evening|weekend|day|split|early|late|overnight|flexible|12[- ]hour|second|third|first|2nd|3rd|1st)[ ]shifts?(?:[ ](?:work|required|pattern|rota))?
    |on[- ]call[ ](?:rota|rotation|duties|shifts?|schedule|commitment|work)|(?:participate|take[ ]part|share)[ ]in[ ](?:\w+[ ]){0,4}on[- ]call(?:[ ](?:rota|rotation))?
    |(?:minimum|at[ ]least)(?:[ ]of)?[ ]\w+[ ](?:hours|shifts)[ ]?(?:per|a|/|each)[ ]?(?:week|month|day)|flexib\w+[ ](?:to[ ]work|with|around|in)[ ](?:\w+[ ]){0,3}(?:hours|schedule|shifts|pattern)
    |on-call[ ]element|(?:\d|seven)[ -]day[ ](?:\w+[ ])?(?:hour[ ])?(?:working|service|rota|extended[ ]hour\w*)|flexib\w+[ ]working[ ](?:will[ ]be|is)[ ]required|flexibility[ ]in[ ]your[ ]availability
    |availability[ ](?:for|during|on|to[ ]work)[ ][^.;]{3,60}|days?[ ]?/[ ]?nights?(?:[ ]?/[ ]?weekends?)?|complete[ ](?:an?[ ])?(?:minimum[ ])?\d+(?:-\d+)?[ -]weeks?
    |schichtarbeit|schichtdienst|schichtbereitschaft|bereitschaft[ ]zur?[ ](?:schicht|wochenend)\w*|wochenendarbeit|rufbereitschaft|turnos?[ ](?:rotativos?|de[ ]noche)|disponibilidad[ ]horaria|travail[ ](?:de[ ]nuit|en[ ]équipes?|le[ ]week-end)|horaires[ ]décalés""",
    re.IGNORECASE | re.VERBOSE,
)
_CLEARANCE = re.compile(
    r"""(?P<level>\b(?:TS/SCI(?:[ ](?:with|w/)[ ](?:CI|full[ -]scope|polygraph)\w*)?|top[ ]secret(?:[ /]+SCI)?|(?:active|current|interim)[ ]secret|secret(?=[ ](?:security[ ])?clearance)|public[ ]trust|DoE?[ ][QL]|Q[ ]clearance|developed[ ]vetting|DV(?=[ ](?:clear|level))|SC(?=[ ](?:clear|level))|NPPV ?[23]?|CTC|BPSS))(?:[ ](?:security[ ])?(?:clearance|clear(?:ed)?))?
    |security[ ](?:clearance|cleared|vetting)|clearance[ ](?:is[ ])?(?:required|eligib\w+)|(?:eligible|able|ability)[ ](?:for|to[ ](?:obtain|hold|gain|get|pass))[ ](?:an?[ ])?(?:\w+[ ]){0,4}clearance|sicherheitsüberprüfung|polygraph""",
    re.IGNORECASE | re.VERBOSE,
)
_WORK = re.compile(
    r"""(?:legally[ ])?(?:authori[sz](?:ed|ation)|eligib(?:le|ility)|permitted|entitled|permission|right|allowed|licensed)[ ](?:to|for)[ ](?:(?:legally|permanently|live[ ]and)[ ])?work(?:ing)?\b(?![ ](?:with|on|from|as[ ]part|toward))(?:[ ](?:in|within)(?:[ ](?:the[ ])?[A-Z][\w.]*){1,4})?
    |work[ ](?:authori[sz]ation|permit|visa|eligibility)|(?:visa|immigration|work|employment)[ ]sponsorship|(?:not|unable|cannot|can't|no|without)(?:[ ]\w+){0,6}[ ]sponsor(?:ship|ed)?\b|(?:u\.?s\.?|uk|eu|united[ ]states|canadian|australian|american)[ ]citizen(?:s|ship)?|citizenship|permanent[ ]residen(?:t|ce|cy)|green[ ]card|u\.?s\.?[ ]persons?\b|arbeitserlaubnis|aufenthaltserlaubnis|permiso[ ]de[ ]trabajo|permis[ ]de[ ]travail|skilled[ ]worker[ ]visa""",
    re.IGNORECASE | re.VERBOSE,
)
_PLACE = re.compile(
    r"""(?:must|should|need(?:s)?[ ]to|required[ ]to|have[ ]to|able[ ]to|willing[ ]to|ability[ ]to|you(?:'|’)?(?:re|[ ]are|[ ]will)|candidates|applicants|currently|ideally)[ ](?:\w+[ ]){0,3}?(?:be[ ])?(?:based|located|live|living|reside|residing|commute|relocate|situated|resident)(?:[ ](?:in|to|within|near|at|from|on|around|close)\b)[^.;,)]{0,60}
    |\b(?:willing(?:ness)?|open|able|ready)[ ]to[ ](?:relocate|commute)|(?:commutable|commuting)[ ]distance|reside(?:nt)?[ ](?:in|within)[ ][^.;,)]{2,40}
    |(?:in|from|at)[ -](?:the[ ]|our[ ])?(?:\w+[ ])?office(?:[ ][\w-]+){0,4}?[ ](?:\d|one|two|three|four|five)(?:[ ]?[-–][ ]?\d)?\+?[ ](?:days?|times?|x)(?:[ ](?:per|a|each|every)[ ]|/)(?:week|month)|(?:\d|one|two|three|four|five)\+?(?:[ ]?[-–][ ]?\d)?[ ]days?[ ](?:(?:per|a|each|every)[ ]week[ ]|/week[ ])?(?:in|at|from|on)[- ]?(?:the[ ]|our[ ]|person|site)?(?:\w+[ ])?(?:office|site|person)?
    |^[ ]*(?:must[ ]be[ ])?(?:based|located|resident|living|available)[ ](?:in|near|within|at)[ ](?-i:[A-Z])[^.;(]{1,50}|(?:strongly[ ])?preferred[ ]in-person|must[ ]be[ ]available[ ]in[ ](?-i:[A-Z])\w+
    |(?:work|working|able|ability|willing)[ ](?:to[ ]work[ ])?(?:on[- ]?site|in[- ]person|in[- ]office)|umzugsbereitschaft|wohnsitz[ ]in[ ]\w+|residencia[ ]en[ ]\w+|résider[ ](?:en|à)[ ]\w+""",
    re.IGNORECASE | re.VERBOSE,
)
_LEVEL = re.compile(
    r"\b(?P<level>entry|junior|mid|intermediate|senior|staff|principal|lead|managerial|management|director|executive|c|vp)[- ]level\b(?=[ ](?:\w+[ ]){0,4}(?:experience|position|role|professional|engineer|developer|manager|candidate|background|leadership))",
    re.IGNORECASE,
)
_LICENCE = re.compile(
    r"""\b(?:active|current|valid|unrestricted|state|professional|appropriate|relevant|full)\b(?:[ ,/]+[\w’'-]+){0,6}?[ ]licen[cs]e\b
    |\blicensed[ ](?:as[ ]an?[ ]|to[ ]practi[cs]e[ ])?(?!software|content|products?)\w+(?:[ ]in[ ]the[ ]state[ ]of[ ]\w+)?
    |\blicensure\b|registered[ ]with[ ]the[ ](?-i:[A-Z])[\w ]{2,40}|(?:professional|nursing|qualification[ ]and)[ ]registration|registration[ ]with[ ](?:the[ ])?(?-i:[A-Z])\w+""",
    re.IGNORECASE | re.VERBOSE,
)
_PATTERNS = (
    ("clearance", _CLEARANCE),
    ("right_to_work", _WORK),
    ("travel", _TRAVEL),
    ("hours", _HOURS),
    ("place", _PLACE),
    ("level", _LEVEL),
    ("licence", _LICENCE),
)
_LEVEL_NAMES = {
    "entry": "junior",
    "intermediate": "mid",
    "managerial": "manager",
    "management": "manager",
    "c": "executive",
    "vp": "director",
}


_SHARE = re.compile(r"(?:up to |approximately )?\d{1,3}(?: ?[-–] ?\d{1,3})? ?%", re.IGNORECASE)


def _value(kind: str, found: re.Match[str]) -> str | None:
    if kind == "travel":
        share = _SHARE.search(found.string, max(0, found.start() - 12), found.end() + 30)
        return share.group() if share else None
    if kind == "clearance":
        return found["level"]
    if kind == "level":
        level = found["level"].casefold()
        return _LEVEL_NAMES.get(level, level)
    if kind in ("place", "hours", "licence"):
        return found.group().strip()
    return None


def find_conditions(sentence: str) -> Iterator[Condition]:
    """Conditions that a sentence names, at most one of a kind."""
    for kind, pattern in _PATTERNS:
        found = pattern.search(sentence)
        if found:
            yield Condition(kind, _value(kind, found), found.start(), found.end())
