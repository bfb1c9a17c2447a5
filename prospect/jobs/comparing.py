"""What of two postings is compared: employers, titles and places in a form in which spelling makes no difference."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from prospect.lexicon.places import read_places

_FORMS = re.compile(
    r"\b(?:the|inc|incorporated|llc|llp|lp|pllc|ltd|limited|corp|corporation|co|company|plc|gmbh|mbh|ag|se|kg|kgaa|ohg|ev|sa|sas|"
    r"sarl|srl|spa|bv|nv|ab|asa|as|oy|oyj|aps|pty|pte|kk|pvt|private|holdings?|group|technologies|technology|labs?|"
    r"international|usa|us|hq|sp z o o|sp k|s r o|sro|kft|zrt|d o o|doo|ltda|s l|sl|s p a|s a|b v|n v|l l c)\b"
)
_ABBREVIATED = {
    "sr": "senior", "snr": "senior", "jr": "junior", "jnr": "junior", "eng": "engineer", "engr": "engineer",
    "engineering": "engineer", "dev": "developer", "mgr": "manager", "mngr": "manager", "mgmt": "management",
    "admin": "administrator", "assoc": "associate", "asst": "assistant", "dir": "director",
    "swe": "software engineer", "sde": "software developer", "vp": "vice president", "svp": "senior vice president",
    "rn": "registered nurse", "lpn": "licensed practical nurse", "cna": "certified nursing assistant",
    "qa": "quality assurance", "hr": "human resources", "rep": "representative", "tech": "technician",
    "ops": "operations", "fullstack": "full stack", "frontend": "front end", "backend": "back end",
    "programmer": "developer", "ml": "machine learning", "ai": "artificial intelligence",
    "sre": "site reliability engineer", "ae": "account executive", "csm": "customer success manager",
    "pm": "product manager", "nonprofit": "non profit", "healthcare": "health care",
}  # fmt: skip
_LEVELS = {
    "intern": "intern", "internship": "intern", "trainee": "intern", "apprentice": "intern", "junior": "junior",
    "entry": "junior", "graduate": "junior", "mid": "mid", "senior": "senior", "staff": "staff",
    "principal": "principal", "lead": "lead", "chief": "chief", "head": "head", "i": "1", "ii": "2", "iii": "3",
    "iv": "4", "1": "1", "2": "2", "3": "3", "4": "4", "5": "5", "l3": "3", "l4": "4", "l5": "5", "l6": "6",
    "ic3": "3", "ic4": "4", "ic5": "5",
}  # fmt: skip
_IGNORED = frozenset({
    "a", "an", "the", "of", "for", "and", "or", "at", "in", "to", "with", "on", "level", "grad", "new", "all",
    "genders", "gender", "mwd", "fmd", "mfd", "wmd", "mfx", "m", "w", "d", "f", "x", "h", "he", "she", "they",
    "div", "divers", "remote", "hybrid", "onsite", "site", "office", "based", "fully", "full", "time", "part",
    "permanent", "position", "role", "job", "opening", "urgent", "hiring", "now",
})  # fmt: skip
_REQUISITION = re.compile(
    r"\(?\b(?:req(?:uisition)?|job|ref|id)?[\s#:.]*(?:[A-Z]{1,4}-?\d{4,}|\d{5,}|REF\d+\w*)\b\)?", re.I
)
_GENDER = re.compile(r"\(?\b(?:all genders|[mwfdxh](?:\s*/\s*[mwfdxhi]){1,3})\b\)?", re.I)
_PLACEHOLDERS = re.compile(r"see|n/?a|none|tbd|tba|unknown|opening|confidential|various|test|x+|0+|-+", re.I)


@dataclass(frozen=True, slots=True)
class Title:
    """The words of a title that say what the work is, the level it states, and the number of its requisition."""

    words: frozenset[str]
    levels: frozenset[str]
    phrase: str


@dataclass(frozen=True, slots=True)
class Spot:
    """One place, each part folded, "" where unknown."""

    city: str
    region: str
    country: str

    def may_be(self, other: Spot) -> bool:
        """Whether two may be one place: no part that both know differs."""
        pairs = ((self.city, other.city), (self.region, other.region), (self.country, other.country))
        return all(not mine or not theirs or mine == theirs for mine, theirs in pairs)


@dataclass(frozen=True, slots=True)
class Where:
    """Where a posting's work is, as far as it says."""

    spots: tuple[Spot, ...]
    is_remote: bool
    scope: frozenset[str]

    @property
    def is_known(self) -> bool:
        return bool(self.spots) or self.is_remote


