"""Pictures of every page, and one page to leaf through them: artefacts/index.html."""

from __future__ import annotations

import html
from collections import defaultdict
from pathlib import Path

ARTEFACTS = Path(__file__).resolve().parents[2] / "artefacts"
VIEWS = ("desk-light", "desk-dark", "phone-dark")
STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem; background: #f4efe4; color: #251c14; }
section { margin-block: 2rem; } h2 { font-size: 1.1rem; margin: 0 0 .5rem; }
.row { display: flex; gap: 1rem; align-items: flex-start; overflow-x: auto; }
figure { margin: 0; flex: none; } figcaption { font-size: .8rem; }
img { display: block; border: 1px solid #b9ab90; max-height: 34rem; width: auto; } nav a { margin-inline-end: 1rem; }
"""


def write() -> Path:
    """Makes the page of whatever pictures there are, grouped by page; flows keep the order in which they were walked."""
    pages: dict[str, list[Path]] = defaultdict(list)
    flows: dict[str, list[Path]] = defaultdict(list)
    for picture in sorted((ARTEFACTS / "pages").glob("*.jpg")):
        label = picture.stem.partition("@")[0]
        pages[label].append(picture)
    for picture in sorted(ARTEFACTS.glob("*.png")):
        flows[picture.stem.split("-")[0]].append(picture)
    order = {view: place for place, view in enumerate(VIEWS)}
    parts = [_part(label, sorted(found, key=lambda one: order.get(one.stem.partition("@")[2], 9))) for label, found in sorted(pages.items())]  # fmt: skip
    parts += [_part(f"Flow: {name}", found) for name, found in flows.items()]
    links = " ".join(f'<a href="#{html.escape(label)}">{html.escape(label)}</a>' for label in sorted(pages))
    target = ARTEFACTS / "index.html"
    target.write_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Prospect, every page</title><style>{STYLE}</style>'
        f"<h1>Prospect, every page</h1><nav>{links}</nav>{''.join(parts)}</html>",
        encoding="utf-8",
    )
    return target


def _part(label: str, pictures: list[Path]) -> str:
    figures = "".join(
        f'<figure><a href="{one.relative_to(ARTEFACTS)}"><img loading="lazy" src="{one.relative_to(ARTEFACTS)}" '
        f'alt="{html.escape(one.stem)}"></a><figcaption>{html.escape(one.stem.rpartition("@")[2])}</figcaption></figure>'
        for one in pictures
    )
    return f'<section id="{html.escape(label)}"><h2>{html.escape(label)}</h2><div class="row">{figures}</div></section>'
