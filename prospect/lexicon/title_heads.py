"""Which words of a title name its occupation.

An English title is headed by its last noun: a "software engineer recruiter" recruits. So a phrase of the lexicon counts
only where no other job noun follows it in its segment; what follows a preposition or a separator belongs to no head
("Director of Engineering", "Manager, Payroll" are turned round first).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from prospect.lexicon.glossary import gloss
from prospect.lexicon.levels import LevelWord
from prospect.lexicon.occupations import occupation
from prospect.lexicon.title_fields import doctor, practitioner
from prospect.lexicon.title_index import GENERIC, Named, cjk_titles, job_nouns, lexicon_word, longest_phrase, phrases
from prospect.lexicon.title_words import Word, has_cjk, word_list, words

_SEPARATOR = re.compile(r"[,;:|()\[\]–—/•·@+\n\t]|\s-+\s|-\s|\s-")
_PREPOSITIONS = word_list("prepositions")
_LEADS = ("director", "vp", "head", "manager", "lead", "leader", "chief", "supervisor", "team-lead", "team-leader")
_FIRST_AMONG = ("lead", "leader", "team-lead", "team-leader", "tech-lead")
_IGNORED = word_list("ignored")
# Titles that name a whole family of occupations; one of it named beside them is meant.
_GENERAL = ("physician", "software-developer")
# Skill words before these make a software developer of one who is named by no other title ("Elixir developer").
_CODERS = frozenset(["developer", "programmer", "coder", "engineer"])
# Words that are read as others, or with others that are not written beside them.
TURNED = frozenset([*_LEADS, *_CODERS, "engineering"])


@dataclass(frozen=True, slots=True)
class Match:
    """Words that name an occupation, and where they stand."""

    occupation: str
    title: str
    start: int
    end: int
    size: int
    strong: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """Words between separators, up to a preposition; `inverted` are the words behind the preposition or comma."""

    words: tuple[Word, ...]
    place: int


def find_occupation(
    text: str,
    found: Sequence[Word],
    levels: Sequence[LevelWord],
    skilled: Sequence[tuple[int, int]],
    *,
    graded: bool = False,
) -> Match | None:
    """The words of the title that name an occupation, or None; `graded` says that it has a grade ("II", "Band 6")."""
    segments = _segments(text, found)
    explained = [(word.start, word.end) for word in levels if word.level]
    if named := doctor(found, job_nouns().__contains__):
        return Match(named[0], "doctor", named[1], named[2], 2, True)
    matches = [
        match
        for match in (
            *_spanning(found),
            *_turned(text, segments, levels),
            *(m for s in segments for m in _in_segment(s, levels, explained)),
        )
        if not _hollow(match, found, explained)
    ]
    hollow = word_list("hollow_titles")
    strong = [match for match in matches if match.strong and match.title.casefold() not in hollow]
    if strong:
        strong.sort(key=lambda match: (match.start, -match.size))
        return _narrowed(_role(strong), strong)
    if has_cjk(text) and (match := _cjk(text)):
        return match
    if matches:
        return matches[0]
    return (
        _coder(segments, skilled)
        or _glossed(_segments(text, found, frozenset()))
        or _backwards(segments, levels, explained)
        or _fielded(segments, explained, graded=graded)
    )


def _hollow(match: Match, found: Sequence[Word], explained: Sequence[tuple[int, int]]) -> bool:
    """Whether the match is one very general word beside others that nobody explains ("Manager, UberX")."""
    own = [word for word in found if match.start <= word.start and word.end <= match.end]
    if match.size > 1 or len(own) != 1 or own[0].key not in word_list("hollow"):
        return False
    passing = word_list("neutral") | word_list("fillers") | word_list("ignored")
    return any(word not in own and word.key not in passing and not _inside(word, explained) for word in found)


def _narrowed(chosen: Match, strong: Sequence[Match]) -> Match:
    """ "Physician (Anesthesiologist)": the first names the family, another one of it."""
    if chosen.occupation not in _GENERAL:
        return chosen
    return next((m for m in strong if m.occupation not in _GENERAL and _family(m) == _family(chosen)), chosen)


def _backwards(
    segments: Sequence[Segment], levels: Sequence[LevelWord], explained: Sequence[tuple[int, int]]
) -> Match | None:
    """ "Coordinator Sales", "Director Product Management": the head in front, without a comma behind it."""
    for segment in segments:
        heads = [at for at, word in enumerate(segment.words) if _is_noun(word) or word.key in _LEADS]
        if len(heads) != 1 or heads[0] > 1 or heads[0] + 1 >= len(segment.words):
            continue
        head = segment.words[heads[0]]
        front, back = Segment((head,), 0), Segment(segment.words[heads[0] + 1 :], 1)
        if match := next(_turned("", (front, back), levels), None):
            return match
    return None


def _fielded(segments: Sequence[Segment], explained: Sequence[tuple[int, int]], *, graded: bool) -> Match | None:
    """ "Mechanical Engineering Intern", "Software Engineering II": a level or grade and a field, no title besides, are who
    works in the field."""
    if not (explained or graded) or any(_job_nouns_in(segment, explained) for segment in segments):
        return None
    for segment in segments:
        field = tuple(word for word in segment.words if not _inside(word, explained))
        meant = practitioner(field)
        match = _longest(meant, (), ()) if meant else None
        if match and match.strong:
            return match
    return None


def _spanning(found: Sequence[Word]) -> Iterator[Match]:
    """Titles of the lexicon that have a preposition in them: "member of technical staff", "front of house manager"."""
    known = phrases()
    spelled = [lexicon_word(word.key) for word in found]
    links = [at for at, key in enumerate(spelled) if key in _PREPOSITIONS]
    for link in links:
        for start in range(max(0, link - 3), link):
            for end in range(min(len(found), link + 4), link + 1, -1):
                if named := known.get(tuple(spelled[start:end])):
                    yield Match(
                        named.occupation, named.title, found[start].start, found[end - 1].end, end - start, True
                    )
                    return


def _glossed(segments: Sequence[Segment]) -> Match | None:
    """The occupation of a Spanish or German segment, read by its English gloss."""
    for segment in segments:
        written = segment.words
        said = gloss(" ".join(word.text for word in written))
        english = words(said) if said else []
        match = _longest(english, (), ()) if english else None
        if match and match.strong:
            return Match(match.occupation, match.title, written[0].start, written[-1].end, match.size, True)
    return None


def _role(strong: Sequence[Match]) -> Match:
    """The first match; where that is a single word, the longest of its kind ("Nurse - Registered Nurse ICU").

    Of a general noun ("manager") any may be of its kind, of another ("dietitian") those of its family.
    """
    first = strong[0]
    if first.size > 1:
        return first
    family = occupation(first.occupation).family
    alike = strong if first.title.casefold() in GENERIC else [m for m in strong if _family(m) == family]
    return max(alike, key=lambda match: (match.size, -match.start))


def _family(match: Match) -> str:
    return occupation(match.occupation).family


def _segments(text: str, found: Sequence[Word], prepositions: frozenset[str] = _PREPOSITIONS) -> list[Segment]:
    """The title's words, parted at separators and at the prepositions."""
    runs: list[list[Word]] = [[]]
    for at, word in enumerate(found):
        gap = text[found[at - 1].end : word.start] if at else ""
        if gap not in ("", " ") and _SEPARATOR.search(gap):
            runs.append([])
        if word.key in prepositions and runs[-1]:
            runs.append([])
            continue
        if word.key not in _IGNORED:
            runs[-1].append(word)
    return [Segment(tuple(run), place) for place, run in enumerate(run for run in runs if run)]


