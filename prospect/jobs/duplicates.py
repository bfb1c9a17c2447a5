"""Whether two postings are one job: by identity, by requisition, or by employer, title, place and text.

Sure or not at all: what may be one job but need not be is None, and a person decides. Two ids on one board are two
postings, however alike: they are grouped where they are shown, never merged.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from prospect.jobs.comparing import (
    Where,
    contained,
    employer_key,
    requisition_of,
    shingles,
    title_of,
    where_of,
)
from prospect.jobs.keys import posting_key
from prospect.lexicon.sentences import Sentence, say

# Systems in which an employer keeps its openings: one opening has one id there.
BOARDS = frozenset({
    "greenhouse", "lever", "ashby", "workable", "smartrecruiters", "recruitee", "teamtailor", "personio", "bamboohr",
    "breezy", "jazzhr", "pinpoint", "rippling", "workday", "icims", "usajobs",
})  # fmt: skip
# Shares of the shorter text's runs of four words that the longer one has too. Two jobs of one employer share their
# boilerplate: half of it in the middle, up to 95% where only a line differs (measured on four recorded boards).
COPY = 0.9
ANOTHER = 0.25  # below this the texts are two
WHOLE = 0.6  # of the longer text's length: a shorter one is a beginning
SUMMARY = 150  # words: a shorter text need not be a copy at all
NEAR_TITLE = 92  # of 100: spelling apart ("Back-End Engineer", "Backend Engineeer")
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`same`: True one job, False two, None unsure. `reason` is for people."""

    same: bool | None
    reason: Sentence


def same(a: Mapping[str, Any], b: Mapping[str, Any]) -> Verdict:
    """Whether two postings, in the form of ``postings read``, are one job.

    Steps: 1 identity, 2 siblings on one board, 3 content.
    """
    if a.get("source") and (a.get("source"), a.get("id")) == (b.get("source"), b.get("id")) and a.get("id"):
        return Verdict(True, say("Both are the posting {id} of one source.", id=str(a["id"])))
    mine, theirs = _keys(a), _keys(b)
    shared = sorted(mine & theirs)
    if shared:
        return Verdict(True, say("Both addresses lead to the posting {key}.", key=shared[0]))
    systems = {_system(key) for key in mine} & {_system(key) for key in theirs} & BOARDS
    if systems and _may_be_one_employer(a, b):
        return Verdict(
            False,
            say(
                "They have two ids on one board ({system}), so they are grouped, not merged.", system=sorted(systems)[0]
            ),
        )
    return same_content(a, b)


def same_content(a: Mapping[str, Any], b: Mapping[str, Any]) -> Verdict:
    """Whether two postings say the same: what is left when identities tell nothing (also: is this a repost?).

    Steps: 1 employers, 2 requisitions, 3 titles and levels, 4 places, 5 texts.
    """
    mine, theirs = (employer_key(_employer(one)) for one in (a, b))
    employer = _one_name(mine, theirs) if mine and theirs else None
    if employer is False:
        return Verdict(False, say("They are of two employers."))
    title, level = _titles(a, b)
    if title is False:
        return Verdict(False, say("Their titles are of different work."))
    place = _places(where_of(a), where_of(b))
    if place is False:
        return Verdict(False, say("They are at different places."))
    ours, other = requisition_of(a), requisition_of(b)
    if ours and ours == other and mine and theirs:
        return Verdict(True, say("Both are the employer's requisition {number}.", number=ours))
    if level is False:
        return Verdict(False, say("Their titles state different levels."))
    if ours and other and len(ours) == len(other) and re.sub(r"\d", "0", ours) == re.sub(r"\d", "0", other):
        return Verdict(
            False, say("They are the requisitions {one} and {other} of one employer.", one=ours, other=other)
        )
    sure = bool(employer and title and place and level is not None)
    return _by_text(a, b, sure=sure, known=bool(mine and theirs), title=title, level=level)


def may_be_one_employer(one: str, other: str) -> bool:
    """Whether two employer keys may be of one employer, so that a comparison is worth its while."""
    return not one or not other or _one_name(one, other) is not False


def may_be_one_title(one: str, other: str) -> bool:
    """Whether two titles may be of one job."""
    return _titles({"title": one}, {"title": other})[0] is not False


def _by_text(
    a: Mapping[str, Any], b: Mapping[str, Any], *, sure: bool, known: bool, title: bool | None, level: bool | None
) -> Verdict:
    """What the texts decide.

    `sure`: employer, title, level and place are known and the same. `known`: both name their employer.
    """
    mine, theirs = shingles(_text(a)), shingles(_text(b))
    share = contained(mine, theirs)
    if share is not None and share < ANOTHER and not _is_summary(a, b, min(len(mine), len(theirs))):
        return Verdict(None, say("Employer, title and place agree, but the texts do not."))
    if sure:
        return Verdict(True, say("Employer, title and place are the same."))
    # A beginning proves nothing where the titles differ: it may be what the employer says of itself in all its postings.
    whole = min(len(mine), len(theirs)) >= WHOLE * max(len(mine), len(theirs))
    if share is not None and share >= COPY and (title or whole):
        if known:
            return Verdict(
                True, say("Employer and title agree, and one text has {n}% of the other.", n=round(share * 100))
            )
        return Verdict(None, say("Title and text agree, but one of them names no employer."))
    if level is None and known and _all_but_level(a, b) and (share is None or share >= COPY):
        return Verdict(True, say("Employer, title and place are the same; one states no level."))
    return Verdict(None, say("They may be one job, but too little is said to be sure."))


