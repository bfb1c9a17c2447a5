"""Identity keys: which posting of which system a web address means, however the address was written."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import SplitResult, unquote

from prospect.sources.addresses import parameters, segments, split

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.I)
_NUMBER = re.compile(r"\d{3,20}")
_NAMED_BY_PATH = re.compile(
    r"(?:^|\.)(?:lever\.co|ashbyhq\.com|greenhouse\.io|workable\.com|rippling\.com|smartrecruiters\.com)$"
)
_NAMED_BY_HOST = re.compile(
    r"\.(?:myworkdayjobs\.com|icims\.com|recruitee\.com|teamtailor\.com|jobs\.personio\.(?:de|com)|bamboohr\.com|breezy\.hr"
    r"|applytojob\.com|pinpointhq\.com)$"
)
_REQUISITION = re.compile(r"_([A-Za-z]{0,6}[-_]?\d[\w]*?)(?:-\d{1,2})?$")


def posting_key(url: str) -> str | None:
    """``system:id`` of the posting that an address names, the same for every address of it; None where none is named.

    Tracking, /apply and /application, letters' case, old and new hosts make no difference.
    """
    parts = split(url)
    if parts is None:
        return None
    host = (parts.hostname or "").lower().removeprefix("www.")
    for pattern, read in _HOSTS:
        if pattern.search(host):
            return read(host, parts)
    return _embedded(host, parts)


def board_name(url: str) -> str | None:
    """The employer's name as the address of its board has it, for boards that state none: "match-group" is Match Group."""
    parts = split(url)
    if parts is None:
        return None
    host, path = (parts.hostname or "").lower(), segments(parts)
    if _NAMED_BY_HOST.search(host):
        name = re.sub(r"^(?:careers?|jobs|external|uscareers)-", "", host.partition(".")[0])
        return None if name in ("www", "jobs", "careers", "career", "app", "api") else _spelled(name)
    if _NAMED_BY_PATH.search(host) and len(path) > 1 and path[0] not in ("embed", "j", "api", "v0", "v1"):
        return _spelled(unquote(path[0]))
    return None


def _spelled(slug: str) -> str:
    """A name in the capitals of its own, or with a capital each word where it has none."""
    name = re.sub(r"[-_.+]+", " ", slug).strip()
    return name if name != name.lower() else " ".join(word[:1].upper() + word[1:] for word in name.split())


def _first(pattern: re.Pattern[str], values: list[str]) -> str | None:
    return next((value for value in values if pattern.fullmatch(value)), None)


def _greenhouse(host: str, parts: SplitResult) -> str | None:
    given, path = parameters(parts), segments(parts)
    after = path[path.index("jobs") + 1 :] if "jobs" in path else []
    found = _first(_NUMBER, [given.get("gh_jid", ""), given.get("token", ""), *after])
    return f"greenhouse:{found}" if found else None


def _lever(host: str, parts: SplitResult) -> str | None:
    found = _first(_UUID, segments(parts))
    return f"lever:{found.lower()}" if found else None


def _ashby(host: str, parts: SplitResult) -> str | None:
    found = _first(_UUID, [*segments(parts), parameters(parts).get("ashby_jid", "")])
    return f"ashby:{found.lower()}" if found else None


def _workable(host: str, parts: SplitResult) -> str | None:
    path = segments(parts)
    found = next((part.removesuffix(".md") for part in path if re.fullmatch(r"[0-9A-F]{10}(\.md)?", part)), None)
    if found is None and "j" in path:
        found = next(iter(path[path.index("j") + 1 :]), None)
    if found is None and host == "jobs.workable.com" and "view" in path:
        found = next(iter(path[path.index("view") + 1 :]), None)
    return f"workable:{found.upper()}" if found else None


def _smartrecruiters(host: str, parts: SplitResult) -> str | None:
    ids = (re.match(r"(\d{9,20})(?:-|$)", part) for part in segments(parts))
    numbered = next((found.group(1) for found in ids if found), None)
    found = numbered or _first(_UUID, segments(parts))
    return f"smartrecruiters:{found.lower()}" if found else None


