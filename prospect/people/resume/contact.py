"""How to reach the person: e-mail, telephone, links with their kind, place."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from typing import NamedTuple

from prospect.people.resume.dates import find_dates, fold
from prospect.people.resume.entries import Piece, pieces
from prospect.people.resume.page import Line, Span
from prospect.people.resume.words import (
    employer_score,
    is_place,
    is_region,
    is_town,
    looks_named,
    school_score,
    title_score,
)

EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+", re.A)
EMAIL_ANY = re.compile(r"[^\s@<>()\[\],;:|]+@[^\s@<>()\[\],;:|]+\.[^\W\d_]{2,}")
PHONE = re.compile(
    r"(?<![\w/.=-])(?:\(\+?\d{1,4}\)|\+?\d)[\d\s().\-–/‐‑]{5,22}\d(?:\s?(?:x|ext\.?)\s?\d{1,5})?(?![\w/])"
)
URL = re.compile(
    r"(?<![\w@.])(?:https?://|www\.)[^\s|•,;)<>\]]+|(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|me|ai|co|app|edu|gov|info|tech|design|games|works|page|site|xyz|"
    r"de|fr|es|it|nl|pl|pt|eu|uk|us|ca|ch|at|in|art|blog|online|studio|health|law|so|sh|gg|ly|tv|cn)(?![\w@])(?:/[^\s|•,;)<>\]]*)?",
    re.I,
)
HOST = re.compile(r"(?:[a-z0-9-]+\.)+(?!js/|net/)[a-z]{2,12}/[a-z0-9~][\w~.-]*(?:/[\w~.-]*)*")
"""A cell that is an address of some other ending: small letters, a host and a path."""
NETWORKS = {
    "linkedin.com": "LinkedIn", "github.com": "GitHub", "gitlab.com": "GitLab", "twitter.com": "X", "x.com": "X",
    "stackoverflow.com": "Stack Overflow", "medium.com": "Medium", "behance.net": "Behance", "dribbble.com": "Dribbble",
    "xing.com": "XING", "orcid.org": "ORCID", "scholar.google.com": "Google Scholar", "kaggle.com": "Kaggle",
    "facebook.com": "Facebook", "instagram.com": "Instagram", "youtube.com": "YouTube", "dev.to": "DEV",
    "bitbucket.org": "Bitbucket", "researchgate.net": "ResearchGate", "leetcode.com": "LeetCode", "itch.io": "itch.io",
    "hackerrank.com": "HackerRank", "codepen.io": "CodePen", "mastodon.social": "Mastodon", "soundcloud.com": "SoundCloud",
    "angel.co": "AngelList", "wellfound.com": "Wellfound", "huggingface.co": "Hugging Face", "bsky.app": "Bluesky",
    "telegram.me": "Telegram", "t.me": "Telegram", "skype.com": "Skype", "wa.me": "WhatsApp",
}  # fmt: skip


AFTER_ZIP = re.compile(r"\d{5}(?:-\d{4})?\s+(?:[-–/.]\s*)?(?=\(?\d{3}\)?[ .-]\s?\d{3}[ .-]\d{4}\b)")
"""A ZIP code right before a telephone number of the United States: "Tulsa, OK 74105 - (918) 555-0177"."""


class Found(NamedTuple):
    """A value, where it stands, how sure it is and which rule found it."""

    value: str
    span: Span | None
    confidence: float
    rule: str


class Link(NamedTuple):
    """A link of the person: its address, the network it belongs to (empty for a site of one's own) and where it stands."""

    url: str
    network: str
    username: str
    span: Span | None
    rule: str


def emails(lines: Iterable[Line]) -> list[Found]:
    """Addresses in the text, or behind it as links."""
    found: dict[str, Found] = {}
    for line in lines:
        for match in EMAIL_ANY.finditer(line.text):
            plain = EMAIL.search(match[0])
            text = (plain[0] if plain else match[0]).strip(".'\"-")
            at = line.text.index(text, match.start())
            found.setdefault(text.lower(), Found(text, Span(line, at, at + len(text)), 0.99, "address in the text"))
        for word in line.words:
            if word.link.lower().startswith("mailto:"):
                text = word.link[7:].split("?")[0].strip()
                if EMAIL.fullmatch(text) and text.lower() not in found:
                    found[text.lower()] = Found(text, line.whole(), 0.93, "address behind a link")
    return list(found.values())


def phones(lines: Iterable[Line], region: str) -> list[Found]:
    """Numbers that could be dialled in some country; none that are dates."""
    found: list[Found] = []
    for line in lines:
        text = line.text.replace("\t", "\u2003")
        for match in PHONE.finditer(text):
            code = AFTER_ZIP.match(match[0])
            start = match.start() + (code.end() if code else 0)
            value = re.sub(r"\s+", " ", text[start : match.end()].split("\u2003")[0]).strip(" .-–/")
            if value.count("(") != value.count(")"):
                value = value.replace("(", "").replace(")", "") if value.count(")") > value.count("(") else value
            digits = re.sub(r"\D", "", value)
            if (
                not 7 <= len(digits) <= 15
                or is_date_like(value)
                or EMAIL_ANY.search(text[max(0, match.start() - 1) : match.end() + 20].split()[0])
            ):
                continue
            if possible(value, region):
                found.append(
                    Found(
                        value,
                        Span(line, start, match.end()),
                        phone_confidence(line, value),
                        "possible number",
                    )
                )
        for word in line.words:
            if word.link.lower().startswith("tel:") and not found:
                found.append(Found(word.link[4:].strip(), line.whole(), 0.9, "number behind a link"))
    return found


def phone_confidence(line: Line, value: str) -> float:
    """Surer with a country code, brackets or a label beside it."""
    labelled = re.search(
        r"\b(?:tel|phone|mobile?|cell|mobil|handy|telefon\w*|telefono|movil|portable|ph|m|t)\b\.?\s*:?", fold(line.text)
    )
    return 0.97 if labelled or value.startswith(("+", "(")) or re.search(r"\d[-. ]\d", value) else 0.85


def is_date_like(value: str) -> bool:
    dates = find_dates(value)
    return (bool(dates) and sum(d.to - d.at for d in dates) >= 0.7 * len(value)) or bool(
        re.fullmatch(r"(?:19|20)\d\d\s*[-–/]\s*(?:19|20)\d\d", value)
    )


def possible(value: str, region: str) -> bool:
    """By length and shape only: numbers of examples and slips of the pen are kept."""
    import phonenumbers

    for country in (region, "US", "DE"):
        try:
            if phonenumbers.is_possible_number(phonenumbers.parse(value, country)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False


def is_reach(line: Line) -> bool:
    """A line that is nothing but an address, a number or a link."""
    text = line.text.strip()
    whole = EMAIL_ANY.fullmatch(text) or URL.fullmatch(text) or PHONE.fullmatch(text)
    return bool(whole) and not is_date_like(text)


def links(lines: Iterable[Line], loose: Iterable[str]) -> list[Link]:
    """Links written in the text, lying on words, or lying on pictograms."""
    found: dict[str, Link] = {}
    for line in lines:
        for match in URL.finditer(line.text):
            if (
                "@" in line.text[max(0, match.start() - 1) : match.end() + 1]
                or line.text[match.end() : match.end() + 1] == "@"
            ):
                continue
            keep(found, match[0], Span(line, *match.span()), "address in the text")
        for cell in pieces([line], 0):
            if HOST.fullmatch(cell.text) and not URL.search(cell.text):
                keep(found, cell.text, cell.span, "address in the text")
        for number, word in enumerate(line.words):
            if word.link.startswith(("http://", "https://", "www.")):
                at = line.starts[number]
                keep(found, word.link, Span(line, at, at + len(word.text)), "link on the page")
    for target in loose:
        if target.startswith(("http://", "https://")):
            keep(found, target, None, "link on a pictogram")
    return list(found.values())


def keep(found: dict[str, Link], address: str, span: Span | None, rule: str) -> None:
    """Adds a link unless the same place is already there; an annotation's full address replaces a shorter text."""
    address = address.rstrip(".,;:'\"")
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", address, flags=re.I).rstrip("/")
    key = bare.lower()
    if "." not in bare or re.search(r"(?:maps\.google|google\.com/maps|mailto)", key):
        return
    network, username = network_of(bare)
    url = address if re.match(r"https?://", address, re.I) else f"https://{address}"
    old = next(
        (other for other in found if other == key or key.startswith(other + "/") or other.startswith(key + "/")), None
    )
    if old is not None:
        if len(key) > len(old):
            found[key] = found.pop(old)._replace(url=url, network=network, username=username)
        return
    found[key] = Link(url, network, username, span, rule)


def network_of(bare: str) -> tuple[str, str]:
    """The network's name and the person's name there; both empty for other sites."""
    host, _, path = bare.partition("/")
    host = host.lower()
    for domain, name in NETWORKS.items():
        if host == domain or host.endswith("." + domain):
            parts = [
                part
                for part in path.split("?")[0].split("/")
                if part and part not in ("in", "profile", "pub", "users", "company", "u", "people")
            ]
            if host != domain and not parts and domain in ("itch.io", "medium.com"):
                return name, host.split(".")[0]
            return name, parts[0] if parts else ""
    return "", ""


LABEL = re.compile(
    r"^\s*(?:address|location|lives in|based in|city|wohnort|ort|anschrift|adresse|adress|ubicacion|direccion|localidad|ciudad|localisation|ville|residence|domicile|localita|indirizzo|plaats|woonplaats|地址|所在地|现居地)\s*:?\s+",
    re.I,
)


def location(lines: list[Line], taken: list[Span], name: str) -> Found | None:
    """Where the person lives: a labelled place, a place with its region, a town among the contacts; never the name."""
    own = set(fold(name).split())
    parts = [part for piece in contact_pieces(lines) for part in remains(piece, taken)]
    for piece in parts:
        label = LABEL.match(fold(piece.text))
        if label and len(piece.text) > label.end() + 2:
            at = piece.span.raw.find(piece.text) + label.end()
            whole = piece.span.part(at, len(piece.span.raw)).trimmed(" :,")
            spot = place_in(whole) or whole
            return Found(spot.text, spot, 0.95, "labelled as address")
    for piece in parts:
        span = place_in(piece.span)
        if span and not re.fullmatch(r"\W*remote\W*", span.text, re.I):
            return Found(span.text, span, 0.95, "town and region")
    beside = {id(span.line) for span in taken}
    near = [
        piece
        for piece in parts
        if (id(piece.span.line) in beside or near_contacts(piece, taken))
        and town_like(piece.text)
        and not own & set(fold(piece.text).split())
    ]
    known = next((piece for piece in near if is_town(piece.text)), None)
    if known:
        return Found(known.text, known.span, 0.92, "name of a town among the contacts")
    if near and id(near[0].span.line) in beside:
        return Found(near[0].text, near[0].span, 0.55, "perhaps a town among the contacts")
    return None


def remains(piece: Piece, taken: list[Span]) -> list[Piece]:
    """What a piece says besides the name and contacts in it ("Tulsa, OK / 918 555 0100 / a@example.com")."""
    within = sorted((max(s.start, piece.span.start), min(s.end, piece.span.end)) for s in taken if hit(piece.span, s))
    found, at = [], piece.span.start
    for start, end in [*within, (piece.span.end, piece.span.end)]:
        span = Span(piece.span.line, at, max(at, start)).trimmed(" \t/|,;·•–—-()")
        if re.search(r"[^\W\d_]{2}", span.raw):
            found += apart(Piece(span, piece.how, piece.row) if within else piece)
        at = max(at, end)
    return found


def apart(piece: Piece) -> list[Piece]:
    """A piece cut at slashes and dashes where one of its parts is a place ("Teacher – Leeds, UK", "Austin, TX / me.dev")."""
    marks = list(re.finditer(r"\s+[/–—-]\s+", piece.span.raw))
    if not marks:
        return [piece]
    edges = [0, *(at for mark in marks for at in mark.span()), len(piece.span.raw)]
    parts = [piece.span.part(a, b) for a, b in itertools.pairwise(edges)][::2]
    if not any("," in part.raw and is_place(part.raw) for part in parts):
        return [piece]
    return [Piece(part, piece.how, piece.row) for part in parts]


def near_contacts(piece: Piece, taken: list[Span]) -> bool:
    """In the same column as a contact, a line or two away."""
    line = piece.span.line
    return any(
        span.line.page == line.page
        and abs(span.line.words[0].y0 - line.words[0].y0) < 3.5 * max(line.size, 8)
        and abs(span.line.x0 - line.x0) < 160
        for span in taken
    )


def town_like(text: str) -> bool:
    return (
        looks_named(text)
        and 1 <= len(text.split()) <= 3
        and not title_score(text)
        and not employer_score(text)
        and not school_score(text)
        and not re.search(
            r"\d|[:/]|linkedin|github|email|phone|website|portfolio|resume|cv|lebenslauf|^name$|^nombre$|^nom$|kontakt|contact",
            fold(text),
        )
    )


def place_in(span: Span) -> Span | None:
    """The place of a piece: all of it, or the town and region at the end of a street address."""
    text = span.text
    if is_place(text):
        return span
    if postal := re.search(
        r"(?:^|[,\s])(?:[A-Z]{1,2}-)?\d{4,5}\s+(?=[A-ZÀ-Þ][^\W\d_]+(?:[ -][^\W\d_]+){0,3}(?:,\s*[A-ZÀ-Þ][\w .]+)?$)",
        span.raw.rstrip(),
    ):
        return span.part(postal.start(), len(span.raw)).trimmed(" ,")
    parts = list(re.finditer(r"[^,]+", span.raw))
    if (
        len(parts) >= 2
        and len(text) < 100
        and is_region(re.sub(r"\d+", "", parts[-1][0]))
        and re.search(r"\d", parts[0][0])
    ):
        first = parts[-2] if len(parts) > 2 else parts[-1]
        return span.part(first.start(), len(span.raw)).trimmed()
    if len(parts) >= 3 and len(text) < 100 and is_region(parts[-1][0]) and looks_named(parts[-2][0]):
        return span.part(parts[-2].start(), len(span.raw)).trimmed(" ,")
    if re.fullmatch(r"(?:[A-Z]-?)?\d{4,5}\s+[^\W\d_][\w .-]+", text):
        return span
    if (
        len(parts) == 2
        and looks_named(parts[0][0])
        and re.fullmatch(r"\s*[A-Z][A-Za-zÀ-ÿ. ]{1,20}(?:\s+\d{5})?\s*", parts[1][0])
        and not title_score(text)
        and not employer_score(text)
        and not school_score(text)
    ):
        return span if is_region(re.sub(r"\d+", "", parts[1][0])) else None
    return None


def contact_pieces(lines: list[Line]) -> list[Piece]:
    """What stands between cells and bars."""
    return pieces(lines, 0)


def hit(a: Span, b: Span) -> bool:
    return a.line is b.line and a.start < b.end and b.start < a.end
