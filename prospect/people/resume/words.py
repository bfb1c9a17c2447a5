"""What a piece of text is likely to be, by its words: a job's title, an employer, a school, a degree, a place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from prospect.lexicon.occupations import all_occupations
from prospect.lexicon.places import find_places
from prospect.people.resume.dates import fold

TOKEN = re.compile(r"[a-z0-9ß-ÿ\u0100-\u024f][\w'.+#-]*|[\u4e00-\u9fff]+", re.I)


def read_data(name: str) -> str:
    return (files("prospect.people.resume") / "data" / name).read_text(encoding="utf-8")


@cache
def lists(name: str) -> dict[str, frozenset[str]]:
    """The word lists of one data file by their labels."""
    return {label: frozenset(words.split()) for label, words in re.findall(r"(?m)^\[([\w-]+)\] (.+)$", read_data(name))}


@cache
def endings(label: str) -> tuple[str, ...]:
    return tuple(word[1:] for word in lists("words.txt")[label] if word.startswith("-"))


@cache
def chinese(label: str) -> tuple[str, ...]:
    return tuple(word for word in lists("words.txt")[label] if "\u4e00" <= word[0] <= "\u9fff")


def tokens(text: str) -> list[str]:
    """Folded words, hyphens inside kept, full stops at the ends dropped."""
    return [word.strip(".'-") for word in TOKEN.findall(fold(text))]


def count(text: str, label: str) -> int:
    """How many of the text's words belong to a list (whole, by their parts, or by a compound's ending)."""
    known, tails, found = lists("words.txt")[label], endings(label), 0
    for word in tokens(text):
        parts = re.split(r"[-/:*]", word)
        if (
            word in known
            or any(part in known for part in parts if len(part) > 1)
            or (tails and any(part.endswith(tails) and len(part) > 6 for part in parts))
        ):
            found += 1
    return found + sum(1 for word in chinese(label) if word in text)


AGENT = re.compile(r"(?:er|or|ist|ian|ant|yst|man|woman|person|eer|ess|wright|smith|hand|nurse|ee)$")
NO_AGENT = frozenset(
    [
        "computer",
        "water",
        "paper",
        "power",
        "door",
        "motor",
        "senior",
        "junior",
        "customer",
        "consumer",
        "center",
        "theater",
        "theatre",
        "matter",
        "order",
        "number",
        "career",
    ]
)


@cache
def trades() -> frozenset[str]:
    """Last words of the lexicon's titles that name a doer ("adjuster", "rigger"), for titles this file does not know."""
    others = lists("words.txt")["employer"] | lists("words.txt")["school"] | lists("words.txt")["field"] | NO_AGENT
    last = {words[-1] for one in all_occupations() for title in (one.name, *one.titles) if (words := tokens(title))}
    return frozenset(word for word in last if AGENT.search(word) and word not in others)


@lru_cache(maxsize=4096)
def title_score(text: str) -> float:
    """How much a text reads like a job's title, about -1 to 3; the head noun counts most at the end."""
    words = tokens(re.split(r",|\(| - | – ", text)[0]) or tokens(text)
    if not words or re.search(
        r"(?:&|\bund|\band|\by|\bet) (?:partners?|associates|asociados|associés)\W*$", text, re.I
    ):
        return 0.0
    score = 1.2 * min(2, count(text, "title"))
    if words[0] in lists("words.txt")["title-"]:
        score += 0.8
    if count(words[-1], "title"):
        score += 0.8
    elif words[-1] in trades():
        score += 1.6
    elif re.search(r"[a-z]{3}(?:er|or|ist|ian|eer)$", words[-1]) and not count(words[-1], "employer"):
        score += 0.6  # most English names of trades end so
    if re.search(r"\b(of|for|der|des|de)\b", fold(text)) and count(words[0], "title"):
        score += 0.5
    return score - (0.5 if len(words) > 8 else 0.0)


@lru_cache(maxsize=4096)
def employer_score(text: str) -> float:
    """How much a text reads like an organisation's name, about 0 to 3."""
    words = tokens(text)
    if not words:
        return 0.0
    score = 1.0 * min(2, count(text, "employer"))
    if words[-1] in lists("words.txt")["legal"] or re.search(
        r"\b(e\.\s?v|s\.a|s\.l|b\.v|inc|ltd|llc|gmbh)\b\.?", fold(text)
    ):
        score += 1.2
    if count(words[-1], "employer"):
        score += 0.5
    if words[0] == "the":
        score += 0.4
    spelled = [word for word in re.findall(r"[^\W\d_]{4,}", text) if word.isascii()]
    if len(spelled) > 1 and sum(1 for word in spelled if word[0].islower()) >= 0.5 * len(spelled):
        score -= 1.5  # a description ("independent neighborhood cafe"), not a name
    return score


def school_score(text: str) -> float:
    return float(count(text, "school"))


def field_score(text: str) -> float:
    return float(count(text, "field"))