def _workday(host: str, parts: SplitResult) -> str | None:
    """Several sites of a tenant show one requisition; the counter after it ("-1") is the site's."""
    path = segments(parts)
    if path and path[-1].lower() in ("apply", "applymanually", "login", "usemylastapplication", "autofillwithresume"):
        path = path[:-1]
    while path and path[-1].lower() in ("apply",):
        path = path[:-1]
    found = _REQUISITION.search(unquote(path[-1])) if path and "job" in [part.lower() for part in path] else None
    tenant = host.partition(".")[0]
    if host.endswith("myworkdaysite.com") and "recruiting" in path:
        tenant = path[path.index("recruiting") + 1].lower()
    return f"workday:{tenant}:{found.group(1).upper()}" if found else None


def _numbered(system: str, after: tuple[str, ...]) -> Callable[[str, SplitResult], str | None]:
    """Systems whose postings have a number of the employer's host, after one of some path segments."""

    def read(host: str, parts: SplitResult) -> str | None:
        path = segments(parts)
        for name in after:
            if name in path:
                rest = path[path.index(name) + 1 :]
                found = re.match(r"\d+", rest[0]) if rest else None
                if found:
                    return f"{system}:{host}:{found.group()}"
        return None

    return read


def _named(system: str, after: tuple[str, ...], pattern: str) -> Callable[[str, SplitResult], str | None]:
    """Systems whose postings have a code of the employer's host, after one of some path segments."""

    def read(host: str, parts: SplitResult) -> str | None:
        path = segments(parts)
        for name in after:
            if name in path:
                rest = path[path.index(name) + 1 :]
                found = re.match(pattern, rest[0], re.I) if rest else None
                if found:
                    return f"{system}:{host}:{found.group().lower()}"
        return None

    return read


def _rippling(host: str, parts: SplitResult) -> str | None:
    found = _first(_UUID, segments(parts))
    return f"rippling:{found.lower()}" if found else None


def _pinpoint(host: str, parts: SplitResult) -> str | None:
    found = _first(_UUID, segments(parts)) or _first(_NUMBER, segments(parts))
    return f"pinpoint:{host}:{found.lower()}" if found else None


def _usajobs(host: str, parts: SplitResult) -> str | None:
    found = _first(_NUMBER, segments(parts))
    return f"usajobs:{found}" if found else None


def _last_number(system: str) -> Callable[[str, SplitResult], str | None]:
    """Boards that end a posting's path with its number: "/…-1136372"."""

    def read(host: str, parts: SplitResult) -> str | None:
        path = [part for part in segments(parts) if part not in ("apply", "land", "ad")]
        found = re.search(r"(?:^|-)(\d{4,20})$", path[-1]) if path else None
        return f"{system}:{found.group(1)}" if found else None

    return read


def _first_number(system: str) -> Callable[[str, SplitResult], str | None]:
    """Boards that begin a segment with the number: "/jobs/145880-senior-engineer"."""

    def read(host: str, parts: SplitResult) -> str | None:
        found = next((match for part in segments(parts) if (match := re.match(r"(\d{4,20})(?:-|$)", part))), None)
        return f"{system}:{found.group(1)}" if found else None

    return read


def _hacker_news(host: str, parts: SplitResult) -> str | None:
    found = parameters(parts).get("id", "")
    return f"hn:{found}" if found.isdecimal() else None


def _linkedin(host: str, parts: SplitResult) -> str | None:
    given, path = parameters(parts), segments(parts)
    found = _first(_NUMBER, [given.get("currentjobid", "")])
    if found is None and "view" in path:
        tail = re.search(r"(\d{6,20})$", path[path.index("view") + 1]) if path[-1] != "view" else None
        found = tail.group(1) if tail else None
    return f"linkedin:{found}" if found else None


