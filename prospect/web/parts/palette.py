"""An operator's own colours, made safe to read: from a few chosen by day, whole sets for day and for lamplight.

Contrast is WCAG 2.2's: (L1 + 0.05) / (L2 + 0.05) with relative luminance L of sRGB. A chosen colour that cannot be read
is moved towards black (by day) or white (by lamplight) until it can; `advice` says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from prospect.lexicon.sentences import Sentence, say

CHOICES = ("accent", "gild", "paper", "ink")
TEXT, SHAPE = 4.5, 3.0
"""Least contrast of text and of shapes that mean something: WCAG 2.2, 1.4.3 and 1.4.11."""

DAY = {"paper": "#f7f0e0", "sheet": "#fefaf0", "well": "#efe5cf", "ink": "#251c14"}
LAMPS = {"paper": "#1c1611", "sheet": "#272019", "well": "#150f0b", "ink": "#f3e7d1", "glow": "#33271a"}
"""The house's own surfaces, as the stylesheet has them (a test says so)."""

SURFACES = ("paper", "sheet", "well", "glow")

HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dress:
    """Custom properties by name, for day and for lamplight."""

    day: Mapping[str, str]
    lamps: Mapping[str, str]


def luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour, 0 (black) to 1 (white)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in _channels(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """1 (none) to 21 (black on white)."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """`one` with that share (0 to 1) of `other` in it."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def readable(colour: str, grounds: Iterable[str], *, least: float, towards: str) -> str:
    """The colour, moved as little as it takes towards black or white to be seen on every ground."""
    surfaces = tuple(grounds)
    for step in range(51):
        moved = mix(colour, towards, step / 50)
        if all(contrast(moved, ground) >= least for ground in surfaces):
            return moved
    return towards


def dress(chosen: Mapping[str, str]) -> Dress:
    """Whole sets from what the operator chose among `CHOICES`; what they did not choose stays the house's."""
    known = {name: value for name, value in chosen.items() if name in CHOICES and HEX.match(value)}
    day: dict[str, str] = {}
    if "paper" in known or "ink" in known:
        day.update(_surfaces(known.get("paper", DAY["paper"]), known.get("ink", DAY["ink"])))
    ground = {**DAY, **day}
    lamps: dict[str, str] = {}
    if "accent" in known:
        day.update(_accent(known["accent"], ground, towards="#000000"))
        lamps.update(_accent(known["accent"], LAMPS, towards="#ffffff"))
    if "gild" in known:
        day["gild"] = known["gild"]
        lamps["gild"] = readable(known["gild"], [LAMPS["paper"]], least=SHAPE, towards="#ffffff")
    return Dress(day, lamps)


def stylesheet(chosen: Mapping[str, str]) -> str:
    """What `/network.css` says; empty where nothing was chosen. Neither set reaches into the other's light."""
    made = dress(chosen)
    return "\n".join(
        f'@media (prefers-color-scheme: {light}) {{ :root:not([data-theme="{other}"]) {{ {written} }} }}\n'
        f':root[data-theme="{light}"] {{ {written} }}'
        for light, other, colours in (("light", "dark", made.day), ("dark", "light", made.lamps))
        if (written := " ".join(f"--{name}: {colour};" for name, colour in colours.items()))
    )


def advice(chosen: Mapping[str, str]) -> tuple[Sentence, ...]:
    """What became of choices that could not be taken as they are."""
    said = []
    for name, value in chosen.items():
        if name not in CHOICES or not HEX.match(value):
            said.append(say("{name}: {value} is not a color we know; write it like #1d6656.", name=name, value=value))
    day = dress(chosen).day
    for name in ("accent", "ink"):
        given, used = chosen.get(name, ""), day.get(name)
        if used and HEX.match(given) and _six(given) != used:
            said.append(
                say("{given} is too pale to be read on the paper; {used} is used instead.", given=given, used=used)
            )
    return tuple(said)


def _accent(colour: str, ground: Mapping[str, str], *, towards: str) -> dict[str, str]:
    """The accent, what is written on it, and its pale ground for notices."""
    soft = mix(ground["paper"], colour, 0.16)
    accent = readable(
        colour, [*(ground[name] for name in SURFACES if name in ground), soft], least=TEXT, towards=towards
    )
    on = max(("#ffffff", "#14100c"), key=lambda ink: contrast(ink, accent))
    return {"accent": accent, "on-accent": on, "accent-soft": soft}


def _surfaces(paper: str, ink: str) -> dict[str, str]:
    """Everything that lies between a paper and an ink of the operator's."""
    sheet, well = mix(paper, "#ffffff", 0.6), mix(paper, ink, 0.06)
    grounds = (paper, sheet, well)
    written = readable(ink, grounds, least=TEXT, towards="#000000")
    return {
        "paper": _six(paper),
        "sheet": sheet,
        "well": well,
        "glow": _six(paper),
        "ink": written,
        "soft": readable(mix(written, paper, 0.3), grounds, least=TEXT, towards=written),
        "line": mix(paper, written, 0.16),
        "edge": readable(mix(paper, written, 0.5), grounds, least=SHAPE, towards=written),
        "focus": written,
    }


def _six(colour: str) -> str:
    return mix(colour, colour, 0)


def _channels(colour: str) -> tuple[int, int, int]:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