@dataclass(frozen=True, slots=True)
class Degree:
    """A degree named in a text: offsets end exclusive."""

    level: str
    at: int
    to: int


@cache
def degree_patterns() -> list[tuple[str, re.Pattern[str]]]:
    """One pattern a level. Full stops and case of abbreviations are judged in ``find_degree``."""
    rows = [line.split("\t") for line in read_data("degrees.tsv").splitlines() if line and not line.startswith("#")]
    return [(level, re.compile(rf"(?<![\w.])(?:{pattern})(?![\w'])")) for level, pattern in rows]


@lru_cache(maxsize=4096)
def find_degree(text: str) -> Degree | None:
    """The first degree named in a text; two letters count only as capitals ("MS", not "ms")."""
    folded, best = fold(text), None
    for level, pattern in degree_patterns():
        for match in pattern.finditer(folded):
            surface = text[match.start() : match.end()]
            if len(re.sub(r"\W", "", surface)) <= 4 and surface.isascii() and not surface[0].isupper():
                continue
            found = Degree(level, match.start(), match.end())
            if best is None or (found.at, -found.to) < (best.at, -best.to):
                best = found
            break
    return best or chinese_degree(text)


def chinese_degree(text: str) -> Degree | None:
    """Chinese names of degrees follow their subject without a space."""
    for word, level in (
        ("博士", "doctorate"),
        ("硕士", "master"),
        ("研究生", "master"),
        ("学士", "bachelor"),
        ("本科", "bachelor"),
        ("大专", "associate"),
    ):
        at = text.find(word)
        if at >= 0:
            return Degree(level, at, at + len(word))
    return None


@cache
def regions() -> frozenset[str]:
    """Folded names that can end a place, spaces for the data file's hyphens."""
    found = set()
    for label, names in lists("regions.txt").items():
        if label != "codes":
            found |= {name.replace("-", " ") for name in names} | names
    return frozenset(found)


def is_region(text: str) -> bool:
    """A state, province or country by name, or one of their codes in capitals."""
    bare = re.sub(r"\s*\((?:[A-Z]{2,3})\)$", "", text).strip(" .()")
    if fold(bare).strip() in regions():
        return True
    worded = re.sub(r"\s+", " ", re.sub(r"\b\d[\d-]{3,9}\b", " ", bare)).strip()
    if worded != bare and worded:
        first, _, last = worded.rpartition(" ")
        return is_region(worded) or (bool(first) and is_region(first) and is_region(last))
    code = re.sub(r"\s*\d{4,5}(?:-\d{4})?$", "", bare).replace(".", "")
    return code.isupper() and fold(code) in lists("regions.txt")["codes"]


MODE = re.compile(r"\s*(?:[(/|·,–-]\s*)?\b(remote|hybrid|on-?site|in-person|home ?office)\b\s*\)?\s*", re.I)


@lru_cache(maxsize=4096)
def is_place(text: str) -> bool:
    """ "Seattle, WA", "Leeds, United Kingdom", "Remote", "Paris, France (Hybrid)"."""
    if re.search(r",\s*(?:S\.?\s?A|S\.?\s?L|S\.A\.S|S\.R\.L)\.(?:\s*$)", text):
        return False  # a legal form, not a region's code
    text = text.strip(" .·|•")
    if not text or len(text) > 60 or re.search(r"\d{3}|@|[:;!?]", re.sub(r"\b\d{4,6}\b", "", text)):
        return False
    bare = MODE.sub(" ", text).strip(" /,–-()|")
    if not bare:
        return True
    parts = [part.strip() for part in re.split(r",|\s/\s", bare) if part.strip()]
    if len(parts) == 1:
        return is_region(parts[0]) and len(parts[0]) > 3
    if not parts or len(parts) > 4 or not is_region(parts[-1]) or not all(looks_named(part) for part in parts[:-1]):
        return False
    if title_score(parts[0]) >= 1.0:
        return False
    return len(parts) == 2 or is_region(parts[-2])


@lru_cache(maxsize=4096)
def is_town(text: str) -> bool:
    """A town the lexicon knows, by its bare name."""
    bare = text.strip(" .,()")
    return 2 < len(bare) < 40 and looks_named(bare) and bool(find_places(bare))


def looks_named(text: str) -> bool:
    """Capitalised words only, as in the name of a town."""
    words = re.findall(r"[^\W\d_]+", text)
    small = {
        "of",
        "de",
        "la",
        "am",
        "an",
        "der",
        "sur",
        "upon",
        "en",
        "del",
        "le",
        "the",
        "los",
        "las",
        "do",
        "da",
        "im",
    }
    return 0 < len(words) <= 5 and all(word[0].isupper() or word in small or not word.isascii() for word in words)


def is_mode(text: str) -> bool:
    """A way of working ("Full-time", "Contract"), which names neither place nor employer."""
    words = fold(text).strip(" ().").replace(" ", "-")
    return words in lists("words.txt")["mode"]