def _indeed(host: str, parts: SplitResult) -> str | None:
    given = parameters(parts)
    found = given.get("jk") or given.get("vjk") or ""
    return f"indeed:{found.lower()}" if re.fullmatch(r"[0-9a-f]{16}", found, re.I) else None


def _slug(system: str, index: int) -> Callable[[str, SplitResult], str | None]:
    """Boards whose address of a posting is its only id: all of the path from a segment on."""

    def read(host: str, parts: SplitResult) -> str | None:
        path = segments(parts)[index:]
        return f"{system}:{'/'.join(path).lower()}" if path else None

    return read


def _embedded(host: str, parts: SplitResult) -> str | None:
    """An employer's own page that shows a board's posting: the board's id is in a parameter."""
    given = parameters(parts)
    if _NUMBER.fullmatch(given.get("gh_jid", "")):
        return f"greenhouse:{given['gh_jid']}"
    for name, system in (("ashby_jid", "ashby"), ("lever_jid", "lever"), ("lever-id", "lever")):
        if _UUID.fullmatch(given.get(name, "")):
            return f"{system}:{given[name].lower()}"
    return None


_HOSTS: tuple[tuple[re.Pattern[str], Callable[[str, SplitResult], str | None]], ...] = (
    (re.compile(r"(?:^|\.)greenhouse\.io$"), _greenhouse),
    (re.compile(r"(?:^|\.)lever\.co$"), _lever),
    (re.compile(r"(?:^|\.)ashbyhq\.com$"), _ashby),
    (re.compile(r"(?:^|\.)workable\.com$"), _workable),
    (re.compile(r"(?:^|\.)smartrecruiters\.com$"), _smartrecruiters),
    (re.compile(r"(?:^|\.)(?:myworkdayjobs(?:-impl)?|myworkdaysite)\.com$"), _workday),
    (re.compile(r"(?:^|\.)icims\.com$"), _numbered("icims", ("jobs",))),
    (re.compile(r"\.recruitee\.com$"), _named("recruitee", ("o",), r".+")),
    (re.compile(r"\.teamtailor\.com$"), _numbered("teamtailor", ("jobs",))),
    (re.compile(r"\.jobs\.personio\.(?:de|com)$"), _numbered("personio", ("job",))),
    (re.compile(r"\.bamboohr\.com$"), _numbered("bamboohr", ("careers", "view.php", "jobs"))),
    (re.compile(r"\.breezy\.hr$"), _named("breezy", ("p",), r"[0-9a-f]{8,16}")),
    (re.compile(r"\.applytojob\.com$"), _named("jazzhr", ("apply",), r"[A-Za-z0-9]+")),
    (re.compile(r"\.pinpointhq\.com$"), _pinpoint),
    (re.compile(r"(?:^|\.)rippling\.com$"), _rippling),
    (re.compile(r"(?:^|\.)usajobs\.gov$"), _usajobs),
    (re.compile(r"(?:^|\.)remotive\.(?:com|io)$"), _last_number("remotive")),
    (re.compile(r"(?:^|\.)remoteok\.(?:com|io)$"), _last_number("remoteok")),
    (re.compile(r"(?:^|\.)arbeitnow\.com$"), _last_number("arbeitnow")),
    (re.compile(r"(?:^|\.)weworkremotely\.com$"), _slug("weworkremotely", 1)),
    (re.compile(r"(?:^|\.)himalayas\.app$"), _slug("himalayas", 1)),
    (re.compile(r"(?:^|\.)jobicy\.com$"), _first_number("jobicy")),
    (
        re.compile(r"(?:^|\.)adzuna\.(?:com|ca|de|fr|nl|it|es|at|be|pl|in|sg|co\.\w\w|com\.\w\w)$"),
        _last_number("adzuna"),
    ),
    (re.compile(r"^news\.ycombinator\.com$"), _hacker_news),
    (re.compile(r"(?:^|\.)linkedin\.com$"), _linkedin),
    (re.compile(r"(?:^|\.)indeed\.(?:com|\w\w|co\.\w\w)$"), _indeed),
)
