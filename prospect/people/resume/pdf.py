"""Words of a PDF with box, size, weight, colour, visibility and link, through pdfium's character calls.

One call a character (its box) and a handful a word: about twice the cost of bare text extraction.
Boxes come out in points from the top left of the page as it is shown (its rotation applied).
"""

from __future__ import annotations

import ctypes
import re
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as c

from prospect.lexicon.sentences import say
from prospect.people.resume import bidi
from prospect.people.resume.page import UnreadableError, Word

MAX_PAGES = 50
MAX_CHARS = 60_000
DINGBATS = re.compile(r"symbol|dingbat|wingding", re.I)
PRIVATE_BULLETS = "\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf09f\uf0a8\uf06e\uf071\uf075\uf0b2\uf02d\uf0de"
ICON_FONT = re.compile(
    r"awesome|icon|material|webding|glyph|emoji|ionic|feather|phosphor|fontello|icomoon|bootstrap", re.I
)
BOLD_FONT = re.compile(r"bold|black|heavy|semibold|demi|[-,_ ](bd|sb|blk)\b|cmbx|sfbx|[-_]medium|-medi\b|medi$", re.I)
PLAIN_FONT = re.compile(r"regular|book|light|roman|oblique|italic|text|thin|\+[a-z0-9]+$", re.I)
ITALIC_FONT = re.compile(r"ital|obliq|cmti|sfti|[-,]it$", re.I)
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
SOFT_HYPHENS = "\u00ad\ufffe\u0002"
DOTS = "•●◦○▪■□‣⁃∙·➢➤►▶✓✔❖◆◇♦★☆✦⬥–—-*»›"


class Face:
    """What a font's name and flags say of its look."""

    __slots__ = ("bold", "dingbat", "icon", "italic")

    def __init__(self, name: str, flags: int, weight: int) -> None:
        self.bold = (
            bool(BOLD_FONT.search(name)) or bool(flags & 0x40000) or (weight >= 690 and not PLAIN_FONT.search(name))
        )
        self.italic = bool(flags & 0x40) or bool(ITALIC_FONT.search(name))
        self.icon = bool(ICON_FONT.search(name))
        self.dingbat = bool(DINGBATS.search(name))


