"""The parts of a title that have a form of their own: gender markers, pay, identifiers, hours, shifts, workplace, cohorts.

These are what employers append to a title; each is found by its form, wherever it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TitlePart:
    """A part of a title: its kind, its words and where they stand (end exclusive).

    Kinds: level, title, skill, domain, workplace, place, gender_marker, employment_type, shift, pay, requisition,
    cohort, grade, count, urgency.
    """

    kind: str
    text: str
    start: int
    end: int


_SEX = r"(?:[mwfdhxngis]|gn|div|all|any|diverse?|divers|männlich|weiblich|female|male)"
_MONEY = r"(?:US|C|CA|A|AU|NZ|HK|S)?[$£€¥₹]|\b(?:USD|EUR|GBP|CAD|AUD|CHF|INR|PLN)\s?"
_AMOUNT = r"\d[\d,.' ]*\d?\s?[kK]?"
_UNIT = r"(?:\s*(?:/|per|an|a|p\.?)\s*(?:hour|hr|h|year|yr|annum|a|month|mo|week|wk|day|d)\b\.?)?"
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"

# In this order: a form that is found first takes its place in the string.
_FORMS: tuple[tuple[str, str], ...] = (
    ("gender_marker", rf"[(\[]\s*{_SEX}(?:\s*[/|*,;.\-\s]\s*{_SEX})+\s*\*?\s*[)\]]"),
    ("gender_marker", r"[(\[]\s*(?:all genders?|alle geschlechter|gn|genderneutral|a|x|any gender|mensch)\s*\*?[)\]]"),
    ("gender_marker", r"(?<![\w/])(?:[mwfh]\s?[/|]\s?[mwfhdx](?:\s?[/|]\s?[dxigw*])*)(?![\w/])"),
    ("gender_marker", r"(?<=[a-zäöüéß])(?:\*|:|_|/-?|·)(?:innen|in|r|e|euse|trice|rice|ère|se|ne)(?![a-z])"),
    ("gender_marker", r"(?<=[a-zäöüéíóáñß])\s?(?:\((?:in|innen|a|as|e|euse|trice|ère|se|ne)\)|/(?:a|as|o|os|ra|ora)(?![a-z]))"),
    ("pay", rf"(?:up\s?to|from|starting at|starts at|earn|pays|ote)?\s*(?:{_MONEY})\s?{_AMOUNT}\+?"
            rf"(?:\s*(?:-|–|—|~|to)\s*(?:{_MONEY})?\s?{_AMOUNT}\+?)?{_UNIT}(?:\s?(?:OTE|DOE|USD|EUR|GBP|CAD|base|salary))?"),
    ("pay", rf"\b\d{{2,3}}[kK]\s*(?:-|–|—|to)\s*\d{{2,3}}[kK]\b{_UNIT}"),
    ("pay", r"\b(?:sign[- ]?on bonus|signing bonus|bonus eligible|sign on bonus available)\b"),
    ("requisition", r"(?:\b(?:job|req(?:uisition)?|posting|ref(?:erence)?|vacancy|position)\s?(?:id|no|nr|num|number|code)?"
                    r"\.?\s?[:#\-]?\s?|#\s?)(?=[a-z\-_/]*\d)[a-z0-9][a-z0-9\-_/]{2,}\b"),
    ("requisition", r"(?<![\w$£€])(?:JR|REQ|R|ID|JO|VN|REF|P|RQ)[-_]?\d{3,}(?:-\d+)?(?![\w%])"),
    ("requisition", r"(?<![\w$£€.,/])\d{5,}(?:[-/]\d+)*(?![\w%])|(?<=[(\[])\d{3,}[-/]?[A-Z\d\-/]*(?=[)\]])"),
    ("cohort", rf"\b(?:(?:summer|fall|autumn|spring|winter|class of|start|{_MONTHS})[\s,]*(?:of\s)?)+20\d\d(?:\s?[-/]\s?(?:20)?\d\d)?\b"),
    ("cohort", r"\b20\d\d\s*(?:[-/]\s*(?:20)?\d\d)?\s*(?:start|intake|cohort|season|summer|fall|autumn|spring|winter|new grads?)?\b"),
    ("cohort", r"\b(?:summer|fall|autumn|spring|winter)(?=\s+(?:intern|internship|analyst|associate)\b)"),
    ("shift", r"\b(?:(?:1st|2nd|3rd|4th|first|second|third|day|night|evening|weekend|morning|afternoon|late|early|graveyard|"
              r"swing|rotating|overnight|back|twilight|split|mid|midnight|weekday|baylor|double|continental)"
              r"(?:\s?(?:/|-|&|and|,)\s?(?:day|night|evening|weekend|morning|afternoon|early|late|nd|rd))*[\s-]+shifts?)\b"),
    ("shift", r"\b(?:\d{1,2}(?:\.\d)?[- ]?(?:hours?|hrs?)(?:\s(?:shifts?|per week|a week|/\s?week|weekly))?|\d{1,2}h\b)"),
    ("shift", r"(?<=[-–—(|,/]\s)(?:nights?|days?|evenings?|weekends?|overnights?|mornings?|days/nights|nights and weekends|"
              r"rotating|early mornings?|weekdays?|mon(?:day)?\s?(?:-|to|–)\s?fri(?:day)?)(?=\s*(?:$|[-–—)|,/]))|(?<=\()(?:nights?|days?|evenings?|weekends?)(?=\))"),
    ("shift", r"\b(?:4 on 4 off|4x4|monday\s?(?:-|to|–)\s?friday|m-f|mon-fri|\d\d?:?\d*\s?[ap]m\s?(?:-|–|to)\s?\d\d?:?\d*\s?[ap]m|no weekends|weekends off|on[- ]call|7 on/?7 off|12 ?hr|shift work|Nachtschicht|Frühschicht|Spätschicht)\b"),
    ("employment_type", r"\b(?:permanent|temporary|temp|contract(?:[- ]to[- ](?:hire|perm))?|temp[- ]to[- ](?:hire|perm)|fixed[- ]term"
              r"(?:\scontract)?|ftc|freelance|seasonal|casual|zero hours|per[- ]?diem|prn|(?:full|part)[-/\s]?(?:and|or|/)?[\s/]?(?:part|full)?[- ]?time|ft/pt|pt/ft|f/t|p/t|"
              r"fte|bank|locum|interim|maternity (?:cover|leave cover|leave)|parental leave cover|vacataire|cdi|cdd|intérim|vollzeit|teilzeit|"
              r"befristet|unbefristet|minijob|indefinido|tiempo completo|jornada completa|media jornada|temporal|tempo indeterminado|"
              r"1099|w-?2|c2c|corp[- ]to[- ]corp|term|limited[- ]term|ftc \d+ months?|\d+[- ]months? (?:contract|ftc|fixed term)|contractor)"
              r"(?:\s(?:position|role|contract|basis|job))?\b|正社員|契約社員|業務委託|派遣|アルバイト|パート|全职|兼职"),
    ("workplace", r"\b(?:(?:100%|fully|partially|semi|mostly)?[- ]?(?:remote(?:ly)?)(?:[- ](?:first|friendly|only|based|ok|eligible|option(?:al)?|"
              r"work|position|role|within [a-z ]+))?|hybrid(?:e|o)?(?:[- ](?:remote|working|role))?|on-?site|in[- ]office|in[- ]person|"
              r"work(?:ing)? from home|wfh|work at home|work from anywhere|home[- ]?based|telework|telecommute|"
              r"home[- ]?office|télétravail|teletrabajo|en remoto|remoto|distributed|virtual(?= ?[)\]-]|$)|field[- ]based|office[- ]based)\b|リモート(?:ワーク)?|フルリモート|在宅|远程"),
    ("urgency", r"\b(?:urgent(?:ly)?(?: hiring| required)?|immediate (?:start|hire|joiner)|hiring (?:now|immediately|event)|now hiring|new|"
              r"apply now|asap|immediate opening|evergreen|talent (?:pool|community|pipeline)|future opportunit(?:y|ies)|we(?:'| a)re hiring|join our team|speculative|open application|multiple (?:openings|positions|locations|roles)|various locations|walk[- ]in)\b!*"),
    ("grade", r"(?<=[\s,(\-–])(?:(?:band|grade|level|tier|class|step|gs|lvl|ic|e|l|p|t|m|afc band|scale|salary level)[- ]?\d{1,2}[a-z]?(?:\s?[-/]\s?\d{1,2}[a-z]?)?|"
              r"I{1,3}|IV|VI{0,3}|\d(?:st|nd|rd|th)? class|(?:I{1,3}|IV|V)(?:\s?[/\-]\s?(?:I{1,3}|IV|V))+)(?=$|[\s,)\-–/:.|])"),
    ("count", r"(?<!\w)(?:x\s?\d{1,2}|\d{1,2}\s?x|\d+\s(?:openings|positions|posts|vacancies))(?!\w)"),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _FORMS)


def formal_parts(text: str) -> list[TitlePart]:
    """The parts found by form, in order, none overlapping another."""
    found: list[TitlePart] = []
    for kind, pattern in _COMPILED:
        for match in pattern.finditer(text):
            start, end = _trimmed(text, *match.span())
            if end <= start or any(part.start < end and start < part.end for part in found):
                continue
            if _stands(text, kind, start, end):
                found.append(TitlePart(kind, text[start:end], start, end))
    return sorted(found, key=lambda part: part.start)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the spaces and commas at its ends."""
    while start < end and text[start] in " ,;\u00a0\t":
        start += 1
    while end > start and text[end - 1] in " ,;\u00a0\t":
        end -= 1
    return start, end


