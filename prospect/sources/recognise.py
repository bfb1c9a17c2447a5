"""The board behind a careers address that somebody pasted, or behind the careers page it leads to.

Recognised is what an address or a page shows; whether a board of that name answers is found out by reading it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import SplitResult, unquote, urljoin

from prospect.sources import html, schema_org
from prospect.sources.addresses import parameters, segments, split

# First segments of addresses that are pages of the vendor, not boards.
_OF_THE_VENDOR = frozenset({
    "", "api", "www", "embed", "app", "about", "blog", "careers", "jobs", "job", "static", "assets", "v0", "v1", "search", "login",
    "users", "help", "pricing", "product", "j", "robots.txt", "favicon.ico", "sitemap.xml", "view", "js", "css", "support",
})  # fmt: skip
_OWN_HOSTS = frozenset(
    {"www", "app", "api", "help", "support", "blog", "get", "go", "info", "static", "cdn", "assets", "status", "docs"}
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A board: the kind of its connector, its token, and the address by which it was recognised."""

    kind: str
    token: str
    url: str


def recognise(url: str) -> Recognised | None:
    """The board that an address belongs to, be it the board itself, one of its postings, or its API; else None."""
    parts = split(url)
    if parts is None:
        return None
    host = (parts.hostname or "").lower()
    for pattern, kind, read in _BOARDS:
        if pattern.search(host):
            token = read(host, parts)
            return Recognised(kind, token, url) if token or kind in _LISTS else None
    return _by_file(parts, url)


def recognise_page(page: str, url: str) -> Recognised | None:
    """The board that a careers page embeds or links to, or the page itself where it carries JobPosting.

    Steps: 1 the address, 2 boards that the page embeds, frames or links to (the one it names most often), 3 feeds it
    announces, 4 its own JobPosting.
    """
    by_address = recognise(url)
    if by_address is not None and by_address.kind not in ("feed", "sitemap"):
        return by_address
    found = Counter((one.kind, one.token) for one in _named_in(page, url))
    if found:
        (kind, token), _ = found.most_common(1)[0]
        return Recognised(kind, token, url)
    if by_address is not None:
        return by_address
    if _own_teamtailor(page):
        parts = split(url)
        return Recognised("teamtailor", (parts.hostname or "").lower(), url) if parts else None
    if any(True for value, _ in schema_org.blocks(page) for _ in schema_org.job_postings(value)):
        return Recognised("jsonld", url, url)
    return _announced(page, url)


def suspected(url: str) -> Recognised | None:
    """A board that is likely behind an employer's own page of one posting (``acme.com/jobs?gh_jid=1``).

    The token is guessed from the host, so it counts only once the board was read and lists that posting (`posting_key`).
    """
    parts = split(url)
    if parts is None or not parameters(parts).get("gh_jid", "").isdecimal():
        return None
    labels = (parts.hostname or "").lower().removeprefix("www.").split(".")
    name = labels[-3] if len(labels) > 2 and len(labels[-2]) <= 3 else labels[-2]
    return Recognised("greenhouse", re.sub(r"[^a-z0-9]", "", name), url)


def _named_in(page: str, url: str) -> Iterator[Recognised]:
    """Boards whose addresses stand in links, frames, scripts and script texts of a page."""
    written = unescape(page).replace("\\/", "/").replace("\\u002F", "/")
    for address in dict.fromkeys((*html.links(page, url), *_ADDRESS.findall(written))):
        found = recognise(address)
        if found is not None and found.kind not in ("feed", "sitemap", "csv", *_LISTS):
            yield found
    for pattern, kind in _EMBEDDED:
        for found_token in pattern.finditer(written):
            yield Recognised(kind, next(group for group in found_token.groups() if group), url)


