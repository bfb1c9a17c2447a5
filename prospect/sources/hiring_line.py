"""The first line of a "Who is hiring?" comment: who hires for which roles, where, and what it pays.

The form "Company | Role | Place | REMOTE | Full-time | pay" is a custom, not a rule: parts come in any order, some write
"Company: ..." lines, and some name no role before their text does. A comment that names none at all is no offer.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from prospect.lexicon.title_parts import formal_parts
from prospect.lexicon.titles import read_title

_TAG = re.compile(r"<[^>]+>")
_LINK = re.compile(r"https?://[^\s<>\"')|]+|\b(?:www\.)?[a-z0-9][a-z0-9-]*\.(?:com|io|ai|co|org|net|dev|fm|tech|build|space|xyz|so|app)\b(?:/[^\s<>\"')|]*)?", re.I)  # fmt: skip
_HREF = re.compile(r'<a\s[^>]*href="([^"]+)"[^>]*>.*?</a>', re.I | re.S)
_BREAK = re.compile(r"<p>|<br\s*/?>|\n", re.I)
_LABEL = re.compile(r"^\s*(company|employer|roles?|positions?|title|location|remote|type|salary|compensation|pay|website|url)\s*:\s*(.+)$", re.I)  # fmt: skip
_NO_OFFER = re.compile(r"^\W*(seeking (work|freelance\w*|job)|looking for work|who wants|@\w+)", re.I)
_WORKPLACE = re.compile(r"\b(remote|on-?\s?site|in-?office|in-?person|hybrid)\b", re.I)
_TYPE = re.compile(r"^\W*(permanent|full[\s-]?time|part[\s-]?time|fulltime|partime|contract(or)?|intern(ship)?s?|freelance)\b", re.I)  # fmt: skip
_PAY = re.compile(r"[$€£¥₹]\s?\d|\b\d{2,3}\s?k\b|\b(salary|compensation)\b|\b(usd|eur|gbp|cad|chf)\b.*\d|\d.*\b(usd|eur|gbp|cad|chf)\b", re.I)  # fmt: skip
_ASIDE = re.compile(r"^\W*(visa|equity|relocation|yc\b|y combinator|seed\b|series [a-e]\b|hiring gmt|international ok|apply|email|contact)", re.I)  # fmt: skip
_ONE = (
    r"engineers?|eng|developers?|programmers?|scientists?|designers?|managers?|directors?|leads?|leaders?|head of|architects?|"
    r"analysts?|co-?founders?|sre|devops|administrators?|recruiters?|marketers?|writers?|advocates?|specialists?|"
    r"consultants?|interns?|researchers?|member of technical staff|pms?|cto|ceo|coo|vp|account executives?|sales\w*|technicians?|"
    r"accountants?|editors?|product design|product owners?|associates?|coordinators?|officers?|teachers?|nurses?|generalists?|"
    r"representatives?|operators?|testers?|chief of staff|counsel|attorneys?|mechanics?|machinists?"
)
_ROLE = re.compile(rf"\b(?:{_ONE}|engineering|roles|positions|openings)\b", re.I)
_ROLE_ALONE = re.compile(rf"\b(?:{_ONE})\b", re.I)
_ANY_ROLE = re.compile(
    r"\b(various|multiple|several|many|all|other)\b.{0,30}\b(roles|positions|openings)\b|^hiring\b", re.I
)
_EXPRESSION = re.compile(r"/?\^?(.+?)\$?/[gimsu]{0,3}$")
_MOST_ROLES = 12


@dataclass(frozen=True, slots=True)
class HiringLine:
    """What the comment offers; `roles` has at least one title."""

    employer: str
    roles: tuple[str, ...]
    places: tuple[str, ...] = ()
    workplace: str | None = None
    employment_type: str = ""
    pay: str = ""
    url: str = ""


@dataclass
class _Found:
    roles: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    workplaces: set[str] = field(default_factory=set)
    type: str = ""
    pay: str = ""


def read(comment: str) -> HiringLine | None:
    """What a comment's HTML offers, or None where it is no offer."""
    link = _HREF.search(comment)
    url = html.unescape(link.group(1)) if link else ""
    lines = [_plain(line) for line in _BREAK.split(comment)]
    lines = [line for line in lines if line]
    if not lines or _NO_OFFER.match(lines[0]):
        return None
    labels = [found for line in lines[:12] if (found := _LABEL.match(line))]
    labelled = {found[1].casefold().rstrip("s"): found[2] for found in labels}
    if len(labelled) > 1:
        return _of_labels(labelled, lines, url)
    parts = [part for part in re.split(r"\s*\|\s*", lines[0]) if part.strip()]
    if len(parts) < 2:
        parts = [part for part in re.split(r"\s+(?:—|–|--|-|•)\s+", lines[0]) if part.strip()]
        if parts and len(parts[0].split()) > 8:
            return None
    if len(parts) < 2 or len(parts[0]) > 90:
        return None
    return _of_parts(parts, lines[1:], url)