def _in_segment(segment: Segment, levels: Sequence[LevelWord], explained: Sequence[tuple[int, int]]) -> Iterator[Match]:
    """The match that heads a segment: with its level words, or without them where more of a title then stands together
    ("Backend Senior Software Engineer")."""
    full = segment.words
    ranked = [(word.start, word.end) for word in levels if word.level]
    if match := _led(full, ranked, explained):
        yield match
        return
    bare = tuple(word for word in full if not _inside(word, ranked)) if ranked else full
    readings = [_longest(reading, ranked, explained) for reading in ((full,) if bare == full else (full, bare))]
    if matches := [match for match in readings if match]:
        yield max(matches, key=lambda match: match.size)


def _led(
    segment: Sequence[Word], ranked: Sequence[tuple[int, int]], explained: Sequence[tuple[int, int]]
) -> Match | None:
    """ "DevOps Engineering Lead" is the first among DevOps engineers, unless the lexicon has a title of its own for it."""
    if len(segment) < 3 or segment[-2].key != "engineering" or segment[-1].key not in _FIRST_AMONG:
        return None
    own = _longest(segment, ranked, explained)
    last = segment[-2]
    engineer = Word("engineer", "engineer", last.start, last.end)
    match = _longest((*segment[:-2], engineer), ranked, explained)
    return match if match and match.size > 1 and (own is None or own.size <= match.size) else None


def _longest(
    segment: Sequence[Word], ranked: Sequence[tuple[int, int]], explained: Sequence[tuple[int, int]]
) -> Match | None:
    """The longest phrase of the lexicon that heads these words."""
    known, spelled = phrases(), tuple(lexicon_word(word.key) for word in segment)
    for size in range(min(longest_phrase(), len(segment)), 0, -1):
        for start in range(len(segment) - size, -1, -1):
            named = known.get(spelled[start : start + size])
            if not named or not _heads(segment[start + size :], ranked):
                continue
            run = segment[start : start + size]
            broad = size == 1 or " ".join(word.key for word in run) in word_list("broad")
            if broad and not _stands_alone(named, segment, run, explained):
                continue
            strong = size > 1 or run[0].key in job_nouns() or len(segment) == 1
            return Match(named.occupation, named.title, run[0].start, run[-1].end, size, strong)
    return None