# Lists of everybody's jobs: a link to one of them on a careers page says nothing of the employer's board.
_LISTS = ("remotive", "remoteok", "arbeitnow", "weworkremotely", "himalayas", "jobicy", "hn")
_ADDRESS = re.compile(
    r"https?://[\w.-]*(?:greenhouse\.io|lever\.co|ashbyhq\.com|workable\.com|smartrecruiters\.com|recruitee\.com|teamtailor\.com"
    r"|personio\.(?:de|com)|bamboohr\.com|breezy\.hr|applytojob\.com|jazz\.co|pinpointhq\.com|rippling\.com|myworkdayjobs\.com"
    r"|icims\.com)[^\s\"'<>\\)]*",
    re.I,
)
# Embedding scripts that name the board without an address of it.
_EMBEDDED = (
    (re.compile(r"Grnhse\.Settings\.boardToken\s*=\s*[\"']([\w-]+)[\"']|[\"']?boardToken[\"']?\s*[:=]\s*[\"']([\w-]+)[\"']"), "greenhouse"),
    (re.compile(r"whr\(document\)[\s\S]{0,200}?whr_embed\(\s*[\"']?([\w-]+)"), "workable"),
    (re.compile(r"leverJobsOptions\s*=\s*\{[^}]*accountName\s*[:=]\s*[\"']([\w-]+)[\"']"), "lever"),
    (re.compile(r"data-ashby-board=[\"']([\w.-]+)[\"']"), "ashby"),
    (re.compile(r"BambooHR[\s\S]{0,120}?data-domain=[\"']([\w-]+)\.bamboohr\.com"), "bamboohr"),
)  # fmt: skip


def _own_teamtailor(page: str) -> bool:
    """Whether a page on an employer's own host is made by Teamtailor."""
    return bool(re.search(r"<meta[^>]+generator[^>]+teamtailor|assets(?:-\w+)?\.teamtailor-cdn\.com", page, re.I))


def _announced(page: str, url: str) -> Recognised | None:
    """A feed that the page announces and whose name speaks of jobs."""
    for node in html.tree(page).css("link[rel=alternate][type*='rss'], link[rel=alternate][type*='atom']"):
        said = f"{node.attributes.get('title') or ''} {node.attributes.get('href') or ''}"
        if re.search(r"job|career|vacanc|stellen|emploi", said, re.I):
            return Recognised("feed", urljoin(url, node.attributes.get("href") or ""), url)
    return None


def _by_file(parts: SplitResult, url: str) -> Recognised | None:
    """A feed, sitemap or file by the name of its path."""
    path = parts.path.lower()
    if re.search(r"sitemap[\w-]*\.xml(?:\.gz)?$", path):
        return Recognised("sitemap", url, url)
    if re.search(r"\.(?:rss|atom)$|/(?:feed|rss)/?$|/rss\.xml$|/feed\.(?:xml|json)$", path):
        return Recognised("feed", url, url)
    if path.endswith(".csv"):
        return Recognised("csv", url, url)
    return None


def _segment(index: int = 0) -> Callable[[str, SplitResult], str]:
    """The token is a segment of the path."""

    def read(host: str, parts: SplitResult) -> str:
        path = segments(parts)
        token = unquote(path[index]) if len(path) > index else ""
        return "" if token.lower() in _OF_THE_VENDOR else token

    return read


def _subdomain(host: str, parts: SplitResult) -> str:
    """The token is the first label of the host."""
    name = host.partition(".")[0]
    return "" if name in _OWN_HOSTS else name


def _greenhouse(host: str, parts: SplitResult) -> str:
    given, path = parameters(parts), segments(parts)
    if host.startswith("boards-api."):
        return path[path.index("boards") + 1] if "boards" in path[:-1] else ""
    if given.get("for"):
        return given["for"]
    return path[0] if path and path[0].lower() not in _OF_THE_VENDOR else ""


def _lever(host: str, parts: SplitResult) -> str:
    path = segments(parts)
    if host.startswith("api.") and "postings" in path[:-1]:
        token = path[path.index("postings") + 1]
    else:
        token = path[0] if path and path[0].lower() not in _OF_THE_VENDOR else ""
    return f"eu/{token}" if token and ".eu." in host else token


def _ashby(host: str, parts: SplitResult) -> str:
    path = segments(parts)
    if host.startswith("api."):
        return unquote(path[path.index("job-board") + 1]) if "job-board" in path[:-1] else ""
    return _segment()(host, parts)


def _workable(host: str, parts: SplitResult) -> str:
    path = segments(parts)
    if "accounts" in path[:-1]:
        return path[path.index("accounts") + 1]
    if host in ("apply.workable.com", "www.workable.com", "jobs.workable.com", "workable.com"):
        return _segment()(host, parts) if host == "apply.workable.com" else ""
    return _subdomain(host, parts)