def _of_parts(parts: list[str], body: list[str], url: str) -> HiringLine | None:
    employer = _employer(parts[0])
    found = _Found()
    for part in parts[1:]:
        _take(part, found)
    if not found.roles and _ROLE_ALONE.search(employer):
        employer, found.roles = "", [parts[0]]
    if not found.roles:
        # No usual word of a role: a part that is the title of a known occupation ("Clerk").
        found.roles = [part for part in found.places if read_title(part).occupation is not None]
        found.places = [part for part in found.places if part not in found.roles]
    roles = _titles([role for role in found.roles if not _ANY_ROLE.search(role)])
    roles = roles or _in_body(body) or _titles(found.roles)
    if not roles:
        return None
    roles = _without_pay(roles, found)
    only = next(iter(found.workplaces)) if len(found.workplaces) == 1 else None
    return HiringLine(employer, tuple(roles), tuple(found.places), only, found.type, found.pay, url)


def _of_labels(labelled: dict[str, str], lines: list[str], url: str) -> HiringLine | None:
    said = labelled.get("role") or labelled.get("position") or labelled.get("title") or ""
    roles = _titles([said]) if said else _in_body(lines)
    employer = labelled.get("company") or labelled.get("employer") or ""
    if not roles or not employer:
        return None
    found = _Found()
    for name in ("location", "remote"):
        if labelled.get(name):
            _take(labelled[name] if name == "location" else f"Remote: {labelled[name]}", found)
    only = next(iter(found.workplaces)) if len(found.workplaces) == 1 else None
    pay = labelled.get("salary") or labelled.get("compensation") or labelled.get("pay") or ""
    return HiringLine(_employer(employer), tuple(roles), tuple(found.places), only, labelled.get("type", ""), pay, url)


def _take(part: str, found: _Found) -> None:
    """Puts one part of the line where it belongs."""
    bare = _trimmed(_LINK.sub("", part))
    if not bare or _ASIDE.match(bare):
        return
    workplace = _WORKPLACE.search(bare)
    if _TYPE.match(bare) and len(bare) < 60 and not _ROLE_ALONE.search(re.sub(r"\binterns?\b", "", bare, flags=re.I)):
        found.type = found.type or bare
        if workplace:
            found.workplaces.update(_workplaces(bare))
    elif _PAY.search(bare):
        titled = _without_pay([bare], found)
        if titled != [bare] and _ROLE_ALONE.search(titled[0] if titled else ""):
            found.roles += titled
        else:
            found.pay = bare if found.pay in bare else found.pay
    elif workplace and not (_ROLE_ALONE.search(bare) and workplace.start() > 0 and "(" in bare):
        found.workplaces.update(_workplaces(bare))
        if len(bare) > len(workplace.group()):
            found.places.append(bare)
    elif _ROLE.search(bare):
        found.roles.append(bare)
    elif len(bare) < 80:
        found.places.append(bare)


