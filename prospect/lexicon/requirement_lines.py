"""Which sentences of a posting ask something of the person.

In a section of requirements every sentence does, unless it promises or explains. Elsewhere a sentence asks when it
says so ("must", "you will have", "experience in", "registered with"). Benefits, statements of equal opportunity and
how to apply ask nothing, except that one may only apply with the right to work. The phrases are
``data/requirement_cues.toml``.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from prospect.lexicon import lowered
from prospect.lexicon.alternatives import joined
from prospect.lexicon.posting_lines import OPEN, Sentence

SILENT = frozenset({"benefits", "eeo", "process"})
_WISHED = frozenset({"required", "preferred"})
_FILE = Path(__file__).parent / "data" / "requirement_cues.toml"
_QUESTION = lowered.pattern(r"(?:or\s*)?(?:are you (?:an?|looking)|do you (?:have|hold|speak|want to use))\b")
_NAMES_A_NEED = lowered.pattern(
    r"\b(?:registered|qualified|experience\w*|enthusiastic|motivated|dynamic|passionate|who|with|licen[cs]ed)\b"
)
_RIGHT_TO_WORK = lowered.pattern(
    r"sponsor(?:ship)?\b|authori[sz](?:ed|ation) to work|eligib\w+ to work|right to work|citizen|work (?:visa|permit)"
)
_PRAISE = lowered.pattern(
    r"(?:at [A-Z]\w+, )?(?:we(?: are|'re|’re) (?:an?|the|one of|proud|building|on a mission|backed|growing|committed)\b"
    r"|our (?:company|team|mission|story|firm)\b|founded in\b)"
)
_STATUS = lowered.pattern(r"discriminat|regardless|without regard|national origin|marital")
_UNIT = lowered.pattern(r"\W*(?:#\S+|https?://\S+)(?:\s+#\S+)*\W*$")


@cache
def _cue(name: str) -> re.Pattern[str]:
    phrases: list[str] = tomllib.loads(_FILE.read_text(encoding="utf-8"))[name]
    small = (lowered.expression(phrase.replace("’", "['’]")) for phrase in phrases)
    return lowered.pattern(rf"\b(?:{joined(small)})(?!\w)")


def _promises(text: str) -> bool:
    """`text` in small letters."""
    if _PRAISE.match(text):
        return True
    return bool(_cue("promises").search(text)) and not _cue("despite").search(text)


def _asks_by_words(text: str, section: str) -> bool:
    """Whether the words alone, in small letters, ask outside a section of requirements."""
    if not _cue("asks").search(text) or _promises(text):
        return False
    return section == OPEN or bool(_cue("asks_firmly").search(text))


def asks(sentence: Sentence) -> bool:
    """Whether a sentence asks something of the person."""
    return _asks(sentence.text, sentence.section)


@lru_cache(maxsize=8192)
def _asks(said: str, section: str) -> bool:
    text = lowered.lower(said)
    if _UNIT.match(text) or _cue("labels").fullmatch(text.strip(" *_#:.-–—")) or _cue("not_meant").search(text):
        return False
    if text.endswith("?"):
        return bool(_QUESTION.match(text)) and bool(_NAMES_A_NEED.search(text)) and section not in SILENT
    if section in SILENT:
        return False
    if section in _WISHED:
        return not _promises(text)
    return _asks_by_words(text, section)


def asks_right_to_work(sentence: Sentence) -> bool:
    """Whether a sentence, wherever it stands, may say who is allowed to work or that nobody is sponsored."""
    text = lowered.lower(sentence.text)
    if sentence.section == "eeo" or not _RIGHT_TO_WORK.search(text):
        return False
    return not _STATUS.search(text) and not _cue("not_meant").search(text)