def _heads(following: Sequence[Word], ranked: Sequence[tuple[int, int]]) -> bool:
    """Whether no other job noun follows; words of level may ("software engineer intern"), and the crew ("RN staff")."""
    followers = word_list("followers")
    return not any(
        word.key in job_nouns() and word.key not in followers and not _inside(word, ranked) for word in following
    )


def _stands_alone(
    named: Named, segment: Sequence[Word], run: Sequence[Word], explained: Sequence[tuple[int, int]]
) -> bool:
    """Whether one word, or a phrase of many trades, may name an occupation here.

    A general noun or phrase may when only words of level stand with it, an abbreviation ("DO", "PC") also in capitals.
    """
    neutral = word_list("neutral")
    if all(word in run or word.key in neutral or _inside(word, explained) for word in segment):
        return True
    noun = run[0]
    if noun.key in word_list("telling"):
        return True
    return len(run) == 1 and noun.key not in GENERIC and (noun.text.isupper() or not named.title.isupper())


def _inside(word: Word, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= word.start and word.end <= end for start, end in spans)


def _turned(text: str, segments: Sequence[Segment], levels: Sequence[LevelWord]) -> Iterator[Match]:
    """ "Director of Engineering", "Engineer, Software": the words behind, read before the noun in front; and
    titles parted in two, "Production Manager (Theatre)".

    Of the words behind, the first few count most: "Manager of Nursing Services, East" is a nursing manager.
    """
    known, ranked = phrases(), [(word.start, word.end) for word in levels if word.level]
    for front, back in pairwise(segments):
        whole = tuple(lexicon_word(word.key) for word in (*front.words, *back.words))
        if named := known.get(whole):
            yield Match(named.occupation, named.title, front.words[0].start, back.words[-1].end, len(whole), True)
        heads = front.words if len(front.words) <= 3 else ()
        noun = next((w for w in reversed(heads) if w.key in job_nouns() or w.key in _LEADS), None)
        neutral = word_list("neutral")
        before = [w for w in heads if w is not noun and not _inside(w, ranked) and w.key not in neutral]
        if noun is None or _job_nouns_in(back, ranked):
            continue
        if before:
            yield from _specialised(heads, noun, before, back)
            continue
        nouns = (noun.key, "manager", "director") if noun.key in _LEADS else (noun.key,)
        for size in range(min(4, len(back.words)), 0, -1):
            for run in (back.words[:size], back.words[-size:]):
                if noun.key in _LEADS and len(back.words) > size == 1 and run[0].key in word_list("vague_fields"):
                    continue
                for written in nouns:
                    named = known.get((*(lexicon_word(word.key) for word in run), written))
                    if named:
                        start, end = min(noun.start, run[0].start), max(noun.end, run[-1].end)
                        yield Match(named.occupation, named.title, start, end, size + 1, True)
                        return


def _specialised(heads: Sequence[Word], noun: Word, before: Sequence[Word], back: Segment) -> Iterator[Match]:
    """ "Software Engineer, Back End": the words behind, read before the whole of what stands in front."""
    if heads[-1] is not noun:
        return
    front = tuple(lexicon_word(word.key) for word in (*before, noun))
    for size in range(min(3, len(back.words)), 0, -1):
        for run in (back.words[:size], back.words[-size:]):
            if named := phrases().get((*(lexicon_word(word.key) for word in run), *front)):
                yield Match(named.occupation, named.title, heads[0].start, run[-1].end, size + len(front), True)
                return


def _job_nouns_in(segment: Segment, ranked: Sequence[tuple[int, int]]) -> bool:
    return any(_is_noun(word) and not _inside(word, ranked) for word in segment.words)


def _is_noun(word: Word) -> bool:
    """Whether the word heads titles. "Sales" does alone, and beside another noun says what that one is for."""
    return word.key in job_nouns() and word.key != "sales"


def _cjk(text: str) -> Match | None:
    """The longest title of the lexicon inside a text that parts no words."""
    folded = text.casefold()
    for title, id in cjk_titles():
        at = folded.find(title)
        if at >= 0:
            return Match(id, title, at, at + len(title), len(title), True)
    return None


def may_code(found: Sequence[Word]) -> bool:
    """Whether a title has a word that means who writes software in whatever skill stands beside it."""
    return any(word.key in _CODERS for word in found)


def _coder(segments: Sequence[Segment], skilled: Sequence[tuple[int, int]]) -> Match | None:
    """A developer of something that the lexicon knows only as a skill: "Elixir developer", "Senior Engineer, Rust"."""
    for segment in segments:
        for at, word in enumerate(segment.words):
            others = (*segment.words[max(0, at - 1) : at], *segment.words[at + 1 :])
            if word.key in _CODERS and any(_inside(other, skilled) for other in others):
                return Match("software-developer", "developer", word.start, word.end, 1, False)
    return None
