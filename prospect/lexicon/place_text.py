"""The words of a location string: names of places, codes, workplace words, noise, and what parts them.

`read_items` cuts "US-NYC; Remote, US (Hub cities)" into items, each with every sense it can have;
`place_groups` then decides which items make up one place.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from functools import lru_cache

from prospect.lexicon.gazetteer import CODED, DATA, Gazetteer, Senses, gazetteer
from prospect.lexicon.place_names import fold

# What parts two words, weakest first: nothing, a dash or dot without spaces and with, a comma, a bracket, "/" "or"
# "and", a hard break.
SPACE, TIGHT, DASH, COMMA, BRACKET, ALTERNATIVE, HARD = range(7)
LONGEST = 6  # words in a name
ZONES = frozenset(("est", "cst", "mst", "pst", "cet", "gmt", "utc"))  # time zones before countries: Estonia
PREPOSITIONS = frozenset(("in", "of", "at", "de", "en"))
SHOUTED = frozenset(("in", "me", "hi", "ok", "as", "is", "to", "no", "so", "be", "at", "it", "my", "co"))
WRITTEN_SMALL = frozenset(("OR", "IN", "DE", "LA", "ON"))  # codes that are words between places in small letters
SMALL = 100_000  # people; beside words we do not know, only a larger place is believed

_TOKEN = re.compile(r"[^\W_]*\d[^\W_]*|[^\W\d_]+(?:['’`][^\W\d_]+)*")
_POSTCODES = (  # of countries whose codes are like no others
    ("GB", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2}\b")),
    ("CA", re.compile(r"\b[ABCEGHJ-NPRSTVXY]\d[A-Z]\s?\d[A-Z]\d\b")),
)
_ABBREVIATION = re.compile(r"\b([A-Za-z])\.\s?([A-Za-z])\.(?:\s?([A-Za-z])\.)?(?![A-Za-z])")
_PARTED = (
    (HARD, re.compile(r"[;|\n]|\s//\s")),
    (ALTERNATIVE, re.compile(r"[/&+]")),
    (BRACKET, re.compile(r"[()\[\]{}]")),
    (COMMA, re.compile(r"[,:•·]")),
    (DASH, re.compile(r"[-–—_.>~]\s|\s[-–—_.>~]")),
    (TIGHT, re.compile(r"[-–—_.>~]")),
)
_PLURAL_PLACES = re.compile(r"^\d+\s+(?:locations?|cities|offices|standorte)$", re.I)


@dataclass(frozen=True, slots=True)
class Item:
    """A phrase of the text with its senses; `before` is what parts it from the item before it.

    `housed`: it stands in the name of a building or body ("George Eliot Hospital"), which need not lie there.
    """

    text: str
    key: str
    before: int
    senses: Senses = field(default_factory=Senses)
    work: str | None = None
    noise: bool = False
    scoping: bool = False
    code: bool = False
    alternative: bool = False
    housed: bool = False

    @property
    def geographic(self) -> bool:
        return bool(self.senses)

    @property
    def unknown(self) -> bool:
        return not (self.senses or self.work or self.noise or self.alternative)


@dataclass(frozen=True, slots=True)
class Token:
    text: str
    key: str
    before: int
    after: int = HARD


@dataclass(frozen=True)
class Words:
    """place_words.toml, folded phrases to their meaning."""

    workplace: dict[str, str]
    noise: frozenset[str]
    scope: frozenset[str]
    compass: frozenset[str]
    negations: frozenset[str]
    buildings: frozenset[str]
    placeholders: frozenset[str]
    alternatives: frozenset[str]


@lru_cache(maxsize=1)
def words() -> Words:
    """The words that stand beside places."""
    read = tomllib.loads((DATA / "place_words.toml").read_text(encoding="utf-8"))
    noise = read["noise"]
    return Words(
        {phrase: kind for kind, phrases in read["workplace"].items() for phrase in phrases},
        frozenset(noise["words"]) | frozenset(noise["scope"]) | frozenset(noise["negations"]),
        frozenset(noise["scope"]),
        frozenset(noise["compass"]),
        frozenset(noise["negations"]),
        frozenset(noise["buildings"]),
        frozenset(noise["placeholders"]),
        frozenset(noise["alternatives"]),
    )


def is_placeholder(text: str) -> bool:
    """Whether the whole text stands for "no place given": "N/A", "LOCATION", "3 Locations"."""
    return fold(text) in words().placeholders or bool(_PLURAL_PLACES.match(text.strip()))


def read_items(text: str) -> list[Item]:
    """The items of a location string in order, noise and unknown words among them."""
    text = _ABBREVIATION.sub(_joined, text)
    for country, postcode in _POSTCODES:
        text = postcode.sub(f" , {country} ", text)  # "Crewkerne, TA18 8BX" names the country as surely as GB would
    tokens = _tokens(text)
    shouting = not any(ch.islower() for ch in text)
    items: list[Item] = []
    start = 0
    while start < len(tokens):
        end = start + 1
        while end < len(tokens) and tokens[end].before < COMMA:
            end += 1
        piece = tokens[start:end]
        loud = shouting or (len(piece) > 2 and all(token.text.isupper() for token in piece))
        items += _believed(_cut(piece, loud))
        start = end
    return items


def _joined(match: re.Match[str]) -> str:
    return "".join(letter for letter in match.groups() if letter) + " "


def _tokens(text: str) -> list[Token]:
    found: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(text):
        between = text[end : match.start()]
        parted = next((kind for kind, pattern in _PARTED if pattern.search(between)), SPACE)
        if re.fullmatch(r"\.\s+", between) and found and found[-1].key in ("st", "ste", "ft", "mt"):
            parted = SPACE
        if found:
            found[-1] = replace(found[-1], after=parted)
        found.append(Token(match.group(), fold(match.group()), parted))
        end = match.end()
    if found:
        found[-1] = replace(found[-1], after=HARD)
    return found


def _cut(tokens: list[Token], shouting: bool) -> list[Item]:
    """The cheapest covering of a comma-free run by known phrases: few items, fewer unknown words."""
    best: list[tuple[float, list[Item]]] = [(0.0, [])]
    for end in range(1, len(tokens) + 1):
        options = []
        for start in range(max(0, end - LONGEST), end):
            item, cost = _item(tokens[start:end], shouting)
            if item:
                options.append((best[start][0] + cost, [*best[start][1], item]))
        best.append(min(options, key=lambda option: option[0]))
    return best[-1][1]


def _item(tokens: list[Token], shouting: bool) -> tuple[Item | None, float]:
    """A run of words as one item and its cost, or None when the run is no phrase."""
    g, w = gazetteer(), words()
    key = " ".join(token.key for token in tokens)
    text = " ".join(token.text for token in tokens)
    item = Item(text, key, tokens[0].before)
    if key in w.workplace:
        scope = g.scopes.get(key)
        return replace(item, work=w.workplace[key], senses=Senses(scope=scope)), 1.0
    if len(tokens) == 1 and (senses := _code(tokens[0], g, shouting)):
        named = g.senses(key) if len(key) > 2 or key in g.given or key in g.country_names else Senses()
        return replace(item, senses=_both(named, senses), code=True), 1.0
    if len(tokens) == 1 and key in w.alternatives:
        return replace(item, alternative=True, noise=True), 0.5
    if (senses := g.senses(key)) and not (key in w.noise or key.isdigit() or _lowly(text, senses)):
        return replace(item, senses=senses), 1.0 + 0.01 * len(tokens)
    inside = len(tokens) == 1 and key in PREPOSITIONS and tokens[0].before == TIGHT  # "Bang Pa-in"
    if (key in w.noise and not inside) or (len(tokens) == 1 and any(ch.isdigit() for ch in key)):
        return replace(item, noise=True, scoping=key in w.scope), 0.9 * len(tokens)
    return (item, 3.0) if len(tokens) == 1 else (None, 0.0)


def _lowly(text: str, senses: Senses) -> bool:
    """Whether a lower-case word is only the name of some small place ("based", "sale")."""
    if text[0].isupper() or senses.regions or senses.countries or senses.scope:
        return False
    return gazetteer().population(senses.places[0]) < SMALL


def _code(token: Token, g: Gazetteer, shouting: bool) -> Senses | None:
    """What a short word in capitals means as a code; words of a shouted text only where a code would stand."""
    code = token.text.upper()
    listed = token.before == COMMA and len(code) == 2  # "tulsa, ok"
    if not (2 <= len(code) <= 3 and (token.text.isupper() or listed)):
        return None
    if token.key in ZONES:
        return None
    senses = g.code_senses(code)
    if not token.text.isupper():
        regions = tuple(region for region in senses.regions if region[0] in CODED)
        return Senses((), regions) if regions and code not in WRITTEN_SMALL else None
    lone = token.before >= TIGHT or token.after >= TIGHT
    if token.text == "OR" and token.after < COMMA and token.before not in (TIGHT, DASH, COMMA):
        return None
    known = [region for region in senses.regions if region[0] in CODED]
    if shouting and not lone and (token.key in SHOUTED or not known):
        return None
    return senses if known or senses.countries or (senses.regions and lone) else None


def _both(a: Senses, b: Senses) -> Senses:
    return Senses(
        a.places + b.places,
        tuple(dict.fromkeys(a.regions + b.regions)),
        tuple(dict.fromkeys(a.countries + b.countries)),
        a.scope or b.scope,
    )


def _believed(items: list[Item]) -> list[Item]:
    """Beside unknown words a small place is taken for one of them ("475 Rice Canyon Rd." is not in Rice).

    Up to four words that are all unknown then stand together as the name of one town we may not know.
    """
    if not any(item.unknown or item.key in ("county", "parish") for item in items):
        return items
    g = gazetteer()
    kept: list[Item] = []
    for at, item in enumerate(items):
        s = item.senses
        if item.code and 0 < at < len(items) - 1 and items[at - 1].unknown and items[at + 1].unknown:
            item, s = replace(item, senses=Senses()), Senses()  # "Applied ML Scientist" is nowhere in Mali
        if item.key in ("county", "parish") and kept:
            kept[-1] = replace(kept[-1], senses=Senses(), noise=True)
        doubtful = s.places and (g.population(s.places[0]) < SMALL or not (item.key in g.main or item.key in g.given))
        if doubtful and not (s.regions or s.countries or s.scope):
            item = replace(item, senses=Senses())
        kept.append(item)
    if any(item.key in words().buildings for item in kept):
        return [replace(item, housed=True) for item in kept if not item.unknown]
    if any(item.key.endswith("shire") for item in kept):
        return [item for item in kept if not item.unknown]
    name = all(item.unknown or item.key in words().compass for item in kept)
    if 1 < len(kept) <= 4 and name and any(item.unknown for item in kept):
        return [Item(" ".join(item.text for item in kept), " ".join(item.key for item in kept), kept[0].before)]
    return kept
