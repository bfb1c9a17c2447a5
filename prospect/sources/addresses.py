"""Web addresses as people paste them: put in form, taken apart."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

# Parameters that say where a visitor came from, never which posting is meant.
TRACKING = re.compile(
    r"^(utm_\w+|gh_src|lever-(source|origin|via)\S*|source|src|ref|referrer|referer|trk|fbclid|gclid|mode|iisn?|codes?"
    r"|in_iframe|lang|locale)$",
    re.I,
)


def split(address: str) -> SplitResult | None:
    """The parts of an http(s) address, its scheme supplied where it was left off; None for anything else."""
    written = address.strip()
    if not written or len(written) > 4000 or re.search(r"\s", written):
        return None
    if not re.match(r"^[a-z][a-z0-9+.-]*://", written, re.I):
        if re.match(r"^[a-z][a-z0-9+.-]*:(?!\d)", written, re.I):
            return None
        written = "https://" + written.lstrip("/")
    try:
        parts = urlsplit(written)
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or "." not in parts.hostname:
        return None
    return parts


def parameters(parts: SplitResult) -> dict[str, str]:
    """The parameters of the query and of a fragment that has the form of one; the first of each name, names folded."""
    found: dict[str, str] = {}
    fragment = parts.fragment.partition("?")[2] or (parts.fragment if "=" in parts.fragment else "")
    for name, value in (*parse_qsl(parts.query), *parse_qsl(fragment)):
        found.setdefault(name.casefold(), value)
    return found


def segments(parts: SplitResult) -> list[str]:
    """The parts of the path that are not empty."""
    return [segment for segment in parts.path.split("/") if segment]


def canonical(address: str) -> str:
    """One form for the many of one page: host folded, no default port, tracking, fragment or closing slash."""
    parts = split(address)
    if parts is None:
        return address.strip()
    host = (parts.hostname or "").lower()
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    kept = [(name, value) for name, value in parse_qsl(parts.query) if not TRACKING.match(name)]
    query = urlencode(sorted(dict.fromkeys(kept)))
    return urlunsplit((parts.scheme.lower(), host + port, parts.path.rstrip("/") or "/", query, ""))


def host_of(token: str, domain: str) -> str:
    """The host a token names: itself where it is one (jobs.example.com), else NAME.`domain`.

    Raises ValueError for a token that is neither.
    """
    host = token.strip().lower()
    if not re.fullmatch(r"[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?", host):
        raise ValueError(token)
    return host if "." in host else f"{host}.{domain}"


def host_if(token: str, domain: str) -> str:
    """`host_of`, or "" for a token that names no host."""
    try:
        return host_of(token, domain)
    except ValueError:
        return ""