def _smartrecruiters(host: str, parts: SplitResult) -> str:
    path = segments(parts)
    if "companies" in path[:-1]:
        return path[path.index("companies") + 1]
    return _segment()(host, parts) if host.partition(".")[0] in ("jobs", "careers") else ""


def _personio(host: str, parts: SplitResult) -> str:
    return host.partition(".")[0] if host.endswith(".de") else host


def _jazz(host: str, parts: SplitResult) -> str:
    path = segments(parts)
    if host == "app.jazz.co":
        return path[-1] if path[:3] == ["feeds", "export", "jobs"] and len(path) > 3 else ""
    return _subdomain(host, parts)


def _rippling(host: str, parts: SplitResult) -> str:
    path = segments(parts)
    if host.startswith("api."):
        return path[path.index("board") + 1] if "board" in path[:-1] else ""
    if path and re.fullmatch(r"[a-z]{2}-[A-Z]{2}", path[0]):
        path = path[1:]
    return path[0] if host.startswith("ats") and path and path[0].lower() not in _OF_THE_VENDOR else ""


def _workday(host: str, parts: SplitResult) -> str:
    """``tenant/wdN/site``: the site is the first segment that is no language, or follows /wday/cxs/tenant."""
    labels, path = host.split("."), segments(parts)
    if len(labels) < 4 or not re.fullmatch(r"wd\d+", labels[1]):
        return ""
    if path[:2] == ["wday", "cxs"]:
        path = path[3:]
    elif path and re.fullmatch(r"[a-z]{2}(?:-[A-Za-z]{2})?", path[0]):
        path = path[1:]
    return f"{labels[0]}/{labels[1]}/{path[0]}" if path and path[0] not in ("job", "jobs", "wday") else ""


def _none(host: str, parts: SplitResult) -> str:
    """Sites with one list for everybody need no token."""
    return ""


_BOARDS: tuple[tuple[re.Pattern[str], str, Callable[[str, SplitResult], str]], ...] = (
    (re.compile(r"(?:^|\.)greenhouse\.io$"), "greenhouse", _greenhouse),
    (re.compile(r"(?:^|\.)lever\.co$"), "lever", _lever),
    (re.compile(r"(?:^|\.)ashbyhq\.com$"), "ashby", _ashby),
    (re.compile(r"(?:^|\.)workable\.com$"), "workable", _workable),
    (re.compile(r"(?:^|\.)smartrecruiters\.com$"), "smartrecruiters", _smartrecruiters),
    (re.compile(r"\.recruitee\.com$"), "recruitee", _subdomain),
    (re.compile(r"\.teamtailor\.com$"), "teamtailor", _subdomain),
    (re.compile(r"\.jobs\.personio\.(?:de|com)$"), "personio", _personio),
    (re.compile(r"\.bamboohr\.com$"), "bamboohr", _subdomain),
    (re.compile(r"\.breezy\.hr$"), "breezy", _subdomain),
    (re.compile(r"\.applytojob\.com$|^app\.jazz\.co$"), "jazzhr", _jazz),
    (re.compile(r"\.pinpointhq\.com$"), "pinpoint", _subdomain),
    (re.compile(r"(?:^|\.)rippling\.com$"), "rippling", _rippling),
    (re.compile(r"\.myworkdayjobs\.com$"), "workday", _workday),
    (re.compile(r"\.icims\.com$"), "icims", _subdomain),
    (re.compile(r"(?:^|\.)remotive\.(?:com|io)$"), "remotive", _none),
    (re.compile(r"(?:^|\.)remoteok\.(?:com|io)$"), "remoteok", _none),
    (re.compile(r"(?:^|\.)arbeitnow\.com$"), "arbeitnow", _none),
    (re.compile(r"(?:^|\.)weworkremotely\.com$"), "weworkremotely", _none),
    (re.compile(r"(?:^|\.)himalayas\.app$"), "himalayas", _none),
    (re.compile(r"(?:^|\.)jobicy\.com$"), "jobicy", _none),
    (re.compile(r"^news\.ycombinator\.com$"), "hn", lambda host, parts: parameters(parts).get("id", "")),
)