def _is_summary(a: Mapping[str, Any], b: Mapping[str, Any], size: int) -> bool:
    """Whether one text was written for another place (a comment, a few lines), so that it need not agree."""
    return size < SUMMARY or "hn" in (a.get("source"), b.get("source"))


def _all_but_level(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """Whether employer, title and place are known and the same."""
    mine, theirs = employer_key(_employer(a)), employer_key(_employer(b))
    return bool(mine) and mine == theirs and bool(_titles(a, b)[0]) and bool(_places(where_of(a), where_of(b)))


def _keys(posting: Mapping[str, Any]) -> set[str]:
    """Identities of a posting: of its addresses, and of its source where that is an employer's board.

    A comment on Hacker News may offer several jobs, so its address identifies none.
    """
    found = {
        key for name in ("url", "apply_url") if (address := posting.get(name)) and (key := posting_key(str(address)))
    }
    source, id = str(posting.get("source") or ""), str(posting.get("id") or "")
    if source in BOARDS and id and not any(_system(key) == source for key in found):
        found.add(f"{source}:{id.lower()}")
    return {key for key in found if not key.startswith("hn:")}


def _system(key: str) -> str:
    return key.partition(":")[0]


def _employer(posting: Mapping[str, Any]) -> str:
    return str(posting.get("employer") or posting.get("company") or "")


def _text(posting: Mapping[str, Any]) -> str:
    return html.unescape(_TAG.sub(" ", str(posting.get("description") or "")))


def _may_be_one_employer(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    mine, theirs = employer_key(_employer(a)), employer_key(_employer(b))
    return not mine or not theirs or _one_name(mine, theirs) is not False


def _one_name(mine: str, theirs: str) -> bool | None:
    """True: equal. None: one is the other with more of the name ("idealist" and "idealistconsulting")."""
    if mine == theirs:
        return True
    shorter, longer = sorted((mine, theirs), key=len)
    return None if len(shorter) >= 6 and longer.startswith(shorter) else False


def _titles(a: Mapping[str, Any], b: Mapping[str, Any]) -> tuple[bool | None, bool | None]:
    """Whether the titles name one kind of work, and whether they state one level; None: alike, or one states none."""
    one, other = (title_of(_without_places(posting)) for posting in (a, b))
    level: bool | None = True
    if one.levels != other.levels:
        level = None if not one.levels or not other.levels or one.levels & other.levels else False
    if not one.words or not other.words:
        return None, level
    if one.words == other.words:
        return True, level
    if fuzz.ratio(one.phrase.replace(" ", ""), other.phrase.replace(" ", "")) >= NEAR_TITLE:
        return True, level
    if one.words < other.words or other.words < one.words:
        # "Software Engineer" and "Software Engineer, Payments": alike, but a team more or less may be another job.
        return None, level
    return False, level


def _without_places(posting: Mapping[str, Any]) -> str:
    """The title without the names of the posting's own places, which some lists add to it."""
    title = str(posting.get("title") or "")
    for place in posting.get("places") or ():
        for part in ("text", "city"):
            name = str(place.get(part) or "") if isinstance(place, Mapping) else ""
            if len(name) > 2:
                title = re.sub(
                    rf"(?:\s+-\s+|\s*[(,|–—]\s*)(?:[\w\s]+,\s*)?{re.escape(name)}[^,()]{{0,12}}\)?\s*$",
                    "",
                    title,
                    flags=re.I,
                )
    return title


def _places(one: Where, other: Where) -> bool | None:
    """True: a place in common. False: places that exclude each other. None: not said by both."""
    if not one.is_known or not other.is_known:
        return None
    cities = [spot for spot in one.spots if spot.city], [spot for spot in other.spots if spot.city]
    if cities[0] and cities[1]:
        return any(mine.may_be(theirs) for mine in cities[0] for theirs in cities[1])
    if one.is_remote and other.is_remote:
        return _scopes(one.scope, other.scope)
    if not one.spots or not other.spots:
        return None
    if not any(mine.may_be(theirs) for mine in one.spots for theirs in other.spots):
        return False
    # A whole country beside one of its cities excludes nothing and shows nothing.
    return None if cities[0] or cities[1] else True


def _scopes(one: frozenset[str], other: frozenset[str]) -> bool | None:
    """Remote both: from a part of the world in common, or one of them from anywhere.

    "US" and "US-TX" may be one scope; "US-TX" and "US-WI", "US" and "CA" are two; of names like "EMEA" we do not know.
    """
    mine, theirs = one - {"worldwide"}, other - {"worldwide"}
    if not mine or not theirs or mine & theirs:
        return True
    if any(
        area.startswith(f"{other_area}-") or other_area.startswith(f"{area}-") for area in mine for other_area in theirs
    ):
        return None
    return False if all(_is_code(area) for area in mine | theirs) else None


def _is_code(area: str) -> bool:
    """Whether an area is a country ("US") or a region of one ("US-OK"), not a name of many ("EMEA", "EU")."""
    return bool(re.fullmatch(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?", area)) and area != "EU"
