"""How a posting is worded: paragraphs and lists chosen from the employer's and the occupation's building blocks."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from random import Random

from prospect.config.demo.material import Employer, Occupation, Section, Variant, extras, voices


def sections(
    employer: Employer,
    occupation: Occupation,
    variant: Variant,
    *,
    years: int,
    pay: tuple[str, float, float] | None,
    chance: Random,
) -> tuple[Section, ...]:
    """The whole text of a posting; `pay` (period, low, high) is said in words where it is given."""
    voice = voices()[employer.voice]
    about = Section(voice.about, (chance.choice(employer.intros),))
    role = Section(voice.role, (f"{chance.choice(occupation.summaries)} {variant.line}",))
    duties = Section(voice.duties, points=_pick(occupation.duties, chance.randrange(6, 10), chance))
    asked = variant.asks + tuple(text for text in occupation.requires if _holds(text, variant, years))
    requires = Section(
        voice.requires, points=_filled(asked[:2] + _pick(asked[2:], chance.randrange(3, 7), chance), years)
    )
    prefers = Section(voice.prefers, points=_filled(_pick(occupation.prefers, chance.randrange(1, 4), chance), years))
    offer = (_pay_words(voice.pay, pay, chance),) if pay else ()
    benefits = Section(voice.benefits, offer, _pick(employer.benefits, chance.randrange(3, 6), chance))
    last = Section("", (chance.choice(voice.closings).format(employer=employer.name),))
    order = [about, role] if chance.random() < 0.75 else [role, about]
    wishes = [prefers] if chance.random() < 0.8 else []
    further = chance.sample(extras()[occupation.family], chance.choice((0, 1, 2, 2, 2, 3)))
    return (*order, duties, requires, *wishes, *further, benefits, last)


def _holds(text: str, variant: Variant, years: int) -> bool:
    return (years > 0 or "{years}" not in text) and not any(word in text for word in variant.skips)


def _pick(texts: Sequence[str], count: int, chance: Random) -> tuple[str, ...]:
    """So many of the texts, in the order they were written."""
    chosen = set(chance.sample(range(len(texts)), min(count, len(texts))))
    return tuple(text for n, text in enumerate(texts) if n in chosen)


def _filled(texts: Sequence[str], years: int) -> tuple[str, ...]:
    return tuple(text.replace("{years}", str(years)).replace("1+ years", "1+ year") for text in texts)


def _pay_words(templates: Sequence[str], pay: tuple[str, float, float], chance: Random) -> str:
    period, low, high = pay
    form = "${:,.2f}" if period == "hour" else "${:,.0f}"
    per = "an hour" if period == "hour" else f"a {period}"
    return chance.choice(templates).format(low=form.format(low), high=form.format(high), period=period, per=per)


def parsed(text: str) -> tuple[Section, ...]:
    """Sections of a hand-written posting: lines starting `## ` are headings, `- ` points, others paragraphs."""
    found: list[Section] = []
    heading, paragraphs, points = "", list[str](), list[str]()
    for line in [*text.strip().splitlines(), "## "]:
        if line.startswith("## "):
            if paragraphs or points:
                found.append(Section(heading, tuple(paragraphs), tuple(points)))
            heading, paragraphs, points = line[3:].strip(), [], []
        elif line.startswith("- "):
            points.append(line[2:].strip())
        elif line.strip():
            paragraphs.append(line.strip())
    return tuple(found)


def as_html(parts: Sequence[Section], *, heading: str = "h3", paragraph: str = "<p>") -> str:
    """The sections as HTML; `heading` is the tag, `paragraph` the opening tag some boards load with styles."""
    out: list[str] = []
    for part in parts:
        if part.heading:
            out.append(f"<{heading}>{escape(part.heading, quote=False)}</{heading}>")
        out += [f"{paragraph}{escape(text, quote=False)}</p>" for text in part.paragraphs]
        if part.points:
            out.append("<ul>\n" + "\n".join(f"<li>{escape(p, quote=False)}</li>" for p in part.points) + "\n</ul>")
    return "\n".join(out)


def as_text(parts: Sequence[Section]) -> str:
    """The sections as plain text, as boards give beside the HTML."""
    out: list[str] = []
    for part in parts:
        out += [part.heading] if part.heading else []
        out += [*part.paragraphs]
        out += ["\n".join(f"• {point}" for point in part.points)] if part.points else []
    return "\n\n".join(out)
