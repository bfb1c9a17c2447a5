"""robots.txt by RFC 9309, with Crawl-delay. Pure: what a file allows to an agent.

The most specific rule (the longest) wins, Allow on a tie; ``*`` stands for anything and ``$`` for the end. Of groups,
all that name the agent count together, else those for ``*``. https://www.rfc-editor.org/rfc/rfc9309
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

# The RFC asks for at least this much to be read.
_MOST_CHARACTERS = 512_000


@dataclass(frozen=True, slots=True)
class Rules:
    """What one agent may ask of a host: rules as (pattern, allowed), and seconds to leave between requests."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allow(self, path: str) -> bool:
        """Whether a path with its query may be asked for."""
        wanted = _normal(path or "/")
        best, allowed = -1, True
        for pattern, allows in self.rules:
            if len(pattern) >= best and _matches(pattern, wanted) and (len(pattern) > best or allows):
                best, allowed = len(pattern), allows
        return allowed or wanted == "/robots.txt"


EVERYTHING = Rules()
NOTHING = Rules((("/", False),))


@dataclass
class _Group:
    agents: list[str] = field(default_factory=list)
    rules: list[tuple[str, bool]] = field(default_factory=list)
    delay: float = 0.0
    closed: bool = False


def rules_for(agent: str, text: str) -> Rules:
    """What a robots.txt allows to an agent, whose name is compared without capitals and version ("Prospect/1.0")."""
    groups = _groups(text[:_MOST_CHARACTERS])
    name = re.split(r"[/\s]", agent.casefold())[0]
    chosen = [group for group in groups if name in group.agents] or [group for group in groups if "*" in group.agents]
    rules = tuple(rule for group in chosen for rule in group.rules)
    return Rules(rules, max((group.delay for group in chosen), default=0.0))


def _groups(text: str) -> list[_Group]:
    groups: list[_Group] = []
    for line in text.splitlines():
        key, mark, value = line.partition("#")[0].partition(":")
        key, value = key.strip().casefold(), value.strip()
        if not mark:
            continue
        if key == "user-agent":
            if not groups or groups[-1].closed:
                groups.append(_Group())
            groups[-1].agents.append(re.split(r"[/\s]", value.casefold())[0])
        elif groups:
            groups[-1].closed = True
            if key in ("allow", "disallow") and value:
                groups[-1].rules.append((_normal(value), key == "allow"))
            elif key == "crawl-delay" and re.fullmatch(r"\d+(?:\.\d+)?", value):
                groups[-1].delay = float(value)
    return groups


def _normal(path: str) -> str:
    """One spelling of percent-encoding."""
    return quote(unquote(path), safe="/?&=*$:@!'()+,;~-._%#[]")


def _matches(pattern: str, path: str) -> bool:
    if "*" not in pattern and not pattern.endswith("$"):
        return path.startswith(pattern)
    anchored = pattern.endswith("$")
    parts = [re.escape(part) for part in (pattern[:-1] if anchored else pattern).split("*")]
    return re.match(".*?".join(parts) + ("$" if anchored else ""), path) is not None
