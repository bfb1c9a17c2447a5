"""The stylesheet, the script, the icons and the fonts keep what was promised: contrast, weight, no inline code."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

import prospect.web.parts
from prospect.web.parts.palette import contrast

ROOM = Path(prospect.web.parts.__file__).parent
STATIC = ROOM / "static" / "parts"
CSS = (STATIC / "prospect.css").read_text()
WEB = ROOM.parent

Palette = dict[str, str]


def palette(selector: str, within: str = CSS) -> Palette:
    """The custom properties of the first rule with that selector."""
    body = within.split(selector + " {", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{3,6})", body))


LIGHT = palette(":root")
LAMPS = palette(':root[data-theme="dark"]')
MACHINE = palette(':root:not([data-theme="light"])')


SURFACES = ("paper", "sheet", "well")
TEXT_PAIRS = [
    *((text, surface) for text in ("ink", "soft", "accent", "good", "warn", "bad") for surface in SURFACES),
    *((text, f"{kind}-soft") for kind in ("accent", "good", "warn", "bad") for text in ("ink", "soft", kind)),
    *((text, "glow") for text in ("ink", "soft", "accent")),
    ("on-accent", "accent"),
    ("paper", "ink"),
]
SHAPE_PAIRS = [(shape, surface) for shape in ("edge", "focus", "accent", "good") for surface in (*SURFACES, "glow")]


@pytest.mark.parametrize("light", [LIGHT, LAMPS], ids=["day", "lamps"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_can_be_read(light: Palette, text: str, ground: str) -> None:
    assert contrast(light[text], light[ground]) >= 4.5


@pytest.mark.parametrize("light", [LIGHT, LAMPS], ids=["day", "lamps"])
@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS)
def test_shapes_that_mean_something_can_be_seen(light: Palette, shape: str, ground: str) -> None:
    assert contrast(light[shape], light[ground]) >= 3


def test_both_ways_to_turn_the_lamps_on_give_the_same_light() -> None:
    assert MACHINE == LAMPS
    assert set(LAMPS) == set(LIGHT) - {"shade"}


def weight(name: str) -> int:
    return len(gzip.compress((STATIC / name).read_bytes(), mtime=0))


def test_the_stylesheet_the_script_and_the_fonts_are_light() -> None:
    assert weight("prospect.css") < 14_000
    assert weight("prospect.js") < 6_000
    assert sum(font.stat().st_size for font in (STATIC / "fonts").glob("*.woff2")) < 60_000


def test_every_property_that_is_used_is_set() -> None:
    used = set(re.findall(r"var\(--([a-z0-9-]+)", CSS))
    assert used <= set(re.findall(r"--([a-z0-9-]+)\s*:", CSS))


def pages() -> list[Path]:
    return [page for page in WEB.rglob("templates/**/*.html") if not {"mail", "email"} & set(page.parts)]


def test_no_page_has_inline_script_or_style() -> None:
    inline = re.compile(
        r"<style|\sstyle=|\son[a-z]+=\"|javascript:|<script(?![^>]*(?:\ssrc=|application/(?:ld\+)?json))"
    )
    assert {page.name: inline.findall(page.read_text()) for page in pages() if inline.search(page.read_text())} == {}


def test_every_icon_that_is_asked_for_is_on_the_sheet() -> None:
    sheet = set(re.findall(r'<symbol id="([a-z]+)"', (STATIC / "icons.svg").read_text()))
    asked = {name for page in pages() for name in re.findall(r'{% icon "([a-z]+)"', page.read_text())}
    asked |= {name for page in pages() for name in re.findall(r'\bicon="([a-z]+)"', page.read_text())}
    assert asked <= sheet


def test_each_component_says_what_it_takes() -> None:
    whole_pages = {"base.html", "styleguide.html"}
    parts = (ROOM / "templates" / "parts").glob("*.html")
    silent = [part.name for part in parts if part.name not in whole_pages and "{#" not in part.read_text()[:120]]
    assert silent == []


def test_the_fonts_come_with_their_licence() -> None:
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts" / "LICENSE.txt").read_text().upper()
