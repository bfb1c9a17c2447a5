"""Text of pictures through tesseract, when the machine has it: words with boxes, into the same form as a PDF's.

The page is drawn at 200 dots an inch; nothing is written to disk: the picture goes in through standard input.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess  # a fixed command without a shell; the picture is its standard input
from functools import cache
from typing import Any

import pypdfium2 as pdfium

from prospect.lexicon.sentences import say
from prospect.people.resume.page import Document, UnreadableError, Word

DPI = 200
MOST_PAGES = 6
SECONDS = 40
ENOUGH = 200
"""With so many characters elsewhere, an empty page is recognised only when it holds a picture."""
LANGUAGES = ("eng", "spa", "deu", "fra")


@cache
def program() -> str | None:
    """Where tesseract is, None when it is not installed."""
    return shutil.which("tesseract", path=os.environ.get("PATH", "/usr/bin:/bin"))


@cache
def languages() -> str:
    """The installed ones of the languages wanted, joined as tesseract takes them."""
    listed = subprocess.run([str(program()), "--list-langs"], capture_output=True, text=True, timeout=10, check=False)
    have = set((listed.stdout + listed.stderr).split())
    return "+".join(code for code in LANGUAGES if code in have) or "eng"


def missing() -> str:
    """What is said when a page is a picture and nothing can read it."""
    return str(
        say(
            "This résumé is a picture and text recognition (tesseract) is not installed here: "
            "send the original document, or type the fields in."
        )
    )


def read_pages(
    source: pdfium.PdfDocument, scanned: list[int], pages: list[tuple[list[Word], float]], document: Document
) -> None:
    """Puts the recognised words of picture pages in the place of their absent text."""
    if sum(len(word.text) for words, _ in pages for word in words) > ENOUGH:
        scanned = [number for number in scanned if has_picture(source[number], pictures_only=True)]
    scanned = [number for number in scanned if has_picture(source[number])]
    if not scanned:
        return
    if not program():
        document.warnings.append(missing())
        return
    for number in scanned[:MOST_PAGES]:
        page = source[number]
        width, _ = page.get_size()
        bitmap = page.render(scale=min(DPI / 72, 3000 / max(page.get_size())), grayscale=True)
        image = bitmap.to_pil()
        words = recognise(image, number + 1, width / image.width)
        bitmap.close()
        pages[number] = (words, width)
    document.recognised = True
    document.warnings.append(str(say("This résumé is a picture; its text was recognized and may have mistakes.")))


def has_picture(page: pdfium.PdfPage, *, pictures_only: bool = False) -> bool:
    """Whether anything is drawn on the page, or whether a picture is."""
    kinds = [pdfium.raw.FPDF_PAGEOBJ_IMAGE] if pictures_only else None
    return next(page.get_objects(filter=kinds, max_depth=2), None) is not None


def read_image(data: bytes) -> Document:
    """A document of one picture."""
    from PIL import Image, ImageOps

    if not program():
        raise UnreadableError(missing())
    Image.MAX_IMAGE_PIXELS = 40_000_000
    try:
        image: Any = ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("L")
    except (OSError, ValueError, Image.DecompressionBombError, SyntaxError) as error:
        raise UnreadableError(say("This picture is damaged or too large to be read.")) from error
    if max(image.size) > 3600:
        image.thumbnail((3600, 3600))
    from prospect.people.resume.lines import lines_of_pages

    scale = 612 / image.width
    words = recognise(image, 1, scale)
    document = Document("image", lines_of_pages([(words, 612.0)]), placed=True)
    document.pages = [(612.0, round(image.height * scale, 1))]
    document.recognised = True
    document.warnings.append(str(say("This résumé is a picture; its text was recognized and may have mistakes.")))
    return document


def recognise(image: Any, page: int, scale: float) -> list[Word]:
    """The words of a picture; boxes come out in points by ``scale``."""
    stream = io.BytesIO()
    image.save(stream, "PNG", compress_level=1)
    command = [str(program()), "stdin", "stdout", "-l", languages(), "--dpi", str(DPI), "--psm", "3", "tsv"]
    environment = {"OMP_THREAD_LIMIT": "1", "PATH": os.environ.get("PATH", "/usr/bin:/bin")}
    try:
        done = subprocess.run(
            command, input=stream.getvalue(), capture_output=True, timeout=SECONDS, check=False, env=environment
        )
    except (subprocess.TimeoutExpired, OSError):
        return []
    return words_of(done.stdout.decode("utf-8", "replace"), page, scale)


RATING = re.compile(r"[@0Oo69eE©●®°*.,«»]{4,}")
"""Rows of dots that rate a skill, as recognition sees them."""


def words_of(table: str, page: int, scale: float) -> list[Word]:
    """Words of tesseract's table; size and baseline are those of their line."""
    rows = [line.split("\t") for line in table.splitlines()[1:]]
    found: list[Word] = []
    line_box: dict[str, tuple[float, float]] = {}
    for row in rows:
        if len(row) < 12:
            continue
        key = ".".join(row[2:5])
        left, top, width, height = (float(v) * scale for v in row[6:10])
        if row[0] == "4":
            line_box[key] = (top, height)
        text = row[11].strip()
        if row[0] != "5" or not text or float(row[10]) < 25 or RATING.fullmatch(text):
            continue
        line_top, line_height = line_box.get(key, (top, height))
        size = min(line_height, height * 1.6) if any(c.isalnum() for c in text) else line_height
        found.append(Word(text, left, top, left + width, top + height, page, size, base=line_top + line_height * 0.8))
    return level_sizes(found)


def level_sizes(words: list[Word]) -> list[Word]:
    """One size for the words of a line, the page's usual one where it is near: recognised heights are rough."""
    usual = sorted(word.size for word in words)[len(words) // 2] if words else 0.0
    by_line: dict[float, list[Word]] = {}
    for word in words:
        by_line.setdefault(word.base, []).append(word)
    for line in by_line.values():
        size = sorted(word.size for word in line)[len(line) // 2]
        for word in line:
            word.size = usual if 0.65 * usual < size < 1.3 * usual else size
    return words