def _trimmed(said: str) -> str:
    """Without marks at the ends and without brackets that hold everything, nothing, or lost their other half."""
    said = re.sub(r"\(\s*\)|\[\s*\]", "", said).strip(" -–—,:|")
    if said[:1] == "(" and said[-1:] == ")" and said.count("(") == 1:
        said = said[1:-1]
    if said.count("(") != said.count(")"):
        said = re.sub(r"\($|^\)", "", said.strip())
    return said.strip(" -–—,:|")


def _workplaces(said: str) -> set[str]:
    folded = (re.sub(r"[\s-]", "", one.casefold()) for one in _WORKPLACE.findall(said))
    return {one if one in ("remote", "hybrid") else "onsite" for one in folded}


def _employer(said: str) -> str:
    """The name without addresses and what batch of an accelerator it was in."""
    said = re.sub(r"\(\s*(?:https?://)?[^)\s]+\.[a-z]{2,}[^)]*\)", "", said, flags=re.I)
    said = re.sub(r"\(\s*(?:YC|Y Combinator)\b[^)]*\)|\bYC\s?[WSF]?'?\d{2}\b", "", said, flags=re.I)
    without = re.sub(r"https?://\S+", "", said)
    return re.sub(r"\s+", " ", re.sub(r"\(\s*\)", "", without)).strip(" -–—|,:")


def _titles(roles: list[str]) -> list[str]:
    """One title a role: "Designer, Data Analyst" is two, "Software Engineer, Frontend" one."""
    titles: list[str] = []
    for role in roles:
        pieces = re.split(r"\s*,\s*(?:and\s+)?|\s+\+\s+|;\s*", role)
        whole = len(pieces) < 2 or not all(_ROLE_ALONE.search(piece) for piece in pieces)
        titles += [role] if whole else pieces
    cleaned = (
        re.sub(r"^(now )?hiring:?\s+(for\s+)?(an?\s+)?", "", _plain_words(title), flags=re.I).strip(" /^$")
        for title in titles
    )
    return list(dict.fromkeys(title for title in cleaned if 1 < len(title) < 120))[:_MOST_ROLES]


def _plain_words(title: str) -> str:
    """A title written as a regular expression for fun ("/^Full-?stack Engineer$/i") as the words it matches."""
    shaped = _EXPRESSION.match(title)
    return re.sub(r"(?<=\w)[-\s]\?(?=\w)", "-", shaped[1]).replace("\\s+", " ").replace("\\b", "") if shaped else title


def _without_pay(titles: list[str], found: _Found) -> list[str]:
    """The titles without the pay that some state in them, which is kept as the offer's."""
    plain = []
    for title in titles:
        for part in reversed([part for part in formal_parts(title) if part.kind == "pay"]):
            found.pay = found.pay or part.text
            title = f"{title[: part.start].rstrip()} {title[part.end :].lstrip()}"
        plain.append(_trimmed(re.sub(r"[(\[]\s*[)\]]", "", title)))
    return [title for title in plain if title]


def _in_body(lines: list[str]) -> list[str]:
    """Roles that the text lists, one short line each."""
    listed = (re.sub(r"^[\s*•·\-–—>\d.)(]+", "", _LINK.sub("", line)) for line in lines)
    listed = (
        re.sub(r"\s*[-–—:]?\s*(read more|apply|see|details?)\b[^()]*$", "", _trimmed(line), flags=re.I)
        for line in listed
    )
    roles = [line for line in listed if len(line) < 70 and _ROLE_ALONE.search(line) and not re.search(r"[.!?]\s|[.!?]$|\b(we|our|you|your|is|are)\b", line, re.I)]  # fmt: skip
    return list(dict.fromkeys(roles))[:_MOST_ROLES]


def _plain(line: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(_TAG.sub("", _HREF.sub(lambda link: link.group(1), line)))).strip()
