"""Words that a reader could not see are not the person's words: they are left out, and that is said."""

from __future__ import annotations

import re

import pypdfium2 as pdfium

from prospect.lexicon.sentences import say, say_many
from prospect.people.resume.page import Word

PALE = 0xC8
"""From this brightness on, in all three colours, a word may be white on white; the page image decides."""


def pale(word: Word) -> bool:
    colour = word.colour
    return min(colour >> 16, colour >> 8 & 0xFF, colour & 0xFF) >= PALE


def mark_pale(page: pdfium.PdfPage, words: list[Word]) -> None:
    """Marks pale words whose place on the page image shows no ink; the page is drawn only when there are any."""
    doubtful = [word for word in words if word.text and not word.hidden and pale(word)]
    if not doubtful:
        return
    width, height = page.get_size()
    scale = min(1.5, 2000 / max(width, height, 1))
    bitmap = page.render(scale=scale, grayscale=True)
    picture = bitmap.to_pil()
    for word in doubtful:
        box = (
            max(0, int(word.x0 * scale)),
            max(0, int(word.y0 * scale)),
            int(word.x1 * scale) + 1,
            int(word.y1 * scale) + 1,
        )
        darkest, lightest = picture.crop(box).getextrema()
        if lightest - darkest < 24:
            word.hidden = "white"


def without_hidden(words: list[Word], warnings: list[str]) -> list[Word]:
    """The words a reader sees, with a warning that quotes what was left out."""
    unseen = [word for word in words if word.hidden and word.text.strip()]
    if unseen:
        quote = re.sub(r"\s+", " ", " ".join(word.text for word in unseen))[:80]
        sentence = say_many(
            "{n} word that cannot be seen on the page was ignored: “{quote}”.",
            "{n} words that cannot be seen on the page were ignored: “{quote}”.",
            len(unseen),
            quote=quote,
        )
        warnings.append(str(sentence))
    return [word for word in words if not word.hidden]


def overlap(words: list[Word]) -> list[Word]:
    """Words printed twice on the same spot (a shadow, a fake bold) kept once."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for word in words:
        key = (word.text, round(word.x0 / 2), round(word.base / 2))
        if word.text and key in seen:
            continue
        seen.add(key)
        kept.append(word)
    return kept


def sentence_for_invisible_page(page: int) -> str:
    """What is said when a page's only text is an invisible layer over a picture (a scan with OCR in it)."""
    return str(say("Page {page} is a picture with an invisible text layer; that text was used.", page=page))
