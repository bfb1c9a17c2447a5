"""Which sentences of a posting ask something of the person.

In a section of requirements every sentence does, unless it praises, promises or explains. Elsewhere a sentence asks
when it says so ("must", "you will have", "experience in", "registered with"). Benefits, statements of equal
opportunity and how to apply never do.
"""

from __future__ import annotations

import re
from functools import lru_cache

from prospect.lexicon.posting_lines import OPEN, Sentence

SILENT = frozenset({"benefits", "eeo", "process"})
_WISHED = frozenset({"required", "preferred"})

_ASKS = re.compile(
    r"""\b(?:must(?:[ ]have|[ ]be|[ ]possess|[ ]hold)?|requires?[ ](?:an?|the|at|strong|experience|excellent|you|previous|prior|someone|candidates)
    |(?:is|are)[ ](?:required|essential|mandatory|a[ ]must|desirable|preferred|a[ ]plus|an[ ]advantage)|(?:required|essential)[ ]to[ ](?:have|hold|be)
    |you(?:'|’)?(?:ll|[ ]will|[ ]should|[ ]must)?[ ](?:also[ ])?(?:have|hold|possess|need|bring)[ ](?!the[ ]opportunity|access|a[ ]chance|an[ ]opportunity|an[ ]impact|to[ ]worry)
    |you(?:'|’)ve[ ](?:got|built|worked|led|shipped|done|had|managed|used|been)
    |(?:applicants?|candidates?|post[ ]?holders?|individuals?|person)[ ](?:must|should|will[ ](?:have|be[ ](?:an?|able|required|registered|qualified|experienced|confident))|needs?|who[ ](?:is|are|has|have|can)|with)
    |(?:looking[ ]for|seeking|seek|searching[ ]for|hiring|recruit|require)[ ](?:an?|someone|candidates|people|individuals|highly|experienced|motivated|talented|enthusiastic|dynamic|self|strong|passionate|to[ ]recruit)
    |(?:\d|one|two|three|four|five|six|seven|eight|ten)\+?(?:[ ]?[-–][ ]?\d+\+?)?[ ](?:years?|yrs|months)(?:['’])?[ ](?:of[ ])?(?:(?:\w+[ ]){0,5}(?:experience|exp)|(?:with|of|in|using)[ ])
    |minimum[ ]of[ ]|at[ ]least[ ](?:\d|one|two|three|four|five|a)
    |(?:strong|excellent|proven|demonstrated|solid|good|sound|extensive|significant|previous|prior|relevant|hands[- ]on|deep|working|advanced)[ ](?:\w+[ ]){0,3}(?:experience|knowledge|understanding|skills|background|track[ ]record|command|proficiency)
    |(?:experience|experienced|proficient|proficiency|fluent|fluency|fluently|familiarity|familiar|knowledge|expertise)[ ](?:in|with|of|as|using|working|across)
    |ability[ ]to|able[ ]to[ ]|willing(?:ness)?[ ]to|qualified[ ]|educated[ ]to|degree[ ](?:in|or|level|and)|registered[ ](?:with|nurse|as)|registration|eligib(?:le|ility)[ ]to[ ]work|right[ ]to[ ]work
    |authori[sz](?:ed|ation)[ ]to[ ]work|(?:driver(?:['’]?s)?|driving)[ ]licen[cs]e|security[ ]clearance|sponsor(?:ship)?
    |not[ ]be[ ]short-?listed|do[ ]not[ ]apply|please[ ]only[ ]apply|based[ ]in[ ]|(?:speak|write|read)[ ](?:\w+[ ]){0,4}fluent(?:ly)?
    |ideally|preferably|nice[ ]to[ ]have|bonus[ ]points|desirable|preferred|a[ ]plus\b|an[ ]advantage|advantageous
    |mindestens|erforderlich|berufserfahrung|erfahrung[ ](?:in|mit|im)|kenntnisse|abgeschlossen\w*|fließend|sehr[ ]gute|vorausgesetzt|du[ ](?:hast|bringst|verfügst)|sie[ ](?:haben|bringen|verfügen)
    |experiencia[ ](?:en|con|de|mínima)|conocimientos?[ ](?:de|en)|titulación|imprescindible|dominio
    |expérience[ ](?:en|dans|de|avec)|maîtrise|connaissance|diplôme|vous[ ](?:avez|disposez|maîtrisez)|tu[ ](?:as|maîtrises))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_HARD_ASK = re.compile(
    r"\b(?:must|required|essential|mandatory|minimum|at least|need(?:s|ed)? to (?:have|be|hold)|applicants? (?:should|will)"
    r"|candidates? (?:should|will|who)|desirable|preferred|degree|registered|registration|licen[cs]e|fluent|sponsorship"
    r"|right to work|authori[sz]ed to work|(?:looking for|seeking) (?:an?|someone)|erforderlich|imprescindible|years?(?:['’])? (?:of )?(?:\w+ ){0,4}experience"
    r"|experience (?:in|with|of|as|working)|knowledge of)\b",
    re.IGNORECASE,
)
_OFFERS = re.compile(
    r"""\b(?:we(?:'|’)?(?:[ ]|ll[ ]|re[ ]|ve[ ])(?!(?:are[ ]|re[ ])?(?:also[ ]|currently[ ]|now[ ])?(?:looking|seeking|searching|hiring|require|need|expect|ask|want|prefer|value)|expect|seek|want|need|require|ask|look|prefer|(?:would|(?:'|’)d)[ ](?:love|like)|can(?:no|['’])t|do[ ]not|don(?:'|’)t|are[ ]not|are[ ]unable|will[ ]not)
    |our[ ](?:team|mission|company|customers|clients|culture|product|products|platform|values|people|office|trust|services?|benefits)\b
    |join[ ](?:us|our)|opportunit(?:y|ies)[ ](?:to|for)|competitive[ ](?:salary|pay|compensation)|salary|pension|401\(?k\)?|annual[ ]leave|paid[ ](?:time|leave|holiday)|equity|stock[ ]options|dental|health[ ]insurance
    |equal[ ](?:opportunit|employment)|regardless[ ]of|without[ ]regard|discriminat|reasonable[ ](?:accommodation|adjustment)|protected[ ]veteran|encourage[ ](?:you[ ]to[ ]apply|applications)
    |disclosure[ ]and[ ]barring|\bdbs\b|rehabilitation[ ]of[ ]offenders|background[ ]check|drug[ ](?:test|screen)|privacy|cookies|e-verify|certificate[ ]of[ ]sponsorship|criminal[ ]record|pre-employment
    |click|apply[ ](?:now|today|online|here|via)|closing[ ]date|for[ ]further[ ](?:details|information)|email[ ](?:address)?|telephone|https?://)""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_MEANT = re.compile(
    r"even if you|don(?:'|’)t (?:meet|tick|check|have) (?:all|every|100)|not meet (?:all|every)|meet every|check every box|apply anyway|"
    r"still (?:encourage|want)|imposter|confidence gap|may be assigned|subject to change|not (?:an )?exhaustive|other duties",
    re.IGNORECASE,
)
_LEAST_WORDS = 1


def _promises(text: str) -> bool:
    return bool(_OFFERS.search(text)) and not re.search(
        r"\byou (?:must|will need|should have|need)|\bapplicants? must|\bcandidates? must|sponsor|right to work|authori[sz]ed to work|registration",
        text,
        re.IGNORECASE,
    )


@lru_cache(maxsize=4096)
def asks(sentence: Sentence) -> bool:
    """Whether a sentence asks something of the person."""
    text = sentence.text
    if _NOT_MEANT.search(text):
        return False
    if sentence.section in _WISHED:
        return len(text.split()) >= _LEAST_WORDS and not _promises(text)
    if sentence.section in SILENT:
        return False
    if _promises(text):
        return False
    if sentence.section == OPEN:
        return bool(_ASKS.search(text))
    return bool(_HARD_ASK.search(text)) and bool(_ASKS.search(text))