def fold(text: str) -> str:
    """Lower case without accents; "&" and "+" as "and"; marks as spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    plain = re.sub(r"\s*&\s*|\s+\+\s+", " and ", plain.replace("’", "'")).replace("'", "")
    return " ".join(re.findall(r"[a-z0-9+#.]*[a-z0-9+#]|\w+", plain))


@lru_cache(maxsize=50_000)
def employer_key(name: str) -> str:
    """One key for the spellings of an employer: legal forms and spaces make no difference, known aliases neither."""
    folded = fold(re.sub(r"\([^)]*\)", " ", name)).replace(".", " ")
    bare = " ".join(_FORMS.sub(" ", folded).split()) or " ".join(folded.split())
    known = _aliases().get(bare) or _aliases().get(" ".join(folded.split()))
    return (known or bare).replace(" ", "")


@cache
def _aliases() -> dict[str, str]:
    path = Path(__file__).with_name("data") / "employer_aliases.tsv"
    found: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            names = line.split("\t")
            found.update((name, names[0]) for name in names)
    return found


@lru_cache(maxsize=50_000)
def title_of(text: str) -> Title:
    """A title taken apart. Order, abbreviations, plurals, gender marks and requisition numbers make no difference."""
    said = _GENDER.sub(" ", _REQUISITION.sub(" ", text))
    words: list[str] = []
    for word in fold(said).replace("-", " ").replace("/", " ").split():
        words += _ABBREVIATED.get(word.strip("."), word.strip(".")).split()
    levels = {_LEVELS[word] for word in words if word in _LEVELS}
    kept = [_singular(word) for word in words if word not in _LEVELS and word not in _IGNORED]
    return Title(frozenset(kept), frozenset(levels), " ".join(kept))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "ics")) else word


def where_of(posting: Mapping[str, Any]) -> Where:
    """The whereabouts of a posting in the common shape; a place of mere text is read."""
    spots: list[Spot] = []
    remote = posting.get("workplace") == "remote"
    scope = {str(area) for area in posting.get("remote_scope") or ()}
    places = posting.get("places") or ([posting["location"]] if posting.get("location") else [])
    for place in places:
        if isinstance(place, Mapping) and any(place.get(part) for part in ("city", "region", "country")):
            spots.append(_spot(place))
            continue
        reading = read_places(str(place.get("text") or "") if isinstance(place, Mapping) else str(place))
        spots += [_spot(one.as_json()) for one in reading.places]
        remote = remote or reading.workplace == "remote"
        scope.update(reading.remote_scope)
    return Where(tuple(dict.fromkeys(spots)), remote, frozenset(scope))


def _spot(place: Mapping[str, Any]) -> Spot:
    return Spot(*(fold(str(place.get(part) or "")) for part in ("city", "region", "country")))


def requisition_of(posting: Mapping[str, Any]) -> str:
    """The employer's own number of the opening; "" for none and for words that stand in for one."""
    said = str(posting.get("requisition") or "").strip()
    if not re.search(r"\d{3}", said) or _PLACEHOLDERS.match(said) or len(said) > 40:
        return ""
    return re.sub(r"[^A-Z0-9]", "", said.upper())


def shingles(text: str, size: int = 4) -> frozenset[int]:
    """Hashes of every run of `size` words of a text."""
    words = re.findall(r"\w+", text.casefold())
    return frozenset(hash(tuple(words[at : at + size])) for at in range(len(words) - size + 1))


def contained(one: Iterable[int], other: Iterable[int]) -> float | None:
    """How much of the smaller set of shingles is in the other (0 to 1); None where one is too small to tell."""
    mine, theirs = frozenset(one), frozenset(other)
    smaller = min(len(mine), len(theirs))
    return len(mine & theirs) / smaller if smaller >= 30 else None