def _stands(text: str, kind: str, start: int, end: int) -> bool:
    """Whether a match that ordinary titles also contain is meant here ("contract manager", "bank teller", "new business")."""
    words = text[start:end].casefold()
    if kind == "urgency" and words == "new":
        return text[start:end] == "NEW" and text != text.upper() and (start < 3 or end > len(text) - 3)
    if kind == "employment_type" and words in _ALSO_TRADES:
        return _at_an_edge(text, start, end)
    if kind == "grade" and re.fullmatch(r"[ivx]+(?:[/\-][ivx]+)*", words):
        return text[start:end].isupper()
    if kind == "grade" and words[:1] in "elptm" and words[1:].isdigit():
        return text[start].isupper()
    if kind == "shift" and words in {"on call", "on-call"}:
        return True
    return True


_ALSO_TRADES = frozenset(
    "contract contractor bank temp term casual seasonal interim virtual temporary permanent locum w2 w-2 1099".split()
)
_ADJECTIVES = frozenset("seasonal temporary permanent interim locum casual temp".split())


def _at_an_edge(text: str, start: int, end: int) -> bool:
    """Whether the word stands apart: in brackets, after a dash, last; or first, when it can only be an adjective."""
    before, after = text[:start].rstrip(), text[end:].lstrip()
    apart = (not after or after[0] in ")]-–—|,/(:") and (bool(before) and before[-1] in "([-–—|,/:" or not after)
    return apart or (text[start:end].casefold() in _ADJECTIVES and not before)
