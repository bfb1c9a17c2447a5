"""The demo's guides: Markdown in `data/guides/`, with what is said about them in TOML between lines of `+++`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

from prospect.config.demo.material import DATA


@dataclass(frozen=True)
class DemoGuide:
    """An article; `body` is Markdown with live pieces, each alone on its line: `{{ openings back-end-developer }}`."""

    slug: str
    title: str
    summary: str
    author: str
    published_days_ago: int
    author_is_organisation: bool
    picture: str
    picture_alt: str
    related: tuple[str, ...]
    body: str


def guides() -> tuple[DemoGuide, ...]:
    """All guides, the latest first."""
    found = [_read(path.read_text(encoding="utf-8")) for path in sorted((DATA / "guides").glob("*.md"))]
    return tuple(sorted(found, key=lambda guide: guide.published_days_ago))


def _read(text: str) -> DemoGuide:
    _, front, body = text.split("+++\n", 2)
    row = tomllib.loads(front)
    return DemoGuide(**row | {"related": tuple(row["related"]), "body": body.strip() + "\n"})