def open_pdf(data: bytes) -> pdfium.PdfDocument:
    """The opened document; raises UnreadableError for encrypted, damaged and overlong ones."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError(
                say("This PDF is locked with a password; save it without one and send that.")
            ) from error
        raise UnreadableError(say("This PDF is damaged and cannot be opened; save it again and retry.")) from error
    if len(document) > MAX_PAGES:
        count = len(document)
        document.close()
        raise UnreadableError(
            say("This PDF has {count} pages; a résumé may have at most {most}.", count=count, most=MAX_PAGES)
        )
    return document


def page_of(source: pdfium.PdfDocument, number: int) -> pdfium.PdfPage | None:
    """A page (0-based), None when it is too damaged to load."""
    try:
        return source[number]
    except pdfium.PdfiumError:
        return None


class PageReader:
    """Reads one page's words; pdfium's out-parameters are made once and reused."""

    def __init__(self, page: pdfium.PdfPage, number: int, faces: dict[str, Face]) -> None:
        self.page, self.number, self.faces = page, number, faces
        self.textpage = page.get_textpage()
        self.raw = self.textpage.raw
        self.width, self.height = page.get_size()
        self.rotation = page.get_rotation()
        self.left, self.bottom, self.right, self.top = page.get_bbox()
        self.rect = c.FS_RECTF()
        self.buffer = ctypes.create_string_buffer(256)
        self.flags = ctypes.c_int()
        self.rgba = [ctypes.c_uint() for _ in range(4)]
        self.point = [ctypes.c_double() for _ in range(2)]

    def words(self) -> list[Word]:
        """The page's words in the order of its content, hidden ones included and marked."""
        raw, rect = self.raw, self.rect
        found: list[Word] = []
        chars: list[str] = []
        box = [0.0] * 4
        first = 0
        count = min(c.FPDFText_CountChars(raw), MAX_CHARS)
        for i in range(count):
            code = c.FPDFText_GetUnicode(raw, i)
            char = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
            if not char or char.isspace() or (code < 32 and char not in SOFT_HYPHENS):
                if chars:
                    self.finish(found, chars, box, first)
                    chars = []
                continue
            c.FPDFText_GetLooseCharBox(raw, i, rect)
            left, low, right, high = rect.left, rect.bottom, rect.right, rect.top
            if left > right:
                left, right = right, left
            if low > high:
                low, high = high, low
            if chars and self.apart(box, left, low, right, high):
                self.finish(found, chars, box, first)
                chars = []
            if chars:
                box[0], box[1] = min(box[0], left), min(box[1], low)
                box[2], box[3] = max(box[2], right), max(box[3], high)
            else:
                box, first = [left, low, right, high], i
            chars.append(char)
        if chars:
            self.finish(found, chars, box, first)
        return found

    def apart(self, box: list[float], left: float, low: float, right: float, high: float) -> bool:
        """Whether a character's box does not continue the word so far (a jump without a space)."""
        if self.rotation in (90, 270) or (box[3] - box[1]) > 3 * (box[2] - box[0] + 1):
            return False
        height = max(box[3] - box[1], 1.0)
        return left - box[2] > 0.35 * height or box[0] - left > 2 * height or abs(low - box[1]) > 0.9 * height

    def finish(self, found: list[Word], chars: list[str], box: list[float], first: int) -> None:
        """Ends a word: its look is that of its first character."""
        face, name_size = self.face(first)
        text = "".join(LIGATURES.get(char, char) for char in chars)
        if bidi.RIGHT_TO_LEFT.search(text) and self.edge(first) < self.edge(first + len(chars) - 1):
            text = bidi.turned(text)  # set as it is seen, from left to right
        x0, y0, x1, y1 = self.shown(box)
        word = Word(text, x0, y0, x1, y1, self.number, max(y1 - y0, 0.1) / 1.2, face.bold, face.italic)
        word.base = self.baseline(first, y1, word.size)
        self.paint(word, first, name_size)
        if len(text) == 1 and (text in PRIVATE_BULLETS or face.dingbat):
            word.text = "•"
        elif face.icon or all(0xE000 <= ord(ch) <= 0xF8FF or ord(ch) >= 0xF0000 for ch in text):
            word.icon, word.text = True, ""
        else:
            word.text = "".join(ch for ch in text if not (0xE000 <= ord(ch) <= 0xF8FF or ord(ch) >= 0xF0000))
            word.icon = len(word.text) != len(text) and 0xE000 <= ord(text[0]) <= 0xF8FF
        found.append(word)

    def edge(self, index: int) -> float:
        """A character's left edge."""
        c.FPDFText_GetLooseCharBox(self.raw, index, self.rect)
        return float(self.rect.left)

    def face(self, index: int) -> tuple[Face, float]:
        """The font's look, and the size the file states for it."""
        length = c.FPDFText_GetFontInfo(self.raw, index, self.buffer, 256, self.flags)
        name = self.buffer.raw[: max(0, min(length, 256) - 1)].decode("utf-8", "replace")
        key = f"{name}\0{self.flags.value}"
        if key not in self.faces:
            self.faces[key] = Face(name, self.flags.value, c.FPDFText_GetFontWeight(self.raw, index))
        return self.faces[key], c.FPDFText_GetFontSize(self.raw, index)

    def baseline(self, index: int, bottom: float, size: float) -> float:
        """Where the word stands; guessed from its box where the file's own origin lies outside it."""
        x, y = self.point
        if c.FPDFText_GetCharOrigin(self.raw, index, x, y):
            base = self.shown([x.value, y.value, x.value, y.value])[3]
            if bottom - size <= base <= bottom + 0.2 * size:
                return base
        return bottom - 0.22 * size

    def paint(self, word: Word, index: int, stated: float) -> None:
        """Marks what a reader could not see: no ink, no opacity, no size, off the page."""
        r, g, b, a = self.rgba
        if c.FPDFText_GetFillColor(self.raw, index, r, g, b, a):
            word.colour = r.value << 16 | g.value << 8 | b.value
            if a.value < 13:
                word.hidden = "clear"
        textobject = c.FPDFText_GetTextObject(self.raw, index)
        if textobject and c.FPDFTextObj_GetTextRenderMode(textobject) == c.FPDF_TEXTRENDERMODE_INVISIBLE:
            word.hidden = "unpainted"
        if word.size < 2.2 and stated < 4:
            word.hidden = "tiny"
        if word.x1 < 0 or word.y1 < 0 or word.x0 > self.width or word.y0 > self.height:
            word.hidden = "outside"

    def shown(self, box: list[float]) -> tuple[float, float, float, float]:
        """A box of the page's own space as it is shown: rotated, from the top left."""
        left, low, right, high = box[0] - self.left, box[1] - self.bottom, box[2] - self.left, box[3] - self.bottom
        if self.rotation == 90:
            return low, left, high, right
        if self.rotation == 180:
            return self.width - right, low, self.width - left, high
        if self.rotation == 270:
            return self.width - high, self.height - right, self.width - low, self.height - left
        return left, self.height - high, right, self.height - low

    def links(self) -> list[tuple[tuple[float, float, float, float], str]]:
        """The page's link annotations that go to a URI: box and target."""
        found: list[tuple[tuple[float, float, float, float], str]] = []
        position, link, rect = ctypes.c_int(0), c.FPDF_LINK(), self.rect
        while len(found) < 500 and c.FPDFLink_Enumerate(self.page.raw, position, link):
            target = self.target(link)
            if target and c.FPDFLink_GetAnnotRect(link, rect):
                box = [min(rect.left, rect.right), min(rect.bottom, rect.top)]
                box += [max(rect.left, rect.right), max(rect.bottom, rect.top)]
                found.append((self.shown(box), target))
        return found

    def target(self, link: Any) -> str:
        """The URI of a link's action, empty for others; nothing is followed."""
        action = c.FPDFLink_GetAction(link)
        if not action or c.FPDFAction_GetType(action) != c.PDFACTION_URI:
            return ""
        length = c.FPDFAction_GetURIPath(self.page.pdf.raw, action, None, 0)
        if not 1 < length < 4000:
            return ""
        buffer = ctypes.create_string_buffer(length)
        c.FPDFAction_GetURIPath(self.page.pdf.raw, action, buffer, length)
        return buffer.raw[: length - 1].decode("utf-8", "replace").strip()


def give_links(words: list[Word], links: list[tuple[tuple[float, float, float, float], str]]) -> list[str]:
    """Writes each link on the words inside its box; answers the targets that no word carries."""
    loose: list[str] = []
    for (x0, y0, x1, y1), target in links:
        hit = False
        for word in words:
            x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
            if x0 <= x <= x1 and y0 <= y <= y1 and word.text:
                word.link, hit = target, True
        if not hit:
            loose.append(target)
    return loose
